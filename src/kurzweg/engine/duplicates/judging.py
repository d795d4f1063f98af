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
VERY_LONG_NAME, LONGEST_NAME = 20, 30
LONG_ALONE = 16  # letters from which a name is asked about where one says no town
LONG_ROOT = 8  # letters that a compound shares before "Werkzeug" and "Werkzeugbau" are asked about

# Words that make of a name that of another legal person beside it, also as part of a compound.
_BESIDE = (
    "verwaltung", "beteiligung", "holding", "besitz", "betrieb", "komplementaer", "geschaeftsfuehr",
    "vermoegen", "grundstueck", "grundbesitz", "immobilie", "objekt", "leasing", "service",
    "vertrieb", "handel", "logistik", "stiftung", "foerder", "freunde", "ortsgruppe", "ortsverband",
    "jugend", "niederlassung", "filiale", "standort", "zweig", "geschaeftsstelle", "vermiet",
    "unterstuetz", "akademie", "dienstleist", "invest", "international", "consult", "management",
    "gruppe", "group", "werk", "produktion", "projekt", "bautraeger", "systeme",
)  # fmt: skip
_CONVERTED = (
    {"gmbh", "ug"},
    {"ek", "gmbh"},
    {"ek", "ug"},
    {"ohg", "gbr"},
    {"kg", "ohg"},
    {"kg", "gmbh und co kg"},
)


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
    words = seen.wording
    if seen.are_two_legal_persons:
        is_slip = words.kin >= Kin.SPELLING and not words.more and seen.is_misprint
        is_one = is_slip and seen.support and seen.form is not False
        return Likeness.LIKELY if is_one else Likeness.OTHER
    if words.kin == Kin.OTHER:
        return Likeness.OTHER
    if seen.form is False and not seen.is_former:
        return _in_two_forms(one, other, seen)
    if seen.place == Place.ELSEWHERE:
        return _in_two_towns(seen)
    if seen.is_former:
        return Likeness.LIKELY if seen.support or seen.place == Place.SAME else Likeness.DOUBTFUL
    if words.is_acronym:
        return Likeness.LIKELY if seen.support else Likeness.OTHER
    return _part(one, other, seen) if words.more else _BY_KIN[words.kin](one, other, seen)


def _in_one_register(seen: Seen) -> Likeness:
    """One number in one register is one legal person, if it was not copied into another row."""
    is_said = seen.wording.kin >= Kin.SLIP and seen.form is not False
    return Likeness.SAME if is_said and seen.place != Place.ELSEWHERE else Likeness.LIKELY


def _in_two_forms(one: Profile, other: Profile, seen: Seen) -> Likeness:
    """A GmbH beside its KG is another firm; a UG that grew is the same."""
    became = {one.name.form, other.name.form} in _CONVERTED and seen.support
    if seen.wording.more or seen.place != Place.SAME:
        return Likeness.OTHER
    if became and seen.wording.kin >= Kin.SPELLING:
        return Likeness.LIKELY
    return Likeness.DOUBTFUL if seen.wording.kin == Kin.SAME else Likeness.OTHER


def _in_two_towns(seen: Seen) -> Likeness:
    """A branch has a telephone of its own; who is reached as before has moved."""
    if seen.wording.more or seen.wording.kin < Kin.SLIP:
        return Likeness.OTHER
    if seen.is_reached_alike:
        return Likeness.LIKELY
    return Likeness.DOUBTFUL if seen.wording.kin == Kin.SAME else Likeness.OTHER


def _same(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.support or (seen.place == Place.SAME and seen.street is None):
        return Likeness.SAME
    if seen.place == Place.SAME:
        return Likeness.LIKELY
    is_told = seen.wording.common >= LONG_NAME and len(one.name.words) > 1
    return Likeness.LIKELY if is_told else Likeness.DOUBTFUL


def _spelt_otherwise(one: Profile, other: Profile, seen: Seen) -> Likeness:
    least = LONG_ALONE if seen.place == Place.UNKNOWN else VERY_LONG_NAME
    is_long = seen.wording.common >= least
    if seen.support and (seen.place == Place.SAME or seen.is_reached_alike or is_long):
        return Likeness.SAME
    # Schumacher and Schuhmacher may be two families: a name alone leaves it open.
    if seen.support or (seen.place == Place.SAME and seen.street is None):
        return Likeness.LIKELY
    return Likeness.LIKELY if is_long else Likeness.DOUBTFUL


def _by_slip(one: Profile, other: Profile, seen: Seen) -> Likeness:
    is_told = seen.wording.common >= LONG_NAME or seen.form is True
    is_there = seen.place == Place.SAME and seen.street is None
    if seen.support > 1 and seen.place == Place.SAME:
        return Likeness.SAME
    return Likeness.LIKELY if seen.support or (is_told and is_there) else Likeness.DOUBTFUL


def _by_compound(one: Profile, other: Profile, seen: Seen) -> Likeness:
    if seen.place != Place.SAME:
        return Likeness.OTHER
    if seen.support:
        return Likeness.LIKELY
    short = min(len(word) for word in (*seen.wording.one, *seen.wording.other))
    return Likeness.DOUBTFUL if short >= LONG_ROOT else Likeness.OTHER


def _by_chance(one: Profile, other: Profile, seen: Seen) -> Likeness:
    is_told = seen.support or (seen.wording.common >= LONGEST_NAME and seen.street is None)
    return Likeness.LIKELY if is_told and seen.place == Place.SAME else Likeness.OTHER


def _part(one: Profile, other: Profile, seen: Seen) -> Likeness:
    """One name has words more: a given name, a second trade, or what makes another firm of it."""
    if seen.place != Place.SAME and not seen.support:
        return Likeness.OTHER
    more = seen.wording.more
    if all(YEAR.fullmatch(word) for word in more):
        return _spelt_otherwise(one, other, seen)
    is_one_more = len(more) == 1 and min(len(one.name.words), len(other.name.words)) > 1
    asked = Likeness.DOUBTFUL if is_one_more and seen.place == Place.SAME else Likeness.OTHER
    if any(stem in word for word in more for stem in _BESIDE):
        return asked
    is_most = sum(map(len, more)) <= seen.wording.common
    is_backed = seen.support > 1 or (seen.support == 1 and is_most)
    return Likeness.LIKELY if is_backed else asked


_BY_KIN = {
    Kin.SAME: _same,
    Kin.SPELLING: _spelt_otherwise,
    Kin.SLIP: _by_slip,
    Kin.COMPOUND: _by_compound,
    Kin.CHANCE: _by_chance,
}
