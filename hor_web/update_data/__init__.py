"""Parts of the officers' page: upload and check, compare, publish, undo.

The rules are in `hor_data.upload` and `hor_data.store`.
"""
