"""Targets and results are put side by side only where they count the same thing."""

from datetime import date

import pytest

from hor_data.release import NOT_COMPARABLE, read_release
from hor_data.release.measures import LIKE_FOR_LIKE, measures_by_ref
from tests.support.books import (
    GOOD,
    MEASURE,
    book,
    but,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Roundtables", LIKE_FOR_LIKE),
        ("Roundtables (promised)", LIKE_FOR_LIKE),
        ("Roundtables in all (promise: 2 more)", NOT_COMPARABLE),
        ("Roundtables in all (Promise: 2 more)", NOT_COMPARABLE),
    ],
)
def test_a_promise_in_brackets_keeps_target_and_result_apart(name, kind):
    content = book(GOOD, Measures=[but(MEASURE, Measure=name)])
    ((measure,),) = measures_by_ref(read_release(content, date(2022, 7, 14)), ["C1"]).values()
    assert (measure.target, measure.result, measure.kind) == ("2 meetings", "1 meetings", kind)
