"""What can be wrong with a member list as a whole, each with its sentence."""

from __future__ import annotations

from kurzweg.engine.tables import TableError


class NoCards(TableError):
    """The file holds no vCard."""

    sentences = {
        "de": "„{file}“ enthält keine Visitenkarte (vCard).",
        "en": "“{file}” holds no vCard.",
    }


class TooManyRows(TableError):
    """The list has more rows than are read at once."""

    sentences = {
        "de": "„{file}“ hat mehr als {most} Zeilen. Bitte in mehrere Dateien teilen.",
        "en": "“{file}” has more than {most} rows. Please divide it into several files.",
    }


class TooManyColumns(TableError):
    """The list has more columns than any list of members."""

    sentences = {
        "de": "„{file}“ hat {found} Spalten; gelesen werden bis zu {most}. Bitte die Spalten "
        "löschen, die niemand braucht.",
        "en": "“{file}” has {found} columns; up to {most} are read. Please delete those that "
        "nobody needs.",
    }


class NoNameColumn(TableError):
    """No column is known to hold names."""

    sentences = {
        "de": "„{file}“ hat keine Spalte, in der erkennbar Namen stehen. --name sagt, welche es "
        "ist. Vorhanden: {names}.",
        "en": "“{file}” has no column that is known to hold names. --name says which it is. There "
        "are: {names}.",
    }
