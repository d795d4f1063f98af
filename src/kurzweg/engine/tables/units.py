"""Which words behind a number count no pieces: units, and packages of many."""

from __future__ import annotations

import re

from kurzweg.engine.facts.words import word_list

# What is no piece: a unit, or something of which many pieces make one.
_NO_PIECES = word_list(
    "t to tonne tonnen kg g gr gramm kilo kilos kilogramm mg l ltr liter litern ml hl m mm cm dm km"
    " lfm lfdm lfd qm m² m2 m³ m3 cbm meter metern quadratmeter quadratmetern kubikmeter zoll inch"
    " h std stunde stunden min minute minuten tag tage tagen woche wochen monat monate jahr jahre"
    " palette paletten europaletten euro satz sätze set sets paar paare karton kartons kiste kisten"
    " gebinde rolle rollen sack säcke fass fässer dose dosen flasche flaschen ballen bündel lkw"
    " container coil coils ve verpackungseinheit verpackungseinheiten gros dz ztr zentner eur usd"
    " chf € $ % ‰ ° prozent person personen leute mitarbeiter mann grad bar kw kwh v a"
    " w nm n kn ton tons tonnes litres liters metres meters pallets pairs boxes hour hours day days"
    " week weeks teur keur tsd lose losen los charge chargen serie serien lots batches big bigbag"
    " bigbags bags gitterbox gitterboxen gibo box boxen ibc ibcs klt klts eimer kanister beutel"
    " paket pakete trommel trommeln spule spulen ladung ladungen kolli colli stiege stiegen tray"
    " trays blister schock handvoll menge mengen kleinserie kleinserien großserie partie partien"
    " posten reihe vielzahl anzahl bedarf bruchteil handful series lot mst mstk mstück"
)
_PACKED = re.compile(
    r"\w+(?:paletten?|container|kartons?|kisten?|säcke|ladung(?:en)?|gebinde|serien?|big-?bags?)",
    re.IGNORECASE,
)


def is_no_piece(word: str) -> bool:
    """Tell whether a word counts something else than pieces."""
    return word.casefold() in _NO_PIECES or _PACKED.fullmatch(word) is not None
