"""Streamlit's own floor: a page that echoes what was chosen, and does nothing else."""

import streamlit as st

chosen = st.multiselect("Status", ["Complete", "Substantial", "Limited", "Not started", "Unclear"])
st.html(f"<p id='echo'>{len(chosen)}</p>")
