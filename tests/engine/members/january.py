"""The list an office brings along in January: 97 rows, of which 94 are members.

A title line, Windows-1252, a postcode with a zero before it, two persons in one cell, and three
firms that stand in it twice. All names are invented.
"""

from itertools import cycle

TITLE = "Mitgliederliste Wirtschaftskreis Hellweg e. V. – Stand 4. Januar 2027"
HEADER = (
    "Mitglieds-Nr.", "Firma", "Straße/Nr.", "PLZ", "Ort", "Ansprechpartner", "Telefon", "E-Mail",
    "Internet", "Mitglied seit", "Beitragsklasse", "Mitarbeiter", "Leistungen", "WZ",
    "Einwilligung Newsletter", "Bemerkung",
)  # fmt: skip
FIRST_ROW = 4  # below the title, an empty line and the header
MEMBERS, ROWS = 94, 97
OF_DRESDEN = "Elbtal Feinoptik GmbH"  # its postcode begins with a zero
OF_TWO_PERSONS = "Hollmann Galvanik GmbH & Co. KG"
# What stands twice: number of the row, number of the row of the same firm.
TWICE = ((98, 9), (99, 23), (100, 41))

_FAMILIES = """
    Brandhoff Hollmann Kessebrock Tillmanns Overkamp Schürholz Niederbröker Hüttenhain Feldkötter
    Bergerhoff Dörrenberg Vossberg Lüttgens Kahlert Strothmann Ellerkamp Rademaker Wiegelmann
    Osthues Hagedorn Kirchhoff Nettelbeck Schmalenbach Grotegut Hesselmann Brinkmann Ahlbrecht
    Beckhaus Bensberg Berking Beutler Birkholz Bohnenkamp Bornemann Brackmann Brauckmann Brockhaus
    Brüggemann Büscher Conrads Dahlhaus Diekmann Dierkes Dohmen Ebbinghaus Eckhoff Eickhoff Elbers
    Fahrenholz Falkenstein Flasche Frieling Gössling Gottschalk Grabowski Hackenberg Hammerstein
    Hartkopf Hasenkamp Hegemann Heidkamp Hennecke Hilgers Hillebrand Hoffstadt Holthaus Horstmann
    Hülsmann Isenberg Jungblut Kaczmarek Kalthoff Kampmann Kaufhold Kerkhoff Kersting Kleinschmidt
    Klöckner Könning Krumme Künne Langenbach Laubrock Lehmkuhl Linnemann Lückert Mehring Möllmann
    Niemeier Ohlendorf Osterloh Papenfuß Reckmann
"""
_GIVEN = ("Anja", "Bernd", "Claudia", "Dirk", "Eva", "Frank", "Heike", "Jörg", "Katrin", "Uwe")
_TOWNS = (
    ("59494", "Soest", "02921"), ("59555", "Lippstadt", "02941"), ("59457", "Werl", "02922"),
    ("59581", "Warstein", "02902"), ("59597", "Erwitte", "02943"), ("59065", "Hamm", "02381"),
)  # fmt: skip
_STREETS = ("Hauptstraße", "Industriestr.", "Am Bahnhof", "Gewerbepark", "Lange Straße", "Im Felde")
_TRADES = (
    ("Werkzeugbau GmbH", "25.73", "Stanzwerkzeuge; Biegewerkzeuge; Reparatur von Formen"),
    ("Galvanik GmbH & Co. KG", "25.61", "Verzinken, Eloxieren, Pulverbeschichten"),
    ("Elektrotechnik GmbH", "43.21", "Schaltschrankbau; Planung und Montage von Ladestationen"),
    ("Spedition KG", "49.41", "Stückgut, Teilladungen, Lagerung und Kommissionierung"),
    ("Steuerberatung PartG mbB", "69.20", "Jahresabschluss; Lohn- und Gehaltsabrechnung"),
    ("Holzbau e. K.", "16.23", "Dachstühle, Innenausbau"),
    ("Kunststofftechnik GmbH", "22.29", "Spritzguss; Baugruppenmontage"),
    ("Systemhaus GmbH", "62.03", "Netzwerke; Datensicherung; Schulungen"),
)
_DAYS = ("01.01.2009", "15.3.2014", "2018-07-01", "März 2016", "2011", "1.10.21")


def members() -> list[tuple[str, ...]]:
    """The rows of the 94 members, each with a text for each column of the header."""
    trades, towns, streets, days = map(cycle, (_TRADES, _TOWNS, _STREETS, _DAYS))
    rows = [_member(at, name, next(trades), next(towns), next(streets), next(days))
            for at, name in enumerate(_FAMILIES.split())]  # fmt: skip
    rows.insert(30, (
        "131", OF_DRESDEN, "Ostra-Allee 17", "01067", "Dresden", "Dr. Henrike Zschoche",
        "0351 / 48 12-60", "info@elbtal-feinoptik.example", "www.elbtal-feinoptik.example",
        "1.4.2019", "B", "38", "Linsen; Prismen; Beschichtung von Optiken", "26.70", "ja", "",
    ))  # fmt: skip
    return rows


def rows() -> list[tuple[str, ...]]:
    """All 97 rows: the members, and three of them once more as somebody else typed them."""
    listed = members()
    for at, (row, original) in enumerate(TWICE):
        listed.append(_typed_again(listed[original - FIRST_ROW], at, str(500 + row)))
    return listed


def january() -> bytes:
    """The file as Excel saves it in Germany."""
    lines = [TITLE, "", *(";".join(map(_quoted, row)) for row in (HEADER, *rows()))]
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def _member(
    at: int, family: str, trade: tuple[str, ...], town: tuple[str, ...], street: str, day: str
) -> tuple[str, ...]:
    kind, wz, offers = trade
    postal_code, place, area = town
    domain = f"{_plain(family)}-{_plain(kind.split()[0])}.example"
    given = _GIVEN[at % len(_GIVEN)]
    person = f"{given} {family}"
    if at == 1:
        person = f"Dr. {given} {family}, Max Schulte (Vertrieb)"
    phone = (f"{area}/{4711 + 37 * at}", f"+49 (0) {area[1:]} {4711 + 37 * at}-0")[at % 2]
    consent = ("ja", "nein", "")[at % 3]
    note = "zahlt per Rechnung; Rückruf bei Frau Möhle" if at == 5 else ""
    return (
        str(101 + at), f"{family} {kind}", f"{street} {at + 1}", postal_code, place, person, phone,
        f"info@{domain}", f"www.{domain}", day, "ABC"[at % 3], str(4 + 3 * at), offers, wz,
        consent, note,
    )  # fmt: skip


def _typed_again(row: tuple[str, ...], at: int, number: str) -> tuple[str, ...]:
    cells = dict(zip(HEADER, row, strict=True)) | {"Mitglieds-Nr.": number, "Bemerkung": ""}
    family, kind = cells["Firma"].split(" ", 1)
    match at:
        case 0:  # in capitals, without umlauts, and with another contact
            capitals = cells["Firma"].upper().replace("Ü", "UE").replace("Ö", "OE")
            cells |= {"Firma": capitals, "Ansprechpartner": "Petra Thiele"}
        case 1:  # the trade before the name, no legal form
            cells |= {"Firma": f"{kind.split()[0]} {family}", "Mitglied seit": ""}
        case 2:  # the name in short, another person's mail at the same firm
            mail = cells["E-Mail"].replace("info@", "einkauf@")
            cells |= {"Firma": f"Fa. {family}", "E-Mail": mail, "Leistungen": ""}
    return tuple(cells[name] for name in HEADER)


def _plain(name: str) -> str:
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.casefold().replace(letter, letters)
    return name


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if ";" in cell or '"' in cell else cell
