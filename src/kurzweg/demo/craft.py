"""What a craft is: its facts, and beside them two separate sets of words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """How those who make something call it, and how those who look for it do."""

    offered: tuple[str, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Craft:
    """A process with its products, materials, machines and the two ways to speak about it.

    `weight` is its share of all firms; `certificates` maps a scheme to how many per cent hold it;
    `neighbours` sound alike but are something else; `additions` are crafts that a single hand may
    add, in house or through a partner. `is_strict`: a thing not named is not done at all.
    `is_local`: nobody drives far for it. `counts_things`: a quantity counts the things, not the
    parts that something is done to.
    `own_stuffs`: materials that this craft calls by other names than the rest does.
    `most`: how many of a big thing anybody orders at once.
    """

    key: str
    name: str
    style: str
    wz: tuple[str, ...]
    firms: tuple[str, ...]
    things: Mapping[str, Wording]
    titles: tuple[str, ...]
    offers: tuple[str, ...]
    details: tuple[str, ...]
    need_titles: tuple[str, ...]
    needs: tuple[str, ...]
    weight: float = 1.0
    stuffs: tuple[str, ...] = ()
    own_stuffs: Mapping[str, Wording] = field(default_factory=dict)
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    machines: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    lot_from: tuple[int, ...] = ()
    lot_to: tuple[int, ...] = ()
    leads: tuple[int, ...] = (5, 10, 15, 20)
    certificates: Mapping[str, int] = field(default_factory=dict)
    industries: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    is_strict: bool = False
    is_local: bool = False
    counts_things: bool = True
    most: Mapping[str, int] = field(default_factory=dict)


def lines(text: str) -> tuple[str, ...]:
    """One phrase a line; a line that is indented further goes on with the phrase before it."""
    rows = [row for row in text.splitlines() if row.strip()]
    margin = min(len(row) - len(row.lstrip()) for row in rows)
    phrases: list[str] = []
    for row in rows:
        if len(row) - len(row.lstrip()) > margin:
            phrases[-1] += " " + row.strip()
        else:
            phrases.append(row.strip())
    return tuple(phrases)


def words(text: str) -> tuple[str, ...]:
    """Pieces between semicolons."""
    return tuple(piece.strip() for piece in text.replace("\n", " ").split(";") if piece.strip())


def terms(text: str) -> dict[str, Wording]:
    """`key: offered; offered | needed; needed`, one a line."""
    table = {}
    for line in lines(text):
        key, both = line.split(":", 1)
        offered, needed = both.split("|")
        table[key] = Wording(words(offered), words(needed))
    return table


def slots(text: str) -> dict[str, tuple[str, ...]]:
    """`name: piece; piece`, one a line."""
    return {line.split(":", 1)[0]: words(line.split(":", 1)[1]) for line in lines(text)}


def shares(text: str) -> dict[str, int]:
    """`ISO 9001 60; ISO 14001 20`: a scheme and the per cent of firms that hold it."""
    return {piece.rsplit(" ", 1)[0]: int(piece.rsplit(" ", 1)[1]) for piece in words(text)}
