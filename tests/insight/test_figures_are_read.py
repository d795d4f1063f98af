"""Who reads a figure that was issued: the board, and whoever opens the spreadsheet."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from kurzweg.insight import spreadsheet
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/figures/"
DAY = date(2026, 12, 31)
ASKED = f"{HERE}day/?figure=members&on=2026-12-31"


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2027-01-04 09:10 +0100", tick=False)


def sheet_of(response) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell for cell in row if cell is not None] for row in book.active.values]


def test_the_board_reads_what_was_issued_and_issues_nothing(
    office, owner, network, members, issue, as_person
):
    members(3)
    issued = issue(occasion="Bericht")
    on_board = PersonFactory(entered_by_network=network)
    MandateFactory(network=network, person=on_board, kind="board")
    page = f"{HERE}issued/{issued.public_id}/"
    file = f"{page}file/"
    board = as_person(on_board)

    shown = [board.get(each) for each in (HERE, page, file)]

    assert [answer.status_code for answer in shown] == [200] * 3
    assert shown[0].context["form"] is None
    assert (shown[1].context["issued"], shown[1].context["comparison"]) == (issued, None)
    assert sheet_of(shown[2])
    assert [board.get(ASKED).status_code, board.post(ASKED).status_code] == [404, 404]
    member = as_person(owner)
    assert [member.get(each).status_code for each in (HERE, page, file)] == [404] * 3
    assert as_person(office).get(page).context["comparison"] is not None


def test_a_board_that_is_over_reads_none(network, members, issue, as_person):
    members(1)
    issued = issue()
    former = PersonFactory(entered_by_network=network)
    MandateFactory(network=network, person=former, kind="board", until=date(2026, 12, 31))

    assert as_person(former).get(f"{HERE}issued/{issued.public_id}/").status_code == 404


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_an_issued_figure(network, issue, tmp_path):
    firm = OrganisationFactory(name="=Bäckerei „Süß“ & Söhne")
    MembershipFactory(network=network, organisation=firm, number="007", since=date(2020, 1, 1))
    (tmp_path / "zahl.xlsx").write_bytes(spreadsheet.written(issue(), by="Ada Amt"))
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    convert += ["--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"]

    done = subprocess.run(
        [*convert, "--outdir", str(tmp_path / "out"), str(tmp_path / "zahl.xlsx")],
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr.decode()
    rows = (tmp_path / "out" / "zahl.csv").read_text("utf-8").splitlines()
    assert rows[0].rstrip(";") == "Mitglieder;1"
    assert any("31. Dezember 2026, 24" in row for row in rows)
    assert rows[-1].startswith("=Bäckerei „Süß“ & Söhne;007;")
