from datetime import date

import pytest

from kurzweg.engine.tables import Cell, Unread, cells

TODAY = date(2026, 11, 30)


def cell(text):
    return Cell(7, "Spalte", text)


def why(read):
    return read.why if isinstance(read, Unread) else read


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("20 000", 20_000),
        ("20\u00a0000", 20_000),
        ("20\u202f000", 20_000),
        ("20'000", 20_000),
        ("20’000", 20_000),
        ("1 250 000", 1_250_000),
        ("14 500 Stück", 14_500),
        ("14.500 Stk.", 14_500),
        ("14,500", 14_500),
        ("14.500,00", 14_500),
        ("14.500,-", 14_500),
        ("ca. 2 000", 2_000),
        ("~ 2.000 St", 2_000),
        ("mind. 300", 300),
        ("bis zu 20 000", 20_000),
        ("≥ 50 pcs", 50),
        ("4x125", 500),
        ("4 × 125 Stück", 500),
        ("3 x 2 x 50", 300),
        ("20k", 20_000),
        ("20 Tsd.", 20_000),
        ("2 Mio.", 2_000_000),
        ("1,5 Mio. Teile", 1_500_000),
        ("0,5 Mio", 500_000),
        ("2 Dutzend", 24),
        ("zwölf", 12),
        ("1.200 Stück/Jahr", 1_200),
        ("1.200 p.a.", 1_200),
        ("1.200 pro Monat", 1_200),
        ("10.000/Jahr", 10_000),
        ("350 Halter", 350),
        ("350 verzinkte Halter", 350),
        ("5 Stück à 20 kg", 5),
        ("50–100 Stk.", 100),
        ("10-20 Tsd.", 20_000),
        ("10000.0000", 10_000),
        ("eine Million", 1_000_000),
        ("ein halbes Dutzend", 6),
        ("eine halbe Million Teile", 500_000),
        ("fünf Dutzend", 60),
        ("vier Tausend Stück", 4_000),
        ("tausend", 1_000),
        ("dreihundertfünfzig", 350),
        ("zwei bis drei Tausend", 3_000),
        ("anderthalb Millionen", 1_500_000),
        ("3 Mill.", 3_000_000),
        ("half a million", 500_000),
        ("two dozen", 24),
        ("½ Mio", 500_000),
        ("vier Lose à 60", 240),
        ("3 Paletten zu je 40 Stück", 120),
        ("drei halbe Millionen", "no number"),
        ("eine Handvoll", "not pieces"),
        ("zwei Paletten", "not pieces"),
        ("20 TEUR", "not pieces"),
        ("20 T€", "not pieces"),
        ("4 Lose", "not pieces"),
        ("5 Big Bags", "not pieces"),
        ("4 Gitterboxen", "not pieces"),
        ("3 volle Paletten", "not pieces"),
        ("60 Stück/Palette", "not pieces"),
        ("60 pro Karton", "not pieces"),
        ("50 Stück, dann 200", "two numbers"),
        ("50 Stück oder 200 Stück", "two numbers"),
        ("50 Stück, 3 mm dick", 50),
        ("9" * 15, "too large"),
        ("5 t", "not pieces"),
        ("5to", "not pieces"),
        ("250 kg", "not pieces"),
        ("3 Paletten", "not pieces"),
        ("600 x 400 mm", "not pieces"),
        ("12 m²", "not pieces"),
        ("100 €", "not pieces"),
        ("2,5", "not whole"),
        ("1.1250", "not whole"),
        ("viele", "no number"),
        ("auf Anfrage", "no number"),
        ("0", "no number"),
        ("-5", "no number"),
        ("12 5000", "no number"),
        ("1.2.3", "no number"),
        ("1/2", "no number"),
        ("5 + 5", "no number"),
        ("100-50", "no number"),
        ("31.12.2026", "no number"),
        ("9" * 300, "no number"),
        ("", None),
        ("–", None),
        ("k. A.", None),
        ("keine", None),
    ],
)
def test_pieces_are_read_as_people_write_them(written, pieces):
    assert why(cells.pieces(cell(written))) == pieces


def test_of_a_range_the_lower_end_can_be_asked_for():
    assert cells.pieces(cell("50 bis 1 000 Stück"), lowest=True) == 50
    assert cells.pieces(cell("1 bis 2 Mio."), lowest=True) == 1_000_000
    assert cells.pieces(cell("500 bis 2 Tsd."), lowest=True) == 500


def test_what_cannot_be_read_is_named_with_row_and_column():
    assert cells.pieces(cell("5 t")) == Unread(7, "Spalte", "5 t", "not pieces")
    assert len(cells.pieces(cell("x" * 1000)).text) == cells.LONGEST_SHOWN


@pytest.mark.parametrize(
    ("written", "kilometres"),
    [
        ("25", 25),
        ("25 km", 25),
        ("bis 1.000 Kilometer", 1000),
        ("12,5 km", 12.5),
        ("25 km um Soest", 25),
        ("25 Minuten", "no kilometres"),
        ("bundesweit", "no number"),
        ("0 km", "no number"),
        ("", None),
    ],
)
def test_kilometres_are_read(written, kilometres):
    assert why(cells.kilometres(cell(written))) == kilometres


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("51,5", 51.5),
        ("-8.25", -8.25),
        ("51.5°", 51.5),
        ("", None),
        ("nan", None),
        ("99", "no degrees"),
        ("N 51", "no degrees"),
        ("inf", "no degrees"),
    ],
)
def test_degrees_are_read(written, degrees):
    assert why(cells.degrees(cell(written), most=90)) == degrees


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-01-15", date(2027, 1, 15)),
        ("2027-01-15T08:30:00", date(2027, 1, 15)),
        ("2027/01/15", date(2027, 1, 15)),
        ("20270115", date(2027, 1, 15)),
        ("15.01.2027", date(2027, 1, 15)),
        ("15.1.27", date(2027, 1, 15)),
        ("15/01/2027", date(2027, 1, 15)),
        ("15-1-27", date(2027, 1, 15)),
        ("01/15/2027", date(2027, 1, 15)),
        ("15. 1. 2027", date(2027, 1, 15)),
        ("Fr., 15.01.2027", date(2027, 1, 15)),
        ("bis spätestens 15.1.2027", date(2027, 1, 15)),
        ("15.01.2027 08:30", date(2027, 1, 15)),
        ("15.01.2027, 8 Uhr", date(2027, 1, 15)),
        ("15.1.", date(2027, 1, 15)),
        ("Fr 15.01.", date(2027, 1, 15)),
        ("15.01", date(2027, 1, 15)),
        ("15-Jan-2027", date(2027, 1, 15)),
        ("15. Jan. 27", date(2027, 1, 15)),
        ("15. Jänner 27", date(2027, 1, 15)),
        ("2027-01", date(2027, 1, 31)),
        ("46402,5", date(2027, 1, 15)),
        ("15. Januar 2027", date(2027, 1, 15)),
        ("46402", date(2027, 1, 15)),
        ("46402.0", date(2027, 1, 15)),
        ("01/2027", date(2027, 1, 31)),
        ("KW 2", date(2027, 1, 15)),
        ("Ende Januar", date(2027, 1, 31)),
        ("heute", TODAY),
        ("31.09.2027", "impossible"),
        ("31. Sept. 27", "impossible"),
        ("2027-13", "impossible"),
        ("Januar 27", "no day"),
        ("31.9.", "impossible"),
        ("31. April", "impossible"),
        ("bis 30. Februar", "impossible"),
        ("30. April", date(2027, 4, 30)),
        ("KW 60", "impossible"),
        ("1.5.2126", "far"),
        ("2027-02-30", "impossible"),
        ("30/02/2027", "impossible"),
        ("13/2027", "impossible"),
        ("29.11.2026", "past"),
        ("15.1.99", "past"),
        ("45000", "past"),
        ("demnächst", "no day"),
        ("asap", "no day"),
        ("2027", "no day"),
        ("99999", "no day"),
        ("31000", "no day"),
        ("1" * 300, "no day"),
        ("", None),
        ("-", None),
    ],
)
def test_days_are_read_as_people_and_programs_write_them(written, day):
    assert why(cells.day(cell(written), today=TODAY)) == day


def test_days_are_counted_from_where_the_file_counts_them():
    epoch = date(1904, 1, 1)

    assert cells.day(cell("44940"), today=TODAY, epoch=epoch) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("59494", "59494"),
        ("D-59494", "59494"),
        ("PLZ 04109", "04109"),
        ("PLZ: 04109 Leipzig", "04109"),
        ("D 59494 Soest", "59494"),
        ("DE59494", "59494"),
        ("D-1067", "01067"),
        ("1067", "1067"),
        ("8112 Otelfingen", "8112"),
        ("Am Wall 3, 59494 Soest", "59494"),
        ("Werkstr. 4711, 01067 Dresden", "01067"),
        ("Linienstr. 5 59494", "59494"),
        ("Am Wall 1234", None),
        ("Soest", None),
        ("", None),
        ("CH-8400", "foreign"),
        ("CH8400", "foreign"),
        ("A-4020 Linz", "foreign"),
        ("A 4020 Linz", "foreign"),
        ("Landstr. 3, F-67000 Strasbourg", "foreign"),
        ("1012 AB Amsterdam", "foreign"),
        ("110 00 Praha", "foreign"),
        ("00-950 Warszawa", "foreign"),
        ("SW1A 1AA London", "foreign"),
    ],
)
def test_only_german_postcodes_are_taken_for_german(written, code):
    assert why(cells.postcode(cell(written))) == code


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('="01067"', "01067"),
        ('="Rohr 3/4"""', 'Rohr 3/4"'),
        ("M&uuml;ller &amp; S&#246;hne", "Müller & Söhne"),
        ("M&amp;uuml;ller", "Müller"),
        ("F&E; R&D", "F&E; R&D"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("\u00a0 a \t", "a"),
        ("&nosuch;", "&nosuch;"),
        ("'01067", "01067"),
        ("'=1+1", "=1+1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("GroÃŸ & SÃ¶hne, Ã„Ã–Ãœ", "Groß & Söhne, ÄÖÜ"),
        ("Bau â€“ â€žneuâ€œ 5 â‚¬ Â§", "Bau – „neu“ 5 € §"),
        ("SÃO PAULO, „Ä“, Ã–", "SÃO PAULO, „Ä“, Ö"),
        ("â€¦â€ x", "…â€ x"),
        ("Sto\u0308\u00adru\u200bng", "Störung"),
        ("\u200b \ufeff", ""),
    ],
)
def test_what_programs_wrap_around_a_text_is_taken_off(written, text):
    assert cells.cleaned(written) == text


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("03.12.-18.12.2026", date(2026, 12, 18)),
        ("3.–18.12.26", date(2026, 12, 18)),
        ("vom 3.12. bis 18.12.2026", date(2026, 12, 18)),
        ("2026-12-03 - 2026-12-18", date(2026, 12, 18)),
        ("3. bis 18. Januar 2027", date(2027, 1, 18)),
        ("Januar-Februar 2027", date(2027, 2, 28)),
        ("KW 50/51", date(2026, 12, 18)),
        ("KW 50/26", date(2026, 12, 11)),
        ("18.12.20266", "no day"),
        ("18.12.202", "no day"),
        ("18. Dezember 20266", "no day"),
    ],
)
def test_of_a_span_the_last_day_counts_and_a_slip_is_named(written, last):
    assert why(cells.day(cell(written), today=TODAY)) == last


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("4 TStk", 4_000),
        ("4 TSt", 4_000),
        ("4 Tst.", 4_000),
        ("4 T Stück", 4_000),
        ("4 t Teile", "not pieces"),
        ("4 MStk", "not pieces"),
        ("3.0000", "no number"),
        ("3,00000 Stück", "no number"),
    ],
)
def test_thousands_before_the_unit_are_read_and_a_slip_is_named(written, found):
    assert why(cells.pieces(cell(written))) == found
