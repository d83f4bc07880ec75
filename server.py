"""The dashboard behind its edge, officers' sign-in included: `streamlit run server.py`."""

import gc

# What is loaded now is never let go of, and looking for it is a fifth of the start: `lifespan`
# collects once, and from then on all is as usual.
gc.disable()

from pathlib import Path  # noqa: E402

import streamlit as st  # noqa: E402

from hor_web.start import check_start  # noqa: E402

# Before the edge is loaded, as it is built by the settings.
check_start()

from hor_web.edge import EXCEPTION_HANDLERS, MIDDLEWARE, ROUTES, lifespan  # noqa: E402
from hor_web.went_wrong import show_went_wrong  # noqa: E402

app = st.App(
    Path(__file__).parent / "dashboard.py",
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
    on_script_error=show_went_wrong,
)
