"""Sessions that act on a server without a browser: what is measured is the server alone."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import running
from tests.edge import messages, session_of


@contextmanager
def serving(app: str = "dashboard.py", **environment: str) -> Iterator[str]:
    """The address of a server of the product's own, for as long as it is needed."""
    with TemporaryDirectory() as folder, running(Path(folder) / "log", app, environment) as address:
        yield address


class Session:
    """A reader on one page: its filters and buttons by label."""

    def __init__(self, server: str, page: str) -> None:
        self._kept = ExitStack()
        self.line, self.id = self._kept.enter_context(session_of(server))
        self.page = page
        self.filters: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self._run()

    def change(self, status: str) -> float:
        """Filter by a status, or by none; how long the server took, in seconds."""
        began = time.perf_counter()
        self._run(Status=[status] if status else [])
        return time.perf_counter() - began

    def deck(self) -> None:
        """Have the slides made, as a press of their button does."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "deck"
        asked.backend_operation_request.session_id = self.id
        file = next(of for label, of in self.files.items() if "slides" in label)
        asked.backend_operation_request.deferred_file.file_id = file
        self.line.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.line.recv(timeout=60))
            if message.HasField("backend_operation_response"):
                assert message.backend_operation_response.deferred_file.url
                return

    def close(self) -> None:
        """End the session."""
        self._kept.close()

    def _run(self, **chosen: list[str]) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        for label, values in chosen.items():
            state = asked.rerun_script.widget_states.widgets.add(id=self.filters[label])
            state.string_array_value.data.extend(values)
        self.line.send(asked.SerializeToString())
        for message in messages(self.line):
            element = message.delta.new_element
            if element.HasField("multiselect"):
                self.filters[element.multiselect.label] = element.multiselect.id
            elif element.HasField("download_button"):
                button = element.download_button
                self.files[button.label] = button.deferred_file_id
