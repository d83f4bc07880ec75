"""Small programs for those who work on the dashboard; the product imports none of them."""
