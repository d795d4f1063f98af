"""Spreadsheets as an office has them, CSV or XLSX, read row by row.

Encodings, delimiters, title rows and empty columns are found out; every cell comes as text.
Formulas are never computed: of an XLSX the value counts that was last saved, and a text that
looks like a formula stays a text.
"""

from kurzweg.engine.tables.errors import TableError
from kurzweg.engine.tables.headers import Column
from kurzweg.engine.tables.reading import Row, Table, read

__all__ = ["Column", "Row", "Table", "TableError", "read"]
