"""Who is generated, in which order and number: the blocks that make up each size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kurzweg.core.demo.records import Firm
from kurzweg.demo.crafts import all_crafts
from kurzweg.demo.public import bodies
from kurzweg.demo.story import PLANS
from kurzweg.networks.demo.memberships import (
    RIEGELSTEIN_APPLIED,
    RIEGELSTEIN_LEFT,
    RIEGELSTEIN_MEMBERS,
)

# Public bodies that are members; the towns are added by name.
PUBLIC_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "riegelstein": ("wf-tarn", "hs-riegel", "ifs", "bk-riegel", "ihk-tarnland"),
    "lichtwerk": ("th-brenn", "iao", "bs-brenn"),
    "smart-morgental": ("wf-morgen", "tdp", "gs-morgen", "rs-frueh"),
    "kammer-ostufer": ("ihk-ostufer", "gy-sahl", "wf-ostufer"),
    "dreistrom": ("uni-mahl", "wpz", "bk-mahl", "khs", "wf-mahl", "wf-wessen", "wf-helm", "wj"),
    "landesnetz": ("lw", "iv-riegel", "wf-mahl", "tdp", "wf-morgen"),
}
TOWN_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "riegelstein": ("Riegelstein", "Kettenbrück"),
    "lichtwerk": ("Brennfurt",),
    "smart-morgental": ("Morgenbrück",),
    "kammer-ostufer": ("Sahlstadt",),
    "dreistrom": ("Wessungen", "Mahlburg"),
    "landesnetz": (),
}
# Towns whose administration exists in every size.
HEAD_TOWNS = frozenset(name for names in TOWN_MEMBERS.values() for name in names)

MIX: Mapping[str, Mapping[str, float]] = {
    "riegelstein": {
        "locks": 15, "stamping": 7, "casting": 5, "turning": 8, "milling": 7, "toolmaking": 7,
        "electroplating": 4, "anodising": 1, "powder_coating": 3, "hardening": 3, "grinding": 3,
        "springs": 3, "injection": 5, "sheet_metal": 5, "forging": 2, "automation": 3, "ems": 2,
        "electronics_dev": 1, "cables": 2, "measuring": 2, "design": 2, "labels": 1,
        "packaging": 3, "transport": 3, "electricians": 3, "itservice": 2, "software": 1, "tax": 3,
        "marketing": 2, "maintenance": 3, "training": 1, "energy": 1, "staffing": 1, "catering": 2,
        "cleaning": 1, "joinery": 1, "metalwork": 1,
    },
    "lichtwerk": {
        "lenses": 9, "optical_coating": 5, "optical_assembly": 9, "measuring": 5, "ems": 6,
        "electronics_dev": 6, "milling": 8, "turning": 5, "vision": 4, "cables": 3,
        "printing3d": 2, "anodising": 2, "injection": 2, "software": 3, "automation": 3,
        "toolmaking": 2, "design": 2, "labels": 1, "packaging": 1, "cyber_security": 1,
    },
    "smart-morgental": {
        "software": 6, "itservice": 7, "cyber_security": 4, "digital_twin": 5, "electricians": 4,
        "marketing": 5, "energy": 3, "automation": 3, "transport": 2, "catering": 3, "milling": 3,
        "joinery": 3, "hvac": 3, "sheet_metal": 2, "training": 2, "design": 2, "vision": 1,
        "translation": 1, "cleaning": 1,
    },
}  # fmt: skip

COUNTY: Mapping[str, str] = {
    "riegelstein": "Tarnkreis",
    "lichtwerk": "Helmer Land",
    "smart-morgental": "Morgental",
    "kammer-ostufer": "Kreis Ostufer",
}
LETTER = {"riegelstein": "r", "lichtwerk": "l", "smart-morgental": "m", "kammer-ostufer": "k",
          "dreistrom": "d", "": "x"}  # fmt: skip


@cache
def mix(block: str) -> Mapping[str, float]:
    """What the firms of a block live by, weighted; in a mixed block as in the whole region."""
    everything = {key: craft.weight for key, craft in all_crafts().items() if craft.weight}
    return MIX.get(block, everything)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many firms each block has, and how many of them belong to Dreistrom as well."""

    total: int
    firms: Mapping[str, int]
    doubles: Mapping[str, int]
    town_bodies: int


def networks_of(body: Firm) -> tuple[str, ...]:
    """The networks that a public body belongs to."""
    organisation = body.organisation
    town = organisation.seat.town_name if organisation.kind == "town" else ""
    return tuple(
        network
        for network, members in PUBLIC_MEMBERS.items()
        if organisation.key in members or town in TOWN_MEMBERS[network]
    )


def sizes(size: str, *, towns: int) -> Sizes:
    """Give the blocks of `small`, `region` or `state`; the totals are exact."""
    story = len(PLANS)
    riegelstein = (
        RIEGELSTEIN_MEMBERS + RIEGELSTEIN_LEFT + RIEGELSTEIN_APPLIED - story
        - len(PUBLIC_MEMBERS["riegelstein"]) - len(TOWN_MEMBERS["riegelstein"])
    )  # fmt: skip
    total, shares, doubles, dreistrom = {
        "small": (200, (18, 12, 12), (10, 4, 4), None),
        "region": (2500, (72, 64, 150), (60, 40, 60), 2000),
        "state": (100_000, (72, 64, 150), (60, 40, 60), None),
    }[size]
    town_bodies = len(HEAD_TOWNS) if size == "small" else towns
    fixed = story + riegelstein + sum(shares) + len(list(bodies())) + town_bodies
    if dreistrom is None:
        loose = max(4, (total - fixed) // 50)
    else:
        loose = total - fixed - (dreistrom - sum(doubles))
    names = ("lichtwerk", "smart-morgental", "kammer-ostufer")
    return Sizes(
        total=total,
        firms={
            "riegelstein": riegelstein,
            **dict(zip(names, shares, strict=True)),
            "dreistrom": total - fixed - loose,
            "": loose,
        },
        doubles=dict(zip(("riegelstein", "lichtwerk", "kammer-ostufer"), doubles, strict=True)),
        town_bodies=town_bodies,
    )
