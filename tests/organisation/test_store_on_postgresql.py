"""The store on PostgreSQL: what SQLite's tests say holds here, and what only a server can do."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from hor_data.store import (
    AnswerLostError,
    StoreReplacedError,
    StoreSettingError,
    StoreUnavailableError,
    acknowledge,
    add_event,
    find_unacknowledged,
    list_entries,
    open_store,
    publish,
    read_content,
)
from hor_data.store.opening import being_opened, make_ready
from tests.hor_data.store import test_opening, test_releases
from tests.hor_data.store.test_opening import (
    REPLACED,
    begin,
    begin_in_processes,
    numbers_and_starts,
    refusal,
)
from tests.hor_data.store.test_releases import (
    ONE,
    THREE,
    TWO,
    named,
)
from tests.organisation.journeys import until
from tests.organisation.postgresql import PASSWORD, USER

AWAY = (
    "The store of releases cannot be reached or written to just now: nothing was changed. "
    "Check that its disk is not full and its database is running, then try again."
)
# The same tests as of a store in a file, with the fixtures below.
test_six_threads = test_opening.test_six_threads_begin_one_new_store_and_none_is_lost
test_kills = test_releases.test_a_server_killed_while_publishing_loses_and_half_shows_nothing
test_audit = test_releases.test_every_publication_and_undo_is_in_the_audit
test_second_officer = test_releases.test_the_second_officer_is_told_what_the_first_published
test_two_at_once = test_releases.test_two_officers_at_once_one_wins_and_the_other_is_told
test_undoing_twice = test_releases.test_undoing_twice_goes_back_twice_and_then_no_further
test_bytes = test_releases.test_what_was_published_is_given_back_byte_for_byte


@pytest.fixture
def address(database):
    return database


@pytest.fixture
def store(address):
    opened = open_store(address)
    yield opened
    opened.dispose()


def place(cluster):
    return f"127.0.0.1:{cluster.port}"


def account(cluster, name, *rights):
    cluster.run_sql(f"DROP ROLE IF EXISTS {name}", f"CREATE ROLE {name} LOGIN PASSWORD 'r'")
    return name


def test_replicas_begun_at_once_on_an_empty_database_all_start(database):
    assert begin_in_processes(database, 4) == ["began"] * 4
    assert numbers_and_starts(database) == ([1], 4)


def test_replicas_begun_while_another_makes_the_tables_wait_for_it(database):
    with ThreadPoolExecutor(1) as aside:
        with being_opened(database) as (store, connection):
            make_ready(connection)
            others = aside.submit(begin_in_processes, database, 2)
            until(lambda: waiting_ones(store) == 2)
        assert others.result() == ["began"] * 2
    assert numbers_and_starts(database) == ([1], 2)
    store.dispose()


def waiting_ones(store):
    """How many ask for their turn to make the tables, or are held up in making them."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND (wait_event_type = 'Lock' OR query LIKE '%%advisory%%')"
    )
    with store.connect() as connection:
        return connection.exec_driver_sql(asked).scalar()


def test_the_drivers_own_name_is_taken_too(database):
    begin(database.replace("postgresql://", "postgresql+psycopg://")).dispose()
    assert numbers_and_starts(database) == ([1], 1)


def test_a_database_that_is_not_there_is_named(cluster):
    assert refusal(cluster.address("no_such")) == (
        f"There is no database “no_such” at {place(cluster)}. "
        "Make it (createdb), or correct its name in HOR_DATABASE."
    )


@pytest.mark.parametrize(("user", "password"), [(USER, "wrong"), ("stranger", PASSWORD)])
def test_an_account_that_is_not_let_in_is_named_and_its_password_is_not(cluster, user, password):
    assert refusal(cluster.address("postgres", user, password)) == (
        f"The database at {place(cluster)} does not let the account “{user}” in. Correct its name "
        "or its password in HOR_DATABASE, or let it connect to “postgres”."
    )


def no_rights(user, database):
    return (
        f"The account “{user}” may not make or write the tables of the store in “{database}”. "
        "Make it the owner of that database, or grant it CREATE on its schema."
    )


def test_an_account_without_rights_is_refused_on_an_empty_and_on_a_full_database(cluster, database):
    name = database.rpartition("/")[2]
    user = account(cluster, "reader")
    assert refusal(cluster.address(name, user, "r")) == no_rights(user, name)
    begin(database).dispose()
    cluster.run_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}", database=name)
    assert refusal(cluster.address(name, user, "r")) == no_rights(user, name)


def test_an_account_that_may_only_write_is_enough_once_the_tables_are_there(cluster, database):
    name = database.rpartition("/")[2]
    begin(database).dispose()
    user = account(cluster, "writer")
    cluster.run_sql(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {user}",
        database=name,
    )
    publish(open_store(cluster.address(name, user, "r")), named(TWO), "officer", 1)


def test_a_database_that_is_away_at_the_start_is_said_with_its_place():
    with pytest.raises(StoreUnavailableError) as away:
        open_store("postgresql://keeper:secret@127.0.0.1:1/hor")
    assert not isinstance(away.value, StoreSettingError)
    assert str(away.value) == (
        "No database answers at 127.0.0.1:1, so the store of releases cannot be opened. Check that "
        "it is running and that HOR_DATABASE names the right machine, then try again."
    )


def test_a_store_newer_than_the_code_is_refused(cluster, database):
    begin(database).dispose()
    name = database.rpartition("/")[2]
    cluster.run_sql("UPDATE alembic_version SET version_num = '0999'", database=name)
    assert refusal(database) == (
        "The store was last used by a newer version of the dashboard (step 0999; this version "
        "knows the steps up to 0005). Start that version, or restore a backup that this version "
        "made into a new store."
    )


def test_a_database_killed_three_times_loses_nothing_and_is_used_again(cluster, store):
    for base, content in enumerate((ONE, TWO, THREE)):
        publish(store, named(content), "officer", base)
        cluster.kill()
        with pytest.raises(StoreUnavailableError) as away:
            list_entries(store)
        assert str(away.value) == AWAY
        cluster.start()
        assert [read_content(store, number + 1) for number in range(base + 1)] == [
            ONE,
            TWO,
            THREE,
        ][: base + 1]


def test_a_database_that_hangs_is_given_up_and_used_again_when_it_goes_on(cluster, store):
    publish(store, named(ONE), "officer", 0)
    for _ in range(3):
        cluster.hang()
        for act in (
            lambda: list_entries(store),
            lambda: add_event(store, "officer", "upload"),
            lambda: publish(store, named(TWO), "officer", 1),
        ):
            with pytest.raises(StoreUnavailableError) as away:
                act()
            assert str(away.value) == AWAY
        cluster.go_on()
        assert [entry.number for entry in list_entries(store)] == [1]


def test_a_database_replaced_by_another_takes_nothing_more(cluster, database, store):
    publish(store, named(ONE), "officer", 0)
    name = database.rpartition("/")[2]
    cluster.run_sql(f"DROP DATABASE {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    with pytest.raises(StoreUnavailableError):
        list_entries(store)  # its connections were cut
    with pytest.raises(StoreReplacedError) as empty:
        publish(store, named(TWO), "officer", 1)
    begin(database, ONE).dispose()
    with pytest.raises(StoreReplacedError) as other:
        publish(store, named(TWO), "officer", 1)
    assert str(empty.value) == str(other.value) == REPLACED
    assert numbers_and_starts(database)[0] == [1]


def test_an_answer_that_was_lost_is_found_at_the_next_look(cluster, store):
    publish(store, named(ONE), "officer", 0)
    for base, content in enumerate((TWO, THREE), start=1):
        # The connection is cut once the database has the commit, before it has answered.
        with cut_off_at_the_commit(store), pytest.raises(AnswerLostError) as lost:
            publish(store, named(content), "officer", base, f"token {base}")
        assert str(lost.value) == LOST
        assert find_unacknowledged(store, "officer").number == base + 1
        assert publish(store, named(content), "officer", base, f"token {base}").number == base + 1
        acknowledge(store, "officer", base + 1)
        assert find_unacknowledged(store, "officer") is None


LOST = (
    "The store stopped answering while it was written to, so it is not known yet whether this was "
    "done. Look at the history of releases as soon as the store answers."
)


@contextmanager
def cut_off_at_the_commit(store):
    def commit_and_cut(connection):
        connection.connection.driver_connection.pgconn.exec_(b"COMMIT")
        connection.connection.driver_connection.pgconn.finish()

    event.listen(store, "commit", commit_and_cut)
    yield
    event.remove(store, "commit", commit_and_cut)
