"""Keeps `python -m hor_ui deck|brief|sheet` answering; the code is in hor and hor_exports."""
