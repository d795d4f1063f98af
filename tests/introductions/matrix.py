"""Introductions: to a firm that was asked, for one that is looking, waiting with the office."""

from datetime import UTC, datetime
from typing import Any

from kurzweg.core import links
from kurzweg.core.viewer import Role
from kurzweg.introductions.actions import ANSWER, OBJECTION
from kurzweg.introductions.models import Answer, Introduction
from kurzweg.networks import actions as networks
from kurzweg.people.models import Organisation, Person
from tests.factories import LONG_AGO
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import MatchFactory, NeedFactory, OfferFactory
from tests.promises.samples import Seen, acting_for_owner, nobody, rows, sample, seen
from tests.promises.world import Half, Placed, Principal, Relation, member_firm

LETTER = {"subject": "Passt das zu Ihnen?", "text": "Guten Tag"}
NEW_FIRM = {
    "kind": "company",
    "street": "",
    "postal_code": "00101",
    "town": "Riegelstein",
    "staff_band": None,
    "wz_code": "",
    "summary": "",
    "given_name": "",
    "email": "",
}
LAST_MOMENT = datetime(2100, 1, 2, tzinfo=UTC)


TWIN = "Zwilling"


def firm_that_answers(half: Half) -> tuple[Any, Any]:
    """A firm of the network with somebody to ask, none of whom calls in the matrix.

    Both offices entered its person under the same name and address, each as it heard it.
    """
    named = Person.objects.filter(title__startswith=TWIN)
    twin = named.filter(entered_by_network=half.network).first() or named.first()
    names = {name: getattr(twin, name, "") for name in ("given_name", "family_name", "email")}
    firm = {"name": f"Betrieb {Organisation.objects.count()}", "since": LONG_AGO}
    entry = NEW_FIRM | firm | (names if twin else {"family_name": "Berger"})
    member = networks.enter_member(entry, network=half.network, by=half.office)
    organisation = member.organisation
    person = organisation.positions.get().person
    if not person.title:
        # The names stand for themselves from here on: each network's row gets its own marks.
        names = {"title": TWIN, "given_name": "Anna", "family_name": "Berger"}
        reached = {"email": "berger@firm.example", "phone": "0201"}
        Person.objects.filter(pk=person.pk).update(**names, **reached)
        person.refresh_from_db()
    return organisation, person


@rows
def questions(half: Half) -> None:
    """A question to each organisation, from a firm of which nobody calls."""
    for relation, organisation, person in half.owners():
        if relation == Relation.SAME_NETWORK:
            organisation, person = firm_that_answers(half)
        introduction = IntroductionFactory(
            need=NeedFactory(network=half.network, owner=member_firm([half.network])),
            organisation=organisation,
            asked_person=person,
        )
        half.put("question", relation, introduction, owner=organisation)
        refused = IntroductionFactory(
            need=NeedFactory(network=half.network, owner=member_firm([half.network])),
            organisation=organisation,
            asked_person=person,
            state="declined",
            answer="no",
            answered_at=datetime(2020, 1, 1, 8, tzinfo=UTC),
        )
        half.put("answered", relation, refused, owner=organisation)


@rows
def wishes(half: Half) -> None:
    """What each organisation wants from a firm of which nobody calls."""
    for relation, organisation, person in half.owners():
        asked, answering = firm_that_answers(half)
        common = {"organisation": asked, "asked_person": answering, "asking_person": person}
        wish = NeedFactory(network=half.network, owner=organisation, contact=person)
        half.put("wish", relation, IntroductionFactory(need=wish, **common), owner=organisation)
        met = NeedFactory(network=half.network, owner=organisation, contact=person)
        accepted = IntroductionFactory(need=met, accepted=True, **common, answered_by=answering)
        half.put("contact", relation, accepted, owner=organisation)
        OfferFactory(network=half.network, organisation=asked)


@rows
def offers(half: Half) -> None:
    """What a firm of which nobody calls can do for each organisation, and one that it looks for."""
    for relation, organisation, person in half.owners():
        firm, answering = firm_that_answers(half)
        need = NeedFactory(network=half.network, owner=organisation, contact=person)
        offered = IntroductionFactory(
            need=need,
            organisation=firm,
            asked_person=person,
            asking_person=answering,
            initiated_as="offerer",
        )
        half.put("offered", relation, offered, owner=organisation)
    looked_for = NeedFactory(network=half.network, owner=member_firm([half.network]))
    half.put("looked for", Relation.OWN, looked_for)


@rows
def letters_that_wait(half: Half) -> None:
    organisation, _person = firm_that_answers(half)
    need = NeedFactory(network=half.network, owner=member_firm([half.network]))
    waiting = IntroductionFactory(need=need, organisation=organisation, waiting=True)
    half.put("waiting", Relation.OWN, waiting)


@rows
def fitting_firms(half: Half) -> None:
    """One offer of a firm of which nobody calls fits what each organisation looks for."""
    organisation, _person = firm_that_answers(half)
    # Meant for finding only: whoever asks the firm must not read it in the letter either.
    offer = OfferFactory(network=half.network, organisation=organisation, visibility="matching")
    half.put("fitting", Relation.OWN, offer, owner=organisation)
    for relation, owner, person in half.owners():
        need = NeedFactory(network=half.network, owner=owner, contact=person)
        half.put("sought", relation, need, owner=owner)
        MatchFactory(need=need, offer=offer)


@rows
def links_in_mails(half: Half) -> None:
    question = half.rows["question"][Relation.OWN].row
    for kind, purpose in (("answer link", ANSWER), ("objection link", OBJECTION)):
        link, token = links.issue(
            purpose, question, person_id=question.asked_person_id, expires_at=LAST_MOMENT
        )
        half.put(kind, Relation.OWN, link, word=token)


def said_by_link(placed: Placed) -> set[tuple[str, int, str]]:
    """Who is asked, who is looking, and for what; no letter and nobody's contact."""
    link = placed.row
    question = Introduction.objects.in_network(link.network_id).get(pk=link.row_id)
    need = question.need
    return {
        ("people.Person", question.asked_person_id, "family_name"),
        ("people.Organisation", question.organisation_id, "name"),
        ("people.Organisation", need.owner_id, "name"),
        ("networks.Network", link.network_id, "name"),
        *(("market.Need", need.pk, field) for field in ("title", "text", "place")),
    }


def asked(principal: Principal, parts: dict[str, Placed]) -> bool:
    """The person who was asked, and whoever is responsible for her firm's entry."""
    placed = parts["public_id"]
    person, held = principal.person, principal.roles_in(placed.half)
    is_responsible = Role.ORGANISATION_ADMIN in held and principal.acts_for(placed)
    return person is not None and (person.pk == placed.row.asked_person_id or is_responsible)


def asked_or_office(principal: Principal, parts: dict[str, Placed]) -> bool:
    return Role.OFFICE in principal.roles_in(parts["public_id"].half) or asked(principal, parts)


def seeking_for(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever acts for the organisation that is looking; the office is not it."""
    placed = parts["public_id"]
    return placed.owner is not None and placed.owner.pk in principal.organisation_ids


def seeking_with(principal: Principal, parts: dict[str, Placed]) -> bool:
    return principal.acts_for(parts["need"])


def offering(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever acts for a firm of the network; the office chooses one from the list instead."""
    held = principal.roles_in(parts["need"].half)
    return bool(principal.organisation_ids) and Role.OFFICE not in held


sample("link", token="answer link", form={"answer": "no"}, shows=said_by_link)
sample("list-introductions", queries=("?as=csv", "?as=csv&need=zzzzzzzzzzzz"))
sample("introductions:list", queries=("", "?page=2", "?need=zzzzzzzzzzzz"))
sample("introductions:detail", public_id="question", may=asked_or_office)
for word in Answer.values:
    sample(f"introductions:reply-{word}", public_id="question", form={}, may=asked)
    sample(f"introductions:phone-{word}", public_id="question", form={})
sample("introductions:start", need="sought", offer="fitting", form=LETTER, may=seeking_with)
sample("introductions:offer", need="looked for", form={"sentence": ""}, may=offering)
sample("introductions:withdraw", public_id="wish", form={}, may=acting_for_owner)
sample("introductions:take-back", public_id="answered", form={}, may=asked_or_office)
sample("introductions:take-up", public_id="contact", form={}, may=seeking_for)
sample("introductions:forward", public_id="waiting", form=LETTER)
sample("introductions:keep-back", public_id="waiting", form={})
sample("introductions:ask-somebody-else", public_id="question", form={})
sample("introductions:finish", public_id="contact", form={})
sample("introductions:on-their-phone", public_id="question", may=nobody)

# The letter names somebody at the firm: who is looking reads it after a yes only.
seen("introductions.Introduction", Seen.OWNER)
seen("introductions.Introduction.public_id", Seen.INSIDE)
seen("introductions.Suppression", Seen.NOBODY)
