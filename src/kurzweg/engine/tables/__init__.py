"""Spreadsheets as an office has them, CSV, XLSX, XLS, ODS or HTML, read row by row.

Encodings, delimiters, title rows and empty columns are found out; every cell comes as text.
Formulas are never computed: of a workbook the value counts that was last saved, and a text that
looks like a formula stays a text. `read` raises a TableError where a file cannot be used as a
whole; a cell that cannot be read is named with its row and column, from 1 as in the file.
"""

from kurzweg.engine.tables.cells import Cell, Unread
from kurzweg.engine.tables.errors import TableError
from kurzweg.engine.tables.headers import Column
from kurzweg.engine.tables.reading import Row, Table, read
from kurzweg.engine.tables.writing import Sheet, Value, Workbook, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Column",
    "Row",
    "Sheet",
    "Table",
    "TableError",
    "Unread",
    "Value",
    "Workbook",
    "read",
    "write_csv",
    "write_xlsx",
]
