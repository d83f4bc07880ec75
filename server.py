"""The dashboard behind its edge, officers' sign-in included: `streamlit run server.py`."""

import gc

# What is loaded now is never let go of, and looking for it is a fifth of the start: `lifespan`
# collects once, and from then on all is as usual.
gc.disable()

from pathlib import Path  # noqa: E402

import streamlit as st  # noqa: E402

from hor_ui.edge.app import FAULTS, LAYERS, ROUTES, lifespan  # noqa: E402

app = st.App(
    Path(__file__).parent / "dashboard.py",
    routes=ROUTES,
    middleware=LAYERS,
    lifespan=lifespan,
    exception_handlers=FAULTS,
)
