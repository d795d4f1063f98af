"""January, the spreadsheet: 97 rows as an office has them, with three firms in it twice."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from kurzweg.core.models import OutboxMail
from kurzweg.engine.members import Field
from kurzweg.imports import actions, planning
from kurzweg.imports.models import MemberList, Verdict
from kurzweg.networks.models import Membership
from kurzweg.people.models import Person, Site
from tests.imports.conftest import as_csv

pytestmark = pytest.mark.django_db
START = "/n/riegelstein/lists/"
TAKE_ALONG = "/n/riegelstein/take-along/members/"
FIRST = ("Ahorn", "Birken", "Distel", "Eschen", "Farn", "Ginster", "Hasel", "Kiefern", "Linden")
THEN = ("bach", "berg", "feld", "garten", "hain", "kamp", "moor", "rain", "stein", "tal", "quell")
TRADES = ("Metallbau GmbH", "Backwaren KG", "Software GmbH", "Logistik GmbH & Co. KG")


def row(number, name, *, person="", offers=""):
    place = f"{number % 40 + 1}"
    return (number, name, f"Straße der Höfe {place}", "01067", "Riegelstein", f"0351 47{number:04}",
            f"info@werk{number}.example", person or f"Kim Werk{number}", "01.04.2019",
            offers or "Drehen")  # fmt: skip


def january():
    names = [
        f"{a}{b} {TRADES[(n + m) % 4]}" for n, a in enumerate(FIRST) for m, b in enumerate(THEN)
    ]
    rows = [row(number, name) for number, name in enumerate(names[:94], start=1)]
    rows[4] = row(5, names[4], person="Dr. Anna Groß / Peter Klein", offers="Drehen, Fräsen")
    twins = [
        (number, name.upper(), *rows[number - 1][2:7], "", "", "")
        for number, name in ((3, names[2]), (40, names[39]), (77, names[76]))
    ]
    head = ("Nr.", "Firma", "Straße", "PLZ", "Ort", "Tel.", "E-Mail", "Kontakt", "Eintritt",
            "Xyz")  # fmt: skip
    return as_csv(("Mitglieder Stand Januar",), head, *rows, *twins)


@pytest.fixture
def desk(network, office, as_person):
    network.is_trial = True
    network.save()
    return as_person(office)


@pytest.fixture
def bring(desk, network):
    """Bring a file, correct some of its columns, and look at what it would change."""

    def post(content, name, **corrected):
        file = SimpleUploadedFile(name, content)
        columns = desk.post(START, {"file": file}, follow=True)
        form = columns.context["form"]
        said = {name: field.initial for name, field in form.fields.items()}
        url = columns.redirect_chain[-1][0]
        assert desk.post(url, said | corrected, follow=True).status_code == 200
        return MemberList.objects.in_network(network).order_by("pk").last()

    return post


def members(network):
    return Membership.objects.in_network(network).count()


def counted():
    """Count the rows of every table."""
    models = apps.get_models(include_auto_created=True)
    return Counter({each._meta.label: each._base_manager.count() for each in models})


def pressed(desk, list_, end=""):
    answer = desk.post(f"{START}{list_.public_id}/{end}", {"apply": "1"}, follow=True)
    assert answer.status_code == 200


def test_97_rows_become_94_members_without_a_mail_and_undone_nothing_is_left(desk, bring, network):
    before = counted()

    list_ = bring(january(), "Mitglieder.csv", **{"column-9": str(Field.OFFERS)})

    doubtful = list_.lines.filter(verdict=Verdict.DOUBTFUL).order_by("row")
    assert [line.candidates[0]["id"] for line in doubtful] == [5, 42, 79]
    assert list_.counts == {"new": 94, "changed": 0, "same": 0, "doubtful": 3, "rejected": 0}

    pressed(desk, list_)

    assert (members(network), OutboxMail.objects.count()) == (94, 0)
    codes = Site.objects.filter(town="Riegelstein").values_list("postal_code", flat=True)
    assert set(codes) == {"01067"}
    two = Person.objects.filter(family_name__in=("Groß", "Klein")).order_by("family_name")
    assert [each.name for each in two] == ["Dr. Anna Groß", "Peter Klein"]

    for form in ("xlsx", "csv"):
        export = desk.get(TAKE_ALONG, {"as": form}).content
        again = bring(export, f"Mitglieder.{form}")
        assert {name for name, count in again.counts.items() if count} == {"same"}
        pressed(desk, again, "discard/")

    pressed(desk, list_, "undo/")
    list_.refresh_from_db()

    assert (members(network), list_.kept) == (0, [])
    left = counted() - before
    # The list as one that was undone, and what its columns mean; all else is trace.
    assert (left.pop("imports.MemberList"), left.pop("imports.KnownHeadings")) == (1, 2)
    assert set(left) == {"core.AuditEntry", "core.Change"}


def test_the_same_list_in_february_changes_nothing(desk, bring):
    list_ = bring(january(), "Mitglieder.csv", **{"column-9": str(Field.OFFERS)})
    pressed(desk, list_)

    again = bring(january(), "Februar.csv")

    assert again.columns[9]["field"] == Field.OFFERS
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def test_where_a_list_was_compared_before_it_is_not_compared_a_second_time(network, office):
    list_ = actions.upload(january(), name="Mitglieder.csv", network=network, by=office)

    with pytest.raises(planning.NotReady):
        planning.compare(list_)
