"""The records that go into the engine and come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of an organisation, e.g. "ISO 9001", and the last day on which it is valid."""

    scheme: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point on earth in degrees (WGS 84) and what people call it."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: an offer, a need, an organisation.

    `owner` is the key of the organisation behind it, `audiences` the ids of those who may find it
    (see `Request.audiences`), `codes` are classification codes with their scheme ("wz2008:25.61",
    "cpv:44316500"), the first one the core activity. `lot_min` and `lot_max` are pieces,
    `lead_days` calendar days, `radius_km` kilometres as the crow flies. It can be found from
    `valid_from` to `valid_until`, both included. `staff` is the lower bound of the staff band.
    `is_core` tells core from supplementary capability.
    """

    key: str
    kind: str = "offer"
    title: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    place: Place | None = None
    radius_km: float | None = None
    certificates: tuple[Certificate, ...] = ()
    lot_min: int | None = None
    lot_max: int | None = None
    lead_days: int | None = None
    staff: int | None = None
    is_core: bool = True
    owner: str = ""
    audiences: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_until: date | None = None
    changed_on: date | None = None


def digest(document: Document) -> int:
    """Make a number of all that a document says, the same in every process: 64 bits of BLAKE2b."""
    said = [getattr(document, each.name) for each in fields(document) if each.name != "audiences"]
    written = repr((said, sorted(document.audiences)))
    return int.from_bytes(blake2b(written.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for: words, and the conditions under which something fits.

    Hard conditions (`radius_km`, `quantity`, `certificates` when `certificates_required`, …)
    exclude and say so; `quantity` is pieces, `deadline` the last day that will do. `today` is
    given, because the engine has no clock. `audiences`: a document is found when it shares one.
    `excluded_owners` and `excluded_codes` (prefixes, e.g. "wz2008:25.61") never come out.
    `small_first`: of firms that fit nearly equally well, small ones come first.
    """

    text: str
    today: date
    title: str = ""
    kinds: frozenset[str] = frozenset({"offer"})
    topics: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    place: Place | None = None
    radius_km: float | None = None
    certificates: tuple[str, ...] = ()
    certificates_required: bool = True
    quantity: int | None = None
    deadline: date | None = None
    audiences: frozenset[str] | None = None
    excluded_owners: frozenset[str] = frozenset()
    excluded_codes: tuple[str, ...] = ()
    small_first: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of an answer: what fits (or is missing), as a code with parameters.

    `points` is exactly what the signal added to the score; the sentence is made where the reader's
    language is known.
    """

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)
    points: float = 0.0
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that answers a request, with its score and the very numbers behind it.

    `signals` holds each signal between 0 and 1, `score` is the sum of weight times signal.
    """

    key: str
    score: float
    signals: Mapping[str, float]
    reasons: tuple[Reason, ...] = ()
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be different, and the place at which the document would then stand."""

    steps: tuple[Reason, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A document that would have fitted by its words but breaks a hard condition, and which.

    `signals` and `score` are those that it would have been ranked by; `change` is the smallest one
    of the request that would bring it among the first, where somebody asked for it.
    """

    key: str
    score: float
    reasons: tuple[Reason, ...]
    distance_km: float | None = None
    signals: Mapping[str, float] = field(default_factory=dict)
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """Where the document of whoever looks stands: its place among the first, or None.

    `reasons` are what fits, then what is missing, conditions that it breaks before the rest;
    `change` is the smallest one of the document that would bring it there.
    """

    key: str
    place: int | None
    reasons: tuple[Reason, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed since a generation was built: documents that replace or join it, keys gone."""

    changed: tuple[Document, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """The ranked documents, best first, those left out by a hard condition, and the generation.

    `own` is that one of somebody's documents which has the most words in common with the request.
    """

    ranked: tuple[Ranked, ...]
    excluded: tuple[Excluded, ...]
    generation: str
    own: Own | None = None
