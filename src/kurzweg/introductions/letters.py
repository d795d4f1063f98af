"""The prepared letter: written from the need's own facts, in the language of whoever gets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import number, plain_day
from kurzweg.introductions.models import InitiatedAs
from kurzweg.introductions.recipients import Recipient
from kurzweg.market.models import Need, Offer
from kurzweg.people.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is sent; whoever sends it may change every word."""

    subject: str
    text: str


def draft(
    need: Need,
    *,
    offer: Offer | None,
    to: Recipient,
    by: Person,
    initiated_as: InitiatedAs,
) -> Letter:
    """Write the letter that stands ready; it holds no address and no number of anybody."""
    is_office = initiated_as == InitiatedAs.OFFICE
    with translation.override(to.language):
        paragraphs = [
            _greeting(to, is_by_name=is_office),
            _who_is_looking(need, is_office=is_office),
            f"„{need.text.strip()}“" if to.language == "de" else f"“{need.text.strip()}”",
            "\n".join(_facts(need)),
            _why_you(to, offer=offer, is_office=is_office),
            _signature(need, by=by, is_office=is_office),
        ]
        subject = _("Does this fit you? %(title)s") % {"title": need.title}
        return Letter(subject[:160], "\n\n".join(part for part in paragraphs if part))


def _greeting(to: Recipient, *, is_by_name: bool) -> str:
    # Whoever is looking does not learn the name of the person asked before a yes.
    if is_by_name and to.person is not None:
        return _("Hello %(name)s,") % {"name": to.person.name}
    return _("Hello,")


def _who_is_looking(need: Need, *, is_office: bool) -> str:
    seat = need.owner.seat_on(need.network.today())
    firm = f"{need.owner.name} ({seat.town})" if seat else need.owner.name
    if is_office:
        return _("%(firm)s is looking for something that may fit you:") % {"firm": firm}
    return _("We, %(firm)s, are looking for something that may fit you:") % {"firm": firm}


def _facts(need: Need) -> Iterator[str]:
    if need.pieces:
        yield _("Quantity: %(quantity)s pieces") % {"quantity": number(need.pieces)}
    if need.deadline_on:
        yield _("Needed by: %(day)s") % {"day": plain_day(need.deadline_on)}
    if need.certificates:
        yield _("Certificates: %(names)s") % {"names": ", ".join(need.certificates)}
    if need.place:
        yield _("Place: %(place)s") % {"place": need.place}


def _why_you(to: Recipient, *, offer: Offer | None, is_office: bool) -> str:
    thought = (
        _("We thought of you because of what you say you can do: %(offer)s.")
        % {"offer": offer.title.rstrip(".")}
        if offer
        else _("We thought of you.")
    )
    question = _("May we put you in touch?") if is_office else _("Would you like to talk to us?")
    return f"{thought} {question}"


def _signature(need: Need, *, by: Person, is_office: bool) -> str:
    lines = [by.name, need.network.name] if is_office else [need.owner.name]
    return "\n".join([_("Kind regards"), *lines])
