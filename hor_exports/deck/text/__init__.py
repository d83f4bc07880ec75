"""Text and tables measured to fit a slide, and continued on the next where they do not.

Only sizes in points and plain values; nothing is drawn here.
"""
