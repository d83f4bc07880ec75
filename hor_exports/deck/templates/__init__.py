"""An organisation's template: opened within bounds, cleaned, and its look read.

Nothing is drawn here but what a template is emptied of.
"""
