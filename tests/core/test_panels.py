"""Panels: what an app adds to the pages of others, drawn with its own rows and no others."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.template import Context, Engine

from kurzweg.core import panels
from kurzweg.core.panels import Note, Panel, Slot
from kurzweg.core.viewer import Viewer

VIEWER = Viewer(today=date(2026, 5, 4))
TEMPLATES = {
    "first.html": "<p>{{ text }}{{ secret }}</p>",
    "second.html": "<p>{{ viewer.today.day }}</p>",
}


@pytest.fixture
def only_these(monkeypatch):
    """Let a test declare its own panels and take them away afterwards."""

    def bring(*declared):
        monkeypatch.setattr(panels, "_panels", {})
        for panel in declared:
            panels.register(panel)

    return bring


def text_of(viewer, note):
    return {"text": note.text} if note.text else None


def draw(tag, **values):
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", TEMPLATES)],
        libraries={"declared": "kurzweg.core.templatetags.declared"},
    )
    source = "{% load declared %}" + tag
    return engine.from_string(source).render(Context({"viewer": VIEWER, **values}))


def test_panels_are_drawn_in_their_order_and_only_where_they_have_something(only_these):
    only_these(
        Panel(slot=Slot.NOTE, template="second.html", rows=lambda viewer, note: {}, order=2),
        Panel(slot=Slot.NOTE, template="first.html", rows=text_of, order=1),
    )

    drawn = [draw('{% panels "note" note %}', note=Note(text)) for text in ("Wort", "")]

    assert drawn == ["<p>Wort</p><p>4</p>", "<p>4</p>"]


def test_a_panel_reads_nothing_of_the_page_around_it(only_these):
    only_these(Panel(slot=Slot.NOTE, template="first.html", rows=text_of))

    drawn = draw('{% panels "note" note %}{{ secret }}', note=Note("Wort"), secret="Blick")

    assert drawn == "<p>Wort</p>Blick"


def test_what_people_wrote_is_escaped_in_a_panel(only_these):
    only_these(Panel(slot=Slot.NOTE, template="first.html", rows=text_of))

    assert draw('{% panels "note" note %}', note=Note("<b>")) == "<p>&lt;b&gt;</p>"


def test_a_panel_stands_in_its_column(only_these):
    only_these(
        Panel(slot=Slot.NEED, template="first.html", rows=lambda viewer, need: {"text": "wide"}),
        Panel(
            slot=Slot.NEED,
            template="second.html",
            rows=lambda viewer, need: {},
            is_beside=True,
        ),
    )
    need = SimpleNamespace()

    assert draw('{% panels "need" need %}', need=need) == "<p>wide</p>"
    assert draw('{% panels "need" need beside=True %}', need=need) == "<p>4</p>"


def test_a_page_without_anybody_who_looks_draws_no_panels(only_these):
    only_these(Panel(slot=Slot.NOTE, template="first.html", rows=text_of))

    assert draw('{% panels "note" note %}', note=Note("Wort"), viewer=None) == ""


def test_a_slot_that_nobody_knows_is_a_mistake_of_the_page(only_these):
    only_these()

    with pytest.raises(ValueError, match="notes"):
        draw('{% panels "notes" note %}', note=Note("Wort"))


def test_a_panel_without_its_template_keeps_the_server_from_starting(only_these):
    only_these(
        Panel(slot=Slot.NOTE, template="market/nowhere.html", rows=text_of),
        Panel(slot=Slot.NOTE, template="market/ask.html", rows=text_of),
    )

    refused = [error.msg for error in run_checks(tags=["templates"])]

    assert refused == ["The panel “market/nowhere.html” in “note” has no template."]


def test_every_slot_of_a_panel_is_offered_by_some_page():
    offered = set()
    for path in Path(settings.PACKAGE).glob("*/templates/**/*.html"):
        offered |= {slot for slot in Slot if f'{{% panels "{slot}"' in path.read_text("utf-8")}
    filled = {panel.slot for panel in panels.declared()}

    assert filled - offered == {Slot.NOTE}  # whose first page is one of a later app
