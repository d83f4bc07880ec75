"""The page in Streamlit as one first writes it: the workbook read on every run, nothing kept."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.peers.frames import (  # noqa: E402
    CHARTS,
    FILTERS,
    SHOWN,
    bars,
    counts,
    filtered,
    options,
    read_frame,
)

st.set_page_config(layout="wide")
frame = read_frame()
st.title("Commitments")
with st.sidebar:
    chosen = {name: st.multiselect(name, options(frame, name)) for name in FILTERS}
frame = filtered(frame, chosen)
for place, (name, number) in zip(st.columns(4), counts(frame).items(), strict=True):
    place.metric(name, number)
for name in CHARTS:
    st.plotly_chart(bars(frame, name), key=name)
st.dataframe(frame[SHOWN])
