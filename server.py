"""The dashboard behind its edge, officers' sign-in included: `streamlit run server.py`."""

from pathlib import Path

import streamlit as st

from hor_ui.edge.app import FAULTS, LAYERS, ROUTES, lifespan

app = st.App(
    Path(__file__).parent / "dashboard.py",
    routes=ROUTES,
    middleware=LAYERS,
    lifespan=lifespan,
    exception_handlers=FAULTS,
)
