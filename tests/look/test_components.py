"""Each component with sample values: whole HTML, nothing the CSP refuses, everything escaped."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django_cotton.cotton_loader import Loader

from kurzweg.core import as_of
from kurzweg.core.comparison import Contest
from kurzweg.core.viewer import Role, Viewer
from tests.look.wellformed import complaints

COMPONENTS = sorted(Path(settings.PACKAGE).glob("*/templates/cotton/*.html"))
SPRITE = Path(settings.PACKAGE) / "core" / "templates" / "core" / "icons.svg"
ODD = 'Kolbe & Söhne <script>alert("x")</script>'

SAMPLES = {
    "agenda_row": '<c-agenda-row :due="day" what="{{ odd }}" who="{{ odd }}">Los</c-agenda-row>',
    "as_of": '<c-as-of :as_of="as_of" label="{{ odd }}">x</c-as-of>',
    "answers": '<c-answers yes="Ja" yes_means="{{ odd }}" no="Nein" no_means="x" later="Später" />',
    "ask": '<c-ask action="/x" label="Was?" button="Finden" value="{{ odd }}" mistake="Leer" />',
    "badge": '<c-badge kind="done" label="{{ odd }}" />',
    "contested": '<c-contested :form="contested" inside="facts" />',
    "empty": '<c-empty title="{{ odd }}" say="x">y</c-empty>',
    "enter": '<c-enter /><c-enter :acts="True" inside="facts" />',
    "excluded_row": '<c-excluded-row name="{{ odd }}" :distance="12.4" reason="{{ odd }}" />',
    "fact": '<dl><c-fact label="Ort" value="{{ odd }}" /><c-fact :field="form.title" /></dl>',
    "facts": '<c-facts><c-fact label="Ort" missing="kein Ort" /></c-facts>',
    "field": (
        '<c-field :field="form.title" /><c-field :field="form.who" />'
        '<c-field :field="form.agreed" />'
    ),
    "figure": '<c-figure :value="94" name="{{ odd }}" :on="day" source="Liste" href="/x" />',
    "for_whom": '<c-for-whom person="{{ odd }}" href="/x" />',
    "icon": '<c-icon name="check" label="{{ odd }}" />',
    "key_fact": '<dl><c-key-fact label="Sitz" value="{{ odd }}" /></dl>',
    "key_facts": '<c-key-facts><c-key-fact label="Sitz">x</c-key-fact></c-key-facts>',
    "languages": "<c-languages />",
    "letter": '<c-letter sender="{{ odd }}" :to="phrases" :on="day" body="{{ odd }}" />',
    "mark": "<c-mark />",
    "messages": "<c-messages />",
    "mistakes": '<c-mistakes :form="form" />',
    "more": '<c-more label="{{ odd }}">x</c-more>',
    "need_row": '<c-need-row title="{{ odd }}" href="/x" :published="day" :deadline="day" />',
    "neutral": "<c-neutral />",
    "page_head": '<c-page-head title="{{ odd }}" kicker="{{ odd }}" kicker_href="/x" />',
    "pagination": '<c-pagination :page="page" />',
    "short_way": '<c-short-way label="{{ odd }}" />',
    "take_along": '<c-take-along list="members" />',
    "way": '<c-way :number="94" :goal="100" label="{{ odd }}" />',
}


CONTEST = Contest(key="title", label=ODD, anchor="id_title", now=ODD, sent="", seen="a1")


class Form(forms.Form):
    title = forms.CharField(label=ODD, help_text="Ein Satz.")
    who = forms.ChoiceField(choices=[("a", ODD), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(help_text="Ja?")


def draw(source: str) -> str:
    engine = engines["django"]
    template = engine.from_string(Loader(engine.engine).cotton_compiler.process(source))
    request = RequestFactory().get("/", {"q": ODD})
    request.viewer = Viewer(date(2026, 3, 5), roles=frozenset(Role))
    request.network = SimpleNamespace(slug="netz")
    return template.render(
        {
            "request": request,
            "odd": ODD,
            "day": date(2026, 3, 5),
            "as_of": as_of.asked({"on": "2025-12-31"}, today=date(2026, 3, 5)),
            "phrases": ["Eloxieren", ODD],
            "form": Form({"who": "z"}),
            "contested": SimpleNamespace(contested=[CONTEST]),
            "page": Paginator(range(60), 25).page(2),
            "messages": [ODD],
            "languages": settings.LANGUAGES,
        }
    )


def test_every_component_has_a_sample():
    assert sorted(SAMPLES) == sorted(path.stem for path in COMPONENTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_component_is_whole_and_escapes_what_people_wrote(name):
    html = draw(SAMPLES[name])

    assert complaints(html) == []
    assert "&amp;amp;" not in html


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_in_its_first_line_what_it_shows(path):
    assert path.read_text().startswith("{# ")


@pytest.mark.parametrize(
    "html",
    ["<p>", "<p></b>", '<p style="x"></p>', "<script>x</script>", '<p onclick="x"></p>'],
)
def test_the_reader_of_these_tests_does_complain(html):
    assert complaints(html) != []


def test_every_icon_that_is_used_is_drawn():
    templates = list(Path(settings.PACKAGE).glob("*/templates/**/*.html"))
    sprite = SPRITE.read_text()

    used = {
        name.split('"')[0]
        for path in templates
        for name in path.read_text().split('<c-icon name="')[1:]
    }

    assert {name for name in used if f'id="icon-{name}"' not in sprite} == set()
