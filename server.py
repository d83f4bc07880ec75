"""The dashboard behind its edge, officers' sign-in included: `streamlit run server.py`."""

import streamlit as st

from hor_ui.edge.app import LAYERS, ROUTES, lifespan

app = st.App("dashboard.py", routes=ROUTES, middleware=LAYERS, lifespan=lifespan)
