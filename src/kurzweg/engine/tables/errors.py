"""What can be wrong with a spreadsheet, each with its sentence in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class TableError(Exception):
    """A spreadsheet cannot be used; `sentence` says why, naming file, row and column."""

    sentences: Mapping[str, str] = {}

    def __init__(self, path: Path, **named: str | int) -> None:
        self.path = path
        self.named = {"file": path.name, **named}
        super().__init__(self.sentence())

    def sentence(self, language: str = "de") -> str:
        """Say in one sentence what is wrong and what helps."""
        return self.sentences[language].format(**self.named)


class TableNotFound(TableError):
    sentences = {
        "de": "„{file}“ gibt es nicht oder lässt sich nicht lesen.",
        "en": "“{file}” does not exist or cannot be read.",
    }


class TableIsEmpty(TableError):
    sentences = {
        "de": "„{file}“ ist leer.",
        "en": "“{file}” is empty.",
    }


class NotASpreadsheet(TableError):
    sentences = {
        "de": "„{file}“ ist keine Tabelle. Es geht mit CSV, Excel (XLSX) und HTML.",
        "en": "“{file}” is not a spreadsheet. CSV, Excel (XLSX) and HTML will do.",
    }


class OldSpreadsheet(TableError):
    sentences = {
        "de": "„{file}“ ist eine alte Excel-Datei (XLS). Bitte in Excel als XLSX speichern.",
        "en": "“{file}” is an old Excel file (XLS). Please save it as XLSX in Excel.",
    }


class PasswordProtected(TableError):
    sentences = {
        "de": "„{file}“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
        "en": "“{file}” is protected by a password. Please save it without one.",
    }


class TableTooLarge(TableError):
    sentences = {
        "de": "„{file}“ ist ausgepackt größer als {megabytes} MB.",
        "en": "“{file}” is larger than {megabytes} MB when unpacked.",
    }


class BrokenRow(TableError):
    sentences = {
        "de": "„{file}“, Zeile {row}: Die Anführungszeichen passen nicht zusammen.",
        "en": "“{file}”, row {row}: the quotation marks do not match.",
    }


class RowTooLong(TableError):
    sentences = {
        "de": "„{file}“, Zeile {row}: Die Zeile hat mehr als {most} Zeichen. Das ist keine "
        "Tabelle, oder ihr fehlen die Zeilenenden.",
        "en": "“{file}”, row {row}: the row has more than {most} characters. This is no table, or "
        "it lacks its line ends.",
    }


class CellTooLong(TableError):
    sentences = {
        "de": "„{file}“: Eine Zelle hat mehr Zeichen, als Excel speichern kann (32.767). "
        "Bitte kürzen.",
        "en": "“{file}”: a cell has more characters than Excel can keep (32,767). Please shorten "
        "it.",
    }


class TableTooWide(TableError):
    sentences = {
        "de": "„{file}“ hat mehr Spalten, als Excel speichern kann (16.384).",
        "en": "“{file}” has more columns than Excel can keep (16,384).",
    }


class DamagedWorkbook(TableError):
    sentences = {
        "de": "„{file}“ ist beschädigt oder unvollständig. Bitte in Excel öffnen und neu als XLSX "
        "speichern.",
        "en": "“{file}” is damaged or incomplete. Please open it in Excel and save it as XLSX "
        "again.",
    }


class NoUsableColumn(TableError):
    sentences = {
        "de": "„{file}“ hat keine Spalte „{column}“. Vorhanden: {names}.",
        "en": "“{file}” has no column “{column}”. There are: {names}.",
    }


class NoTextColumn(TableError):
    sentences = {
        "de": "„{file}“ hat keine Spalte mit Text. Vorhanden: {names}.",
        "en": "“{file}” has no column with text. There are: {names}.",
    }
