"""A server behind its edge, and clients of it that no browser would be."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

FORM = "application/x-www-form-urlencoded"
XSRF = "_streamlit_xsrf"
NAME = "a.xlsx"
AND_ON = (ForwardMsg.FINISHED_EARLY_FOR_RERUN,)


def ask(server: str, path: str, method: str = "GET", body: Any = None, **headers: str) -> Any:
    """The answer with its body read: ask(server, "/health", sec_fetch_site="cross-site")."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.putrequest(method, path, skip_accept_encoding=True)
    sent = (body or "").encode() if not isinstance(body, bytes) else body
    if sent or method in ("POST", "PUT"):
        headers.setdefault("content_length", str(len(sent)))
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders(sent or None)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def sign_in(server: str, secret: str, address: str, path: str = "/sign-in", **headers: str) -> Any:
    """The answer to the form, sent as by a browser at this address."""
    sent = {"origin": server, "content_type": FORM, "x_forwarded_for": address} | headers
    fields = urlencode({"name": "An officer", "secret": secret})
    return ask(server, path, "POST", fields, **sent)


def cookie_of(answer: HTTPResponse) -> str:
    """The first cookie an answer sets, as a browser sends it back."""
    return (answer.headers.get("set-cookie") or "").partition(";")[0]


@contextmanager
def session_of(
    server: str, page: str = "", query: str = "", **headers: str
) -> Iterator[tuple[ClientConnection, str]]:
    """A connection as Streamlit's own page makes it, and its session's id; it arrives at a page by
    an address with this query."""
    with connect(
        server.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(server),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        max_size=None,
        close_timeout=0.2,
    ) as line:
        run(line, page, query)
        by_type = {message.WhichOneof("type"): message for message in messages(line)}
        yield line, by_type["new_session"].new_session.initialize.session_id


def run(line: ClientConnection, page: str = "", query: str = "") -> None:
    """Ask for a run of a page."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    line.send(asked.SerializeToString())


def messages(line: ClientConnection, seconds: float = 30) -> Iterator[ForwardMsg]:
    """What the server says, until a run has finished that does not ask for another."""
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(timeout=seconds))
        yield message
        if message.HasField("script_finished") and message.script_finished not in AND_ON:
            return


class Uploader:
    """Sends files to a session as Streamlit's page does, but of any size and at any speed."""

    def __init__(self, server: str, session: str, address: str, cookie: str = "") -> None:
        self.server, self.session, self.address, self.cookie = server, session, address, cookie
        self.token = cookie_of(ask(server, "/_stcore/health")).partition("=")[2]

    def put(self, content: bytes, file: str = "one", name: str = NAME, **headers: str) -> int:
        """The status of the answer to one upload."""
        form = _form(content, name)
        return ask(self.server, self._path(file), "PUT", form, **self._with(headers)).status

    def pour(self, most: int, file: str = "endless") -> tuple[int, int]:
        """Bytes without end and without a length: how many went, and the answer's status."""
        went = 0
        with socket.create_connection(_place(self.server), 30) as line:
            line.sendall(self.head(file, transfer_encoding="chunked"))
            start = _form(b"").rpartition(b"\r\n--edge--")[0]
            line.sendall(b"%x\r\n%s\r\n" % (len(start), start))
            chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
            line.settimeout(5)
            try:
                while went < most:
                    line.sendall(chunk)
                    went += 65536
            except OSError:
                pass
            try:
                answer = line.recv(4096)
            except OSError:
                answer = b""
        return went, int(answer.split()[1]) if answer else 0

    def stop_half_way(self, content: bytes, file: str = "half") -> None:
        """A file whose line breaks in the middle of it."""
        form = _form(content)
        with socket.create_connection(_place(self.server), 30) as line:
            line.sendall(self.head(file, content_length=str(len(form))))
            line.sendall(form[: len(form) // 2])

    def head(self, file: str, **headers: str) -> bytes:
        """The head of a request that puts a file, with these headers besides."""
        given = self._with(headers | {"host": urlsplit(self.server).netloc})
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
        return "\r\n".join([f"PUT {self._path(file)} HTTP/1.1", *lines, "", ""]).encode()

    def _path(self, file: str) -> str:
        return f"/_stcore/upload_file/{self.session}/{file}"

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        cookies = [f"{XSRF}={self.token}", *filter(None, [self.cookie])]
        return {
            "x_xsrftoken": self.token,
            "cookie": "; ".join(cookies),
            "content_type": "multipart/form-data; boundary=edge",
            "x_forwarded_for": self.address,
        } | headers


def _place(server: str) -> tuple[str, int]:
    host, port = urlsplit(server).netloc.split(":")
    return host, int(port)


def _form(content: bytes, name: str = NAME) -> bytes:
    head = f'--edge\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--edge--\r\n"
