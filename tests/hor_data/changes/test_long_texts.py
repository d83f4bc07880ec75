"""Texts that would take long to compare word by word are compared by their ends."""

from hor_data.changes import mark_difference


def runs(before, after):
    return [tuple(run) for run in mark_difference(before, after)]


def test_words_of_a_usual_text_are_compared_one_by_one():
    prose = " ".join(f"word{n} of the text" for n in range(80))
    assert runs(f"Two {prose} and half of it", f"Two {prose} and all of it") == [
        ("kept", f"Two {prose} and"),
        ("out", "half"),
        ("in", "all"),
        ("kept", "of it"),
    ]


def test_words_that_come_back_again_and_again_are_one_change_between_their_ends():
    before, after = "the of and to a " * 400, "of the and a to " * 400
    assert runs(f"First {before} last", f"First {after} last") == [
        ("kept", "First"),
        ("out", before.strip()),
        ("in", after.strip()),
        ("kept", "last"),
    ]


def test_a_word_more_among_many_of_the_same_is_one_word():
    assert runs("word " * 800, "word " * 801) == [("kept", ("word " * 800).strip()), ("in", "word")]
