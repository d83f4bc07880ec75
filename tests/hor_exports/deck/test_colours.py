"""Status colours on a template: each step of the scale can be told from the next."""

from itertools import product

import pytest

from hor_exports.deck.templates.colours import slide_colours_on

LEVELS = ("00", "22", "44", "66", "88", "AA", "CC", "EE", "FF")
BACKGROUNDS = [f"#{''.join(levels)}" for levels in product(LEVELS, repeat=3)]


def contrast(one, other):
    """The contrast of two colours, worked out here from WCAG 2.2's own formula."""

    def luminance(colour):
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
            for channel in channels
        ]
        return sum(
            share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        )

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_on_every_background_two_steps_of_the_scale_look_different_or_none_is_given():
    given = [colours for background in BACKGROUNDS if (colours := slide_colours_on(background))]
    assert len(BACKGROUNDS) > len(given) > 100
    for colours in given:
        complete, substantial, limited = (
            colours.status[meaning] for meaning in ("complete", "substantial", "limited")
        )
        assert contrast(complete, substantial) >= 1.2, colours.background
        assert contrast(substantial, limited) >= 1.2, colours.background


@pytest.mark.parametrize("background", ["#FFFFFF", "#000000", "#003366", "#F5F0E6"])
def test_every_status_that_is_drawn_stands_off_a_plain_background(background):
    colours = slide_colours_on(background)
    for meaning, colour in colours.status.items():
        if meaning != "not started":
            assert contrast(colour, background) >= 3, meaning
