"""Every page as it is read out and read: titles tell pages apart, names stay in their place."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps

from kurzweg.networks.models import FunderStrip, Network
from kurzweg.people.models import Organisation, Person
from tests.factories import LONG_AGO
from tests.promises.cells import call_of
from tests.promises.world import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.plain]

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
READERS = ("office", "organisation admin", "anonymous")
VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "use"}
APART = {"bdi", "title", "option", "textarea"}
ARABIC = "مصنع الحديد GmbH 24"


@pytest.fixture
def pages(matrix):
    """Every page that opens for its reader, once for each way of calling it."""

    def opened():
        for cell in matrix.cells():
            is_read = cell.method == "GET" and not cell.is_partial and cell.principal in READERS
            if not is_read or {relation for _name, relation in cell.relations} - {Relation.OWN}:
                continue
            call = call_of(cell, matrix.world)
            answer = call.principal.client().get(call.path)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code == 200 and is_page and TITLE.search(answer.content.decode()):
                yield cell, answer.content.decode()

    return opened


def test_no_two_pages_share_a_title(pages):
    titles = {}
    for cell, page in pages():
        titles.setdefault(cell.route.name, set()).add(TITLE.search(page)[1])
    names = sorted(titles)
    shared = [
        (one, other)
        for number, one in enumerate(names)
        for other in names[number + 1 :]
        if titles[one] & titles[other]
    ]

    assert len(names) > 20
    # The same page under allauth's two names.
    assert shared == [("account_login", "account_request_login_code")]


class Loose(HTMLParser):
    """Collects where a name from right to left stands among other words without being set apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.around, self.found, self.loose = [], 0, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            apart = (
                tag in ("bdi", "title", "option", "textarea") or dict(attrs).get("dir") == "auto"
            )
            self.around.append((tag, apart))

    def handle_endtag(self, tag):
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, text):
        for match in re.finditer(ARABIC.split()[0], text):
            self.found += 1
            is_apart = any(apart for _tag, apart in self.around)
            before = text[: match.start()]
            if not (is_apart or before.count("\u2068") > before.count("\u2069")):
                self.loose.append(" > ".join(tag for tag, _apart in self.around[-3:]))


def test_a_name_from_right_to_left_leaves_the_words_beside_it_in_place(pages):
    Organisation.objects.update(name=ARABIC)
    Person.objects.update(given_name="", family_name=ARABIC)

    looked_at = [(cell.route.name, Loose(page)) for cell, page in pages()]

    assert sum(page.found for _name, page in looked_at) > 50
    assert sorted({(name, where) for name, page in looked_at for where in page.loose}) == []


class Spoken(HTMLParser):
    """Collects in which language a page says the pieces that are these words."""

    def __init__(self, page: str, word: str) -> None:
        super().__init__()
        self.word, self.around, self.languages = word, [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        language = dict(attrs).get("lang")
        if tag not in VOID:
            self.around.append((tag, language))
        if tag == "input" and self.word in dict(attrs).get("value", ""):
            self.languages.append(language)

    def handle_endtag(self, tag):
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if text.strip() == self.word:
            said = [language for _tag, language in self.around if language]
            self.languages.append(said[-1] if said else None)


def test_what_a_network_writes_says_its_language_wherever_it_is_read(pages, matrix):
    for network in Network.objects.all():
        network.claim, network.description = "Kurze Wege", "Wer wir sind und was wir tun."
        network.save()
        FunderStrip.objects.create(network=network, text="Von allen gefördert", since=LONG_AGO)
    Organisation.objects.update(summary="Wir backen.", language="de")
    shown = [page for _cell, page in pages()]

    for words in ("Kurze Wege", network.description, "Von allen gefördert", "Wir backen."):
        heard = {said for page in shown for said in Spoken(page, words).languages}
        assert (words, heard) == (words, {"de"})


@pytest.mark.parametrize("name", ["market.Need", "market.Offer"])
def test_a_title_in_another_language_says_so_wherever_it_is_read(pages, name):
    for row in apps.get_model(name).objects.across_networks("a test"):
        row.title, row.language = "Castings Wanted", "en"
        row.save()

    said = {
        cell.route.name: set(Spoken(page, "Castings Wanted").languages) for cell, page in pages()
    }

    heard = {page: languages for page, languages in said.items() if languages}
    assert heard
    assert {page for page, languages in heard.items() if languages != {"en"}} == set()
