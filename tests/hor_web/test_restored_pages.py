"""A copy of the store's file after a stop, and a backup made while the server ran: on an empty
machine they serve the pages and the open data that the first server served."""

import shutil
from typing import NamedTuple

import pytest

from tests.support.served import everything_served, fill_with_history, hor, machine


class First(NamedTuple):
    """What the first server served, its store's file after its stop, and a backup made before."""

    served: dict
    file: object
    backup: object


def store_in(folder):
    return f"sqlite:///{folder / 'releases.sqlite3'}"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    fill_with_history(store_in(folder))
    with machine(folder, store_in(folder)) as (address, process):
        served = everything_served(address)
        hor("backup", folder / "backup", store_in(folder))
        process.terminate()
        process.wait(30)
    return First(served, folder / "releases.sqlite3", folder / "backup")


@pytest.fixture(params=["copy", "backup"])
def restored(request, first, tmp_path):
    """A folder in which nothing but the store is, brought there in one of the two ways."""
    if request.param == "copy":
        shutil.copy(first.file, tmp_path)
    else:
        hor("restore", first.backup, store_in(tmp_path))
    return tmp_path


def test_each_page_and_each_file_is_the_same(first, restored):
    with machine(restored, store_in(restored)) as (address, _):
        served = everything_served(address)
    differing = [name for name in first.served if served[name] != first.served[name]]
    assert (served.keys(), differing) == (first.served.keys(), [])


def test_what_was_compared_is_what_readers_see(first):
    latest, earlier, withdrawn = (f"explore?{pin}" for pin in ("", "release=1", "release=2"))
    assert "Data as at June 2026" in first.served[latest]
    assert "Data as at 2022" in first.served[earlier]
    assert "is not shown any more. This is the latest, release 6." in first.served[withdrawn]
    for number, status in enumerate((200, 410, 200, 200, 410, 200, 404), start=1):
        for kind in ("csv", "json", "xlsx"):
            path = f"/open-data/commitments.{kind}?release={number}"
            assert first.served[path].startswith(f"{status} ")
