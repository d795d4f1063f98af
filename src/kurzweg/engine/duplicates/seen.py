"""All that two parties have in common and where they differ, before anything is concluded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from rapidfuzz.distance import OSA

from kurzweg.engine.duplicates.contacts import are_one_line
from kurzweg.engine.duplicates.names import is_mark, read_name
from kurzweg.engine.duplicates.profiles import Profile
from kurzweg.engine.duplicates.spelling import Kin, Wording, wording

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LETTERS_FOR_A_SLIP = 6
LONG_TOWN = 9  # letters from which two slips are one town


class Place(IntEnum):
    ELSEWHERE = 0
    UNKNOWN = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """What was compared; None where not both say something."""

    wording: Wording
    is_former: bool  # one bears a name that the other had before
    place: Place
    street: bool | None
    phone: bool
    domains: frozenset[str]  # that are both's own
    mail: bool
    form: bool | None
    register: bool | None
    vat_id: bool | None
    is_misprint: bool  # of the numbers that differ: by one digit

    @property
    def support(self) -> int:
        """How many of their facts agree besides the name and the town."""
        is_same_web = self.mail or bool(self.domains)
        return sum((self.street is True, self.phone, is_same_web, self.vat_id is True))

    @property
    def is_reached_alike(self) -> bool:
        """Whether one telephone or mail address reaches both: a branch has its own."""
        return self.phone or self.mail

    @property
    def are_two_legal_persons(self) -> bool:
        return self.register is False or self.vat_id is False


def seen(one: Profile, other: Profile) -> Seen:
    """Compare two parties fact by fact."""
    mine, theirs = ({each.domain, each.mail_domain} - {""} for each in (one, other))
    place = _place(one, other)
    words, was_former = _wording(one, other)
    phone = any(are_one_line(mine, theirs) for mine in one.phones for theirs in other.phones)
    mail = one.mail == other.mail != ""
    reached = phone or mail or mine & theirs
    if reached and words.kin < Kin.SPELLING and _is_misspelt(one, other):
        words = replace(words, kin=Kin.SPELLING, more=())
    is_alike = words.kin >= Kin.SLIP or place == Place.SAME
    register = _register(one, other, is_alike=is_alike)
    vat_id = one.vat_id == other.vat_id if one.vat_id and other.vat_id else None
    return Seen(
        wording=words,
        is_former=was_former,
        place=place,
        street=_street(one, other) if place != Place.ELSEWHERE else None,
        phone=phone,
        domains=frozenset(mine & theirs),
        mail=mail,
        form=_form(one.name.form, other.name.form),
        register=register,
        vat_id=vat_id,
        is_misprint=not (
            (register is False and not _is_slip(one.register, other.register))
            or (vat_id is False and OSA.distance(one.vat_id, other.vat_id) > 1)
        ),
    )


def _wording(one: Profile, other: Profile) -> tuple[Wording, bool]:
    """Compare the names, and where one was called otherwise before, that name, too."""
    towns = (*one.town, *other.town)
    found = wording(one.name, other.name, aside=towns)
    if found.kin >= Kin.SPELLING and not found.more:
        return found, False
    for former, name in ((one.name.former, other.name), (other.name.former, one.name)):
        if former:
            before = wording(read_name(former), name, aside=towns)
            if before.kin >= Kin.SPELLING and not before.more:
                return before, True
    return found, False


def _is_misspelt(one: Profile, other: Profile) -> bool:
    """Whether two names of those who are reached alike differ by few letters and no number."""
    marks = [sorted(filter(is_mark, each.name.words)) for each in (one, other)]
    length = max(len(one.name.joined), len(other.name.joined))
    allowed = length // LETTERS_FOR_A_SLIP
    return marks[0] == marks[1] and OSA.distance(one.name.joined, other.name.joined) <= allowed


def _form(one: str, other: str) -> bool | None:
    if not one or not other or {one, other} == {"kg", "gmbh und co kg"}:  # which is a KG
        return None
    return one == other


def _is_slip(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and OSA.distance(one[1], other[1]) <= 1


def _place(one: Profile, other: Profile) -> Place:
    if one.postal_code and one.postal_code == other.postal_code:
        return Place.SAME
    if not one.town or not other.town:
        if one.postal_code and other.postal_code:
            return Place.ELSEWHERE
        return Place.UNKNOWN
    is_far = one.postal_code[:1] != other.postal_code[:1] and one.postal_code and other.postal_code
    if is_far or not _is_one_town(one.town, other.town):
        return Place.ELSEWHERE
    return Place.SAME


def _is_one_town(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two towns may be one: written in two ways, or one with its part."""
    if one == other or set(one) <= set(other) or set(other) <= set(one):
        return True
    written, again = "".join(one), "".join(other)
    length = max(len(written), len(again))
    allowed = (length > 4) + (length >= LONG_TOWN)
    return OSA.distance(written, again, score_cutoff=allowed) <= allowed


def _street(one: Profile, other: Profile) -> bool | None:
    if not one.street or not other.street or "postfach" in one.street + other.street:
        return None
    length = max(len(one.street), len(other.street))
    allowed = (length > 4) + (length >= LONG_TOWN)
    if OSA.distance(one.street, other.street, score_cutoff=allowed) > allowed:
        return False
    if not one.house or not other.house:
        return None
    if one.house.rstrip(_LETTERS) != other.house.rstrip(_LETTERS):
        return False
    return one.house == other.house or one.house.isdigit() or other.house.isdigit()


def _register(one: Profile, other: Profile, *, is_alike: bool) -> bool | None:
    (kind, number), (other_kind, other_number) = one.register, other.register
    if not number or not other_number:
        return None
    if number != other_number or (kind and other_kind and kind != other_kind):
        return False
    if one.court and other.court:
        return set(one.court) <= set(other.court) or set(other.court) <= set(one.court)
    # Every court counts for itself: without it, the number alone says nothing of two strangers.
    return True if is_alike else None
