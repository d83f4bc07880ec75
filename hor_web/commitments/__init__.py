"""Parts of the Commitments page: the list, and one commitment's record.

What is known of a commitment is read in `hor_data.release` and `hor_data.changes`.
"""
