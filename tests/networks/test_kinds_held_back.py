"""The office lets one kind of mail after the other leave, and reads what waits."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kurzweg.core import links, outbox
from kurzweg.core.outbox import Mail
from kurzweg.networks import trial

pytestmark = pytest.mark.django_db
TOKEN = "g6m6ycpyw53zx9gsj78xdf9ak6tqey43"


@pytest.fixture
def page(network) -> str:
    network.is_trial = True
    network.save()
    return f"/n/{network.slug}/settings/release/"


def write(network, kind: str = "letter", text: str = "…"):
    return outbox.add(Mail(kind, "Ada", "ada@b.example", "Hallo", text, network_id=network.pk))


def test_on_trial_one_kind_leaves_and_takes_along_what_waited(page, office, as_person, network):
    letter, task = write(network), write(network, "task given")

    as_person(office).post(page, {"kind": "letter", "send": ""})

    letter.refresh_from_db()
    task.refresh_from_db()
    assert (letter.is_held, task.is_held) == (False, True)
    assert (write(network).is_held, write(network, "task given").is_held) == (False, True)


def test_what_waited_of_a_kind_can_be_discarded_with_its_release(page, office, as_person, network):
    write(network)
    write(network, "task given")

    as_person(office).post(page, {"kind": "letter", "drop": ""})

    assert [mail.kind for mail in outbox.held_mails(network.pk)] == ["task given"]
    assert write(network).is_held is False


def test_after_the_trial_one_kind_waits_until_it_is_released(page, office, as_person, network):
    desk = as_person(office)
    desk.post(page, {"send": ""})

    desk.post(page, {"kind": "letter", "hold": ""})
    held, free = write(network), write(network, "task given")
    desk.post(page, {"kind": "letter", "send": ""})

    held.refresh_from_db()
    assert (held.is_held, free.is_held, write(network).is_held) == (False, False, False)


def test_the_release_of_the_network_lets_all_kinds_leave(page, office, as_person, network):
    desk = as_person(office)
    desk.post(page, {"kind": "letter", "send": ""})

    desk.post(page, {"send": ""})

    assert [write(network, kind.name).is_held for kind in trial.kinds()] == [False] * len(
        trial.kinds()
    )


@pytest.mark.parametrize("kind", ["sign-in code", "bundle", "nothing"])
def test_what_cannot_wait_is_no_kind_to_hold_back(page, office, as_person, network, kind):
    answer = as_person(office).post(page, {"kind": kind, "hold": ""})

    network.refresh_from_db()
    assert (answer.status_code, network.kinds_apart) == (404, [])


def test_a_held_mail_can_be_read_and_its_link_opens_nothing(page, office, as_person, network):
    write(network, text=f"Passt das?\n\nJa: https://netz.example/L/{TOKEN}/?x=1\nDanke")

    shown = as_person(office).get(page).content.decode()

    assert "Passt das?" in shown
    assert "Danke" in shown
    assert TOKEN not in shown


def test_without_blanking_the_office_could_answer_for_the_reader(
    page, office, as_person, network, monkeypatch
):
    """Negative control."""
    monkeypatch.setattr(links, "blanked", lambda text, instead: text)
    write(network, text=f"Ja: https://netz.example/l/{TOKEN}/")

    assert TOKEN in as_person(office).get(page).content.decode()


def test_the_office_reads_for_whom_a_mail_is_with_its_letters(page, office, as_person, network):
    to = {"to_name": "Uwe Hötte", "to_address": "hoette@b.example", "network_id": network.pk}
    outbox.add(Mail("letter", subject="Hallo", text="…", **to))

    html = as_person(office).get(page).content.decode()

    assert ("Uwe Hötte &lt;hoette@b.example&gt;" in html, "utf-8?q" in html) == (True, False)


def test_the_office_reads_until_when_a_mail_waits_that_is_over_the_budget(
    office, as_person, network, time_machine
):
    time_machine.move_to("2026-03-02 09:00 +0100", tick=False)
    network.is_trial = False
    network.save()
    for place in range(3):
        to = {"to_name": "Ada", "to_address": "ada@b.example", "network_id": network.pk}
        outbox.add(Mail("self-declaration", subject=f"Sache {place}", text="…", **to))

    outbox.deliver()

    html = as_person(office).get(f"/n/{network.slug}/settings/release/").content.decode()
    assert ("Sache 2" in html, "Sache 1" in html) == (True, False)
    assert "wartet bis Mo., 9. März" in html


@pytest.mark.parametrize(
    "kind",
    [
        "committee minutes",
        "committee task",
        "committee confidentiality",
        "task given",
        "question to the board",
        "reminder to the board",
    ],
)
def test_what_belongs_to_somebodys_task_waits_for_no_place_in_her_week(kind, network, mailoutbox):
    network.is_trial = False
    network.save()
    for place in range(4):
        to = {"to_name": "Ada", "to_address": "ada@b.example", "network_id": network.pk}
        outbox.add(Mail(kind, subject=f"Sache {place}", text="…", **to))

    outbox.deliver()

    assert len(mailoutbox) == 4


@pytest.mark.parametrize("has_server", [False, True])
def test_where_no_server_is_set_what_left_can_be_read_and_its_links_open_nothing(
    page, office, as_person, network, settings, has_server
):
    backend = "locmem" if has_server else "console"
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    mail = write(network, text=f"Bitte antworten: https://netz.example/l/{TOKEN}/")
    type(mail).objects.filter(pk=mail.pk).update(is_held=False, sent_at=timezone.now())

    text = as_person(office).get(page).content.decode()

    assert ("Bitte antworten" in text) is not has_server
    assert TOKEN not in text
