"""A backup made while the store is used, restored into an empty one, has all of its history."""

import hashlib
import json
import sqlite3
import zipfile
from threading import Event, Thread

import pytest

from hor_data.store import (
    BackupError,
    Candidate,
    StoreSettingError,
    add_event,
    back_up,
    check_backup,
    latest_number,
    list_entries,
    list_events,
    open_store,
    publish,
    restore,
    verify_store,
    withdraw,
)
from tests.support.stores import BOOKS, fill, history, rows_of


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def store(address):
    opened = open_store(address)
    fill(opened)
    return opened


@pytest.fixture
def backup(tmp_path, store):
    path = tmp_path / "monday.backup"
    back_up(store, path)
    return path


@pytest.fixture
def other(tmp_path):
    return f"sqlite:///{tmp_path / 'other.sqlite3'}"


def refusal(address, path):
    with pytest.raises(BackupError) as refused:
        restore(address, path)
    return str(refused.value)


def test_a_restored_store_has_the_same_history_and_goes_on_from_it(store, backup, other):
    assert str(restore(other, backup)) == "4 releases, each as it was published."
    restored = open_store(other)
    assert history(restored) == history(store)
    assert rows_of(restored, "publications") == rows_of(store, "publications")
    for number, content in enumerate(BOOKS, start=5):
        publish(restored, Candidate(content, "next.xlsx", ""), "Ada", number - 1)
        assert latest_number(restored) == number
    assert len(list_events(restored)) == len(list_events(store)) + 3


def test_nobody_is_signed_in_to_a_restored_store_and_it_is_another(store, backup, other):
    restore(other, backup)
    restored = open_store(other)
    assert (len(rows_of(store, "sessions")), rows_of(restored, "sessions")) == (1, [])
    assert rows_of(restored, "store_identity") != rows_of(store, "store_identity")
    with zipfile.ZipFile(backup) as archive:
        assert not [name for name in archive.namelist() if "sessions" in name]


def test_a_backup_of_a_backup_three_times_over_loses_nothing(tmp_path, store, backup):
    first = history(store)
    for number in range(3):
        address = f"sqlite:///{tmp_path / str(number)}"
        restore(address, backup)
        copy = open_store(address)
        assert history(copy) == first
        backup = tmp_path / f"{number}.backup"
        back_up(copy, backup)


def test_a_backup_made_while_others_publish_is_of_one_moment(tmp_path, address, store):
    began, may_end = Event(), Event()

    def publish_on():
        writer = open_store(address)
        while not may_end.is_set():
            base = latest_number(writer)
            publish(writer, Candidate(BOOKS[base % 3], "a.xlsx", ""), "Ada", base)
            began.set()

    writing = Thread(target=publish_on)
    writing.start()
    began.wait(60)
    for number in range(3):
        path = tmp_path / f"{number}.backup"
        back_up(store, path)
        restore(f"sqlite:///{tmp_path / str(number)}", path)
        copy = open_store(f"sqlite:///{tmp_path / str(number)}")
        entries = list_entries(copy)
        assert [entry.number for entry in entries] == list(range(len(entries), 0, -1))
        kinds = [event.kind for event in list_events(copy, 9_999)]
        assert kinds.count("publish") + kinds.count("undo") == len(entries)
    may_end.set()
    writing.join()


def test_a_workbook_stands_in_the_backup_once_and_as_it_was_uploaded(backup):
    with zipfile.ZipFile(backup) as archive:
        workbooks = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert sorted(archive.read(name) for name in workbooks) == sorted(BOOKS)


def test_only_its_owner_may_read_a_backup(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_not_written_over(tmp_path, store):
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    with pytest.raises(BackupError) as refused:
        back_up(store, path)
    assert str(refused.value) == f"{path} is there already. Name another file for the backup."
    assert path.read_text() == "mine"


def test_a_store_that_has_anything_is_not_restored_into(tmp_path, store, backup, address, other):
    assert refusal(address, backup) == (
        "The store has 4 releases, so nothing was restored. Restore into an empty one: a new file, "
        "or a new database."
    )
    add_event(open_store(other), "Ada", "upload")
    assert refusal(other, backup) == (
        "The store has 1 line in its audit, so nothing was restored. Restore into an empty one: a "
        "new file, or a new database."
    )
    assert len(list_entries(store)) == 4


def test_a_store_that_was_made_and_not_used_is_restored_into(backup, other, store):
    open_store(other).dispose()
    restore(other, backup)
    assert history(open_store(other)) == history(store)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_backup_damaged_anywhere_is_refused_and_nothing_restored(backup, other, share):
    content = bytearray(backup.read_bytes())
    place = int(len(content) * share)
    content[place : place + 8] = bytes(byte ^ 0xFF for byte in content[place : place + 8])
    backup.write_bytes(content)
    sentence = f"{backup} is no backup of the dashboard, or it is damaged. Use another one."
    assert refusal(other, backup) == sentence
    with pytest.raises(BackupError):
        check_backup(backup)
    assert list_entries(open_store(other)) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", BOOKS[0], b"Ref,Title\n"])
def test_a_file_that_is_no_backup_is_refused(tmp_path, other, content):
    path = tmp_path / "a.backup"
    path.write_bytes(content)
    assert refusal(other, path).endswith(
        "is no backup of the dashboard, or it is damaged. Use another one."
    )


def test_a_backup_cut_short_is_refused(backup, other):
    backup.write_bytes(backup.read_bytes()[:-40])
    assert "is damaged" in refusal(other, backup)


@pytest.mark.parametrize("change", [{"step": "0999"}, {"format": 2}], ids=["tables", "format"])
def test_a_backup_of_a_newer_version_is_refused(tmp_path, backup, other, change):
    newer = tmp_path / "newer.backup"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | change).encode()
            new.writestr(name, content)
    assert refusal(other, newer) == (
        f"{newer} was made by a newer version of the dashboard than this one. "
        "Restore it with that one."
    )


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(tmp_path, backup, store, other):
    older = tmp_path / "older.backup"
    with zipfile.ZipFile(backup) as new, zipfile.ZipFile(older, "w") as old:
        manifest = json.loads(new.read("manifest.json"))
        del manifest["tables"]["publications"]
        for name in new.namelist():
            if "publications" not in name and name != "manifest.json":
                old.writestr(name, new.read(name))
        old.writestr("manifest.json", json.dumps(manifest | {"step": "0003"}))
    restore(other, older)
    assert history(open_store(other)) == history(store)


def test_a_damaged_release_is_named_and_no_backup_is_made_of_it(tmp_path, store):
    with sqlite3.connect(tmp_path / "releases.sqlite3") as connection:
        connection.execute("UPDATE releases SET content = x'00' WHERE number IN (2, 3)")
    assert str(verify_store(store)) == (
        "Release 2 is not as it was published: its bytes have another SHA-256.\n"
        "Release 3 is not as it was published: its bytes have another SHA-256."
    )
    with pytest.raises(BackupError) as refused:
        back_up(store, tmp_path / "a.backup")
    assert str(refused.value) == (
        "Release 2 is not as it was published, so no backup was made. Run hor verify, and restore "
        "the last backup into a new store."
    )
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]


def test_withdrawn_and_erased_releases_are_sound_and_stay_so_in_a_restored_store(
    tmp_path, store, other
):
    publish(store, Candidate(BOOKS[0], "5.xlsx", ""), "Ada", 4)
    withdraw(store, "Ada", 2, "published by mistake")
    withdraw(store, "Ada", 3, "names of people", personal_data=True)
    path = tmp_path / "a.backup"
    back_up(store, path)
    with zipfile.ZipFile(path) as archive:
        workbooks = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
    assert BOOKS[2] not in workbooks
    sentence = "5 releases, 1 of them erased after a withdrawal, each as it was published."
    assert str(verify_store(store)) == str(restore(other, path)) == sentence
    restored = open_store(other)
    assert list_entries(restored) == list_entries(store)
    assert list_events(restored) == list_events(store)
    states = [release.state for release in verify_store(restored).releases]
    assert states == ["intact", "intact", "erased", "intact", "intact"]


def test_bytes_that_are_gone_without_a_withdrawal_are_damage(tmp_path, store):
    with sqlite3.connect(tmp_path / "releases.sqlite3") as connection:
        connection.execute("UPDATE releases SET content = x'' WHERE number = 2")
    assert verify_store(store).problems == (
        "Release 2 is not as it was published: its bytes have another SHA-256.",
    )


def test_a_release_that_is_missing_is_named(tmp_path, store):
    with sqlite3.connect(tmp_path / "releases.sqlite3") as connection:
        connection.execute("DELETE FROM releases WHERE number = 2")
    assert verify_store(store).problems == ("Release 2 is missing.",)


def test_a_sound_store_is_said_to_be_so(store):
    verification = verify_store(store)
    assert (str(verification), verification.problems) == (
        "4 releases, each as it was published.",
        (),
    )
    assert [release.state for release in verification.releases] == ["intact"] * 4


def test_a_restore_that_fails_at_its_end_leaves_the_store_empty(tmp_path, backup, other):
    # A release that is missing is only found once all others are restored.
    holed = tmp_path / "holed.backup"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(holed, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        rows = old.read("tables/releases.jsonl").splitlines(keepends=True)
        table = b"".join(rows[:1] + rows[2:])
        manifest["tables"]["releases"] = hashlib.sha256(table).hexdigest()
        for name in set(old.namelist()) - {"manifest.json"}:
            new.writestr(name, table if name.endswith("releases.jsonl") else old.read(name))
        new.writestr("manifest.json", json.dumps(manifest))
    for _ in range(3):
        assert refusal(other, holed).endswith("or it is damaged. Use another one.")
        assert (list_entries(open_store(other)), list_events(open_store(other))) == ([], [])
    restore(other, backup)


def test_a_backup_is_not_restored_by_an_address_that_is_none(backup):
    with pytest.raises(StoreSettingError, match=r"^HOR_DATABASE begins with postgres://\."):
        restore("postgres://keeper:secret@127.0.0.1/hor", backup)


def test_what_was_backed_up_is_read_without_the_dashboard(backup):
    with zipfile.ZipFile(backup) as archive:
        rows = [json.loads(line) for line in archive.read("tables/releases.jsonl").splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
