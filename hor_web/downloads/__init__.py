"""Parts of the Slides and data page: what to take along, and its download.

The files themselves are made in `hor_exports`.
"""
