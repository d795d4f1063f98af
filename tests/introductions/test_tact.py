"""A no and a silence are one and the same to whoever is looking: every page, mail and day."""

import re

import pytest
from django.urls import reverse

from kurzweg.core import findable, ledger
from kurzweg.introductions import actions, standing
from kurzweg.introductions.models import Answer
from kurzweg.market.models import Need
from tests import agenda
from tests.introductions.conftest import mails, reply

pytestmark = pytest.mark.django_db

DAYS = 12


@pytest.fixture
def pair(introduce, need, sawmill, sawyer):
    """Two questions of the same hour: one will be answered with no, one with nothing."""
    return {
        "no": introduce(),
        "silence": introduce(about=Need.objects.in_network(need.network).get(pk=twin_of(need))),
    }


def twin_of(need):
    """Save the same need a second time and give back its number."""
    number = need.pk
    copy = Need.objects.in_network(need.network).get(pk=number)
    copy.pk, copy.public_id = None, "twinneed2345"
    copy._state.adding = True
    copy.save()
    return copy.pk


def what_the_seeker_sees(client, introduction):
    """Everything on her pages, without what must differ: ids and one-time fields."""
    here = introduction.network.slug
    pages = [
        reverse("introductions:detail", args=[here, introduction.public_id]),
        reverse("introductions:list", args=[here]) + f"?need={introduction.need.public_id}",
    ]
    text = "".join(client.get(page).content.decode() for page in pages)
    for own in (introduction.public_id, introduction.need.public_id):
        text = text.replace(own, "…")
    return re.sub(r'(name="(?:once|csrfmiddlewaretoken)" value=")[^"]*', r"\1…", text)


def agenda_of(viewer):
    items = agenda.for_viewer(viewer)
    return [item for item in items if item.kind.startswith("introduction")]


def mails_about(introduction):
    rows = [mail for mail in mails() if f"introduction:{introduction.pk}:" in mail.dedup_key]
    return [
        (mail.kind, mail.recipient, mail.subject, mail.created_at.date(), mail.is_held,
         mail.text.replace(introduction.need.public_id, "…"))
        for mail in rows
        if "question" not in mail.kind and "reminder" not in mail.kind
    ]  # fmt: skip


def test_every_day_looks_the_same_after_a_no_and_in_silence(
    pair, as_person, owner, viewer_of, later
):
    client = as_person(owner)
    reply(pair["no"], Answer.NO)

    seen = []
    for _day in range(DAYS):
        pages = {how: what_the_seeker_sees(client, row) for how, row in pair.items()}
        assert pages["no"] == pages["silence"]
        assert mails_about(pair["no"]) == mails_about(pair["silence"])
        assert agenda_of(viewer_of(owner)) == []
        seen.append("noch offen" in pages["no"])
        later(1)

    assert seen == [True] * 11 + [False]
    assert len(mails_about(pair["no"])) == 1


def test_it_looks_the_same_when_the_worker_sleeps(pair, as_person, owner, later):
    client = as_person(owner)
    reply(pair["no"], Answer.NO)

    for _day in range(DAYS):
        pages = {how: what_the_seeker_sees(client, row) for how, row in pair.items()}
        assert pages["no"] == pages["silence"]
        later(1, with_job=False)

    assert "kein Kontakt" in what_the_seeker_sees(client, pair["no"])


def test_the_comparison_would_see_a_leak(pair, as_person, owner, monkeypatch):
    """Negative control: when the stored state decides, the pages differ."""
    client = as_person(owner)
    reply(pair["no"], Answer.NO)
    monkeypatch.setattr(standing.Standing, "label", property(lambda self: self.introduction.state))

    pages = [what_the_seeker_sees(client, row) for row in pair.values()]

    assert pages[0] != pages[1]


def test_the_office_sees_the_difference(pair, as_person, office):
    client = as_person(office)
    reply(pair["no"], Answer.NO)

    bodies = [what_the_seeker_sees(client, row) for row in pair.values()]

    assert ["abgesagt" in body for body in bodies] == [True, False]


def test_withdrawing_looks_the_same(pair, as_person, owner):
    client = as_person(owner)
    reply(pair["no"], Answer.NO)

    pages = []
    for row in pair.values():
        url = reverse("introductions:withdraw", args=[row.network.slug, row.public_id])
        assert client.post(url).status_code == 302
        pages.append(what_the_seeker_sees(client, row))

    assert pages[0] == pages[1]
    assert "zurückgezogen" in pages[0]


def test_asking_again_hears_the_same(pair, introduce, owner, later):
    reply(pair["no"], Answer.NO)

    def refusal(row):
        try:
            introduce(by=owner, about=row.need)
        except actions.asking.AlreadyIntroduced as error:
            return str(error.sentence)

    for days in (0, 11):
        later(days)
        assert refusal(pair["no"]) == refusal(pair["silence"]) is not None


def test_a_no_changes_nothing_that_can_be_found(pair, django_capture_on_commit_callbacks):
    before = ledger.Change.objects.count()

    reply(pair["no"], Answer.NO)

    new = ledger.Change.objects.order_by("pk")[before:]
    changes = {(change.kind, change.row_id) for change in new}
    assert changes == {("introductions.introduction", pair["no"].pk)}
    assert not any(findable.touched(changes).values())


def test_the_seeker_does_not_learn_who_was_asked(pair, as_person, owner, sawyer):
    sawyer.family_name = "Oberholzer"
    sawyer.save()
    client = as_person(owner)

    assert "Oberholzer" not in what_the_seeker_sees(client, pair["silence"])

    reply(pair["silence"], Answer.YES)
    assert "Oberholzer" in what_the_seeker_sees(client, pair["silence"])


def test_later_stays_open_to_the_seeker(pair, as_person, owner, later):
    client = as_person(owner)
    reply(pair["no"], Answer.LATER)

    for _day in range(37):
        later(1)
        assert "noch offen" in what_the_seeker_sees(client, pair["no"])
    later(2)
    assert "kein Kontakt" in what_the_seeker_sees(client, pair["no"])
