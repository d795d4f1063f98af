"""`kurzweg import members FILE`: what it says, for people and for programs."""

import json
import time
import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kurzweg.imports import actions, applying, importable
from kurzweg.imports.models import MemberList
from kurzweg.networks.models import Membership
from kurzweg.people.models import Site
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="Mitglieder.csv"):
        path = tmp_path / name
        path.write_bytes(as_csv(HEAD, *rows))
        return path

    return write


def told(file, *how):
    out = StringIO()
    call_command("import", "members", str(file), *how, stdout=out)
    return out.getvalue()


def test_it_counts_and_names_what_is_not_taken_over(file, network):
    wrong = ("3", "", "Weg 1", "01067", "Riegelstein", "", "", "", "")

    said = json.loads(told(file(SPINDLER, OHM, wrong), "--json"))

    assert said == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "doubtful": 0,
        "rejected": [{"row": 4, "field": "name", "reason": "no name"}],
    }
    assert Membership.objects.in_network(network).count() == 2


def test_again_everything_is_the_same(file, network):
    path = file(SPINDLER, OHM)
    told(path)

    assert told(path) == "0 new, 0 changed, 2 same, 0 doubtful\n"


@pytest.mark.parametrize(("soon", "is_told"), [(0, True), (60, False)])
def test_of_a_long_list_it_is_said_how_far_it_is_beside_the_answer(
    file, network, monkeypatch, capsys, soon, is_told
):
    monkeypatch.setattr(importable, "SOON", soon)

    answer = json.loads(told(file(SPINDLER, OHM), "--json"))

    beside = capsys.readouterr().err
    assert answer["new"] == 2
    assert ("2 rows are read and compared" in beside) is is_told
    assert ("2 rows are taken over" in beside) is is_told


def test_a_preview_leaves_nothing(file, network):
    assert told(file(SPINDLER), "--preview") == "1 new, 0 changed, 0 same, 0 doubtful\n"

    assert not Membership.objects.in_network(network).exists()
    assert not MemberList.objects.in_network(network).exists()


def test_of_several_networks_one_has_to_be_named(file, network, other_network):
    path = file(SPINDLER)

    with pytest.raises(CommandError, match="--network SLUG"):
        told(path)

    told(path, "--network", other_network.slug)
    assert Membership.objects.in_network(other_network).count() == 1
    assert not Membership.objects.in_network(network).exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Farbe;Laune\nrot;gut\nblau;schlecht\n", "No column holds the names"),
        (b"\x00\x01\x02 nothing", "spreadsheet|names"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(tmp_path, network, content, says):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=says):
        told(path)

    assert not MemberList.objects.in_network(network).exists()


# What is enormous -----------------------------------------------------------------------------


def bomb(path):
    """A workbook whose one sheet is 300 MB of nothing, in 300 kB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(bytes(1_000_000))


def million_rows(path):
    path.write_bytes(b"Firma;Ort\n" + b"Ohm KG;Ahlen\n" * 1_000_000)


def rows_of_a_small_file(path):
    path.write_bytes(b"Firma\n" + b"Ohm\n" * 1_000_000)


def all_columns(path):
    path.write_bytes(b";".join(b"Firma %d" % at for at in range(16_384)) + b"\nOhm\n")


def gigabyte(path):
    with path.open("wb") as file:
        file.truncate(1_000_000_000)


@pytest.mark.parametrize(
    ("make", "ending", "says"),
    [
        (bomb, "xlsx", "."),
        (million_rows, "csv", "larger than 10 MB"),
        (rows_of_a_small_file, "csv", "more than 50,000 rows"),
        (all_columns, "csv", "16,?384"),
        (gigabyte, "vcf", "larger than 10 MB"),
    ],
)
def test_what_is_enormous_is_refused_in_one_sentence_and_soon(
    tmp_path, network, make, ending, says
):
    path = tmp_path / f"x.{ending}"
    make(path)
    began = time.process_time()

    with pytest.raises(CommandError, match=says):
        told(path)

    assert time.process_time() - began < 10
    assert not MemberList.objects.in_network(network).exists()


def test_a_card_with_a_picture_of_ten_megabytes_is_read_without_it(tmp_path, network, office):
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ohm KG\r\nORG:Ohm KG\r\nPHOTO;ENCODING=b:%s\r\n %s\r\n"
        b"TEL:+49 351 815\r\nEND:VCARD\r\n"
    )
    picture = b"A" * 7_000_000

    kept = actions.upload(card % (picture, picture), name="x.vcf", network=network, by=office)

    assert kept.size < 200
    assert b"TEL:+49 351 815" in kept.content


def test_stopped_while_it_is_taken_over_the_file_can_be_brought_again(file, network, monkeypatch):
    path = file(SPINDLER)

    def stop(*arguments, **how):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(applying, "_tell", stop)
        with pytest.raises(KeyboardInterrupt):
            told(path)

    assert told(path) == "1 new, 0 changed, 0 same, 0 doubtful\n"


@pytest.mark.parametrize(("minutes", "is_read"), [(31, True), (29, False)])
def test_a_list_that_a_killed_command_left_is_read_anew(
    file, network, office, time_machine, minutes, is_read
):
    path, page = file(SPINDLER), file(OHM, name="Von der Seite.csv")
    for each, by in ((path, None), (page, office)):  # killed before anything was compared
        actions.upload(each.read_bytes(), name=each.name, network=network, by=by)
    time_machine.move_to(timezone.now() + timedelta(minutes=minutes), tick=False)

    if is_read:
        assert told(path) == "1 new, 0 changed, 0 same, 0 doubtful\n"
    else:
        with pytest.raises(CommandError, match="is being looked at already"):
            told(path)
    assert MemberList.objects.in_network(network).filter(by=office).exists()


# Files of others ------------------------------------------------------------------------------

SAMPLES = Path(__file__).parents[3] / "shared/data"


def answer(path):
    try:
        said = json.loads(told(path, "--preview", "--json"))
    except CommandError as refused:
        return str(refused)[:9]
    return said["new"], said["doubtful"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_every_file_of_others_is_read_or_refused_in_a_sentence(network):
    files = [*SAMPLES.glob("import-samples/**/*.[cx]*"), *SAMPLES.glob("vcard/*.vcf")]
    found = {path.name: answer(path) for path in files}

    # No list of members among the tables: nothing in them is called as members are.
    assert {found.pop(path.name) for path in files if path.suffix == ".csv"} == {"No column"}
    assert found == {
        "fb-sponsoringbericht-1-halbjahr-2013.xlsx": (28, 12),
        "gmail-single2.vcf": (1, 0),
        "outlook-2007.vcf": (1, 0),
        "rfc6350-example.vcf": (1, 0),
    }


def test_a_country_is_read_by_its_name_sign_or_code_and_else_named(file, tmp_path, network):
    rows = [
        (f"Firma {at} KG", "5020", "Salzburg", country)
        for at, country in enumerate(("Österreich", "A", "at", "Austria", "Phantasien"))
    ]
    path = tmp_path / "x.csv"
    path.write_bytes(as_csv(("Firma", "PLZ", "Ort", "Land"), *rows))

    said = json.loads(told(path, "--json"))

    assert said["rejected"] == [{"row": 6, "field": "country", "reason": "no country"}]
    sites = Site.objects.order_by("organisation__name").values_list("country", flat=True)
    assert list(sites) == ["AT", "AT", "AT", "AT", "DE"]
