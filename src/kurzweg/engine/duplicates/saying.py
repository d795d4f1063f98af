"""What speaks for two parties being one, and what against it, as reasons."""

from __future__ import annotations

from collections.abc import Iterator

from kurzweg.engine.documents import Reason
from kurzweg.engine.duplicates.profiles import Profile
from kurzweg.engine.duplicates.seen import Place, Seen
from kurzweg.engine.duplicates.spelling import Kin


def reasons(one: Profile, other: Profile, seen: Seen) -> Iterator[Reason]:
    """Say what two parties share, the strongest first, then where they differ."""
    mine, theirs = one.party, other.party
    if seen.register is True:
        yield Reason("same_register", {"number": mine.register_number.strip()})
    if seen.vat_id is True:
        yield Reason("same_vat_id", {"number": one.vat_id})
    yield from _of_names(one, other, seen)
    if seen.street is True:
        yield Reason("same_address", {"street": mine.street.strip()})
    if seen.phone:
        yield Reason("same_phone", {"phone": mine.phone.strip()})
    if seen.mail:
        yield Reason("same_mail", {"email": one.mail})
    elif one.mail_domain and one.mail_domain == other.mail_domain:
        yield Reason("same_mail_domain", {"domain": one.mail_domain})
    elif seen.domains:
        yield Reason("same_domain", {"domain": min(seen.domains)})
    if seen.place == Place.SAME and mine.town:
        yield Reason("same_town", {"town": mine.town})
    if seen.place == Place.ELSEWHERE:
        yield _against("other_town", mine.town, theirs.town)
    if seen.street is False:
        yield _against("other_address", mine.street, theirs.street)
    if seen.form is False:
        yield _against("other_form", one.name.form, other.name.form)


def _of_names(one: Profile, other: Profile, seen: Seen) -> Iterator[Reason]:
    words = seen.wording
    if seen.is_former:
        yield Reason("former_name", {"name": (one.name.former or other.name.former).strip()})
    elif words.kin == Kin.OTHER:
        yield _against("other_name", one.party.name, other.party.name)
    elif words.kin == Kin.SAME:
        yield Reason("same_name", {"name": one.party.name})
    elif words.more:
        yield Reason("longer_name", {"words": " ".join(words.more)})
    else:
        yield Reason("similar_name", {"one": " ".join(words.one), "other": " ".join(words.other)})


def _against(code: str, one: str, other: str) -> Reason:
    return Reason(code, {"one": one, "other": other}, is_missing=True)
