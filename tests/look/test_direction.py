"""Names from right to left stand isolated: what follows them stays where it was written."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from kurzweg.core import search
from kurzweg.market import matching
from kurzweg.people.models import Organisation, Person
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

FIRM = "شركة النور GmbH"
PERSON = "كوهين"
TITLE = "دليل 40 Winkel"
TEXT = "אנחנו מחפשים חלקים GmbH"
HOME = "/n/riegelstein/"
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "use", "rect"}


class Astray(HTMLParser):
    """Collects texts from right to left that nothing sets apart from what stands around them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.isolated: list[str] = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        is_apart = tag == "bdi" or told.get("dir") == "auto"
        if is_written(told.get("value") or "") and tag == "input" and told.get("type") != "hidden":
            (self.isolated if is_apart else self.found).append(f"{tag} {told.get('name')}")
        if tag not in VOID:
            self.open.append((tag, is_apart))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = [tag for tag, _is_apart in self.open]
        if is_written(text) and not {"title", "option", "script"} & set(tags):
            is_apart = any(is_apart for _tag, is_apart in self.open)
            (self.isolated if is_apart else self.found).append(" > ".join(tags[-3:]) + ": " + text)


def test_the_title_of_a_firms_page_sets_its_name_apart(names, client, bakery, sawmill):
    page = client.get(f"{HOME}organisations/{sawmill.public_id}/").content.decode()

    assert f"<title>\u2068{FIRM}\u2069 · " in page


def is_written(text: str) -> bool:
    return any("\u0590" <= letter <= "\u06ff" for letter in text)


@pytest.fixture
def names(network, bakery, sawmill, owner, sawyer, office):
    """Everybody and everything of the sawmill is named from right to left."""
    Organisation.objects.filter(pk=sawmill.pk).update(name=FIRM, summary=TEXT)
    Person.objects.filter(pk=sawyer.pk).update(given_name="", family_name=PERSON)
    offer = OfferFactory(network=network, organisation=sawmill, title=TITLE, text=TEXT)
    need = NeedFactory(network=network, owner=bakery, contact=owner, visibility="public")
    theirs = NeedFactory(
        network=network, owner=sawmill, title=TITLE, text=TEXT, visibility="public", place=TITLE
    )
    asked = IntroductionFactory(need=need, organisation=sawmill, asked_person=sawyer)
    search.rebuild()
    matching.match_all(need.pk)
    here = f"{HOME}organisations/{sawmill.public_id}/"
    return (
        f"{HOME}organisations/",
        here,
        f"{here}edit/",
        f"{here}offers/",
        f"{HOME}offers/{offer.public_id}/edit/",
        HOME,
        f"{HOME}needs/",
        f"{HOME}needs/{need.public_id}/",
        f"{HOME}needs/{theirs.public_id}/",
        f"{HOME}needs/{theirs.public_id}/edit/",
        f"{HOME}search/?q=GmbH",
        f"{HOME}introductions/",
        f"{HOME}introductions/{asked.public_id}/",
        f"{HOME}due/",
        f"{HOME}me/",
        f"{HOME}needs/{need.public_id}/introduce/{offer.public_id}/",
        "/who/",
    )


@pytest.mark.parametrize("who", [None, "office", "owner", "sawyer"])
def test_what_is_written_from_right_to_left_is_set_apart(who, names, client, as_person, request):
    client = as_person(request.getfixturevalue(who) if who else None)
    astray, isolated = set(), 0

    for path in names:
        reader = Astray()
        answer = client.get(path)
        if answer.status_code == 200:
            reader.feed(answer.content.decode())
            astray |= {f"{path}: {each.strip()}" for each in reader.found}
            isolated += len(reader.isolated)

    assert sorted(astray) == []
    assert isolated > len(names), "the control: such names were shown"


def test_the_reader_sees_what_is_not_set_apart():
    reader = Astray()

    reader.feed(f"<p>{FIRM}</p><p><bdi>{FIRM}</bdi></p><input name='q' value='{FIRM}'>")

    assert (len(reader.found), len(reader.isolated)) == (2, 1)
