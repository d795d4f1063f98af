"""Which entries are one organisation written twice, and why; the house's one notion of likeness.

`judge` compares two, `pairs` lists the likely ones among many, and `Known` is indexed once and
answers for one entry after the other (`likely`). A pair is sure only where nothing speaks against
it. Nothing here raises on any text, and nothing is decided about persons.

A pair is never listed, whatever its parts share,

- of a firm and the one that administers, holds, owns or supports it: a GmbH & Co. KG beside its
  Verwaltungs-GmbH, a holding beside the firm that works, a school beside its Förderverein;
- of one name in two legal forms, for the same reason (a UG that became a GmbH excepted);
- of branches: one name in two towns. Two shops of a chain share web, mail, VAT id and telephone,
  and an office that wrote both down meant both. Only one number in one commercial register says
  that both are one legal person: then the second address is a site of the first.
- of numbered objects ("Windpark 3", "Projekt II") and of "Nord" and "Süd";
- of one family name in different trades, also in one house with one telephone.
"""

from kurzweg.engine.duplicates.judging import (
    Judgement,
    Likeness,
    is_one_name,
    judge,
    judged,
)
from kurzweg.engine.duplicates.known import Known, likely, pairs
from kurzweg.engine.duplicates.names import without_form
from kurzweg.engine.duplicates.parties import Pair, Party
from kurzweg.engine.duplicates.profiles import profile

__all__ = [
    "Judgement",
    "Known",
    "Likeness",
    "Pair",
    "Party",
    "is_one_name",
    "judge",
    "judged",
    "likely",
    "pairs",
    "profile",
    "without_form",
]
