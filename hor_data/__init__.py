"""What is known of commitments: workbooks, checks, releases, changes; pandas, no screens.

Nothing here draws or knows of a page; it imports no other package of the product.
"""
