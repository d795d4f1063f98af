"""Whether two parties are one, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kurzweg.engine.documents import Reason
from kurzweg.engine.duplicates.names import YEAR, read_name
from kurzweg.engine.duplicates.parties import Party
from kurzweg.engine.duplicates.profiles import Profile, profile
from kurzweg.engine.duplicates.saying import reasons
from kurzweg.engine.duplicates.seen import Place, Seen, seen
from kurzweg.engine.duplicates.spelling import Kin, wording

LONG_NAME = 8  # letters of a name that hardly two organisations of one place share
LONG_ROOT = 8  # letters that a compound shares before "Werkzeug" and "Werkzeugbau" are asked about
FEWEST_COMMON = 2  # words that two names share before one word more is asked about

# Words that make of a name that of another legal person beside it, also as part of a compound.
_BESIDE = (
    "verwaltung", "beteiligung", "holding", "besitz", "betrieb", "komplementaer", "geschaeftsfuehr",
    "vermoegen", "grundstueck", "grundbesitz", "immobilie", "objekt", "leasing", "service",
    "vertrieb", "handel", "logistik", "stiftung", "foerder", "freunde", "ortsgruppe", "ortsverband",
    "jugend", "niederlassung", "filiale", "invest", "international", "consult", "management",
    "leasing", "gruppe", "group", "werk", "produktion", "projekt", "bautraeger", "systeme",
)  # fmt: skip
_EMPTY = frozenset({"deutschland", "germany", "firma", "gesellschaft", "verein"})
_CONVERTED = ({"gmbh", "ug"}, {"ek", "gmbh"}, {"ek", "ug"}, {"ohg", "gbr"}, {"kg", "ohg"})


class Likeness(StrEnum):
    """How likely two entries are one organisation."""

    SAME = "same"  # said where it is so
    LIKELY = "likely"  # listed for somebody to decide
    DOUBTFUL = "doubtful"  # asked only of somebody who is just entering one of them
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two parties are to each other, with what speaks for and against it."""

    likeness: Likeness
    reasons: tuple[Reason, ...] = ()


def judge(one: Party, other: Party) -> Judgement:
    """Compare two parties."""
    return judged(profile(one), profile(other))


def judged(one: Profile, other: Profile) -> Judgement:
    """Compare two parties that were read before."""
    compared = seen(one, other)
    found = _likeness(one, other, compared)
    if found == Likeness.OTHER:
        return Judgement(found)
    return Judgement(found, tuple(reasons(one, other, compared)))


def is_one_name(one: str, other: str) -> bool:
    """Say whether two names are the same, but for a legal form that one may leave out."""
    mine, theirs = read_name(one), read_name(other)
    is_one_form = mine.form == theirs.form or not (mine.form and theirs.form)
    return is_one_form and wording(mine, theirs).kin == Kin.SAME


def _likeness(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.register is True:
        return _in_one_register(seen)
    if seen.are_two_legal_persons:
        is_slip = seen.wording.kin >= Kin.SPELLING and seen.is_misprint and seen.form is not False
        return Likeness.LIKELY if is_slip and seen.support else Likeness.OTHER
    if seen.wording.kin == Kin.OTHER:
        return Likeness.OTHER
    if seen.form is False:
        return _in_two_forms(one, other, seen)
    if seen.place == Place.ELSEWHERE:
        return Likeness.DOUBTFUL if seen.wording.kin == Kin.SAME else Likeness.OTHER
    return _BY_KIN[seen.wording.kin](one, other, seen)


def _in_one_register(seen: Seen) -> Likeness:
    """One number in one register is one legal person, if it was not copied into another row."""
    is_said = seen.wording.kin >= Kin.SPELLING and seen.form is not False
    if is_said and seen.place != Place.ELSEWHERE:
        return Likeness.SAME
    if seen.wording.kin >= Kin.PART or (seen.support and seen.place == Place.SAME):
        return Likeness.LIKELY
    return Likeness.DOUBTFUL


def _in_two_forms(one: Profile, other: Profile, seen: Seen) -> Likeness:
    """A GmbH beside its KG is another firm; a UG that grew is the same."""
    if seen.wording.kin != Kin.SAME or seen.place != Place.SAME:
        return Likeness.OTHER
    became = {one.name.form, other.name.form} in _CONVERTED
    return Likeness.LIKELY if became and seen.support else Likeness.DOUBTFUL


def _same(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.place == Place.SAME:
        return Likeness.LIKELY if seen.street is False else Likeness.SAME
    if seen.support:
        return Likeness.SAME
    is_told = len(one.name.joined) >= LONG_NAME and len(one.name.words) >= FEWEST_COMMON
    return Likeness.LIKELY if is_told else Likeness.DOUBTFUL


def _spelt_otherwise(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.place == Place.SAME:
        is_sure = seen.support > 1 and seen.street is not False
        return Likeness.SAME if is_sure else Likeness.LIKELY
    return Likeness.LIKELY if seen.support else Likeness.DOUBTFUL


def _by_compound(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.place != Place.SAME:
        return Likeness.OTHER
    if seen.support:
        return Likeness.LIKELY
    short = min(len(word) for word in (*seen.wording.one, *seen.wording.other))
    return Likeness.DOUBTFUL if short >= LONG_ROOT else Likeness.OTHER


def _by_chance(one: Profile, other: Profile, seen: Seen) -> Likeness:
    return Likeness.LIKELY if seen.support and seen.place == Place.SAME else Likeness.OTHER


def _part(one: Profile, other: Profile, seen: Seen) -> Likeness:
    """One name has words more: a town, a given name, or what makes another firm of it."""
    if seen.place != Place.SAME:
        return Likeness.OTHER
    more, common = seen.wording.more, seen.wording.common
    said = {*one.town, *other.town}
    if all(word in said or YEAR.fullmatch(word) or word in _EMPTY for word in more):
        letters = min(len(one.name.joined), len(other.name.joined))
        return Likeness.LIKELY if seen.support or letters >= LONG_NAME else Likeness.DOUBTFUL
    is_one_more = common >= FEWEST_COMMON and len(more) == 1 and not more[0].isdigit()
    asked = Likeness.DOUBTFUL if is_one_more else Likeness.OTHER
    if any(stem in word for word in more for stem in _BESIDE):
        return asked
    is_most = sum(map(len, more)) * 2 <= min(len(one.name.joined), len(other.name.joined))
    is_backed = seen.support > 1 or (seen.support == 1 and is_most)
    return Likeness.LIKELY if is_backed else asked


_BY_KIN = {
    Kin.SAME: _same,
    Kin.SPELLING: _spelt_otherwise,
    Kin.COMPOUND: _by_compound,
    Kin.CHANCE: _by_chance,
    Kin.PART: _part,
}
