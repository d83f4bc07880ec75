"""A backup made while a server runs on PostgreSQL, restored into an empty database: the same pages
and the same open data."""

import pytest

from tests.support.served import everything_served, fill_with_history, hor, machine


@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_each_page_and_each_file_of_a_restored_store_is_the_same(tmp_path, cluster, database, kind):
    fill_with_history(database)
    with machine(tmp_path, database) as (address, _):
        served = everything_served(address)
        hor("backup", tmp_path / "backup", database)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = f"sqlite:///{folder / 'releases.sqlite3'}"
    if kind == "postgresql":
        other = cluster.new_database("restored_pages")
    hor("restore", tmp_path / "backup", other)
    with machine(folder, other) as (address, _):
        again = everything_served(address)
    differing = [name for name in served if again[name] != served[name]]
    assert (again.keys(), differing) == (served.keys(), [])
