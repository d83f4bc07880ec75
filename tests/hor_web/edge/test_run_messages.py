"""What a run says goes to the browser in one go, in its order, unless the run takes long."""

import asyncio

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from hor_web.edge.run_messages import LONGEST_HELD, RunMessages


def frame(**content):
    """A message of Streamlit's server, as it goes over the WebSocket."""
    return {"type": "websocket.send", "bytes": ForwardMsg(**content).SerializeToString()}


def big():
    """An element: longer than what begins or ends a run can be."""
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "x" * 10_000
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


BEGINS, ENDS = ForwardMsg(), frame(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
BEGINS.new_session.name = "dashboard"
BEGINS = {"type": "websocket.send", "bytes": BEGINS.SerializeToString()}
OTHER = frame(session_status_changed={"script_is_running": True})


async def passed_on(messages, pause=0.0):
    """How many of the messages had gone after each, a pause after each; and all that went."""
    went, counts = [], []

    async def send(message):
        went.append(message)

    async def server(_scope, _receive, send):
        for message in messages:
            await send(message)
            await asyncio.sleep(pause)
            counts.append(len(went))

    await RunMessages(server)({"type": "websocket"}, None, send)
    return counts, went


def test_what_a_run_says_goes_when_the_run_has_ended():
    messages = [OTHER, BEGINS, OTHER, big(), ENDS, OTHER]
    assert asyncio.run(passed_on(messages)) == ([1, 1, 1, 1, 5, 6], messages)


def test_a_run_that_takes_long_is_shown_as_it_goes_on():
    messages = [BEGINS, big(), OTHER, ENDS]
    counts, went = asyncio.run(passed_on(messages, LONGEST_HELD * 1.5))
    assert counts == [1, 2, 3, 4]
    assert went == messages


def test_a_run_that_makes_room_for_another_ends_too():
    early = frame(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    messages = [BEGINS, OTHER, early, BEGINS, OTHER, ENDS]
    assert asyncio.run(passed_on(messages)) == ([0, 0, 3, 3, 3, 6], messages)


@pytest.mark.parametrize("kind", ["websocket.accept", "websocket.close"])
def test_what_opens_and_closes_the_line_is_not_held_back(kind):
    messages = [BEGINS, OTHER, {"type": kind}]
    assert asyncio.run(passed_on(messages)) == ([0, 0, 3], messages)
