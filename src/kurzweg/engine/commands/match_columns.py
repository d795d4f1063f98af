"""Which column of a spreadsheet holds what: guessed by its name and content, or as named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from kurzweg.engine.tables import Cell, Row, Table
from kurzweg.engine.tables.errors import NoTextColumn
from kurzweg.engine.words.names import loose_key

SAMPLE_ROWS = 200
SWITCHED_OFF = "-"

# What a column can hold, and how it is called then; earlier roles choose first.
NAMES: Mapping[str, str] = {
    "latitude": r"lat|latitude|breite(?:ngrad)?|geo.?lat|y.?koord\w*",
    "longitude": r"lon|lng|long|longitude|l[äa]nge(?:ngrad)?|geo.?lon|x.?koord\w*",
    "postcode": r"plz|postleitzahl|zip.?code|zip|post.?code|postal.?code",
    "lot_min": r"(?:kleinste|min\w*)[ _.-]{0,2}(?:losgr\w+|menge|st[üu]ck\w*|lot)|lot.?min"
    r"|ab.?menge|losgr\w+ (?:von|min\w*|ab)",
    "lot_max": r"(?:gr[öo](?:ß|ss)te|max\w*)[ _.-]{0,2}(?:losgr\w+|menge|st[üu]ck\w*|lot)|lot.?max"
    r"|losgr\w+ (?:bis|max\w*)",
    "radius": r"umkreis.*|radius.*|liefergebiet.*km.*",
    "certificates": r"(?:zertifikat|zertifizierung|certificat|qualit[äa]tsnachweis)\w*.*",
    "quantity": r"menge|st[üu]ckzahl|anzahl|bedarf|losgr[öo](?:ß|ss)e|quantity|qty",
    "deadline": r"termin|liefertermin|frist|bis wann|f[äa]llig.*|deadline|lieferdatum",
    "key": r"id|nr\.?|nummer|no\.?|lfd\.?.?nr\.?|notice|company_number|slug|kennung|aktenzeichen",
    "name": r"(?:name|firma|firmenname|unternehmen|firmen?bezeichnung|organisation|betrieb|mitglied"
    r"|company|organization|buyer|auftraggeber|kunde|anbieter)(?: ?\(?name\)?)?"
    r"|name der .*|gesucht von|wer",
    "heading": r"titel|title(?:_de)?|betreff|bezeichnung|[üu]berschrift|kurztitel|subject|thema",
    "topics": r"stich\w+|schlag\w+|topics?|keywords?|tags?|kategorien?|categor(?:y|ies)"
    r"|themen|branchen?",
    "text": r"(?:text|volltext|beschreibung|description|leistung(?:en)?|t[äa]tigkeit(?:en)?|angebot"
    r"|was wir (?:k[öo]nnen|suchen)|anfrage(?:text)?|bedarf|gesucht|wir suchen|das k[öo]nnen wir"
    r"|portfolio|produkte?|kompetenz(?:en)?|gegenstand.*|contract_titles|activities|profil"
    r"|kurzbeschreibung|leistungsbeschreibung|need|offer|request|summary)(?:_de|_text)?",
    "country": r"land|staat|country|nation|l(?:ä|ae?)nder(?:code|kennzeichen|k[üu]rzel)|lkz",
    "place": r"ort|stadt|standort|sitz|town|city|place|adresse|anschrift|address|gemeinde|ortschaft"
    r"|registered_(?:office|address)",
}
NEED_ROLES = (
    "key", "name", "heading", "text", "topics", "place", "postcode", "country", "latitude",
    "longitude", "radius", "quantity", "certificates", "deadline",
)  # fmt: skip
OFFER_ROLES = (
    "key", "name", "heading", "text", "topics", "place", "postcode", "country", "latitude",
    "longitude", "radius", "certificates", "lot_min", "lot_max",
)  # fmt: skip
SEVERAL = frozenset({"text", "topics"})  # roles that more than one column may have
JOINED = frozenset({"certificates"})  # roles whose columns are joined when only numbers differ
_CODE_AND_TOWN = re.compile(
    r"(?:plz|postleitzahl|zip|post.?code)\s?(?:[/,+&-]|und|and|\s)\s?(?:ort|stadt|town|city|place)"
    r"|(?:ort|stadt|town|city)\s?(?:[/,+&-]|und|and)\s?(?:plz|postleitzahl|zip|post.?code)"
)
# What says more of a column than what it holds.
_BESIDE = re.compile(
    r"^(?:gew[üu]nschte[rsn]?|geforderte[rsn]?|ben[öo]tigte[rsn]?|erforderliche[rsn]?|geplante[rsn]?"
    r"|required|requested|desired)\s|\s?\([^()]*\)$|\s?\[[^\[\]]*\]$"
    r"|\s(?:in st[üu]c?k\.?|gew[üu]nscht|ben[öo]tigt|erforderlich|gefordert|required"
    r"|(?:pro|je|per|im|/)\s?(?:jahr|monat|woche|jahre|year|month|week|abruf|auftrag))$"
)
_NUMBERED = re.compile(
    r"^[0-9]{1,2}\.?\s|[\s_.-]?(?:nr\.?|no\.?|#)?[\s_.-]?(?<![0-9])[0-9]{1,2}\.?$|\s(?:i{1,3}|iv|v)$"
)  # "Leistung 2", "Leistung_2", "2. Leistung"
LEAST_TEXT = 12  # characters on average, from which a column without a known name may be text


class Columns:
    """The columns of a table by what they hold."""

    def __init__(self, table: Table, indices: Mapping[str, Sequence[int]]) -> None:
        self.table = table
        self._indices = {role: tuple(found) for role, found in indices.items() if found}

    def __contains__(self, role: str) -> bool:
        return role in self._indices

    def names(self) -> dict[str, list[str]]:
        """Give the names of the columns of each role."""
        return {
            role: [self.table.columns[index].name for index in indices]
            for role, indices in self._indices.items()
        }

    def unused(self) -> list[str]:
        """Give the names of the columns that have no role."""
        used = {index for indices in self._indices.values() for index in indices}
        return [column.name for index, column in enumerate(self.table.columns) if index not in used]

    def cell(self, row: Row, role: str) -> Cell:
        """Give the cell of a role that only one column has, with its place."""
        indices = self._indices.get(role)
        return self.table.cell(row, indices[0]) if indices else Cell(row.number, "", "")

    def read(self, row: Row, role: str) -> str:
        """Give what a row says in a role; several columns are joined by a line end."""
        cells = (row.cells[index] for index in self._indices.get(role, ()))
        return "\n".join(cell for cell in cells if cell)


def choose(table: Table, *, roles: Sequence[str], named: Mapping[str, str]) -> Columns:
    """Choose the columns of a table: those named (by name or letter, "-" for none), else guessed.

    Raises `NoUsableColumn` when a named column is missing and `NoTextColumn` when no column has
    text to compare.
    """
    chosen: dict[str, list[int]] = {
        role: [] if written == SWITCHED_OFF else [table.index(written)]
        for role, written in named.items()
    }
    free = [
        index
        for index in range(len(table.columns))
        if index not in {index for indices in chosen.values() for index in indices}
    ]
    for role in (role for role in NAMES if role in roles and role not in chosen):
        called = [index for index in free if _is_called(table, index, role)]
        chosen[role] = called if role in SEVERAL else _first(table, called, role)
        free = [index for index in free if index not in chosen[role]]
    if not chosen.get("text") and "text" not in named:
        chosen["text"] = _longest_text(table, free)
    if not chosen["text"] and not chosen.get("heading") and not chosen.get("topics"):
        raise NoTextColumn(table.path, names=", ".join(column.name for column in table.columns))
    return Columns(table, {role: chosen.get(role, []) for role in roles})


def _first(table: Table, called: Sequence[int], role: str) -> list[int]:
    """Choose the first of the columns called so, with "Zertifikat 2" behind "Zertifikat 1"."""
    if role not in JOINED:
        return list(called[:1])
    return [index for index in called if _kind(table, index) == _kind(table, called[0])]


def _heading(table: Table, index: int) -> str:
    return re.sub(r"[\s_]+", " ", table.columns[index].heading.strip(" *:?!.").casefold())


def _kind(table: Table, index: int) -> str:
    """Give what a column is called without its number."""
    return _NUMBERED.sub("", _heading(table, index)).strip()


def _is_called(table: Table, index: int, role: str) -> bool:
    name = _heading(table, index)
    if role in ("place", "postcode") and _CODE_AND_TOWN.fullmatch(name):
        return role == "place"  # an address, in which the postcode is found
    # "Menge (Stück)", "Stückzahl pro Jahr", "Gewünschte Zertifikate"
    plain = _BESIDE.sub("", name)
    return any(
        re.fullmatch(NAMES[role], written, re.IGNORECASE)
        # "Stueckzahl" is read as "Stuckzahl", which the names allow.
        for each in dict.fromkeys((name, plain, _kind(table, index)))
        for written in (each, each.replace(" ", "_"), loose_key(each))
    )


def _longest_text(table: Table, free: Sequence[int]) -> list[int]:
    """Choose the column with the longest words, when no column is called like a text.

    With it those go that differ from it only by a number.
    """
    rows = list(islice(table.rows(), SAMPLE_ROWS))
    best: tuple[float, int] | None = None
    for index in free:
        letters = sum(len(re.findall(r"[^\W\d_]", row.cells[index])) for row in rows)
        average = letters / len(rows) if rows else 0.0
        if average >= LEAST_TEXT and (best is None or average > best[0]):
            best = (average, index)
    if best is None:
        return []
    kind = _kind(table, best[1])
    return [index for index in free if index == best[1] or (kind and _kind(table, index) == kind)]
