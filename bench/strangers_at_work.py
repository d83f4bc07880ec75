"""What strangers do to a server, each from an address of its own, in a process beside the readers:
sockets held open, requests sent by half, large uploads."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack
from http.client import HTTPException
from multiprocessing.synchronize import Event
from threading import Thread
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from tools.drive.client import Client
from tools.drive.session import Uploader, session_of

SOCKETS, HALF_REQUESTS, UPLOADS = 200, 1_100, 30
MEGABYTES = 29
SECONDS_TO_BEGIN, WAIT_AFTER_REFUSAL = 2.0, 3.0
HALVES = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\nname=",
)
BROKEN = (OSError, HTTPException, WebSocketException, StopIteration, AssertionError)


def attack(server: str, ready: Event, over: Event) -> None:
    """Hold the sockets and the half requests, then be ready, then upload too, until it is over;
    what the server ends is begun anew. Prints how often each thing happened."""
    # They stand for machines of their own: what sending takes is not taken from the server.
    os.nice(9)
    counts: Counter[str] = Counter()
    content = random.Random(1).randbytes(MEGABYTES << 20)
    with ExitStack() as held:
        _hold_sockets(server, held, counts)
        acts = [Thread(target=_send_halves, args=(server, over, counts))]
        for number in range(UPLOADS):
            visitor = _uploader(server, held, number)
            acts.append(Thread(target=_upload, args=(visitor, over, counts, content)))
        acts[0].start()
        time.sleep(SECONDS_TO_BEGIN)
        ready.set()
        for act in acts[1:]:
            act.start()
        for act in acts:
            act.join()
    done = ", ".join(f"{number:,} {event}" for event, number in sorted(counts.items()))
    print(f"  strangers: {done}", file=sys.stderr, flush=True)


def _hold_sockets(server: str, held: ExitStack, counts: Counter[str]) -> None:
    for number in range(SOCKETS):
        try:
            address = f"198.18.0.{number}"
            held.enter_context(session_of(server, "explore", x_forwarded_for=address))
            counts["sockets held, each with a page"] += 1
        except BROKEN:
            counts["sockets refused"] += 1


def _send_halves(server: str, over: Event, counts: Counter[str]) -> None:
    host, _, port = urlsplit(server).netloc.partition(":")

    async def send_half(half: bytes) -> None:
        while True:
            try:
                reader, writer = await asyncio.open_connection(host, int(port))
                counts["half requests sent"] += 1
                writer.write(half)
                await reader.read()  # until the server ends it
                writer.close()
            except OSError:
                counts["half requests refused"] += 1
            await asyncio.sleep(0.5)

    async def send_all() -> None:
        halves = (HALVES[number % len(HALVES)] for number in range(HALF_REQUESTS))
        sending = [asyncio.create_task(send_half(half)) for half in halves]
        while not over.is_set():
            await asyncio.sleep(0.2)
        for task in sending:
            task.cancel()

    asyncio.run(send_all())


def _uploader(server: str, held: ExitStack, number: int) -> Client:
    """A stranger who has opened the page Update the data."""
    address = f"198.19.0.{number}"
    line, session = held.enter_context(session_of(server, "update_data", x_forwarded_for=address))
    return Client(line, Uploader(server, session, address), "update_data").run()


def _upload(visitor: Client, over: Event, counts: Counter[str], content: bytes) -> None:
    """Choose one large file after another and have it checked."""
    turn = 0
    while not over.is_set():
        turn += 1
        try:
            mine = f"{visitor.uploader.session} {turn} ".encode() + content
            visitor.run(**visitor.upload(mine, f"{turn}.xlsx"))
            counts["large uploads taken"] += 1
        except BROKEN:
            counts["large uploads refused"] += 1
            time.sleep(WAIT_AFTER_REFUSAL)
