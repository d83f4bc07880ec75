"""Parts of the Organisations page.

The brief itself is made in `hor_exports`.
"""
