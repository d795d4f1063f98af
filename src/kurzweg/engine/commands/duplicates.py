"""`kurzweg duplicates`: list which rows of a spreadsheet are likely one organisation, and why."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kurzweg.engine import members
from kurzweg.engine.commands.duplicates_words import COMPARED, LABELS, counted, said
from kurzweg.engine.documents import Reason
from kurzweg.engine.duplicates import Pair, Party, pairs
from kurzweg.engine.members import Field, LeftOut, MemberRecord, ProposedColumn, Table, TableError
from kurzweg.engine.members.errors import NoNameColumn

ANY_DAY = date.max  # no day that a list names changes whether two rows are one
SWITCHED_OFF = "-"
HEAD = 4_096  # bytes in which a file of vCards says so
MOST_SHOWN = 10  # rows that are named on the terminal

# What two persons of one name hardly share.
_OF_ONE_PERSON = frozenset(("same_mail", "same_phone", "same_address", "same_vat_id"))


class BadInput(Exception):
    """Something keeps the run from starting; the text says what."""


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 when the pairs were told, 2 when the input was bad."""
    options = _parser().parse_args(argv)
    try:
        _run(options)
        sys.stdout.flush()
        return 0
    except TableError as problem:
        reason = problem.sentence(options.language)
    except BadInput as problem:
        reason = str(problem)
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        said_by_system = problem.strerror or str(problem)
        reason = LABELS[options.language]["failed"].format(problem=said_by_system)
    sys.stderr.write(f"kurzweg duplicates: {reason}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurzweg duplicates",
        description="Nennt die Zeilen einer Liste, die wahrscheinlich dieselbe Organisation sind, "
        "und was dafür und dagegen spricht. Nichts wird geändert.",
    )
    parser.add_argument(
        "list", type=Path, metavar="DATEI", help="CSV, XLSX, XLS, ODS, HTML oder vCard"
    )
    parser.add_argument("--json", action="store_true", help="für Programme: je Paar eine Zeile")
    parser.add_argument("--language", choices=sorted(LABELS), default="de", help="Sprache (de)")
    for field, names in COMPARED.items():
        parser.add_argument(
            f"--{field.replace(' ', '-')}",
            metavar="SPALTE",
            help=f"{names['de']}: Name oder Buchstabe der Spalte, „-“ für keine",
        )
    return parser


def _run(options: argparse.Namespace) -> None:
    rows: dict[int, MemberRecord] = {}
    left_out: list[int] = []
    for each in _records(options):
        if isinstance(each, LeftOut):
            left_out.append(each.row)
        elif each.name:
            rows[each.row] = each
    if not rows:
        raise BadInput(LABELS[options.language]["no_rows"].format(file=options.list.name))
    if left_out:
        labels = LABELS[options.language]
        _say(labels["left_out"], labels["rows"].format(rows=_shown(left_out)))
    found = [_of_persons(pair, rows) for pair in _by_row(pairs(_parties(rows.values())))]
    for pair in found:
        told = _as_json if options.json else _as_text
        sys.stdout.write(told(pair, rows, language=options.language))
    sys.stdout.flush()
    sys.stderr.write(f"{_summary(found, rows=len(rows), language=options.language)}\n")


# What is read -----------------------------------------------------------------------------------


def _records(options: argparse.Namespace) -> Iterator[MemberRecord | LeftOut]:
    path: Path = options.list
    labels = LABELS[options.language]
    if _is_of_cards(path):
        _say(labels["cards"], path.name)
        return members.read_vcards(path)
    table = members.read(path)
    sheet = f" [{table.sheet}]" if table.sheet else ""
    _say(labels["list"], table.path.name + sheet)
    if table.other_sheets:
        others = labels["only_first"].format(names=", ".join(table.other_sheets))
        _say(labels["other_sheets"], others)
    fields = _fields(table, options)
    return members.records(table, fields, today=ANY_DAY)


def _is_of_cards(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"begin:vcard" in file.read(HEAD).lower()
    except OSError:
        return False  # which reading it says in a sentence


def _fields(table: Table, options: argparse.Namespace) -> dict[int, Field]:
    """Say what the columns hold, as named or as proposed; raises NoNameColumn."""
    named = {field: getattr(options, field.replace(" ", "_")) for field in COMPARED}
    chosen = {
        table.index(column): field
        for field, column in named.items()
        if column and column != SWITCHED_OFF
    }
    proposed = {
        column.index: column
        for column in members.propose(table)
        if column.index not in chosen and not named.get(column.field)
    }
    fields = {index: column.field for index, column in proposed.items()} | chosen
    if not {Field.NAME, Field.PERSON, Field.FAMILY_NAME} & {*fields.values()}:
        raise NoNameColumn(table.path, names=", ".join(column.name for column in table.columns))
    _say_columns(table, fields, proposed, language=options.language)
    return fields


def _say_columns(
    table: Table,
    fields: Mapping[int, Field],
    proposed: Mapping[int, ProposedColumn],
    *,
    language: str,
) -> None:
    labels = LABELS[language]
    for field, names in COMPARED.items():
        columns = [index for index in sorted(fields) if fields[index] is field]
        told = ", ".join(table.columns[index].name for index in columns)
        is_guessed = any(index in proposed and not proposed[index].is_sure for index in columns)
        if columns:
            _say(names[language], labels["unsure"].format(names=told) if is_guessed else told)
    unused = [table.columns[at].name for at in sorted(fields) if fields[at] not in COMPARED]
    if unused:
        _say(labels["unused"], ", ".join(unused))


# What is told -----------------------------------------------------------------------------------


def _parties(records: Iterable[MemberRecord]) -> Iterator[Party]:
    return (members.party_of(record, number=record.row) for record in records)


def _by_row(found: Iterable[Pair]) -> list[Pair]:
    """Give the pairs as they stand in the list, the upper row first."""
    turned = (replace(pair, a=min(pair.a, pair.b), b=max(pair.a, pair.b)) for pair in found)
    return sorted(turned, key=lambda pair: (pair.a, pair.b))


def _of_persons(pair: Pair, rows: Mapping[int, MemberRecord]) -> Pair:
    """Leave open whether two natural persons of one name are one, if nothing else says so."""
    is_of_persons = rows[pair.a].is_person or rows[pair.b].is_person
    if not is_of_persons or _OF_ONE_PERSON & {reason.code for reason in pair.reasons}:
        return pair
    namesakes = Reason("namesakes", is_missing=True)
    return replace(pair, is_sure=False, reasons=(*pair.reasons, namesakes))


def _as_json(pair: Pair, rows: Mapping[int, MemberRecord], *, language: str) -> str:
    reasons = [
        {"code": each.code, "against": each.is_missing, "text": said(each, language)}
        for each in pair.reasons
    ]
    told = {"a": pair.a, "b": pair.b, "sure": pair.is_sure, "reasons": reasons}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _as_text(pair: Pair, rows: Mapping[int, MemberRecord], *, language: str) -> str:
    labels = LABELS[language]
    by_side: dict[bool, list[str]] = defaultdict(list)
    for reason in pair.reasons:
        by_side[reason.is_missing].append(said(reason, language))
    lines = [labels["sure" if pair.is_sure else "asked"].format(a=pair.a, b=pair.b)]
    lines += [f"{row:>8}  {_entry(rows[row])}" for row in (pair.a, pair.b)]
    lines.append(f"{'':>10}{', '.join(by_side[False])}")
    if by_side[True]:
        lines.append(f"{'':>10}{labels['against'].format(reasons=', '.join(by_side[True]))}")
    return "\n".join(lines) + "\n\n"


def _entry(record: MemberRecord) -> str:
    town = f"{record.postal_code} {record.town}".strip()
    return ", ".join(filter(None, (members.whole_name(record), record.street, town)))


def _summary(found: Sequence[Pair], *, rows: int, language: str) -> str:
    return LABELS[language]["found"].format(
        pairs=counted(len(found), of="pair", language=language),
        rows=counted(rows, of="row", language=language),
        sure=sum(pair.is_sure for pair in found),
    )


def _shown(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:MOST_SHOWN]))
    return f"{shown} …" if len(rows) > MOST_SHOWN else shown


def _say(name: str, note: str) -> None:
    sys.stderr.write(f"{name:>16}  {note}\n")
