"""The command line: `hor`, its commands on data and those that make files.

It stands above the packages and knows no Streamlit.
"""
