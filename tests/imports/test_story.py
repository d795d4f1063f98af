"""January, the spreadsheet: 97 rows as an office has them, with three firms in it twice."""

import pytest

from kurzweg.core.models import OutboxMail
from kurzweg.engine.members import Field
from kurzweg.imports import actions, applying, planning, undoing
from kurzweg.imports.models import Verdict
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation, Person, Site
from tests.imports.conftest import as_csv

pytestmark = pytest.mark.django_db

FIRST = ("Ahorn", "Birken", "Distel", "Eschen", "Farn", "Ginster", "Hasel", "Kiefern", "Linden")
THEN = ("bach", "berg", "feld", "garten", "hain", "kamp", "moor", "rain", "stein", "tal", "quell")
TRADES = ("Metallbau GmbH", "Backwaren KG", "Software GmbH", "Logistik GmbH & Co. KG")


def row(number, name, *, person="", offers=""):
    place = f"{number % 40 + 1}"
    return (number, name, f"Weg {place}", "01067", "Riegelstein", f"0351 47{number:04}",
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
def list_(network, office):
    network.is_trial = True
    network.save()
    return actions.upload(january(), name="Mitglieder.csv", network=network, by=office)


@pytest.fixture
def corrected(list_):
    """What the columns hold, with at most two of them corrected."""
    fields = [Field(column["field"]) for column in list_.columns]
    fields[-1] = Field.OFFERS
    return fields


def members(network):
    return Membership.objects.in_network(network).count()


def test_94_members_3_doubtful_pairs_no_mail_and_undone_nothing_is_left(
    list_, corrected, network, office
):
    before = Organisation.objects.count(), Person.objects.count(), Site.objects.count()
    compared = actions.understand(list_, corrected, in_a_job=False)
    doubtful = compared.lines.filter(verdict=Verdict.DOUBTFUL)
    assert [line.candidates[0]["id"] for line in doubtful.order_by("row")] == [5, 42, 79]
    assert compared.counts["rejected"] == 0

    applied = applying.apply(compared, by=office)

    assert (members(network), OutboxMail.objects.count()) == (94, 0)
    assert set(Site.objects.filter(town="Riegelstein").values_list("postal_code", flat=True)) == {
        "01067"
    }
    groups = Person.objects.filter(family_name__in=("Groß", "Klein")).order_by("family_name")
    assert [each.name for each in groups] == ["Dr. Anna Groß", "Peter Klein"]

    undone = undoing.undo(applied, by=office)
    assert (members(network), undone.kept) == (0, [])
    after = Organisation.objects.count(), Person.objects.count(), Site.objects.count()
    assert after == before


def test_the_same_list_in_february_changes_nothing(list_, corrected, network, office):
    compared = actions.understand(list_, corrected, in_a_job=False)
    applying.apply(compared, by=office)

    again = actions.upload(january(), name="Februar.csv", network=network, by=office)
    assert [column["field"] for column in again.columns] == [str(each) for each in corrected]
    again = actions.understand(again, corrected, in_a_job=False)

    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def test_where_a_list_was_compared_before_it_is_not_compared_a_second_time(list_):
    with pytest.raises(planning.NotReady):
        planning.compare(list_)
