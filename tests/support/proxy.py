"""A small proxy on this machine, as nginx would stand before the dashboard."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

READER = "x-reader"  # stands for where a request comes from, which on one machine is always here


@contextmanager
def proxy_before(host: str, port: int, network: socket.AddressFamily) -> Iterator[str]:
    """The address of a proxy that passes requests on to host and port, one line a request.

    It appends the reader's address to X-Forwarded-For, whatever the reader wrote there.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                with line, socket.socket(network, socket.SOCK_STREAM) as server:
                    server.connect((host, port))
                    _pass_on(line, server)

        Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def _pass_on(line: socket.socket, server: socket.socket) -> None:
    request = b""
    while b"\r\n\r\n" not in request:
        request += line.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    named = [header.partition(": ") for header in lines[1:]]
    headers = {name.lower(): value for name, _, value in named}
    length = int(headers.get("content-length", "0"))
    while len(body) < length:
        body += line.recv(65536)
    reader = headers.pop(READER, "")
    chain = [headers.get("x-forwarded-for", ""), reader]
    headers["x-forwarded-for"] = ", ".join(filter(None, chain))
    headers["connection"] = "close"
    sent = [lines[0], *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    server.sendall("\r\n".join(sent).encode() + body)
    while answer := server.recv(65536):
        line.sendall(answer)
