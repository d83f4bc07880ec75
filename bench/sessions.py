"""Readers without a browser: what is measured is the server alone.

Streamlit's readers speak over a real websocket, and wait until the run has finished and all of it
has arrived. Dash's send the callback's request, as its page does, and read the whole answer.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from http.client import HTTPConnection
from random import Random
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.servers import OURS, Started
from hor_data.workbook.lists import BUILT_IN_LIST_VALUES
from tools.drive.session import messages, session_of

INTERNAL = "$$STREAMLIT_INTERNAL_KEY"
Chosen = Mapping[str, Sequence[str]]
# Readers choose each their own: two hundred selections, so that few have just been asked for.
CHOICES = {
    "Theme": [one.value for one in BUILT_IN_LIST_VALUES if one.list_name == "Theme"],
    "Status": ["Complete", "Substantial", "Limited", "Unclear"],
    "Area": [one.value for one in BUILT_IN_LIST_VALUES if one.list_name == "Area"],
}


class Reader:
    """A reader of a Streamlit page: its filters by label."""

    def __init__(self, server: str) -> None:
        self._kept = ExitStack()
        self.line, self.id = self._kept.enter_context(session_of(server.rstrip("/")))
        self.filters: dict[str, str] = {}
        self._run({})

    def change(self, chosen: Chosen) -> None:
        """Filter so, as far as the page has these filters."""
        self._run({name: of for name, of in chosen.items() if name in self.filters})

    def close(self) -> None:
        """End the session."""
        self._kept.close()

    def _run(self, chosen: Chosen) -> None:
        asked = BackMsg()
        asked.rerun_script.SetInParent()
        for label, values in chosen.items():
            state = asked.rerun_script.widget_states.widgets.add(id=self.filters[label])
            state.string_array_value.data.extend(values)
        self.line.send(asked.SerializeToString())
        for message in messages(self.line):
            element = message.delta.new_element
            if element.HasField("multiselect"):
                self.filters[element.multiselect.label] = element.multiselect.id


class ExploreReader:
    """A reader of the dashboard: its filters are chosen by presses, as by a facet."""

    def __init__(self, server: str) -> None:
        self._kept = ExitStack()
        self.line, self.id = self._kept.enter_context(session_of(server.rstrip("/")))
        self.facets, self.presses = "", 0
        self._run(BackMsg())
        assert self.facets, "the page has no facets"

    def change(self, chosen: Chosen) -> None:
        """Filter so, in one press."""
        fields = {name.lower(): list(values) for name, values in chosen.items()}
        self.presses += 1
        press = [self.presses, "toggled", f"only={urlencode(fields, True)}" if chosen else "clear="]
        asked = BackMsg()
        states = asked.rerun_script.widget_states.widgets
        states.add(id=self.facets, json_value="{}")
        state = states.add(id=f"{INTERNAL}_{self.facets}__events")
        event = {"event": "pressed", "value": json.dumps([press])}
        state.json_trigger_value = json.dumps([event])
        shown = self._run(asked)
        assert len(shown) > 1, "nothing was shown anew"

    def close(self) -> None:
        """End the session."""
        self._kept.close()

    def _run(self, asked: BackMsg) -> list[str]:
        """Have the page run; the ids of the components that were sent."""
        asked.rerun_script.SetInParent()
        self.line.send(asked.SerializeToString())
        elements = [message.delta.new_element for message in messages(self.line)]
        ids = [
            element.bidi_component.id for element in elements if element.HasField("bidi_component")
        ]
        self.facets = next((name for name in ids if name.endswith("-facets")), self.facets)
        return ids


class DashReader:
    """A reader of a Dash page: its one callback, asked as the page asks."""

    def __init__(self, server: str) -> None:
        self.place = urlsplit(server).netloc
        (self.callback,) = json.loads(self._ask("GET", "/_dash-dependencies"))
        self.change({})

    def change(self, chosen: Chosen) -> None:
        """Filter so."""
        output = self.callback["output"]
        inputs = [
            one | {"value": list(chosen.get(one["id"], []))} for one in self.callback["inputs"]
        ]
        changed = "Status"
        outputs = [
            dict(zip(("id", "property"), one.rsplit(".", 1), strict=True))
            for one in output.strip(".").split("...")
        ]
        asked = {
            "output": output,
            "outputs": outputs,
            "inputs": inputs,
            "changedPropIds": [f"{changed}.value"],
        }
        answer = self._ask("POST", "/_dash-update-component", json.dumps(asked))
        assert b"matrix" in answer

    def close(self) -> None:
        """Nothing is kept."""

    def _ask(self, method: str, path: str, body: str | None = None) -> bytes:
        line = HTTPConnection(self.place, timeout=120)
        line.request(method, path, body, {"content-type": "application/json"})
        answer = line.getresponse()
        content = answer.read()
        line.close()
        assert answer.status == 200, answer.status
        return content


AnyReader = Reader | ExploreReader | DashReader
READERS: dict[str, Callable[[str], AnyReader]] = {OURS: ExploreReader, "dash": DashReader}


def reader_of(started: Started) -> AnyReader:
    """A new reader of a server's page."""
    return READERS.get(started.server.kind, Reader)(started.address)


def act(reader: AnyReader, at: float, until: float, every: float) -> list[float]:
    """Change the filter every so often; how long each change took, in milliseconds.

    A reader who waits longer than that misses turns, as a person would.
    """
    took, chance = [], Random(at)
    while at < until:
        time.sleep(max(0.0, at - time.perf_counter()))
        began = time.perf_counter()
        reader.change({name: chance.sample(of, 1) for name, of in CHOICES.items()})
        took.append((time.perf_counter() - began) * 1000)
        while at <= time.perf_counter():
            at += every
    return took
