"""A need of the bakery, an offer of the sawmill, and a letter between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kurzweg.core.models import Link, OutboxMail
from kurzweg.introductions import actions
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction
from kurzweg.market.models import Match, Need, Offer
from tests.factories import set_rule

TODAY = date(2026, 3, 2)  # a Monday
LETTER = Letter("Passt das zu Ihnen? Eichenbretter", "Guten Tag,\n\nwir suchen Bretter.")


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    """Let every test here begin on the same Monday morning."""
    time_machine.move_to("2026-03-02 09:00 +0100")


@pytest.fixture
def later(time_machine):
    """Let days pass, and do what is due each morning, as the worker does."""

    def pass_days(days: int, *, with_job: bool = True) -> None:
        for _day in range(days):
            time_machine.shift(timedelta(days=1))
            if with_job:
                actions.follow_up()

    return pass_days


@pytest.fixture
def need(network, bakery, owner) -> Need:
    # A yes is told at once here; tests of taking it back ask for minutes.
    set_rule(network, answer_take_back_minutes=0)
    return Need.objects.create(
        network=network,
        owner=bakery,
        contact=owner,
        title="Eichenbretter",
        text="40 Eichenbretter, gehobelt, bis Ostern",
        quantity=40,
        certificates=["PEFC"],
        deadline_on=date(2026, 4, 2),
        place="Riegelstein",
        published_at=timezone.now(),
        expires_on=network.today() + timedelta(days=120),
    )


@pytest.fixture
def offer(network, sawmill, sawyer) -> Offer:
    return Offer.objects.create(
        network=network,
        organisation=sawmill,
        title="Bretter und Bohlen.",
        text="Wir sägen Eiche.",
        published_at=timezone.now(),
    )


@pytest.fixture
def match(need, offer) -> Match:
    need.generation, need.matched_at = "g1", timezone.now()
    need.save()
    return Match.objects.create(
        network=need.network,
        need=need,
        offer=offer,
        generation="g1",
        profile_version="1",
        rank=1,
        score=0.8,
        signals={"words": 0.9},
    )


@pytest.fixture
def introduce(need, sawmill, sawyer, office):
    """Ask the sawmill, as the office unless told otherwise."""

    def ask(*, by=None, organisation=None, offer=None, about=None) -> Introduction:
        return actions.introduce(
            about or need,
            organisation=organisation or sawmill,
            offer=offer,
            letter=LETTER,
            by=by or office,
            initiated_as=InitiatedAs.SEEKER if by else InitiatedAs.OFFICE,
        )

    return ask


@pytest.fixture
def offers(need, sawmill, sawyer):
    """Let the sawmill say that it can do it, or another firm."""

    def said(*, about=None, organisation=None, by=None, sentence=""):
        return actions.offer(
            about or need, organisation=organisation or sawmill, by=by or sawyer, sentence=sentence
        )

    return said


def fresh(introduction: Introduction) -> Introduction:
    return Introduction.objects.in_network(introduction.network_id).get(pk=introduction.pk)


def reply(introduction: Introduction, answer: Answer | str, **more) -> Introduction:
    """Answer with the newest link, as from the mail."""
    link = newest_link(introduction)
    return actions.answer(introduction, reply=actions.Reply(Answer(answer), **more), link=link)


def newest_link(introduction: Introduction, purpose: str = actions.ANSWER) -> Link:
    return Link.objects.filter(purpose=purpose, row_id=introduction.pk).latest("pk")


def mails(kind: str = "", *, to: str = "") -> list[OutboxMail]:
    rows = OutboxMail.objects.filter(kind__contains=kind, recipient__contains=to)
    return list(rows.order_by("pk"))


def kinds() -> list[str]:
    return [mail.kind for mail in mails()]


def token_in(mail: OutboxMail, *, which: int = 0) -> str:
    """Read the token from the text of a mail: the answer first, then the objection."""
    links = [line.strip() for line in mail.text.splitlines() if "/l/" in line]
    return links[which].rstrip("/").rsplit("/", 1)[1]


def start(need: Need, offer: Offer) -> str:
    return reverse("introductions:start", args=["riegelstein", need.public_id, offer.public_id])


def url(name: str, introduction: Introduction) -> str:
    return reverse(f"introductions:{name}", args=["riegelstein", introduction.public_id])


def offering(need: Need) -> str:
    return reverse("introductions:offer", args=["riegelstein", need.public_id])


def page_of(need: Need) -> str:
    return reverse("market:need-detail", args=["riegelstein", need.public_id])
