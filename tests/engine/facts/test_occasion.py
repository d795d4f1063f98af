"""Why somebody asks is not what for: a story before the colon stays out of title and search."""

from datetime import date

import pytest

from kurzweg.engine import facts

TODAY = date(2026, 11, 20)

STORIES = [
    (
        "Bei uns fällt am Dienstag eine Linie aus: 500 Aluminiumgehäuse, schwarz eloxiert",
        "500 Aluminiumgehäuse, schwarz eloxiert",
    ),
    ("Die Anzeige läuft seit Mai ohne Echo: Zerspaner in Teilzeit", "Zerspaner in Teilzeit"),
    ("Uns ist die Linie ausgefallen: 500 Alu-Gehäuse, eloxiert", "500 Alu-Gehäuse, eloxiert"),
    ("Our press broke last night: 200 steel brackets", "200 steel brackets"),
]
NO_STORIES = [
    "Aluminiumgehäuse für ein Messgerät: 500 Stück, schwarz eloxiert",
    "Wir suchen: 500 Aluminiumgehäuse",
    "500 Aluminiumgehäuse, schwarz eloxiert",
]


@pytest.mark.parametrize(("text", "title"), STORIES)
def test_a_story_before_the_colon_is_the_occasion(text, title):
    read = facts.read(text, today=TODAY)

    assert read.title == title
    assert read.occasion.value == text[: text.index(":") + 1]
    assert facts.matter(text, read).strip() == text[text.index(":") + 1 :].strip().replace(
        "500 ", "", 1
    ).replace("200 ", "", 1)


@pytest.mark.parametrize("text", NO_STORIES)
def test_what_is_wanted_before_the_colon_stays(text):
    assert facts.read(text, today=TODAY).occasion is None
