"""What is compared, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from kurzweg.engine.documents import Reason


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as somebody wrote it down; what is not known is empty."""

    id: int
    name: str
    street: str = ""
    postal_code: str = ""
    town: str = ""
    register_number: str = ""
    vat_id: str = ""
    website: str = ""
    phone: str = ""
    email: str = ""
    register_court: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties that are likely one, by their ids, and what says so.

    Reasons are codes with parameters, those against it marked `is_missing`:

        same_name         name              the same without legal form, in any order of words
        similar_name      one, other        the words that are spelt in two ways
        former_name       name
        longer_name       words             one name has these words more
        same_register     number            and court, where both say it
        same_vat_id       number
        same_address      street
        same_phone        phone
        same_domain       domain            of the websites, or of one's mail and the other's site
        same_mail         email
        same_mail_domain  domain
        same_town         town
        other_town, other_address, other_form, other_name         one, other
    """

    a: int
    b: int
    is_sure: bool
    reasons: tuple[Reason, ...]
