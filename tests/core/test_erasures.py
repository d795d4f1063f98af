"""Whoever was erased does not come back with an older backup."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kurzweg.core import jobs, search
from kurzweg.core.backup import archive, restoring, taking
from kurzweg.core.models import Erasure, OutboxMail
from kurzweg.core.retention import erasures
from kurzweg.people import erasing
from kurzweg.people.models import Account, Person
from tests.factories import NetworkFactory, PersonFactory
from tests.own_database import at_once


@pytest.fixture
def korn(filled, settings):
    settings.VAR = filled.folder
    return PersonFactory(family_name="Korn", phone="0201")


@pytest.fixture
def older(korn, untried, tmp_path):
    """A backup from before anybody was erased."""
    taking.take(tmp_path / "older.zip")
    return tmp_path / "older.zip"


def erase(person):
    return erasing.erase(erasing.own_rows(person), by=person)


def names():
    return sorted(Person.objects.values_list("family_name", flat=True))


def test_a_restore_does_not_bring_back_whoever_was_erased(korn, older):
    PersonFactory(family_name="Mehl", account=korn.account)
    erase(korn)

    restoring.restore(older, is_replacing=True)

    person = Person.objects.get()
    assert (person.name, person.email, person.phone, person.account) == ("–", "", "", None)
    assert not Account.objects.filter(email=korn.email).exists()
    assert Erasure.objects.get().persons == [korn.public_id]
    assert search.is_built()


def test_without_the_file_she_would_be_back(korn, older):
    """Negative control: the backup itself still knows her."""
    erase(korn)
    restoring.restore(older, is_replacing=True)
    erasures.path().unlink()
    Erasure.objects.all().delete()

    restoring.restore(older, is_replacing=True)

    assert names() == ["Korn"]


def test_what_the_file_missed_is_written_down_before_the_table_goes(korn, older, monkeypatch):
    """A crash between the commit and the file loses nothing while the database is there."""
    monkeypatch.setattr(erasures, "remember", lambda erasure: None)
    erase(korn)
    assert not erasures.path().exists()

    restoring.restore(older, is_replacing=True)

    assert names() == ["–"]


def come_back(*rows):
    """Put rows back as a restore does, into a database that knows of no erasure."""
    Erasure.objects.all().delete()
    for row in rows:
        row.save()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_she_had_joined_is_erased_with_her():
    korn = PersonFactory(family_name="Korn")
    twin = PersonFactory(
        family_name="Korn", account=korn.account, entered_by_network=NetworkFactory()
    )
    before = [Account.objects.get(), *Person.objects.all()]
    twin.delete()
    erase(korn)

    come_back(*before)
    erasures.do_again()

    assert (names(), Account.objects.count()) == (["–", "–"], 0)


@pytest.mark.django_db(transaction=True)
def test_whoever_got_her_number_since_is_left_alone():
    """Numbers given out after a backup are given anew: public ids are not."""
    korn = PersonFactory(family_name="Korn")
    erase(korn)
    Person.objects.all().delete()
    come_back(PersonFactory.build(pk=korn.pk, family_name="Mehl", account=None, email=""))

    erasures.do_again()

    assert names() == ["Mehl"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_waited_in_the_backup_does_not_leave():
    korn = PersonFactory(family_name="Korn")
    mail = OutboxMail(
        message_id="<2@x>", kind="k", sender="a@x.example", person_id=korn.pk, text="Hallo"
    )
    before = [Account.objects.get(), Person.objects.get(), mail]
    erase(korn)

    come_back(*before)
    erasures.do_again()

    assert not OutboxMail.objects.exists()


def test_a_rehearsal_erases_nothing(korn, older):
    erase(korn)

    restoring.restore(older, is_replacing=True, is_rehearsal=True)

    assert names() == ["Korn"]


def test_the_file_is_for_its_owner_only_and_in_no_backup(korn, untried, tmp_path):
    erase(korn)
    taking.take(tmp_path / "later.zip")

    line = json.loads(erasures.path().read_text())
    assert sorted(line) == ["erased_at", "is_own", "network_id", "persons", "public_id"]
    assert (line["persons"], erasures.path().stat().st_mode & 0o077) == ([korn.public_id], 0)
    with archive.opened(tmp_path / "later.zip") as packed:
        assert [name for name in packed.namelist() if "jsonl" in name and "/" not in name] == []


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_was_rolled_back_is_not_remembered():
    korn = PersonFactory(family_name="Korn")
    with transaction.atomic():
        erase(korn)
        transaction.set_rollback(True)

    assert not erasures.path().exists()
    assert names() == ["Korn"]


def test_two_at_once_are_both_remembered(korn):
    mehl = PersonFactory(family_name="Mehl")

    answers = at_once(lambda: erase(korn), lambda: erase(mehl))

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert len(erasures.path().read_text().splitlines()) == 2


@pytest.mark.django_db(transaction=True)
def test_where_the_file_cannot_be_written_she_is_erased_and_it_is_made_up_for():
    """She would read of a fault, although nothing of her is left to press again for."""
    erasures.path().mkdir()
    erase(PersonFactory(family_name="Korn"))

    assert names() == ["–"]
    erasures.path().rmdir()
    assert erasures.write_down() == 1
    assert jobs.regular()["kurzweg.core.retention.erasures.write_down"] <= 10


@pytest.mark.parametrize("broken", ['{"public_id": "abc', "null", '{"public_id": "abc"}', "\xff"])
@pytest.mark.django_db(transaction=True)
def test_a_line_that_cannot_be_read_stays_and_hinders_no_other(broken):
    erasures.path().write_text(f"{broken}\n", encoding="latin-1")
    erase(PersonFactory())

    kept = erasures.path().read_text(encoding="latin-1").splitlines()
    assert (kept[0], len(kept)) == (broken, 2)


def test_a_restore_says_which_line_cannot_be_read_before_it_touches_anything(korn, older):
    erase(korn)
    with erasures.path().open("a") as file:
        file.write('{"public_id": "abc')

    with pytest.raises(archive.Refused, match=r"Line 2 of .*erasures\.jsonl cannot be read"):
        restoring.restore(older, is_replacing=True)

    assert names() == ["–"]


@pytest.mark.django_db(transaction=True)
def test_lines_older_than_their_period_leave_the_file():
    erase(PersonFactory())
    Erasure.objects.update(erased_at=timezone.now() - timedelta(days=4 * 365))
    old = {**json.loads(erasures.path().read_text()), "erased_at": datetime(2020, 1, 1, tzinfo=UTC)}
    erasures.path().write_text(json.dumps(old, default=str) + "\n")

    erasures.write_down()

    assert erasures.path().read_text() == ""
