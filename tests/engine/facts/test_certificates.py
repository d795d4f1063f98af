import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.facts import certificates

NAMED = [
    ("Zertifizierung nach ISO 9001 wird vorausgesetzt", ["ISO 9001"]),
    ("ISO9001 wäre Bedingung", ["ISO 9001"]),
    ("nach DIN EN ISO 9001:2015 zertifiziert", ["ISO 9001"]),
    ("DIN EN ISO 13485:2016, Reinraum Klasse 7", ["ISO 13485"]),
    ("nur mit IATF", ["IATF 16949"]),
    ("IATF 16949:2016 Automotive", ["IATF 16949"]),
    ("noch nach ISO/TS 16949", ["IATF 16949"]),
    ("Schweißen nach EN 1090", ["EN 1090"]),
    ("Stahlbau DIN EN 1090-2 EXC3, verzinkt", ["EN 1090 EXC3"]),
    ("Schweißbetrieb EN 1090 EXC 2", ["EN 1090 EXC2"]),
    ("nach DIN EN ISO 3834-2 geprüft", ["ISO 3834-2"]),
    ("ISO 3834 reicht", ["ISO 3834"]),
    ("Schienenfahrzeuge: EN 15085-2 CL1", ["EN 15085 CL1"]),
    ("Wir brauchen einen AZAV-Träger", ["AZAV"]),
    ("ISO 9001, 14001 und 45001", ["ISO 9001", "ISO 14001", "ISO 45001"]),
    ("ISO 9001/14001", ["ISO 9001", "ISO 14001"]),
    ("ISO 9001 und IATF 16949", ["ISO 9001", "IATF 16949"]),
    ("zertifiziert nach 9001", ["ISO 9001"]),
    ("einen 9001-zertifizierten Lohnfertiger", ["ISO 9001"]),
    ("nach 14001 zertifizierte Lackiererei", ["ISO 14001"]),
    ("TISAX Level 3", ["TISAX"]),
    ("VDA 6.3 Audit bestanden", ["VDA 6.3"]),
    ("Spedition mit AEO-F", ["AEO-F"]),
    ("AEO reicht uns", ["AEO"]),
    ("Montage mit SCC**", ["SCC**"]),
    ("SCC-Zertifikat", ["SCC"]),
    ("SCCP für die Raffinerie", ["SCCP"]),
    ("Druckerei mit FSC und PEFC", ["FSC", "PEFC"]),
    ("IFS Food und HACCP", ["IFS Food", "HACCP"]),
    ("BRCGS Food", ["BRCGS"]),
    ("FSSC 22000 zwingend", ["FSSC 22000"]),
    ("Entsorgungsfachbetrieb gesucht", ["Entsorgungsfachbetrieb"]),
    ("mit EfbV-Nachweis", ["Entsorgungsfachbetrieb"]),
    ("Errichter, VdS-anerkannt", ["VdS"]),
    ("Leitungssätze mit UL-Kennzeichnung", ["UL"]),
    ("UL listed harnesses", ["UL"]),
    ("WHG-Fachbetrieb für Tankanlage", ["WHG-Fachbetrieb"]),
    ("Straßenbau mit RAL-GZ 961", ["RAL-GZ 961"]),
    ("DVGW GW 301 vorhanden?", ["DVGW GW 301"]),
    ("präqualifiziert (PQ-VOB)", ["PQ-VOB"]),
    ("AS 9100 Luftfahrt", ["EN 9100"]),
    ("certified to ISO 9001 and 14001", ["ISO 9001", "ISO 14001"]),
    ("Labor, akkreditiert nach DIN EN ISO/IEC 17025:2018", ["ISO 17025"]),
    ("OHSAS 18001", ["OHSAS 18001"]),
    ("ISO 27001 (Rechenzentrum)", ["ISO 27001"]),
    ("IRIS-Zertifizierung Bahn", ["ISO 22163"]),
    ("EMAS-Betriebe bevorzugt", ["EMAS"]),
]

NOT_NAMED = [
    "Toleranzen nach ISO 2768-mK",
    "Schrauben DIN 912 M8",
    "Abnahmeprüfzeugnis EN 10204 3.1",
    "Farbe RAL 9001",
    "Fax 02941 9001-0",
    "Zeichnung 9001 liegt bei",
    "Losgröße 14001 Stück",
    "nach 9001 Stück wechseln",
    "ISO 90011",
    "Iris Meier ist unsere Ansprechpartnerin",
    "Passung ISO 286",
    "Whg. im Erdgeschoss",
    "DIN UL 12 und UL 94 V-0",
    "des vds-Verbands",
    "die Sccm-Einheit",
    "",
]


@pytest.mark.parametrize(("text", "schemes"), NAMED)
def test_a_certificate_is_found_as_people_write_it(text, schemes):
    assert [mention.scheme for mention in certificates.find(text)] == schemes


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_only_looks_like_a_certificate_is_left_alone(text):
    assert certificates.find(text) == ()


def test_a_mention_says_where_it_stands():
    text = "Zertifiziert nach DIN EN ISO 9001:2015 und 14001."

    pieces = [text[mention.start : mention.end] for mention in certificates.find(text)]

    assert pieces == ["DIN EN ISO 9001:2015", "14001"]


@pytest.mark.parametrize(
    ("written", "scheme"),
    [
        ("DIN EN ISO 9001:2015", "ISO 9001"),
        ("9001", "ISO 9001"),
        ("iso  9001", "ISO 9001"),
        ("TÜV-geprüfter  Betrieb", "TÜV-geprüfter Betrieb"),
        ("ISO 9001 und ISO 14001", "ISO 9001 und ISO 14001"),
    ],
)
def test_a_scheme_has_one_normal_form(written, scheme):
    assert certificates.normal(written) == scheme


@pytest.mark.parametrize(
    ("have", "wanted"),
    [
        ("ISO 9001", "DIN EN ISO 9001:2015"),
        ("IATF 16949", "ISO 9001"),
        ("EN 9100", "ISO 9001"),
        ("VDA 6.1", "ISO 9001"),
        ("EMAS", "ISO 14001"),
        ("ISO 45001", "OHSAS 18001"),
        ("FSSC 22000", "HACCP"),
        ("IFS Food", "IFS"),
        ("EN 1090 EXC4", "EN 1090 EXC2"),
        ("EN 1090 EXC3", "EN 1090"),
        ("ISO 3834-2", "ISO 3834-4"),
        ("EN 15085 CL1", "EN 15085 CL3"),
        ("SCC**", "SCC*"),
        ("SCC*", "SCC"),
        ("AEO-F", "AEO-C"),
        ("Meisterbetrieb", "meisterbetrieb"),
    ],
)
def test_a_certificate_covers_what_it_includes(have, wanted):
    assert certificates.covers(have, wanted)


@pytest.mark.parametrize(
    ("have", "wanted"),
    [
        ("ISO 9001", "IATF 16949"),
        ("ISO 13485", "ISO 9001"),
        ("ISO 14001", "EMAS"),
        ("OHSAS 18001", "ISO 45001"),
        ("EN 1090", "EN 1090 EXC2"),
        ("EN 1090 EXC2", "EN 1090 EXC3"),
        ("ISO 3834-4", "ISO 3834-2"),
        ("SCC*", "SCC**"),
        ("AEO-C", "AEO-F"),
        ("VDA 6.3", "ISO 9001"),
        ("TISAX", "ISO 27001"),
        ("FSC", "PEFC"),
    ],
)
def test_a_certificate_does_not_cover_more_than_it_includes(have, wanted):
    assert not certificates.covers(have, wanted)


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    mentions = certificates.find(text)

    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(sorted(certificates.STANDARDS.values())))
def test_a_normal_form_stays_as_it_is(scheme):
    assert certificates.normal(scheme) == scheme
    assert certificates.covers(scheme, scheme)
