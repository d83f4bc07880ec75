"""A client that says to the server whatever it likes, as Streamlit's page would or would not."""

from collections.abc import Iterator
from contextlib import contextmanager

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from tools.drive.session import Uploader, messages, session_of

WIDGETS = ("button", "checkbox", "file_uploader", "text_input", "text_area")


class Client:
    """A session on one page, at an address with this query: its widgets by label, all the markup
    and messages it was sent, and what of them is on the page."""

    def __init__(
        self, line: ClientConnection, uploader: Uploader, page: str, query: str = ""
    ) -> None:
        self.line, self.uploader, self.page, self.query = line, uploader, page, query
        self.widgets: dict[str, str] = {}
        self.checkboxes: set[str] = set()
        self.said = ""
        self._places: dict[tuple[int, ...], str] = {}

    @property
    def shown(self) -> str:
        """What stands on the page once it has run, from its top to its foot. On the way there a
        place may have held more than one thing, as fast as the page was made."""
        return "".join(self._places[path] for path in sorted(self._places))

    def run(self, **values: object) -> "Client":
        """Run the page with these values of widgets, each by its id."""
        self.ask(**values)
        self.widgets.clear()
        self.said = ""
        self._places.clear()
        for message in messages(self.line):
            self._note(message)
        return self

    def ask(self, **values: object) -> None:
        """Ask for a run and do not wait for it."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self.page, self.query
        for widget, value in values.items():
            state = asked.rerun_script.widget_states.widgets.add(id=widget)
            if isinstance(value, Message):
                state.file_uploader_state_value.CopyFrom(value)
            elif value is True and widget in self.checkboxes:
                state.bool_value = True
            elif value is True:
                state.trigger_value = True
            else:
                state.string_value = str(value)
        self.line.send(asked.SerializeToString())

    def upload(self, content: bytes, name: str) -> dict[str, object]:
        """Send a file as the page would; the values with which the page then has it."""
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.uploader.session
        self.line.send(asked.SerializeToString())
        answer = next(
            message for message in _said(self.line) if message.HasField("file_urls_response")
        )
        (urls,) = answer.file_urls_response.file_urls
        assert self.uploader.put(content, urls.file_id, name) == 204
        state = BackMsg().rerun_script.widget_states.widgets.add().file_uploader_state_value
        state.uploaded_file_info.add(
            name=name, size=len(content), file_id=urls.file_id, file_urls=urls
        )
        return {self.widget("Your workbook"): state}

    def widget(self, label: str) -> str:
        """The id of the widget whose label begins so."""
        return next(
            identifier for name, identifier in self.widgets.items() if name.startswith(label)
        )

    def _note(self, message: ForwardMsg) -> None:
        self.said += str(message)
        if message.HasField("delta"):
            self._places[tuple(message.metadata.delta_path)] = str(message.delta)
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in WIDGETS:
            widget = getattr(element, kind)
            self.widgets[widget.label] = widget.id
            if kind == "checkbox":
                self.checkboxes.add(widget.id)


@contextmanager
def client(
    server: str, page: str, address: str, cookie: str = "", query: str = ""
) -> Iterator[Client]:
    """A client that has opened a page."""
    headers = {"cookie": cookie} if cookie else {}
    with session_of(server, page, query, **headers) as (line, session):
        yield Client(line, Uploader(server, session, address, cookie), page, query).run()


def _said(line: ClientConnection) -> Iterator[ForwardMsg]:
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(timeout=30))
        yield message
