"""The prepared letter: written from the need's own facts, and kept true when it goes on later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import km, number, plain_day
from kurzweg.engine.facts import languages
from kurzweg.introductions.models import InitiatedAs, Introduction
from kurzweg.introductions.recipients import Recipient, starter_speaks_for
from kurzweg.market.models import Need, Offer
from kurzweg.market.phrases import SENTENCE
from kurzweg.people.models import Organisation, Person

LONGEST_SUBJECT = 160
LONGEST_CLAUSE = 180
CUT = ("…", "...")
# How people end a letter, also where they changed ours.
REGARDS = re.compile(
    r"(?:mit )?(?:den )?(?:best|freundlich|herzlich|lieb|schön|viel|kind|warm)\w*(?: \w+)?"
    r" (?:grüße\w*|gruß|grüsse\w*|regards|wishes)\b|(?:regards|yours sincerely)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is sent; whoever sends it may change every word."""

    subject: str
    text: str
    language: str = "de"


def draft(
    need: Need,
    *,
    offer: Offer | None,
    to: Recipient,
    by: Person | None,
    initiated_as: InitiatedAs,
) -> Letter:
    """Write the letter that stands ready; it holds no address and no number of anybody."""
    is_office = initiated_as == InitiatedAs.OFFICE
    language = language_for(need, to=to)
    with translation.override(language):
        paragraphs = [
            greeting(to.person if is_office else None),
            _who_is_looking(need, is_office=is_office),
            f"„{need.text.strip()}“" if language == "de" else f"“{need.text.strip()}”",
            "\n".join(f"{label}: {value}" for label, value in facts(need)),
            _why_you(offer, is_office=is_office),
            _signature(need, by=by, is_office=is_office),
        ]
        subject = _("Does this fit you? %(title)s") % {"title": need.title}
    return Letter(
        _cut(_tidy(subject)), _tidy("\n\n".join(part for part in paragraphs if part)), language
    )


def of_offer(
    need: Need, *, organisation: Organisation, to: Recipient | None, sentence: str = ""
) -> Letter:
    """Write to whoever is looking that a firm can do it, with what the firm says in a sentence."""
    language = language_for(need, to=to or Recipient(need.owner, None, need.owner.email))
    with translation.override(language):
        firm = _with_seat(organisation, need)
        title = f"„{need.title}“" if language == "de" else f"“{need.title}”"
        paragraphs = [
            greeting(None),
            _("We, %(firm)s, read what you are looking for and can do it: %(title)s")
            % {"firm": firm, "title": title},
            sentence,
            _("Would you like to talk to us?"),
            "\n".join([_("Kind regards"), organisation.name]),
        ]
        subject = _("We can do this: %(title)s") % {"title": need.title}
    return Letter(
        _cut(_tidy(subject)), _tidy("\n\n".join(part for part in paragraphs if part)), language
    )


def language_for(need: Need, *, to: Recipient) -> str:
    """Say in which language a letter goes out: English where the need or its reader is."""
    return "en" if "en" in (need.language, to.language) else "de"


def why_in(need: Need, *, to: Recipient) -> str:
    """Say in which language the letter goes out and why, for whoever sends it."""
    if need.language == "en":
        return _("The letter goes out in English, because the need is written in English.")
    if to.language == "en":
        return _("The letter goes out in English, because whoever gets it reads English.")
    return _("The letter goes out in German, the language of the need and of whoever gets it.")


def spoken_in(text: str, *, need: Need) -> str:
    """Guess in which language a letter speaks that somebody may have changed."""
    return languages.guess(text.replace(need.text.strip(), ""))


def facts(need: Need) -> Iterator[tuple[str, str]]:
    """Name what a need states besides its text, each with its label."""
    if need.quantity:
        yield _("Quantity"), f"{number(need.quantity)} {need.unit_name}"
    if need.measures:
        yield _("Sizes and values"), ", ".join(need.measure_names)
    if need.norms:
        yield _("Colours and norms"), ", ".join(need.norms)
    if need.deadline_on:
        yield _("Needed by"), plain_day(need.deadline_on)
    if need.certificates:
        yield _("Certificates"), ", ".join(need.certificates)
    if need.place:
        yield _("Place"), f"{need.postal_code} {need.place}".strip()
    if need.radius_km:
        yield _("Within"), km(need.radius_km)


def greeting(person: Person | None) -> str:
    """Greet by name where it does not sound like a roll call: "Guten Tag Berger" would."""
    if person is None or not (person.given_name.strip() or person.title.strip()):
        return _("Hello,")
    return _("Hello %(name)s,") % {"name": person.name}


def readdressed(introduction: Introduction, *, to: Recipient) -> str:
    """Give the letter as it goes to somebody else, or from an office that has changed hands.

    It greets whoever gets it, and nobody signs who no longer speaks there. Where a name that is
    no longer right stands in the midst of what somebody wrote, the prepared letter goes instead.
    """
    first, *rest = _paragraphs(introduction.letter)
    is_office = introduction.initiated_as == InitiatedAs.OFFICE
    wrong: list[Person] = []
    with translation.override(spoken_in(introduction.letter, need=introduction.need)):
        if introduction.asked_person and introduction.asked_person != to.person:
            wrong.append(introduction.asked_person)
            if _names(first, wrong, introduction):
                first = greeting(to.person if is_office else None)
        if introduction.initiated_by and not starter_speaks_for(introduction):
            wrong.append(introduction.initiated_by)
            if rest and REGARDS.match(rest[-1]):
                lines = rest[-1].split("\n")
                rest[-1] = "\n".join(
                    line for line in lines if not _names(line, wrong[-1:], introduction)
                )
        text = "\n\n".join([first, *rest])
        if not _names(text, wrong, introduction):
            return text
    if introduction.is_offer:
        firm = introduction.organisation
        return of_offer(introduction.need, organisation=firm, to=to).text
    by = None if introduction.initiated_by in wrong else introduction.initiated_by
    return draft(
        introduction.need,
        offer=introduction.offer,
        to=to,
        by=by,
        initiated_as=InitiatedAs(introduction.initiated_as),
    ).text


def for_reader(introduction: Introduction, *, to: Recipient) -> str:
    """Give the letter as it stands in the mail: there an offer greets by name.

    The firm that makes it reads the letter too, and not yet the name of who gets it.
    """
    first, *rest = _paragraphs(introduction.letter)
    with translation.override(spoken_in(introduction.letter, need=introduction.need)):
        if introduction.is_offer and first == greeting(None):
            return "\n\n".join([greeting(to.person), *rest])
    return introduction.letter


def is_signed(text: str) -> bool:
    """Whether a letter ends with a greeting and a name."""
    *_others, last = _paragraphs(text)
    return REGARDS.match(last) is not None


def body(text: str) -> str:
    """Give a letter without its greeting and its signature, to be quoted in another one."""
    paragraphs = _paragraphs(text)
    if len(paragraphs) > 1 and is_signed(text):
        paragraphs.pop()
    if len(paragraphs) > 1 and len(paragraphs[0]) < 100 and paragraphs[0].endswith((",", "!")):
        paragraphs.pop(0)
    return "\n\n".join(paragraphs)


def _paragraphs(text: str) -> list[str]:
    """Part a letter at its empty lines, as browsers send them too; a name below stays with "Kind
    regards"."""
    parts = re.split(r"\n\s*\n", "\n".join(text.strip().splitlines()))
    if len(parts) > 2 and REGARDS.fullmatch(parts[-2].strip(" ,.!")):
        parts[-2:] = ["\n".join(parts[-2:])]
    return parts


def _names(text: str, people: list[Person], introduction: Introduction) -> bool:
    """Whether a text names one of some people; a firm of the same name is not one of them."""
    need = introduction.need
    for other in (need.text.strip(), need.owner.name, introduction.organisation.name):
        text = text.replace(other, "") if other else text
    return any(
        re.search(rf"(?<!\w){re.escape(person.family_name)}(?!\w)", text) for person in people
    )


def _who_is_looking(need: Need, *, is_office: bool) -> str:
    firm = _with_seat(need.owner, need)
    if is_office:
        return _("%(firm)s is looking for something that may fit you:") % {"firm": firm}
    return _("We, %(firm)s, are looking for something that may fit you:") % {"firm": firm}


def _with_seat(firm: Organisation, need: Need) -> str:
    seat = firm.seat_on(need.network.today())
    return f"{firm.name} ({seat.town})" if seat and seat.town else firm.name


def _why_you(offer: Offer | None, *, is_office: bool) -> str:
    ability = _ability(offer) if offer else ""
    thought = (
        _("We thought of you because you offer this: %(offer)s.") % {"offer": ability}
        if ability
        else _("We thought of you.")
    )
    question = _("May we put you in touch?") if is_office else _("Would you like to talk to us?")
    return f"{thought} {question}"


def _ability(offer: Offer) -> str:
    """Say what a firm can do as a clause; of a title that was cut, the whole sentence or none."""
    title = offer.title.strip()
    if title.endswith(CUT):
        start = title.rstrip(" .…").casefold()
        said = (each.strip() for each in SENTENCE.findall(" ".join(offer.text.split())))
        title = next((each for each in said if start in each.casefold()), "")
    clause = title.rstrip(" .…!;:,–-")
    return clause if len(clause) <= LONGEST_CLAUSE and not clause.endswith("?") else ""


def _signature(need: Need, *, by: Person | None, is_office: bool) -> str:
    office = [by.name, need.network.name] if by else [need.network.name]
    names = dict.fromkeys(office if is_office else [need.owner.name])
    return "\n".join([_("Kind regards"), *names])


def _tidy(text: str) -> str:
    """Leave one blank where there were several, and one empty line."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _cut(subject: str) -> str:
    """Shorten a subject between two words."""
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT - 2].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"
