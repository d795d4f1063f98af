"""Spreadsheets as LibreOffice saves them (ODS), put together from their XML."""

import io
import zipfile

HEAD = (
    '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'
    ' xmlns:style="urn:s" xmlns:calcext="urn:c"><office:automatic-styles>'
    '<style:style style:name="unseen" style:family="table"><style:table-properties'
    ' table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def cell(content: str, **said: str) -> str:
    """A cell; what is said of it comes as attributes, `value_type="float"`."""
    attributes = {"value_type": "string", **said}
    written = "".join(
        f' {"table" if key == "formula" else "office"}:{key.replace("_", "-")}="{value}"'
        for key, value in attributes.items()
    )
    return f"<table:table-cell{written}><text:p>{content}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    written = "".join(each if each.startswith("<table") else cell(each) for each in cells)
    return f"<table:table-row{attributes}>{written}</table:table-row>"


def sheet(rows: str, name: str = "Mitglieder", style: str = "seen") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def open_document(rows: str, *, more: str = "", manifest: str = "", head: str = "") -> bytes:
    """An ODS of one sheet, and others behind it."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"{head}{HEAD}{sheet(rows)}{more}{TAIL}")
        packed.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return saved.getvalue()
