"""Days, telephone numbers, addresses, legal forms and offers, one cell each."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine import members
from kurzweg.engine.members import (
    MemberRecord,
    addresses,
    companies,
    contacts,
    days,
    phrases,
)
from kurzweg.engine.members.records import Why

TODAY = date(2027, 1, 5)
promise = settings(max_examples=60, deadline=None, derandomize=True)
EPOCH = date(1899, 12, 30)


def read_day(text, *, is_last=False):
    found = days.past_day(text, today=TODAY, epoch=EPOCH, is_last=is_last)
    return found if isinstance(found, Why) else (found.day.isoformat(), found.is_assumed)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01.03.2014", "2014-03-01"),
        ("1.3.14", "2014-03-01"),
        ("01/03/2014", "2014-03-01"),
        ("03/31/2014", "2014-03-31"),
        ("2014-03-01", "2014-03-01"),
        ("2014-03-01T00:00:00", "2014-03-01"),
        ("20140301", "2014-03-01"),
        ("1. März 2014", "2014-03-01"),
        ("1 Mar 2014", "2014-03-01"),
        ("March 1, 2014", "2014-03-01"),
        ("seit 1.3.2014", "2014-03-01"),
        ("seit dem 01.03.2014", "2014-03-01"),
        ("Sa., 1.3.2014", "2014-03-01"),
        ("1.4.75", "1975-04-01"),
        ("31.12.28", "2028-12-31"),
        ("41699", "2014-03-01"),
        ("27485", "1975-04-01"),
    ],
)
def test_a_day_of_long_ago_is_read_as_it_is_written(cell, day):
    assert read_day(cell) == (day, False)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2009", "2009-01-01", "2009-12-31"),
        ("seit 2009", "2009-01-01", "2009-12-31"),
        ("März 2014", "2014-03-01", "2014-03-31"),
        ("2/2016", "2016-02-01", "2016-02-29"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("Okt. 98", "1998-10-01", "1998-10-31"),
    ],
)
def test_of_a_year_or_month_alone_a_day_is_assumed_and_said_so(cell, first, last):
    assert read_day(cell) == (first, True)
    assert read_day(cell, is_last=True) == (last, True)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("unbekannt", Why.NO_DAY),
        ("vor 2009", Why.NO_DAY),
        ("1.3.2014 / 1.4.2015", Why.NO_DAY),
        ("Gründungsmitglied", Why.NO_DAY),
        ("31.02.2014", Why.IMPOSSIBLE_DAY),
        ("13/2014", Why.IMPOSSIBLE_DAY),
        ("1.3.0014", Why.IMPOSSIBLE_DAY),
        ("1.3.2104", Why.FAR_DAY),
        ("9999", Why.NO_DAY),
    ],
)
def test_what_is_no_day_says_why(cell, why):
    assert read_day(cell) is why


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("02921/123456", ["+49 2921 123456"]),
        ("(02921) 12 34-56", ["+49 2921 123456"]),
        ("+49 (0) 2921 123456", ["+49 2921 123456"]),
        ("0049 2921 123456", ["+49 2921 123456"]),
        ("Tel. 02921 123456 (Zentrale)", ["+49 2921 123456"]),
        ("2921123456", ["+49 2921 123456"]),  # a cell that counts lost the zero
        ("0171/1234567 oder 02921 123456", ["+49 171 1234567", "+49 2921 123456"]),
        ("+43 1 5134567", ["+43 1 5134567"]),
        ("4,92921E+11", []),
        ("01.02.2003", []),
        ("k. A.", []),
        ("123", []),
        ("1" * 30, []),
    ],
)
def test_telephone_numbers_are_found_in_all_spellings(cell, numbers):
    assert list(contacts.phones(cell)) == numbers


@pytest.mark.parametrize("area", ["0351", "0171", "02921", "030", "+49 711", "0190", "099999"])
@pytest.mark.parametrize("number", ["4711", "123456", "1234567", "987654321"])
@pytest.mark.parametrize("between", [" ", "/"])
def test_a_plain_number_is_read_as_one_in_a_text_is(area, number, between):
    cell = f"{area}{between}{number}"

    assert contacts.phones(cell) == contacts.phones(f"T: {cell}") or contacts.phones(cell) == ()


def test_a_day_is_no_plain_number():
    assert contacts.phones("012/2020") == ()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Info@Firma.DE", ["Info@firma.de"]),
        ("mailto:info@firma.de", ["info@firma.de"]),
        ("info(at)firma.de", ["info@firma.de"]),
        ("info [at] firma [dot] de", ["info@firma.de"]),
        (
            "Max Schulz <max@firma.de>; eva.meier@firma-nord.de",
            ["max@firma.de", "eva.meier@firma-nord.de"],
        ),
        ("info@müller-guss.de", ["info@müller-guss.de"]),
        ("info@firma", []),
        ("@firma.de", []),
        ("folgt", []),
    ],
)
def test_mail_addresses_are_found_as_people_hide_them(cell, found):
    assert list(contacts.emails(cell)) == found


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.Firma.de", "https://www.firma.de"),
        ("http://firma.de/", "http://firma.de"),
        ("firma.de/Kontakt", "https://firma.de/Kontakt"),
        ("https://müller.de:8080/a?b=c", "https://müller.de:8080/a?b=c"),
        ("javascript:alert(1)", ""),
        ("noch keine", ""),
    ],
)
def test_a_web_address_is_read_with_or_without_its_scheme(cell, address):
    assert contacts.website(cell) == address


@pytest.mark.parametrize(
    ("cell", "town", "code"),
    [
        ("01067", "", ("01067", "", False)),
        ("1067", "", ("01067", "", True)),
        ("1067", "Dresden", ("01067", "", True)),
        ("D-59494", "", ("59494", "", False)),
        ("A-1010", "", ("1010", "AT", False)),
        ("1010", "Wien", ("1010", "", False)),
    ],
)
def test_a_postcode_gets_its_zero_back_and_says_so(cell, town, code):
    assert addresses.postal_code(cell, town=town) == code


def test_four_digits_of_another_country_stay_four():
    assert addresses.postal_code("1010", country="Österreich") == ("1010", "", False)
    assert addresses.postal_code("594", country="") is None
    assert addresses.postal_code("folgt", country="Österreich") is None


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("59494 Soest", ("", "59494", "Soest", "")),
        ("D-59494 Soest", ("", "59494", "Soest", "")),
        ("Lange Str. 5, 59494 Soest", ("Lange Str. 5", "59494", "Soest", "")),
        ("Lange Str. 5\n59494 Bad Sassendorf", ("Lange Str. 5", "59494", "Bad Sassendorf", "")),
        ("59494 Soest, Lange Str. 5", ("Lange Str. 5", "59494", "Soest", "")),
        ("Soest 59494", ("", "59494", "Soest", "")),
        ("A-1010 Wien", ("", "1010", "Wien", "AT")),
        ("Lange Str. 5, 59494 Soest, Deutschland", ("Lange Str. 5", "59494", "Soest", "")),
    ],
)
def test_an_address_in_one_cell_is_cut_into_its_parts(cell, parts):
    assert addresses.address(cell) == parts


@pytest.mark.parametrize("cell", ["Soest", "1067 Dresden", "Lange Str. 5", "123456 Soest", ""])
def test_what_is_no_whole_address_stays_whole(cell):
    assert addresses.address(cell) is None


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Müller Guss GmbH", "GmbH"),
        ("Stüwe & Söhne GmbH & Co.KG", "GmbH & Co. KG"),
        ("Stüwe GmbH u. Co. KG", "GmbH & Co. KG"),
        ("Kessebrock G.m.b.H.", "GmbH"),
        ("Hahne UG (haftungsbeschränkt)", "UG (haftungsbeschränkt)"),
        ("Bäckerei Vehoff e.K.", "e. K."),
        ("Wirtschaftskreis Hellweg e. V.", "e. V."),
        ("Volksbank Hellweg eG", "eG"),
        ("Kanzlei Roth PartG mbB", "PartG mbB"),
        ("Brandhoff GmbH, Niederlassung Soest", "GmbH"),
        ("Roth Verwaltungs-GmbH", "GmbH"),
        ("EMC GmbH European Management", "GmbH"),
        ('Gaststätte "Zum Baum GmbH"', "GmbH"),
        ("Chor e.V. der Roth GmbH", "GmbH"),
        ("Freunde der GmbH e. V.", "e. V."),
        ("Förderkreis Hellweg e.V. Soest", "e. V."),
        ("Verlag AG Soest", ""),
        ("Verlag Krause", ""),
        ("Tag", ""),
        ("Sie und ag", ""),
        ("GmbH-Berater Roth", ""),
    ],
)
def test_the_legal_form_stands_at_the_end_of_a_name(name, form):
    assert companies.legal_form(name) == form


@pytest.mark.parametrize(
    ("cell", "heading", "entry"),
    [
        ("HRB 1234", "Register", ("", "HRB 1234")),
        ("Amtsgericht Arnsberg, HRB 12 345", "Register", ("Arnsberg", "HRB 12345")),
        ("AG Arnsberg HRA 99", "HR", ("Arnsberg", "HRA 99")),
        ("HRB 12345 B", "HR", ("", "HRB 12345 B")),
        ("1234", "HRB", ("", "HRB 1234")),
        ("1234", "Handelsregister-Nr.", ("", "1234")),
        ("Arnsberg", "Registergericht", ("Arnsberg", "")),
        ("VR 711", "Register", ("", "VR 711")),
    ],
)
def test_an_entry_in_a_register_is_read_with_its_court(cell, heading, entry):
    assert companies.register(cell, heading=heading) == entry


def test_what_is_no_entry_no_vat_id_and_no_number_of_people_is_none():
    assert companies.register("in Gründung", heading="HRB") is None
    assert companies.vat_id("DE 136 695 976") == "DE136695976"
    assert companies.vat_id("136695976") == "DE136695976"
    assert companies.vat_id("DE136695977") == ""  # its check digit is wrong
    assert companies.staff("ca. 1.200 Mitarbeiter") == 1200
    assert companies.staff("12.0") == 12
    assert companies.staff("5–20") is None
    assert companies.staff("9999999") is None


@pytest.mark.parametrize(
    ("cell", "offers"),
    [
        ("Drehen; Fräsen; Härten", ["Drehen", "Fräsen", "Härten"]),
        ("Drehen\n- Fräsen\n• Härten", ["Drehen", "Fräsen", "Härten"]),
        ("Drehen, Fräsen, Härten", ["Drehen", "Fräsen", "Härten"]),
        ("Stückgut, Lagerung und Kommissionierung", ["Stückgut", "Lagerung und Kommissionierung"]),
        ("Lohn- und Gehaltsabrechnung, Steuern", ["Lohn- und Gehaltsabrechnung", "Steuern"]),
        ("Drehen; Drehen", ["Drehen"]),
    ],
)
def test_offers_are_parted_where_it_is_safe(cell, offers):
    assert list(phrases.offers(cell)) == offers


@pytest.mark.parametrize(
    "whole",
    [
        "Holz-, Metall- und Kunststoffbau",
        "Beratung, auch vor Ort",
        "Planung, Montage und Wartung von Anlagen",
        "Rohre (Stahl, Guss, Kupfer)",
        "Bleche von 0,5 mm bis 12 mm",
        "Gehäuse aus Aluminium, eloxiert",
        "Wir bieten Beratung, Planung und Bau",
        "Forschung und Entwicklung",
        "Hard-/Software",
    ],
)
def test_offers_stay_whole_where_a_cut_may_be_wrong(whole):
    assert phrases.offers(whole) == (whole,)


@promise
@given(st.text(alphabet="AÖab ,;\n()-.0•", max_size=60))
def test_no_letter_of_an_offer_is_lost_or_invented(cell):
    found = phrases.offers(cell)

    def letters(text):
        return {letter for letter in text if letter.isalpha()}

    assert letters("".join(found)) == letters(cell)
    assert all(each == each.strip() and each for each in found)


@promise
@given(st.text(max_size=40), st.booleans())
def test_no_cell_breaks_the_reading_of_values(cell, is_last):
    read_day(cell, is_last=is_last)
    contacts.phones(cell)
    contacts.emails(cell)
    contacts.website(cell)
    addresses.address(cell)
    addresses.postal_code(cell)
    companies.legal_form(cell)
    companies.register(cell, heading="HRB")
    companies.vat_id(cell)
    companies.staff(cell)


@pytest.mark.parametrize(
    ("name", "column", "whole"),
    [
        ("Roth Guss", "GmbH", "Roth Guss GmbH"),
        ("Roth Guss GmbH", "GmbH", "Roth Guss GmbH"),
        ("Roth & Co. Kommanditgesellschaft", "KG", "Roth & Co. Kommanditgesellschaft"),
        ("Roth Guss", "Sonstige", "Roth Guss Sonstige"),
        ("GmbH Roth", "", "GmbH Roth"),
    ],
)
def test_a_legal_form_of_its_own_column_stands_in_the_whole_name_once(name, column, whole):
    assert members.whole_name(MemberRecord(row=2, name=name, legal_form=column)) == whole


@pytest.mark.parametrize("written", ["Kommanditgesellschaft", "Komm.-Ges.", "kommanditges.", "KG"])
def test_a_limited_partnership_is_read_however_it_is_written(written):
    assert companies.legal_form(f"Roth GmbH & Co. {written}") == "GmbH & Co. KG"
    assert companies.legal_form(f"Roth {written}") == "KG"


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ("10-49", 10), ("10 – 49", 10), ("10 bis 49", 10), ("10-50 MA", 10), ("<10", 1),
        ("unter 10", 1), ("0-9", 1), ("50 to 249 employees", 50), (">250", 250), ("über 250", 250),
        ("> 1.000", 1000), ("20-30", None), ("10-", None), (">100", None), ("bis bald", None),
    ],
)  # fmt: skip
def test_the_bands_by_which_firms_are_counted_are_read(said, least):
    assert companies.staff(said) == least
