"""Parts of the Roundtable page: agenda, meeting view, notes, minutes.

Their rules are in `hor_data.meeting`.
"""
