"""Which language a request is written in, by the share of its small words."""

from __future__ import annotations

import re

from kurzweg.engine.facts.words import word_list

GERMAN = word_list("""
    ab aber alle als also am an auch auf aus außerdem bei bin bis bitte da damit dann das
    dass dem den der des die dies diese dieser doch dort durch ein eine einem einen einer
    eines er es etwa etwas euch für ganz gegen gern gerne gibt haben hat hätte hier ich ihr
    ihre im in ins ist ja jede jeder jemand jetzt kann kein keine können man mehr mein mit
    möchten müssen nach nicht noch nun nur ob oder ohne schon sehr sein seit sich sie sind
    so sofort sollen sollte sonst sowie suche suchen sucht über um und uns unser unsere
    unserem unseren unter vom von vor wäre was weil welche wenn wer werden wie wieder wir
    wird wo wollen würde zu zum zur zwei brauche brauchen benötigen benötigt gesucht sondern
    dabei davon dafür inkl bzw ca zwischen neben hinter entlang während gegenüber zuvor dessen
    deren welche welcher welches
""")
ENGLISH = word_list("""
    a about after all also an and any anyone are around as asap at be been before but by can
    could do does each for from had has have help here how i if in into is it its just like
    looking may me more must my near need needed needs no not now of off on one or other our
    out over per please required requires searching seek seeking should so some someone soon
    such than that the their them then there these they this those to under until up us
    urgently very want was we were what when where which who will with within would you your
""")
WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str:
    """Guess the language of a text: "en" when English small words prevail, otherwise "de"."""
    words = [word.casefold() for word in WORD.findall(text[:4000])]
    german = sum(word in GERMAN for word in words) + sum(c in "äöüß" for c in text[:4000])
    return "en" if sum(word in ENGLISH for word in words) > german else "de"
