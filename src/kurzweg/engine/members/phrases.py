"""Cells that list several things: offers, activities, sections, consents."""

from __future__ import annotations

import re

MOST_OFFERS = 60

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○✓➢>]|[0-9]{1,2}[.)])\s+")
_STRONG = re.compile(r"\s*(?:[;\n\r|•▪●✓➢]|\s·\s)\s*")
_COMMA = re.compile(r",(?![0-9])\s*")  # "0,5 mm" holds no comma between two things
_OPEN = re.compile(r"[(\[][^()\[\]]*$")
# What a piece after a comma begins with when it belongs to the piece before it.
_GOES_ON = re.compile(
    r"(?:und|sowie|oder|bzw|inkl|inklusive|einschließlich|auch|z\. ?b|zum|zur|insbesondere"
    r"|vor allem|wie|mit|ohne|für|von|bis|ab|in|im|aus|bei|nach|als|die|der|das|den|dem|welche|etc"
    r"|usw|u\. ?a|and|or|including|with|for|such|especially|also|e\. ?g)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:wir|unser\w*|sie|ihr\w*|ist|sind|bieten|bietet|haben|hat|können|kann|werden|wird|we|our"
    r"|you|are|is|offer|can)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(r"[^\W\d_]-$")  # "Holz-" of "Holz-, Metall- und Kunststoffbau"
# "Planung, Montage und Wartung von Anlagen": what stands last may belong to each.
_OF_ALL = re.compile(
    r"\b(?:und|sowie|oder|and|or)\b.*\b(?:von|für|aus|an|in|im|nach|of|for)\b", re.IGNORECASE
)
MOST_WORDS = 6  # of a piece between commas that is an offer by itself


def offers(text: str) -> tuple[str, ...]:
    """Cut a list of services or products into single ones, rather too few than a wrong one.

    Semicolons, line ends, bullets and bars part them. Commas do only where every piece is a short
    phrase that can stand by itself: "Holz-, Metall- und Kunststoffbau", "Beratung, auch vor Ort",
    "Planung, Montage und Wartung von Anlagen", "Rohre (Stahl, Guss)", 0,5 mm and whole sentences
    stay whole. "und" never parts.
    """
    found: list[str] = []
    for piece in _STRONG.split(text):
        piece = _BULLET.sub("", piece).strip(" ,.;")
        if piece:
            found.extend(_by_commas(piece))
    return tuple(dict.fromkeys(found))[:MOST_OFFERS]


def _by_commas(piece: str) -> list[str]:
    parts = [part.strip(" .") for part in _COMMA.split(piece)]
    parts = [part for part in parts if part]
    if len(parts) < 2 or not all(map(_stands_alone, parts)) or _OF_ALL.search(parts[-1]):
        return [piece]
    before = ""
    for part in parts:
        before += part
        if _OPEN.search(before):
            return [piece]
    return parts


def _stands_alone(part: str) -> bool:
    return (
        len(part.split()) <= MOST_WORDS
        and not _HANGING.search(part)
        and not _GOES_ON.match(part)
        and not _VERB.search(part)
        and (part[0].isupper() or part[0].isdigit())
    )


def several(text: str) -> tuple[str, ...]:
    """Cut a cell of codes or names of groups at semicolons, commas, bars and line ends."""
    parts = (part.strip() for part in re.split(r"[;,|\n]", text))
    return tuple(dict.fromkeys(filter(None, parts)))
