"""What a list says of consents, and besides, is kept as it stood; it gives nobody a right."""

import pytest

from kurzweg.core.retention import erasing as steps
from kurzweg.imports import actions, applying, retention, undoing
from kurzweg.imports.models import Remark, Verdict, Written
from kurzweg.networks.models import SaidBy, SaidLine
from kurzweg.people import erasing
from kurzweg.people.models import Activity, Organisation
from tests.conftest import acting_for, member_firm
from tests.factories import PersonFactory, PositionFactory
from tests.imports.conftest import HEAD, OHM, SPINDLER
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db
MORE = (*HEAD, "Newsletter-Einwilligung", "Bemerkung")


def said(network):
    rows = Remark.objects.in_network(network).order_by("pk").select_related("person")
    return [(row.column, row.text, row.person and row.person.name) for row in rows]


def test_consents_and_notes_of_a_new_firm_are_kept_as_they_stood(taken_over, network):
    list_ = taken_over((*SPINDLER, "ja, per Mail", "zahlt spät"), head=MORE)

    assert said(network) == [
        ("Newsletter-Einwilligung", "ja, per Mail", "Dr. Anna Spindler"),
        ("", "zahlt spät", None),
    ]
    assert {row.said_on for row in Remark.objects.in_network(network)} == {network.today()}
    assert list_.consent_columns == ["Newsletter-Einwilligung"]


def test_the_same_words_are_kept_once_and_others_beside_them(taken_over, looked_at, network):
    taken_over((*SPINDLER, "ja", ""), head=MORE)
    again = looked_at((*SPINDLER, "ja", ""), head=MORE)
    assert again.counts["same"] == 1
    actions.discard(again, by=None)

    for word in ("nein", "ja"):
        list_ = taken_over((*SPINDLER, word, ""), head=MORE)
        assert list_.counts["changed"] == 1

    assert [text for _column, text, _person in said(network)] == ["ja", "nein", "ja"]
    assert {whom for _column, _text, whom in said(network)} == {"Dr. Anna Spindler"}


def test_undone_what_was_kept_besides_goes(taken_over, office, network):
    taken_over(OHM)
    list_ = taken_over((*OHM, "ja", "ruft an"), head=MORE)
    assert len(said(network)) == 2

    undone = undoing.undo(list_, by=office)

    assert (said(network), undone.kept) == ([], [])


@pytest.fixture
def shown(network, taken_over, as_person):
    """The page of a firm of which a list said more, as somebody reads it."""
    taken_over((*SPINDLER, "ja, per Mail", "zahlt spät"), head=MORE)
    firm = Organisation.objects.get(name="Spindler Metallbau GmbH")
    url = f"/n/riegelstein/organisations/{firm.public_id}/"
    return firm, lambda person: as_person(person).get(url)


def test_the_office_alone_reads_it_on_the_page_of_the_firm(shown, office):
    firm, read = shown
    owner = acting_for(firm, "Inhaber", is_admin=True)

    assert "ja, per Mail" in text_of(read(office))
    seen = text_of(read(owner))
    assert "ja, per Mail" not in seen
    assert "Spindler Metallbau GmbH" in seen


def test_the_office_removes_what_it_does_not_want_to_keep(shown, office, as_person, network):
    _firm, _read = shown
    remark = Remark.objects.in_network(network).get(kind=Remark.Kind.NOTE)

    answer = as_person(office).post(
        f"/n/riegelstein/lists/remarks/{remark.public_id}/remove/", follow=True
    )

    assert "Der Vermerk ist entfernt." in text_of(answer)
    assert [text for _column, text, _person in said(network)] == ["ja, per Mail"]


# Who said it ----------------------------------------------------------------------------------


@pytest.fixture
def ohm(network):
    """A firm that said its phone, its address and its activities itself, by the yearly link."""
    firm = member_firm(network, "Ohm & Söhne KG")
    firm.phone = "0351 900"
    firm.save()
    Activity.objects.create(organisation=firm, code="25.62.0")
    for line in ("phone", "email", "sites", "activities"):
        SaidLine.objects.create(organisation=firm, line=line, said_by=SaidBy.FIRM)
    return firm


LISTED = ((*OHM, "10.71"), {"head": (*HEAD, "WZ")})


def test_what_a_firm_said_of_itself_needs_a_tick(ohm, looked_at):
    row, how = LISTED
    line = looked_at(row, **how).lines.get()

    own = {change["field"]: change.get("own", False) for change in line.changes}

    # An empty mail address is filled: nothing of hers is lost by it.
    assert own["email"] is False
    assert {name for name, is_own in own.items() if is_own} == {"phone", "postal_code", "activity"}


def test_overwritten_with_a_tick_it_is_the_lists_word_until_it_is_undone(ohm, looked_at, office):
    row, how = LISTED
    list_ = looked_at(row, **how)
    line = list_.lines.get()
    before = SaidLine.objects.get(organisation=ohm, line="phone").said_at
    line.ticked = [at for at, each in enumerate(line.changes) if each["field"] == "phone"]
    line.save()

    applied = applying.apply(list_, by=office)
    now = dict(SaidLine.objects.values_list("line", "said_by"))
    assert now == {"phone": "list", "email": "list", "sites": "list", "activities": "firm"}

    undone = undoing.undo(applied, by=office)
    phone = SaidLine.objects.get(organisation=ohm, line="phone")
    assert (phone.said_by, phone.said_at, undone.kept) == ("firm", before, [])


# Erasing --------------------------------------------------------------------------------------


@pytest.fixture
def mended(network, office, taken_over, looked_at):
    """Somebody known whose phone a list changed, and who stands in a row that stayed outside."""
    firm = member_firm(network, "Ohm & Söhne KG")
    karl = PersonFactory(
        account=None, entered_by_network=network, given_name="Karl", family_name="Ohm",
        email="karl@ohm.example", phone="0351 1",
    )  # fmt: skip
    PositionFactory(person=karl, organisation=firm)
    head = (*HEAD, "Ansprechpartner Mail", "Ansprechpartner Tel")
    other = "0351 2345678"
    twin = ("7", "Ohm und Soehne KG", "Lindenstraße 8", *OHM[3:5], "", "", "Karl Ohm", "",
            "karl@ohm.example", "")  # fmt: skip
    list_ = looked_at((*OHM, "karl@ohm.example", other), twin, head=head)
    list_.lines.filter(verdict=Verdict.DOUBTFUL).update(choice="out")
    return karl, applying.apply(list_, by=office)


def names_him(list_):
    written = [change for each in Written.objects.all() for change in each.changed]
    rows = [line.record["persons"] for line in list_.lines.all()]
    return any(each[0] == "people.person" for each in written), any(rows)


def test_erased_nothing_of_hers_is_kept_to_be_put_back(mended, office):
    karl, list_ = mended
    assert names_him(list_) == (True, True)

    erasing.erase([karl], by=office)

    assert names_him(list_) == (False, False)


def test_control_where_lists_are_not_asked_it_stays(mended, office, monkeypatch):
    karl, list_ = mended
    asked = [each for each in steps._before if each.__module__ != retention.__name__]
    monkeypatch.setattr(steps, "_before", asked)

    erasing.erase([karl], by=office)

    assert names_him(list_) == (True, True)
