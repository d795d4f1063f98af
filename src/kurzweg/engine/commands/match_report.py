"""What of a table was not read or left out, named with row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from kurzweg.engine.commands.match_labels import LABELS
from kurzweg.engine.tables import Row, Table, Unread

Value = TypeVar("Value")

MOST_SHOWN = 5  # places named on the terminal and the page; the spreadsheet names all
LONGEST_SHOWN = 40

# Why something could not be read.
WHY: Mapping[str, Mapping[str, str]] = {
    "de": {
        "no number": "keine Zahl",
        "not pieces": "keine Stückzahl",
        "not whole": "keine ganze Zahl",
        "two numbers": "mehr als eine Zahl",
        "too large": "zu groß für eine Stückzahl",
        "no kilometres": "keine Kilometer",
        "no degrees": "keine Gradzahl",
        "no day": "kein Tag",
        "impossible": "diesen Tag gibt es nicht",
        "past": "der Tag ist vorbei",
        "far": "mehr als 50 Jahre voraus",
        "foreign": "im Ausland, keine Entfernung",
        "no country": "Land unbekannt, keine Entfernung",
        "ambiguous": "mehrere Orte heißen so, keine Entfernung",
        "no place": "Ort unbekannt, keine Entfernung",
        "no words": "kein Text, nicht verglichen",
        "formula": "Formel ohne gespeicherten Wert",
        "error": "Fehler in der Tabelle",
        "encoding": "Umlaute unsicher, so gelesen",
    },
    "en": {
        "no number": "no number",
        "not pieces": "not a number of pieces",
        "not whole": "not a whole number",
        "two numbers": "more than one number",
        "too large": "too large for a number of pieces",
        "no kilometres": "not kilometres",
        "no degrees": "not degrees",
        "no day": "not a day",
        "impossible": "there is no such day",
        "past": "the day is over",
        "far": "more than 50 years ahead",
        "foreign": "abroad, no distance",
        "no country": "unknown country, no distance",
        "ambiguous": "several places have this name, no distance",
        "no place": "unknown place, no distance",
        "no words": "no text, not compared",
        "formula": "formula without a saved value",
        "error": "error in the spreadsheet",
        "encoding": "letters in doubt, read like this",
    },
}


class Report:
    """Collects what could not be read of one table, and which rows were left out."""

    def __init__(self) -> None:
        self.unread: list[Unread] = []
        self.left_out: dict[str, list[int]] = {}

    def counted(self, table: Table) -> Iterator[Row]:
        """Give the rows of a table that count, and note the others."""
        for row in table.all_rows():
            if row.left_out:
                self.left_out.setdefault(row.left_out, []).append(row.number)
                continue
            self.unread += row.unread
            yield row

    def add(self, unread: Unread) -> None:
        """Note something that could not be read."""
        self.unread.append(unread)

    def value(self, read: Value | Unread) -> Value | None:
        """Give what was read of a cell; what was not is noted."""
        if isinstance(read, Unread):
            self.unread.append(read)
            return None
        return read

    def notes(self, language: str) -> Iterator[tuple[str, str]]:
        """Say it in few lines: what, why, and the first places."""
        labels = LABELS[language]
        for kind, rows in self.left_out.items():
            yield labels["left_out"], labels[kind].format(rows=_listed(map(str, rows), labels))
        groups: dict[tuple[str, str], list[Unread]] = {}
        for each in self.unread:
            groups.setdefault((each.column, each.why), []).append(each)
        for (column, why), found in groups.items():
            said = labels["unread_cells" if column else "unread_rows"].format(
                column=column,
                why=WHY[language][why],
                places=_listed((_place(each, labels) for each in found), labels),
            )
            yield labels["unread"], said


def _place(unread: Unread, labels: Mapping[str, str]) -> str:
    text = " ".join(unread.text.split())
    if not text:
        return str(unread.row)
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return labels["quoted"].format(row=unread.row, text=shown)


def _listed(places: Iterator[str], labels: Mapping[str, str]) -> str:
    all_of_them = list(places)
    shown = ", ".join(all_of_them[:MOST_SHOWN])
    more = len(all_of_them) - MOST_SHOWN
    if more <= 0:
        return shown
    return labels["and_one" if more == 1 else "and_more"].format(shown=shown, more=more)
