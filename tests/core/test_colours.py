"""A network may choose any colour; people can read it all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.core import colours

ANY_COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_has_the_highest_contrast():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)


@given(ANY_COLOUR)
def test_any_colour_becomes_readable_on_light_and_on_dark_paper(colour):
    light = colours.readable(colour, on=colours.LIGHT_PAPER)
    dark = colours.readable(colour, on=colours.DARK_PAPER)

    assert colours.contrast(light, colours.LIGHT_PAPER) >= 4.5
    assert colours.contrast(dark, colours.DARK_PAPER) >= 4.5
    assert colours.contrast(light, "#ffffff") >= 4.5  # white letters on a button
    assert colours.contrast(dark, "#101316") >= 4.5  # dark letters on a button


def test_a_readable_colour_stays_as_it_is():
    assert colours.readable("#17594a", on=colours.LIGHT_PAPER) == "#17594a"


def test_what_is_no_colour_never_gets_into_a_style_sheet():
    with pytest.raises(ValueError, match="not a colour"):
        colours.theme_css("red;}body{display:none")


def test_the_theme_holds_the_accent_for_day_and_night():
    css = colours.theme_css("#17594a", dark="#7cc4b0")

    assert ":root{--accent:#17594a;--on-accent:#ffffff}" in css
    assert "--accent:#7cc4b0" in css
