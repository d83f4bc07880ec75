"""Work beside the server: its result, its bounds, its progress, and a stop that ends it."""

import logging
import os
import time
from threading import Thread

import pytest

from hor_data.background import (
    ENDED,
    FAILED,
    TOO_LARGE,
    Bounds,
    Runner,
    TaskFailedError,
    TaskTooLargeError,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there tasks run in the server itself")
BOUNDS = Bounds(seconds=30, megabytes=200)


class StoppedError(Exception):
    """What a page raises when somebody presses Stop."""


@pytest.fixture
def runner():
    """A runner of the tasks of this file; its process ends with the test."""
    runner = Runner(__name__, "Waiting until another task is done", (ValueError,))
    yield runner
    runner.close()


def double(number):
    return 2 * number


def process_id():
    return os.getpid()


def refuse():
    raise ValueError("It is not a workbook.")


def fail():
    raise KeyError("nobody expected this")


def die():
    os._exit(3)


def take_memory(megabytes):
    return len(bytes(megabytes * 1024 * 1024))


def sleep(seconds, report=None):
    if report:
        report(0.25, "Sleeping")
    time.sleep(seconds)
    return "slept"


def is_running(process):
    return process.poll() is None


def test_a_task_gives_its_result(runner):
    assert runner.run(double, 21, bounds=BOUNDS) == 42


def test_three_tasks_run_in_one_process_which_is_not_the_servers(runner):
    processes = {runner.run(process_id, bounds=BOUNDS) for _ in range(3)}
    assert processes == {runner.process.pid}
    assert os.getpid() not in processes


def test_a_refusal_is_raised_where_the_task_was_asked_for_and_the_process_stays(runner):
    runner.start()
    process = runner.process
    with pytest.raises(ValueError, match=r"^It is not a workbook\.$"):
        runner.run(refuse, bounds=BOUNDS)
    assert runner.run(process_id, bounds=BOUNDS) == process.pid


def test_a_fault_is_our_sentence_and_its_cause_is_printed_for_the_operator(runner, capfd):
    with pytest.raises(TaskFailedError) as failure:
        runner.run(fail, bounds=BOUNDS)
    assert str(failure.value) == FAILED
    assert "KeyError: 'nobody expected this'" in capfd.readouterr().err


def test_a_process_that_dies_ends_in_our_sentence_and_the_next_task_has_a_new_one(runner, caplog):
    runner.start()
    process = runner.process
    with caplog.at_level(logging.ERROR), pytest.raises(TaskFailedError) as failure:
        runner.run(die, bounds=BOUNDS)
    assert str(failure.value) == ENDED
    assert "ended during a task" in caplog.text
    assert runner.run(process_id, bounds=BOUNDS) != process.pid


def test_a_process_that_ended_between_two_tasks_is_started_again(runner):
    runner.start()
    runner.process.kill()
    runner.process.wait()
    assert runner.run(double, 4, bounds=BOUNDS) == 8


def test_a_task_that_takes_too_long_is_stopped_with_its_process(runner, caplog):
    runner.start()
    process = runner.process
    with caplog.at_level(logging.ERROR), pytest.raises(TaskTooLargeError) as failure:
        runner.run(sleep, 60, bounds=Bounds(seconds=1, megabytes=200))
    assert str(failure.value) == (
        "This took longer than 1 second and was stopped. Try a smaller file."
    )
    assert not is_running(process)
    assert "stopped after 1 seconds" in caplog.text


def test_a_task_that_takes_too_much_memory_is_refused_and_the_next_one_runs(runner):
    with pytest.raises(TaskTooLargeError) as failure:
        runner.run(take_memory, 300, bounds=BOUNDS)
    assert str(failure.value) == TOO_LARGE
    assert runner.run(take_memory, 100, bounds=BOUNDS) == 100 * 1024 * 1024


def test_progress_is_told_and_a_stop_ends_the_process(runner):
    told = []

    def stop_when_it_sleeps(fraction, message):
        told.append((fraction, message))
        if message == "Sleeping":
            raise StoppedError

    runner.start()
    process = runner.process
    with pytest.raises(StoppedError):
        runner.run(sleep, 60, bounds=BOUNDS, progress=stop_when_it_sleeps)
    assert told[-1] == (0.25, "Sleeping")
    assert not is_running(process)
    assert runner.run(double, 1, bounds=BOUNDS) == 2


def test_a_second_task_waits_for_the_first_and_says_so(runner):
    runner.start()
    results, waits = [], []
    first = Thread(target=lambda: results.append(runner.run(sleep, 2, bounds=BOUNDS)))
    first.start()
    time.sleep(0.2)
    runner.run(double, 1, bounds=BOUNDS, progress=None)
    first.join()
    assert results == ["slept"]
    second = Thread(target=lambda: runner.run(sleep, 2, bounds=BOUNDS))
    second.start()
    time.sleep(0.2)
    runner.run(sleep, 0, bounds=BOUNDS, progress=lambda fraction, message: waits.append(message))
    second.join()
    assert waits[0] == "Waiting until another task is done"


def test_a_task_that_cannot_be_handed_over_does_not_spoil_the_next(runner):
    with pytest.raises(Exception, match="pickle"):
        runner.run(lambda: "no task", bounds=BOUNDS)
    assert runner.run(double, 3, bounds=BOUNDS) == 6
