"""What is shown: what pages share, each page's parts with its templates, and the edge.

Only here and in `pages/` is Streamlit imported; nothing is counted or drawn here.
"""
