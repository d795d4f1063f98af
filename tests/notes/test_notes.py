"""Confidential notes: who reads them, until when, what of them is told to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from kurzweg.core import audit, retention
from kurzweg.core.models import AuditEntry
from kurzweg.core.retention import Subject, told
from kurzweg.notes.models import Note
from tests.factories import MandateFactory, PersonFactory
from tests.forms import forms_of
from tests.notes.factories import noted

pytestmark = pytest.mark.django_db
CANARY = "qzkanarievogel"


@pytest.fixture
def second(network):
    """Somebody else of the office."""
    person = PersonFactory(given_name="Ida", family_name="Zweit")
    MandateFactory(network=network, person=person, kind="office")
    return person


def page_of(firm, way=""):
    return f"/n/riegelstein/organisations/{firm.public_id}/{way}"


def note_page(note, way=""):
    return f"/n/riegelstein/notes/{note.public_id}/{way}"


def form_on(client, address):
    html = client.get(address).content.decode()
    [form] = [each for each in forms_of(html) if "text" in each.values]
    return form.values


def written(client, firm, **said):
    page = form_on(client, page_of(firm, "notes/new/"))
    values = {**page, "text": CANARY, "purpose": "Besuch", **said}
    return client.post(page_of(firm, "notes/new/"), {k: v for k, v in values.items() if v})


def test_the_office_writes_a_note_that_ends_by_itself(network, bakery, office, as_person):
    client = as_person(office)

    answer = written(client, bakery)

    note = Note.objects.in_network(network).get()
    assert answer.status_code == 302
    assert (note.text, note.is_for_whole_office) == (CANARY, True)
    assert note.until > network.today() + timedelta(days=700)
    assert [each.action for each in audit.history(note)] == ["wrote"]


def test_no_note_is_kept_longer_than_the_rule_says(network, bakery, office, as_person):
    far = network.today() + timedelta(days=365 * 3)

    answer = written(as_person(office), bakery, until=f"{far:%Y-%m-%d}")

    assert answer.status_code == 422
    assert not Note.objects.in_network(network).exists()


def test_whom_she_names_reads_it_and_nobody_else_of_the_office(
    network, bakery, office, second, as_person
):
    third = PersonFactory()
    MandateFactory(network=network, person=third, kind="office")
    named = {"is_for_whole_office": "", f"reads_{second.public_id}": "on"}
    written(as_person(office), bakery, **named)
    note = Note.objects.in_network(network).get()

    answers = [as_person(each).get(note_page(note)).status_code for each in (office, second, third)]
    shown = CANARY in as_person(third).get(page_of(bakery)).content.decode()

    assert answers == [200, 200, 404]
    assert not shown


def test_both_the_whole_office_and_names_is_asked_back(network, bakery, office, second, as_person):
    answer = written(as_person(office), bakery, **{f"reads_{second.public_id}": "on"})

    assert answer.status_code == 422
    assert not Note.objects.in_network(network).exists()


def test_who_reads_a_note_is_noted_once_a_day(network, bakery, office, second, as_person):
    note = noted(network, bakery)
    client = as_person(second)
    client.get(page_of(bakery))

    before = audit.history(note).count()
    for _time in range(2):
        page = client.get(note_page(note))

    assert before == 0  # the page of the firm shows that there is one, and nobody read it
    assert [(e.action, e.actor_id) for e in audit.history(note)] == [("read", second.pk)]
    assert [trace.name for trace in page.context["traces"]] == [second.name]


def test_on_the_day_after_its_last_nobody_reads_it_and_the_night_deletes_it(
    network, bakery, office, as_person
):
    today = network.today()
    days = {"written_on": today - timedelta(days=9)}
    over = noted(network, bakery, until=today - timedelta(days=1), **days)
    last = noted(network, bakery, until=today, **days)
    client = as_person(office)

    answers = [client.get(note_page(note)).status_code for note in (over, last)]
    retention.carry_out()

    assert answers == [404, 200]
    assert list(Note.objects.in_network(network)) == [last]


def test_a_person_is_told_a_note_on_her_unless_it_concerns_others(
    network, bakery, owner, apprentice, office
):
    noted(network, bakery, by=office, person=owner, text="Spricht leise")
    noted(network, bakery, by=office, person=owner, text="Streit mit X", concerns_others=True)
    noted(network, bakery, by=office, text="Nachfolge offen")
    noted(network, bakery, by=office, person=apprentice, text="Kommt spät")

    [part] = [p for p in told(Subject(persons=frozenset({owner.pk}))) if "note" in p.rule.name]
    readers = told(Subject(persons=frozenset({office.pk})))

    texts = [row.fields.get("text") for row in part.rows]
    assert texts == [
        "Spricht leise",
        "nicht mitgeteilt, weil es etwas über jemand anderen sagen würde",
    ]
    assert [row.fields["purpose"] for row in part.rows] == ["Besuch", "Besuch"]
    assert "Spricht leise" not in str(readers)  # who reads a note is not whom it is about


def test_erasing_whom_a_note_is_about_takes_it_along_and_who_reads_it_does_not(
    network, bakery, owner, office, second, viewer_of
):
    noted(network, bakery, person=owner)
    of_firm = noted(network, bakery, by=second, is_for_whole_office=False)

    with transaction.atomic():
        retention.erase(Subject(persons=frozenset({owner.pk, second.pk})))

    assert list(Note.objects.in_network(network)) == [of_firm]
    assert not of_firm.named.exists()
    assert not Note.objects.visible_to(viewer_of(office)).exists()  # not open to all for that


def test_two_who_edit_a_note_both_see_both(network, bakery, office, second, as_person):
    note = noted(network, bakery)
    opened = form_on(as_person(office), note_page(note, "edit/"))
    Note.objects.in_network(network).update(text="Schon geklärt")

    values = {name: value for name, value in (opened | {"text": "Offen"}).items() if value}
    answer = as_person(office).post(note_page(note, "edit/"), values)

    assert answer.status_code == 409
    assert Note.objects.in_network(network).get().text == "Schon geklärt"


def test_a_change_in_a_form_that_nobody_reads_changes_nothing(network, bakery, office, as_person):
    note = noted(network, bakery, text=CANARY)

    answer = as_person(office).post(note_page(note, "edit/"), b"<x/>", content_type="text/xml")

    assert answer.status_code == 409  # nobody knows what was opened
    assert Note.objects.in_network(network).get().text == CANARY


def test_a_removed_note_leaves_a_trace_without_its_text(network, bakery, office, as_person):
    note = noted(network, bakery, text=CANARY)

    as_person(office).post(note_page(note, "remove/"))

    assert not Note.objects.in_network(network).exists()
    last = AuditEntry.objects.filter(kind="note").latest("pk")
    assert (last.action, last.actor_id, last.row_id) == ("removed", office.pk, note.pk)
