from datetime import date

import pytest

from kurzweg.engine import tables
from kurzweg.engine.commands import match_records
from kurzweg.engine.commands.match_columns import NEED_ROLES, OFFER_ROLES, choose
from kurzweg.engine.commands.match_report import Report
from kurzweg.engine.documents import Certificate, Place
from kurzweg.engine.facts import Gazetteer

TODAY = date(2026, 11, 24)
SOEST = Place(51.57, 8.1, "Soest")
PLACES = Gazetteer({"Soest": SOEST, "59494": SOEST})


def table(tmp_path, header, rows, roles):
    path = tmp_path / "Liste.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return choose(tables.read(path), roles=roles, named={})


def needs(tmp_path, header, *rows, certified=True):
    columns = table(tmp_path, header, rows, NEED_ROLES)
    return list(
        match_records.needs(
            columns, places=PLACES, today=TODAY, offers_certified=certified, report=Report()
        )
    )


def offers(tmp_path, header, *rows):
    columns = table(tmp_path, header, rows, OFFER_ROLES)
    return list(match_records.offers(columns, places=PLACES, report=Report()))


def test_what_no_column_says_is_read_from_the_text(tmp_path):
    (need,) = needs(
        tmp_path,
        "Anfrage",
        '"500 Stück Gehäuse, 30 km um Soest, ISO 9001, in 10 Tagen"',
    )

    assert need.title == "500 Stück Gehäuse"
    assert need.key == "2"
    request = need.request
    assert (request.quantity, request.radius_km, request.place) == (500, 30, SOEST)
    assert request.certificates == ("ISO 9001",)
    assert request.certificates_required
    assert request.deadline == date(2026, 12, 4)
    assert " ".join(request.text.split()) == "Gehäuse, um , ,"


def test_a_column_goes_before_the_text(tmp_path):
    (need,) = needs(
        tmp_path,
        "Nr;Titel;Text;Firma;PLZ;Menge;Termin;Umkreis;Zertifikate;Stichworte",
        "7;Gehäuse;500 Stück, ISO 9001;Berger;59494;1.200;15.1.;25 km;IATF;Guss, Alu",
    )

    request = need.request
    assert (need.key, need.title, need.name) == ("7", "Gehäuse", "Berger")
    assert (request.quantity, request.radius_km, request.place) == (1200, 25, SOEST)
    assert request.certificates == ("IATF 16949",)
    assert request.deadline == date(2027, 1, 15)
    assert request.topics == ("Guss", "Alu")
    assert request.excluded_owners == frozenset({"berger"})


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026-12-04T10:00:00", date(2026, 12, 4)),
        ("2020-01-01", None),
        ("2026-13-40", None),
        ("KW 50", date(2026, 12, 11)),
        ("irgendwann", None),
    ],
)
def test_a_deadline_is_read_as_people_write_it(tmp_path, written, day):
    (need,) = needs(tmp_path, "Text;Termin", f"Gehäuse;{written}")

    assert need.request.deadline == day


def test_without_certificates_of_the_offers_none_is_a_condition(tmp_path):
    (need,) = needs(tmp_path, "Text", "Gehäuse mit ISO 9001", certified=False)

    assert need.request.certificates == ("ISO 9001",)
    assert not need.request.certificates_required


def test_weights_are_no_number_of_pieces(tmp_path):
    (need,) = needs(tmp_path, "Text", "3 t Stahlschrott abholen")

    assert need.request.quantity is None


def test_rows_without_words_are_skipped(tmp_path):
    assert needs(tmp_path, "Text;Ort", ";Soest") == []
    assert offers(tmp_path, "Text;Ort", ";Soest") == []


def test_a_title_of_numbers_only_is_the_text_itself(tmp_path):
    (need,) = needs(tmp_path, "Text;Ort", "4711;Soest")

    assert need.title == "4711"


def test_an_offer_is_shown_and_found(tmp_path):
    ((shown, document),) = offers(
        tmp_path,
        "Id;Firma;Titel;Beschreibung;Ort;Zertifikate;Min. Menge;Max. Menge;Umkreis;Stichworte",
        "K1;Berger;Eloxal;Eloxieren;Soest;"
        '"ISO 9001 bis 31.12.2027; IATF (gültig bis 2028-01-31), AZAV bis 99.99.2027";50;ca. 5.000'
        ";30 km;Alu|Farbe",
    )

    assert (shown.name, shown.title, shown.town, shown.row) == ("Berger", "Eloxal", "Soest", 2)
    assert (document.lot_min, document.lot_max, document.radius_km) == (50, 5000, 30)
    assert document.place == SOEST
    assert document.topics == ("Alu", "Farbe")
    assert document.owner == "berger"
    assert document.certificates == (
        Certificate("ISO 9001", date(2027, 12, 31)),
        Certificate("IATF 16949", date(2028, 1, 31)),
        Certificate("AZAV", None),
    )


def test_without_a_column_certificates_are_read_from_the_text(tmp_path):
    ((shown, document),) = offers(tmp_path, "Text;PLZ", "Drehen nach ISO 9001;59494")

    assert document.certificates == (Certificate("ISO 9001"),)
    assert (shown.name, shown.town) == ("Drehen nach ISO 9001", "Soest")


def test_degrees_go_before_names(tmp_path):
    ((_, document),) = offers(tmp_path, "Text;Ort;lat;lon", "Drehen;Soest;50,5;7,25")

    assert document.place == Place(50.5, 7.25, "Soest")


def test_no_number_is_no_condition(tmp_path):
    ((_, document),) = offers(tmp_path, "Text;Min. Menge;Umkreis", "Drehen;keine;bundesweit")

    assert (document.lot_min, document.radius_km) == (None, None)
