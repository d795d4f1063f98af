"""Somebody is told all that is kept of her, and erased, with all that hangs on her and no more."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from django.utils import timezone

from kurzweg.core import links, outbox, retention
from kurzweg.core.addresses import hash_of
from kurzweg.core.models import AuditEntry, Erasure, Link, OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.retention import declarations, packing, persons, telling
from kurzweg.introductions.models import Introduction, Suppression
from kurzweg.market.models import Need
from kurzweg.networks.erasing import LastOfOffice
from kurzweg.networks.models import Mandate
from kurzweg.people import erasing
from kurzweg.people.erasing import AlreadyErased, RunsTheInstallation
from kurzweg.people.models import Account, Person, Position
from tests.factories import MandateFactory, PersonFactory
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db
SHOWN = "test"


def mail_to(person: Person, *, to: str = "", is_sent: bool = True, **more) -> OutboxMail:
    row = outbox.add(
        Mail("letter", person.name, to or person.email, "Betreff", "Geheimnis", **more)
    )
    OutboxMail.objects.filter(pk=row.pk).update(sent_at=timezone.now() if is_sent else None)
    return row


@pytest.fixture
def full(network, bakery, sawmill, owner, sawyer):
    """The owner with something in every room, and the sawyer beside her."""
    need = NeedFactory(network=network, owner=bakery, contact=owner, created_by=sawyer)
    Introduction.objects.create(
        network=network,
        need=need,
        organisation=sawmill,
        initiated_as="seeker",
        initiated_by=owner,
        asked_person=sawyer,
        answered_by=sawyer,
        answered_by_name="Tann junior",
        comment="Meinetwegen",
        subject="Mehl",
        letter="Guten Tag",
        state="declined",
        answer="no",
        answered_at=timezone.now(),
        expires_on=date(2100, 1, 1),
    )
    mail_to(owner, person_id=owner.pk, network_id=network.pk)
    mail_to(sawyer, person_id=sawyer.pk, network_id=network.pk)
    links.issue("x", need, person_id=owner.pk, expires_at=timezone.now() + timedelta(days=1))
    MandateFactory(network=network, person=owner, kind="ambassador")
    Suppression.objects.create(network=network, address_hash=hash_of(owner.email))
    EmailAddress.objects.create(user=owner.account, email=owner.email)
    for person, action in ((owner, "said"), (sawyer, "looked at")):
        AuditEntry.objects.create(
            actor_kind="person", actor_id=person.pk, action=action, kind="need"
        )
    return owner


def told(person: Person, *, account: Account | None = None) -> dict[str, list[dict]]:
    parts = retention.told(erasing.subject_of([person], account=account))
    return {part["rule"]: part["rows"] for part in telling.as_json(parts)}


def report(erasure: Erasure) -> dict[str, tuple[int, int, bool]]:
    """Rule by rule: how many went, how many stay, whether it is said until when."""
    return {
        line.rule: (line.gone, line.staying, bool(line.until)) for line in erasing.lines_of(erasure)
    }


def test_somebody_is_told_what_is_kept_of_her_in_every_room(full, network):
    said = told(full, account=full.account)

    assert sorted(said) == sorted(
        [
            "answer link",
            "audit",
            "contact",
            "introduction",
            "mail",
            "mail text",
            "market",
            "membership",
            "objection",
            "sign-in",
        ]
    )
    assert [(row["table"], row.get("family_name")) for row in said["contact"]] == [
        ("people.Person", "Korn"),
        ("people.Position", None),
    ]
    assert [row["text"] for row in said["mail text"]] == ["Geheimnis"]
    assert [row["email"] for row in said["sign-in"]] == [full.email] * 2


def test_what_is_about_others_and_what_is_secret_is_left_out(full):
    said = told(full, account=full.account)

    (introduction,) = said["introduction"]
    left_out = {"answered_by", "answered_by_name", "comment", "asked_person", "asking_person"}
    assert left_out.isdisjoint(introduction)
    assert introduction["letter"] == "Guten Tag"
    assert "created_by" not in said["market"][0]
    assert "token_hash" not in said["answer link"][0]
    assert "password" not in said["sign-in"][0]
    assert [row["action"] for row in said["audit"]] == ["said"]
    # Negative control: who answered is told her own answer.
    (answered,) = told(Person.objects.get(family_name="Tann"))["introduction"]
    assert (answered["comment"], answered["answered_by_name"]) == ("Meinetwegen", "Tann junior")


def test_an_office_tells_nothing_that_hangs_on_the_account(full):
    said = told(full)

    assert {"sign-in", "objection"}.isdisjoint(said)
    assert "contact" in said


def test_mails_to_another_behind_the_same_address_are_hers(full):
    colleague = PersonFactory(family_name="Mehl", account=full.account)
    mail_to(colleague, to=full.email, person_id=colleague.pk)
    mail_to(full, to=full.email)

    assert len(told(full, account=full.account)["mail"]) == 2
    assert len(told(colleague)["mail"]) == 1


def test_the_file_says_why_and_until_when(full):
    parts = retention.told(erasing.subject_of([full], account=full.account))
    packed = zipfile.ZipFile(io.BytesIO(packing.packed(parts, name=full.name)))

    said = json.loads(packed.read("daten.json"))
    page = packed.read("daten.html").decode()

    kept = {part["rule"]: part for part in said["kept"]}
    assert (said["name"], kept["mail"]["kept"], kept["contact"]["until"]) == (
        "Korn",
        "6 months",
        None,
    )
    assert date.fromisoformat(kept["mail text"]["until"]) - timezone.localdate() in (
        timedelta(days=90),
        timedelta(days=91),
    )
    assert "<dt>Familienname</dt><dd>Korn</dd>" in page
    assert "Art. 6 Abs. 1 Buchst. b und f DSGVO" in page
    assert "Frist hat noch nicht begonnen" in page


def test_every_field_that_is_told_has_a_german_name():
    names = {
        name
        for kept, _link in persons.linked()
        for name in (kept.model.__name__, *kept.fields)
        if name not in declarations.said_of(kept.model).get("not told", [])
    }

    assert sorted(names - declarations.words().keys()) == []


def test_whoever_is_erased_is_nowhere_any_more(full, bakery):
    erasure = erasing.erase(erasing.own_rows(full), by=full)

    person = Person.objects.get(pk=full.pk)
    assert (person.name, person.email, person.account) == ("–", "", None)
    assert not Position.objects.filter(person=full).exists()
    assert not Account.objects.filter(email=full.email).exists()
    need = Need.objects.across_networks(SHOWN).get()
    assert (need.contact, need.text != "", need.created_by.family_name) == (None, True, "Tann")
    introduction = Introduction.objects.across_networks(SHOWN).get()
    assert introduction.initiated_by is None
    assert (introduction.asked_person.family_name, introduction.comment) == ("Tann", "Meinetwegen")
    assert Link.objects.count() == 0
    assert list(OutboxMail.objects.order_by("pk").values_list("text", flat=True)) == [
        "",
        "Geheimnis",
    ]
    assert Mandate.objects.across_networks(SHOWN).get(person=full).until is not None
    assert erasure.persons == [full.public_id]


def test_the_report_says_what_went_and_what_stays_until_when(full):
    erasure = erasing.erase(erasing.own_rows(full), by=full)

    assert report(erasure) == {
        "mail text": (1, 0, False),
        "mail": (0, 1, True),
        "answer link": (1, 0, False),
        "audit": (0, 2, True),
        "sign-in": (2, 0, False),
        "contact": (2, 0, False),
        "membership": (0, 1, True),
        "market": (1, 0, False),
        "introduction": (1, 0, False),
        "objection": (0, 1, True),
    }
    stays = {line.rule: line.until_on for line in erasing.lines_of(erasure)}
    # Three years from the end of this year (§ 199 BGB).
    assert stays["membership"] == date(timezone.localdate().year + 4, 1, 1)


def test_a_rule_that_stays_for_no_reason_would_go(full, monkeypatch):
    """Negative control: what stays does so because the declaration says why."""
    rules = tuple(
        retention.Rule(**{**{f: getattr(rule, f) for f in rule.__slots__}, "stays": ""})
        for rule in retention.rules()
    )
    for module in (declarations, retention.erasing):
        monkeypatch.setattr(module, "rules", lambda: rules)

    erasing.erase(erasing.own_rows(full), by=full)

    assert not OutboxMail.objects.filter(person_id=full.pk).exists()
    assert not Mandate.objects.across_networks(SHOWN).filter(person=full).exists()


def test_no_mail_leaves_to_whoever_was_erased(full, sawyer):
    mail_to(full, person_id=full.pk, is_sent=False)
    mail_to(sawyer, person_id=sawyer.pk, is_sent=False)

    erasing.erase(erasing.own_rows(full), by=full)

    waiting = OutboxMail.objects.filter(sent_at=None)
    assert list(waiting.values_list("person_id", flat=True)) == [sawyer.pk]


def test_wherever_she_is_signed_in_she_is_signed_out(full, sawyer):
    for person in (full, full, sawyer):
        Client().force_login(person.account)

    erasing.erase(erasing.own_rows(full), by=full)

    left = [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()]
    assert left == [str(sawyer.account_id)]


def test_others_behind_the_same_address_go_on(full):
    colleague = PersonFactory(family_name="Mehl", account=full.account)

    erasing.erase(erasing.own_rows(full), by=full)

    colleague.refresh_from_db()
    assert (colleague.account.email, colleague.family_name) == (full.email, "Mehl")


def test_all_rows_that_are_hers_go_in_one_press(full, other_network):
    twin = PersonFactory(family_name="Korn", account=full.account, entered_by_network=other_network)

    erasing.erase(erasing.own_rows(full), by=full)

    twin.refresh_from_db()
    assert (twin.name, Account.objects.filter(email=full.email).exists()) == ("–", False)


@pytest.mark.parametrize("asking", ["Anna", "A.", "Arno"])
def test_a_row_that_may_be_somebody_elses_is_neither_told_nor_erased(network, asking):
    """Behind a shared address "A. Korn" can be Anna as well as Arno."""
    account = PersonFactory(family_name="Mehl").account
    rows = {
        name: PersonFactory(given_name=name, family_name="Korn", account=account)
        for name in ("Anna", "A.", "Arno")
    }

    assert erasing.own_rows(rows[asking]) == [rows[asking]]


def test_a_second_press_finds_nobody(full):
    seen_twice = Person.objects.get(pk=full.pk)
    erasing.erase([full], by=full)

    with pytest.raises(AlreadyErased):
        erasing.erase([seen_twice], by=full)

    assert Erasure.objects.count() == 1


def test_the_last_of_an_office_is_not_erased(office, network):
    with pytest.raises(LastOfOffice):
        erasing.erase([office], by=office)

    MandateFactory(network=network, person=PersonFactory(), kind="coordinator")
    erasing.erase([office], by=office)
    assert Person.objects.get(pk=office.pk).name == "–"


def test_whoever_runs_the_installation_is_not_locked_out(full):
    Account.objects.filter(pk=full.account_id).update(is_operator=True)
    full.refresh_from_db()

    with pytest.raises(RunsTheInstallation):
        erasing.erase([full], by=full)


def test_that_she_was_erased_is_noted_by_numbers_only(full):
    erasing.erase([full], by=full)

    entry = AuditEntry.objects.filter(action="erased").get()
    assert (entry.kind, entry.row_id, entry.actor_id, entry.fields) == (
        "person",
        full.pk,
        full.pk,
        [],
    )


def test_every_link_to_a_person_is_known_to_be_one():
    """A column that leads to people and is called not personal would never be told or erased."""
    kept = {(each.model, name) for each in declarations.kept() for name in each.fields}
    strays = [
        f"{model._meta.label}.{field.name}"
        for model in {each.model for each in declarations.kept()}
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model in (Person, Account)
        and (model, field.name) not in kept
    ]

    assert strays == []
