"""`kurzweg match`: find for each need of one spreadsheet the offers of another, and say why."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from kurzweg.engine import tables
from kurzweg.engine.batch.cluster import NoCluster
from kurzweg.engine.commands import match_columns, match_places, match_records
from kurzweg.engine.commands.match_answers import add_arguments, answered, answering
from kurzweg.engine.commands.match_columns import NEED_ROLES, OFFER_ROLES, Columns
from kurzweg.engine.commands.match_labels import LABELS
from kurzweg.engine.commands.match_page import Page
from kurzweg.engine.commands.match_records import Need, Offer
from kurzweg.engine.commands.match_report import Report
from kurzweg.engine.commands.match_xlsx import Spreadsheet
from kurzweg.engine.documents import Answer, Document
from kurzweg.engine.facts import Gazetteer
from kurzweg.engine.match import sentences
from kurzweg.engine.tables import TableError

Pair = tuple[Need, Answer]

BAR = 30  # characters of the progress bar


class BadInput(Exception):
    """Something keeps the run from starting; the text says what."""


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 when both files were written, 2 when the input was bad."""
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except TableError as problem:
        reason = problem.sentence(options.language)
    except NoCluster as problem:
        reason = LABELS[options.language][problem.code].format(**problem.params)
    except BadInput as problem:
        reason = str(problem)
    except OSError as problem:
        # The disk is full, a folder is gone: the system's words, after what was to be done.
        reason = LABELS[options.language]["failed"].format(problem=problem.strerror or problem)
    sys.stderr.write(f"kurzweg match: {reason}\n")
    return 2


def _run(options: argparse.Namespace) -> int:
    labels = LABELS[options.language]
    page_path = options.output.with_suffix(".html")
    _keep_what_is_read(options, targets=(options.output, page_path))
    with _beside(options.output, page_path, language=options.language) as (xlsx, html):
        places = match_places.read(options.places) if options.places else Gazetteer({})
        need_columns = _columns(options, "need", NEED_ROLES)
        offer_columns = _columns(options, "offer", OFFER_ROLES)
        notes = list(_notes_before(options, need_columns, offer_columns))
        _say(notes)
        reports = {"needs": Report(), "offers": Report()}
        offers, documents = _read_offers(
            offer_columns, places=places, language=options.language, report=reports["offers"]
        )
        page = Page(language=options.language, today=options.today)
        found = match_records.needs(
            need_columns,
            places=places,
            today=options.today,
            offers_certified="certificates" in offer_columns,
            report=reports["needs"],
        )
        total = sum(1 for _ in need_columns.table.rows())
        with (
            answering(documents, options) as ask,
            closing(Spreadsheet(options.language)) as spreadsheet,
        ):
            matches = 0
            pairs = answered(found, ask)
            for need, answer in _progress(pairs, total=total, label=labels["matching"]):
                spreadsheet.add(need, answer, offers)
                page.add(need, answer, offers)
                matches += len(answer.ranked)
            if not page.needs:
                raise BadInput(labels["no_rows"].format(file=options.needs.name))
            unread = list(_unread(reports, language=options.language))
            notes += [*unread, (labels["rank"], labels["order"])]
            spreadsheet.save(xlsx, notes=notes, reports=reports)
        page.save(html, notes=notes, offers=len(offers), spreadsheet=options.output.name)
    _say(unread)
    written = labels["written"].format(
        matches=sentences.number(matches, options.language),
        needs=sentences.number(page.needs, options.language),
        file=options.output,
        page=page_path,
    )
    sys.stderr.write(f"{written}\n")
    return 0


def _keep_what_is_read(options: argparse.Namespace, *, targets: Sequence[Path]) -> None:
    """Raise BadInput where a file that is read would be written over."""
    for given in filter(None, (options.needs, options.offers, options.places)):
        if given.resolve() in [target.resolve() for target in targets]:
            reason = LABELS[options.language]["overwrites"]
            raise BadInput(reason.format(file=given.name))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurzweg match",
        description="Findet zu jeder Anfrage der Tabelle ANFRAGEN die passenden Firmen der Tabelle "
        "FIRMEN und sagt, was passt und was fehlt. Schreibt eine Excel-Datei und daneben eine "
        "Seite für den Browser.",
    )
    parser.add_argument("needs", type=Path, metavar="ANFRAGEN", help="CSV, XLSX oder HTML")
    parser.add_argument("offers", type=Path, metavar="FIRMEN", help="CSV, XLSX oder HTML")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DATEI.xlsx")
    parser.add_argument("-k", type=_positive, default=10, help="höchstens so viele je Anfrage (10)")
    parser.add_argument(
        "--places",
        type=Path,
        metavar="DATEI",
        help="Orte mit Breite und Länge: CSV oder die Postleitzahlendatei von GeoNames",
    )
    parser.add_argument("--language", choices=sorted(LABELS), default="de", help="Sprache (de)")
    parser.add_argument("--today", type=_day, default=_today(), metavar="JJJJ-MM-TT")
    add_arguments(parser, number=_positive)
    for kind, roles in (("need", NEED_ROLES), ("offer", OFFER_ROLES)):
        for role in roles:
            parser.add_argument(
                f"--{kind}-{role.replace('_', '-')}",
                metavar="SPALTE",
                help=f"{LABELS['de'][kind + 's']}: {LABELS['de'][role]}",
            )
    return parser


def _today() -> date:
    return datetime.now().astimezone().date()


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"„{written}“ ist kein Tag (JJJJ-MM-TT)") from None


def _positive(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise argparse.ArgumentTypeError(f"„{written}“ ist keine Zahl ab 1")
    return int(written)


@contextmanager
def _beside(*targets: Path, language: str) -> Iterator[list[Path]]:
    """Give a file beside each target; all are put in place at the end, or none is left.

    They are created at once, so that a folder without the right to write is known before the work.
    """
    labels = LABELS[language]
    if targets[0].suffix.lower() != ".xlsx":
        raise BadInput(labels["not_xlsx"].format(file=targets[0].name))
    parts = [target.with_name(f".{target.name}.part") for target in targets]
    try:
        for part in parts:
            part.touch()
    except OSError as error:
        raise BadInput(labels["not_writable"].format(folder=targets[0].parent)) from error
    try:
        yield parts
        for part, target in zip(parts, targets, strict=True):
            os.replace(part, target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _columns(options: argparse.Namespace, kind: str, roles: Sequence[str]) -> Columns:
    written = {role: getattr(options, f"{kind}_{role}") for role in roles}
    named = {role: column for role, column in written.items() if column}
    path = options.needs if kind == "need" else options.offers
    return match_columns.choose(tables.read(path), roles=roles, named=named)


def _notes_before(
    options: argparse.Namespace, needs: Columns, offers: Columns
) -> Iterator[tuple[str, str]]:
    """Say what is read from which file, and what cannot be said without places."""
    labels = LABELS[options.language]
    yield from _notes(needs, kind="needs", language=options.language)
    yield from _notes(offers, kind="offers", language=options.language)
    if not options.places:
        yield labels["km"], labels["no_distances"]


def _notes(columns: Columns, *, kind: str, language: str) -> Iterator[tuple[str, str]]:
    """Say which file was read and which column holds what."""
    labels = LABELS[language]
    table = columns.table
    sheet = f" [{table.sheet}]" if table.sheet else ""
    yield labels[kind], table.path.name + sheet
    if not table.header_row:
        yield "", labels["no_header"]
    for role, names in columns.names().items():
        yield labels[role], ", ".join(names)

    if unused := columns.unused():
        yield labels["unused"], ", ".join(unused)
    if table.other_sheets:
        others = ", ".join(table.other_sheets)
        if table.sheet:
            yield labels["other_sheets"], labels["only_first"].format(names=others)
        else:
            yield labels["other_tables"], labels["only_largest"].format(names=others)


def _unread(reports: Mapping[str, Report], *, language: str) -> Iterator[tuple[str, str]]:
    """Say what of which table was not read or left out."""
    for kind, report in reports.items():
        for name, note in report.notes(language):
            yield name, f"{LABELS[language][kind]}, {note}"


def _say(notes: Sequence[tuple[str, str]]) -> None:
    for name, note in notes:
        sys.stderr.write(f"{name:>16}  {note}\n")


def _read_offers(
    columns: Columns, *, places: Gazetteer, language: str, report: Report
) -> tuple[dict[str, Offer], list[Document]]:
    shown: dict[str, Offer] = {}
    documents: list[Document] = []
    for offer, document in match_records.offers(columns, places=places, report=report):
        shown[document.key] = offer
        documents.append(document)
    if not documents:
        raise BadInput(LABELS[language]["no_rows"].format(file=columns.table.path.name))
    return shown, documents


def _progress(found: Iterator[Pair], *, total: int, label: str) -> Iterator[Pair]:
    """Draw a bar on the terminal; into a file go ten lines at most."""
    is_terminal = sys.stderr.isatty()
    step = max(1, total // (100 if is_terminal else 10))
    for count, pair in enumerate(found, start=1):
        yield pair
        if count % step == 0 and count < total:
            _draw(label, count, total, end="\r" if is_terminal else "\n")
    _draw(label, total, total, end="\n")


def _draw(label: str, count: int, total: int, *, end: str) -> None:
    done = BAR * count // max(1, total)
    sys.stderr.write(f"{label} {'█' * done}{'░' * (BAR - done)} {count} / {total}{end}")
    sys.stderr.flush()
