"""An independent recount: pages of the running dashboard against the workbooks, by pandas alone.

Nothing here imports the product: what it shares with it would be wrong in both.
"""
