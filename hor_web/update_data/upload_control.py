"""The control that takes a workbook on the officers' page, and forgetting what it took."""

import streamlit as st

from hor_web.internals import is_lost_file, numbers_sent
from hor_web.settings import read_settings
from hor_web.shown_release import PREVIEW
from hor_web.state import hold_file
from hor_web.update_data.drafts import forget_words
from hor_web.update_data.steps import OUTCOME, UPLOADED, Place

BASE_NUMBER = "_base"
UPLOAD = "upload"
# Which upload control is in use: one is emptied by replacing it with one of the next number.
UPLOADER_TURN = "_turn"
# The id of the file that the control held when it was last taken from it.
TAKEN = "_taken"
# Whether the workbook is to be chosen once more, as this server does not have it.
CHOOSE_AGAIN = "_choose_again"
NOT_HERE = (
    "The server does not have the workbook you had chosen: it was started again, or another took "
    "over from it. Choose the workbook once more."
)


def take_upload() -> None:
    """Show the control, and take the file that is in it."""
    place = st.empty()
    file_id = _show_control(place)
    # A server that takes over in mid-upload first meets the control with its file in it: to
    # Streamlit nothing changed then, and nobody is called.
    if file_id and st.session_state.get(TAKEN) != file_id:
        _on_upload()
    # One that takes over later does not get the file from the browser, which goes on showing it as
    # uploaded. An empty control takes its place.
    if is_lost_file(st.session_state.get(_upload_key())):
        st.session_state[CHOOSE_AGAIN] = True
        _empty_control()
        _show_control(place)


def show_choose_again() -> None:
    """Say that the workbook is to be chosen once more, where one was chosen and is not here."""
    if st.session_state.get(CHOOSE_AGAIN):
        st.warning(NOT_HERE)


def forget_upload() -> None:
    """Forget the uploaded workbook, and empty the control that took it."""
    for name in (UPLOADED, PREVIEW, BASE_NUMBER, CHOOSE_AGAIN):
        st.session_state.pop(name, None)
    forget_words()
    _empty_control()


def _show_control(place: Place) -> str:
    """The id of the file in the control; "" without one that the server holds."""
    with place:
        upload = st.file_uploader(
            f"Your workbook (.xlsx, .ods or .csv, up to {read_settings().largest_upload >> 20} MB)",
            key=_upload_key(),
            on_change=_on_upload,
        )
    return upload.file_id if upload else ""


def _empty_control() -> None:
    st.session_state[UPLOADER_TURN] = _turn() + 1


def _upload_key() -> str:
    return f"{UPLOAD}-{_turn()}"


def _turn() -> int:
    """The number of the control in use. A server that takes over goes on with the one that the
    browser shows: a file that is chosen there would be lost with it."""
    known = int(st.session_state.get(UPLOADER_TURN, 0))
    st.session_state[UPLOADER_TURN] = max([known, *numbers_sent(UPLOAD)])
    return int(st.session_state[UPLOADER_TURN])


def _on_upload() -> None:
    upload = st.session_state.get(_upload_key())
    if is_lost_file(upload):
        upload = None
    st.session_state[TAKEN] = upload.file_id if upload else None
    for name in (PREVIEW, BASE_NUMBER, OUTCOME, CHOOSE_AGAIN):
        st.session_state.pop(name, None)
    if st.session_state.get(UPLOADED):
        forget_words()
    st.session_state[UPLOADED] = hold_file(upload.name, upload.getvalue()) if upload else None
