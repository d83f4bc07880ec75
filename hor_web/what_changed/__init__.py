"""Parts of the What changed page.

What changed is worked out in `hor_data.changes`.
"""
