"""Whatever list is registered opens in LibreOffice and in Excel, with no formula in any cell."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import openpyxl
import pytest
from django.urls import reverse

from kurzweg.core import lists

pytestmark = pytest.mark.django_db
FORMULA = ("=", "+", "-", "@")


@pytest.fixture(scope="module")
def files(matrix) -> dict[str, tuple[bytes, str]]:
    """Each registered list as the office gets it, as XLSX and as CSV."""
    office, network = matrix.world.principal("office"), matrix.world.home.network
    client = office.client()
    found = {}
    for each in lists.listings():
        address = reverse(each.route, args=[network.slug])
        sheet, text = (client.get(address, {"as": form}) for form in ("xlsx", "csv"))
        assert (sheet.status_code, text.status_code) == (200, 200), each.name
        found[each.name] = (sheet.content, text.content.decode("utf-8-sig"))
    return found


def test_each_list_has_its_headings_and_no_formula(files):
    for name, (workbook, text) in files.items():
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        header, *rows = csv.reader(io.StringIO(text), delimiter=";")

        assert [cell.value for cell in sheet[1]] == header, name
        assert len(set(header)) == len(header), name
        assert sheet.max_row == len(rows) + 1, name
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"], name
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)], name


@pytest.mark.plain
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_list(files, tmp_path):
    for name, (workbook, _text) in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(workbook)
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    convert += ["--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"]

    done = subprocess.run(
        [*convert, "--outdir", str(tmp_path / "out"), *map(str, tmp_path.glob("*.xlsx"))],
        capture_output=True,
        check=False,
        timeout=240,
    )

    assert done.returncode == 0, done.stderr.decode()
    for name, (_workbook, text) in files.items():
        opened = (tmp_path / "out" / f"{name}.csv").read_text("utf-8")
        there = list(csv.reader(io.StringIO(opened), delimiter=";"))
        ours = list(csv.reader(io.StringIO(text), delimiter=";"))
        assert (there[0], len(there)) == (ours[0], len(ours)), name
