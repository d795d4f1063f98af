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
    """No file can be read there."""

    sentences = {
        "de": "„{file}“ gibt es nicht oder lässt sich nicht lesen.",
        "en": "“{file}” does not exist or cannot be read.",
    }


class TableIsEmpty(TableError):
    """The file holds nothing."""

    sentences = {
        "de": "„{file}“ ist leer.",
        "en": "“{file}” is empty.",
    }


class NotASpreadsheet(TableError):
    """The file is neither CSV nor a workbook nor HTML with a table."""

    sentences = {
        "de": "„{file}“ ist keine Tabelle. Es geht mit CSV, Excel (XLSX, XLS), LibreOffice (ODS) "
        "und HTML.",
        "en": "“{file}” is not a spreadsheet. CSV, Excel (XLSX, XLS), LibreOffice (ODS) and HTML "
        "will do.",
    }


class PasswordProtected(TableError):
    """The workbook is encrypted."""

    sentences = {
        "de": "„{file}“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
        "en": "“{file}” is protected by a password. Please save it without one.",
    }


class TableTooLarge(TableError):
    """The file is larger, unpacked, than what we read."""

    sentences = {
        "de": "„{file}“ ist ausgepackt größer als {megabytes} MB.",
        "en": "“{file}” is larger than {megabytes} MB when unpacked.",
    }


class BrokenRow(TableError):
    """A quoted cell of a CSV does not end."""

    sentences = {
        "de": "„{file}“, Zeile {row}: Die Anführungszeichen passen nicht zusammen.",
        "en": "“{file}”, row {row}: the quotation marks do not match.",
    }


class RowTooLong(TableError):
    """A row has more characters than any table."""

    sentences = {
        "de": "„{file}“, Zeile {row}: Die Zeile hat mehr als {most} Zeichen. Das ist keine "
        "Tabelle, oder ihr fehlen die Zeilenenden.",
        "en": "“{file}”, row {row}: the row has more than {most} characters. This is no table, or "
        "it lacks its line ends.",
    }


class CellTooLong(TableError):
    """A cell has more characters than Excel keeps."""

    sentences = {
        "de": "„{file}“: Eine Zelle hat mehr Zeichen, als Excel speichern kann (32.767). "
        "Bitte kürzen.",
        "en": "“{file}”: a cell has more characters than Excel can keep (32,767). Please shorten "
        "it.",
    }


class TableTooWide(TableError):
    """The table has more columns than Excel keeps."""

    sentences = {
        "de": "„{file}“ hat mehr Spalten, als Excel speichern kann (16.384).",
        "en": "“{file}” has more columns than Excel can keep (16,384).",
    }


class RepeatedTooOften(TableError):
    """An ODS says that a row or cell stands there very often, where each would cost memory."""

    sentences = {
        "de": "„{file}“ wiederholt Zeilen oder Zellen mehr als 100.000 Mal. Das ist keine Liste.",
        "en": "“{file}” repeats rows or cells more than 100,000 times. This is no list.",
    }


class DamagedWorkbook(TableError):
    """A part of the workbook is broken or is not there."""

    sentences = {
        "de": "„{file}“ ist beschädigt oder unvollständig. Bitte öffnen und neu als XLSX "
        "speichern.",
        "en": "“{file}” is damaged or incomplete. Please open it and save it as XLSX again.",
    }


class NoUsableColumn(TableError):
    """The column that was named is not there."""

    sentences = {
        "de": "„{file}“ hat keine Spalte „{column}“. Vorhanden: {names}.",
        "en": "“{file}” has no column “{column}”. There are: {names}.",
    }


class NoTextColumn(TableError):
    """No column holds text by which anything could be matched."""

    sentences = {
        "de": "„{file}“ hat keine Spalte mit Text. Vorhanden: {names}.",
        "en": "“{file}” has no column with text. There are: {names}.",
    }
