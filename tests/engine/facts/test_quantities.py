import pytest

from kurzweg.engine.facts import Quantity, quantities
from kurzweg.engine.facts.words import readable

WANTED = [
    ("Wir suchen 500 Stück Aluminiumgehäuse, schwarz eloxiert", Quantity(500)),
    ("ca. 1.200 Stk Drehteile aus Messing", Quantity(1200, is_about=True)),
    ("ca.800 Stck. Blechteile", Quantity(800, is_about=True)),
    ("500 Aluminiumgehäuse, schwarz eloxiert, 10 Tage, 30 km", Quantity(500)),
    ("2000 verzinkte Winkel nach Zeichnung", Quantity(2000)),
    ("10000 Schrauben M6 mit Sonderkopf", Quantity(10000)),
    ("Bedarf: 300 Stück pro Monat", Quantity(300, per="month")),
    ("monatlich 250 Stück", Quantity(250, per="month")),
    ("Jahresbedarf 12.000 Stück", Quantity(12000, per="year")),
    ("Jahresmenge ca. 40.000", Quantity(40000, per="year", is_about=True)),
    ("Losgröße 50, Werkstoff 1.4301", Quantity(50)),
    ("Losgröße von 200 bis 500 Stück", Quantity(500, least=200)),
    ("zwischen 50 und 80 Stück", Quantity(80, least=50)),
    ("50-100 Stück je Abruf", Quantity(100, least=50)),
    ("Kleinserie von 20 Gehäusen", Quantity(20)),
    ("Auflage 2.000, vierfarbig", Quantity(2000)),
    ("Auflage: 5 Tsd.", Quantity(5000)),
    ("1,5 Mio. Stück im Jahr", Quantity(1_500_000, per="year")),
    ("Stückzahl: 75", Quantity(75)),
    ("3 t Stahlschrott abholen lassen", Quantity(3, "t")),
    ("3,5 Tonnen Granulat", Quantity(3.5, "t")),
    ("Granulat PA6, 1.200 kg, schwarz", Quantity(1200, "kg")),
    ("20 m² Bürofläche", Quantity(20, "m²")),
    ("Lagerhalle 1.500 qm zu mieten", Quantity(1500, "m²")),
    ("200 m Kabel verlegen", Quantity(200, "m")),
    ("150 laufende Meter Zaun", Quantity(150, "m")),
    ("40 cbm Beton C25/30", Quantity(40, "m³")),
    ("3000 Liter Heizöl", Quantity(3000, "l")),
    ("12 Europaletten einlagern", Quantity(12, "pallet")),
    ("zwei Paletten nach Soest", Quantity(2, "pallet")),
    ("hundert Stück für den Anfang", Quantity(100)),
    ("Catering für 80 Personen", Quantity(80, "person")),
    ("Schulung für ca. 12 Teilnehmer/innen", Quantity(12, "person", is_about=True)),
    ("3 Schweißer für sechs Wochen", Quantity(3, "person")),
    ("100 Paar Sicherheitsschuhe", Quantity(100, "pair")),
    ("25 Sets Schutzkleidung", Quantity(25, "set")),
    ("4x Kranbahn prüfen", Quantity(4)),
    ("500 x Deckel, pulverbeschichtet", Quantity(500)),
    ("6 CNC-Drehteile als Muster", Quantity(6)),
    ("Brauche 6 Türen", Quantity(6)),
    ("Griffe, 12 pro Jahr", Quantity(12, per="year")),
    ("Schlösser, 4.000 im Quartal", Quantity(4000, per="quarter")),
    ("verzinkt, pro Abruf 100.000", Quantity(100000)),
    ("50 Stueck", Quantity(50)),
    ("6 M12-Kabel nach Stückliste", Quantity(6)),
    ("2 Zylinderhülsen aus Messing", Quantity(2)),
    ("brauche 1.200 kunststoffgriffe aus abs", Quantity(1200)),
    ("600 Teile, ca. 600 Stück", Quantity(600)),
    ("rd. 800 Stück", Quantity(800, is_about=True)),
    ("mindestens 1000 Stück", Quantity(1000)),
    ("bis zu 500 Stück", Quantity(500)),
    ("1\u202f200 Stück", Quantity(1200)),
    ("500\u00a0Stück", Quantity(500)),
    ("1,200 Stück", Quantity(1200)),
    ("10 000 Stück", Quantity(10000)),
    ("15 000 Federn jährlich", Quantity(15000, per="year")),
    ("300 Bolzen pro Woche", Quantity(300, per="week")),
    ("3 Schweißer für eine Woche", Quantity(3, "person")),
    ("Schulung für drei Mitarbeiter", Quantity(3, "person")),
    ("Anfrage über 40 Stühle", Quantity(40)),
    ("für unser neues Büro 14 breite Tische", Quantity(14)),
    ("80 Achsen, gedreht", Quantity(80)),
    ("3000 fertig bestückte Platinen", Quantity(3000)),
    ("Kleidung fuer 80 Mitarbeiter", Quantity(80, "person")),
    ("Stromschiene (ca. 800 m)", Quantity(800, "m", is_about=True)),
    ("120 müssten es sein", Quantity(120)),
    ("dann 2.000 in Serie", Quantity(2000)),
    ("3 Gründung: 405 t", Quantity(405, "t")),
    ("— Tragprofile 60 m,", Quantity(60, "m")),
    ("— Entsorgung Z 1.1 – 55 000 to,", Quantity(55000, "t")),
    ("Abfuhr von 7 100 m3 Aushub", Quantity(7100, "m³")),
    ("Dachaufbau mit 400 m² Platten", Quantity(400, "m²")),
    ("500 Stück, zusammen etwa 3 t", Quantity(500)),
    ("500 Stück Gehäuse. Wichtig: es bleiben 500 Stück.", Quantity(500)),
    ("30 neue Bürostühle und Lieferung frei Haus", Quantity(30)),
    ("80 Meter Absperrgitter", Quantity(80, "m")),
    ("wöchentlich 5 t Späne", Quantity(5, "t", per="week")),
]

WANTED_IN_ENGLISH = [
    ("We need 500 aluminium housings, black anodised", Quantity(500)),
    ("5000 pieces per year", Quantity(5000, per="year")),
    ("1,200 pcs of turned parts", Quantity(1200)),
    ("about 300 units", Quantity(300, is_about=True)),
    ("batch size 50", Quantity(50)),
    ("between 20 to 40 pieces", Quantity(40, least=20)),
    ("2.5 tons of granulate", Quantity(2.5, "t")),
    ("catering for 40 people", Quantity(40, "person")),
    ("two pallets of cartons", Quantity(2, "pallet")),
]

NOT_WANTED = [
    "Wellen Ø 20-80 mm drehen",
    "Lackieren in RAL 7016 Anthrazit",
    "Fax 0201 123456",
    "Tel. 02941 500 Stück",
    "ein paar hundert Stück",
    "einige 100 Stück",
    "mehrere tausend Stück",
    "Platten 500 x 300 x 20 mm",
    "Hauptstraße 12, 59555 Lippstadt",
    "in 59555 Lippstadt",
    "59555 Lippstadt",
    "DIN 912 Schrauben",
    "Werkstoff 1.4301 Blech gekantet",
    "Edelstahl 1.4571",
    "Baujahr 2015 Maschine",
    "Messe 2027 Standbau",
    "Wir sind ein Betrieb mit 45 Mitarbeitern",
    "45 Mitarbeiter brauchen Englisch",
    "in 10 Tagen",
    "5 Achsen simultan fräsen",
    "Umkreis 30 Kilometer",
    "Temperatur bis 200 Grad",
    "Budget 5.000 Euro",
    "20 Prozent Nachlass",
    "Deckel mit 4 Bohrungen",
    "an 3 Standorten",
    "Stapler 3 t",
    "Kran mit 5 t Traglast",
    "Teile bis 3 t",
    "Papier 135 g/m²",
    "Hallenhöhe 8 m",
    "Tank 500 l",
    "8 m hohe Halle",
    "1. Juni 2027",
    "1.200 Teile pro Stunde",
    "Rahmen (4,5 m x 2 m, 3 Tonnen)",
    "Kartons (8 kg, bunt)",
    "unten 120 Durchmesser",
    "§ 126 Absatz 1 Satz 2",
    "auf der Strecke 2990 sollen eine Weiche und ein Gleis neu",
    "der Anleger 250 unter Beachtung der Regeln",
    "Wir fertigen 20.000 Teile am Tag",
    "Hallen mit je 400 m²",
    "auf KW 12 500 Stück",
    "Nutzfläche 500 m²",
    "Drehen auf 5 Achsen",
    "5 Achsen",
    "ein Team von 8 Leuten",
    "Gusstücke von 5 bis 40 kg aus Eisen",
    "am 15. März Lieferung",
    "Los 3 Malerarbeiten",
    "Leistungsphasen 3 bis 6 HOAI",
    "Nr. 500 Deckel",
    "Artikel 4711 Gehäuse",
    "2 x 500 Stück",
    "2. Bauabschnitt",
    "Umbau Anleger 5 Plus",
    "in 10 tagen",
    "seit 12 jahren kunde",
    "wir sind 20 leute",
    "30 km umkreis",
    "Vertrag PG 31 Schuhe",
    "Nachtrag 04 Putz",
    "ca. 1200 Zugkilometer",
    "3,2 Mio. Fahrplankilometer",
    "mehr als 80 Institute",
    "6 m Dammhöhe",
    "Menge: 2.020 MWh",
    "Anlage 1 Leistungsverzeichnis",
    "ca. 3 Hektar Wald",
    "100 Stück Deckel und 200 Stück Böden",
    "1.5 Stück",
    "0 Stück",
    "80-50 Stück",
    "Teil 3 500 Stück",
    "Granulat 1,200 t Bedarf",
    "M8 Gewindestangen",
    "24 Stunden Service",
    "zwei Wochen",
    "500 Stück-Preis",
    "über 20 Jahre Erfahrung",
    "unsere 80 Leute im Werk",
    "",
]


def read(text, language="de"):
    return quantities.the_one(quantities.find_all(readable(text), taken=(), language=language))


@pytest.mark.parametrize(("text", "quantity"), WANTED)
def test_a_quantity_is_read_from_a_german_sentence(text, quantity):
    assert read(text).value == quantity


@pytest.mark.parametrize(("text", "quantity"), WANTED_IN_ENGLISH)
def test_a_quantity_is_read_from_an_english_sentence(text, quantity):
    assert read(text, "en").value == quantity


@pytest.mark.parametrize("text", NOT_WANTED)
def test_a_number_that_is_no_quantity_is_left_out(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["1.200 t", "24 hours", "10 employees", "5 axis milling"])
def test_an_english_number_that_is_no_quantity_is_left_out(text):
    assert read(text, "en") is None


def test_a_quantity_says_where_it_stands():
    text = "Wir suchen ca. 500 Stück pro Monat"

    fact = read(text)

    assert text[fact.start : fact.end] == "ca. 500 Stück pro Monat"


def test_a_number_that_belongs_to_another_fact_is_no_quantity():
    text = "ISO 9001 Stück"

    assert not quantities.find_all(text, taken=[(0, 8)], language="de")
