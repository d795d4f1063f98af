from datetime import date

import pytest

from kurzweg.engine import facts
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer, whereabouts
from kurzweg.engine.facts.words import readable

NAMES = [
    "Lippstadt", "Soest", "Essen", "Halle (Saale)", "Halle", "Hagen", "Bad Salzuflen",
    "Frankfurt am Main", "Frankfurt (Oder)", "Frankfurt", "Hamburg", "München", "Großbreitenbach",
    "Leer", "Berlin", "Au", "Sankt Augustin", "Neustadt an der Aisch", "Freiburg im Breisgau",
]  # fmt: skip
PLACES = {name: Place(50 + number / 10, 8.0, name) for number, name in enumerate(NAMES)}
PLACES["59555"] = PLACES["Lippstadt"]
PLACES["01067"] = Place(51.05, 13.73, "Dresden")
GAZETTEER = Gazetteer(PLACES)

PLACED = [
    ("Dreherei in Lippstadt", "Lippstadt"),
    ("Dreherei bei Lippstadt gesucht", "Lippstadt"),
    ("Raum Soest", "Soest"),
    ("im Großraum Soest", "Soest"),
    ("30 km um Lippstadt", "Lippstadt"),
    ("Umkreis von Hagen", "Hagen"),
    ("in der Nähe von Bad Salzuflen", "Bad Salzuflen"),
    ("Bad-Salzuflen, Werk 2", "Bad Salzuflen"),
    ("Frankfurt am Main", "Frankfurt am Main"),
    ("in Frankfurt (Oder)", "Frankfurt (Oder)"),
    ("in Frankfurt", "Frankfurt"),
    ("in Halle (Saale)", "Halle (Saale)"),
    ("Catering in Essen", "Essen"),
    ("Essen für 80 Leute in Essen", "Essen"),
    ("Lieferung nach Soest", "Soest"),
    ("Lieferung nach Leer", "Leer"),
    ("59555 Lippstadt", "Lippstadt"),
    ("PLZ 59555", "Lippstadt"),
    ("Lieferort 01067", None),
    ("in 01067", "Dresden"),
    ("Härterei, Lippstadt, ISO 9001", "Lippstadt"),
    ("dreherei in lippstadt", "Lippstadt"),
    ("in GROSSBREITENBACH", "Großbreitenbach"),
    ("Spedition von Hamburg, Raum Soest", "Soest"),
    ("in Soest, gern auch aus Hamburg", "Soest"),
    ("near Berlin", "Berlin"),
    ("within 30 km of Berlin", "Berlin"),
    ("in Au", "Au"),
    ("Standort: Soest", "Soest"),
    ("Neustadt an der Aisch", "Neustadt an der Aisch"),
    ("Sankt Augustin", "Sankt Augustin"),
    ("Soest. Genauer: in Soest", "Soest"),
    ("01067, drei Etagen", "Dresden"),
    ("Lohnfertiger aus Muenchen", "München"),
    ("lohnfertiger aus münchen", "München"),
    ("Dreherei aus MÜNCHEN", "München"),
    ("Dreherei aus Mu\u0308nchen", "München"),
    ("Dreherei aus Mün\u00adchen", "München"),
    ("in grossbreitenbach", "Großbreitenbach"),
    ("Dreherei in St. Augustin", "Sankt Augustin"),
    ("in St.Augustin", "Sankt Augustin"),
    ("in Frankfurt/Oder", "Frankfurt (Oder)"),
    ("in Frankfurt an der Oder", "Frankfurt (Oder)"),
    ("Dreherei in Frankfurt a. M.", "Frankfurt am Main"),
    ("in Halle an der Saale", "Halle (Saale)"),
    ("Halle/Saale", "Halle (Saale)"),
    ("Raum Freiburg i. Br.", "Freiburg im Breisgau"),
    ("Bad\u00a0Salzuflen", "Bad Salzuflen"),
    ("in Neustadt/Aisch", "Neustadt an der Aisch"),
]
NOT_PLACED = [
    "Essen für 80 Personen",
    "Halle 3, Tor 2",
    "in Halle 3",
    "Firma Hagen liefert nicht mehr",
    "Herr Hagen ruft an",
    "die Hagen GmbH",
    "von Hamburg nach München",
    "in Soest oder in Hagen",
    "der Tank ist leer",
    "Lippstädter Straße",
    "Frankfurter Kranz",
    "Bad, Salzuflen",
    "im Bad",
    "berlinblau lackiert",
    "lippstadt",
    "Zeichnung Nr. 59555",
    "59555 Stück",
    "nirgendwo",
    "Hotel an der Soest",
    "Soest-Holstein",
    "Soest- und Börderinge",
    "im Rhein-Soest-Kreis",
    "Au, das tut weh",
    "in 12345",
    "gehäuse aus essen",
    "Freiburg Bremen",
    "",
]


def place_of(text, places=GAZETTEER):
    spoken = readable(text)
    postal_code = whereabouts.find_postal_code(spoken, places=places, taken=())
    return whereabouts.find_place(spoken, places=places, taken=(), postal_code=postal_code)


@pytest.mark.parametrize(("text", "name"), PLACED)
def test_a_place_is_read_by_its_name_or_postcode(text, name):
    fact = place_of(text)

    assert (fact and fact.value.name) == name


@pytest.mark.parametrize("text", NOT_PLACED)
def test_a_word_that_is_no_place_is_left_out(text):
    assert place_of(text) is None


def test_a_place_says_where_it_stands():
    text = "Wir suchen in Frankfurt am Main einen Betrieb"

    fact = place_of(text)

    assert text[fact.start : fact.end] == "Frankfurt am Main"


def test_a_place_inside_another_fact_is_none():
    assert (
        whereabouts.find_place("in Soest", places=GAZETTEER, taken=[(3, 8)], postal_code=None)
        is None
    )


def test_without_places_there_is_none():
    assert place_of("in Soest", Gazetteer({})) is None


def test_a_gazetteer_is_a_mapping_of_its_places():
    gazetteer = Gazetteer({"Soest": PLACES["Soest"]})

    assert dict(gazetteer) == {"Soest": PLACES["Soest"]}
    assert len(gazetteer) == 1
    assert Gazetteer({}).longest == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("59555 Lippstadt", "59555"),
        ("Hauptstr. 12, 59555 Lippstadt", "59555"),
        ("D-59555 Lippstadt", "59555"),
        ("PLZ 12345", "12345"),
        ("Raum 12345", "12345"),
        ("PLZ 12345, also 12345", "12345"),
        ("12345 Musterdorf", None),
        ("12500 Schrauben", None),
        ("Artikelnr. 59555", None),
        ("59555 €", None),
        ("59555 kg", None),
        ("59555.10 Euro", None),
        ("159555", None),
        ("Tel. 02941 59555", None),
        ("in 59555 oder in 01067", None),
        ("59555 wird gebraucht", None),
    ],
)
def test_a_postcode_is_told_from_other_numbers(text, code):
    fact = whereabouts.find_postal_code(readable(text), places=GAZETTEER, taken=())

    assert (fact and fact.value) == code


def test_a_postcode_inside_another_fact_is_none():
    assert whereabouts.find_postal_code("PLZ 59555", places=GAZETTEER, taken=[(4, 9)]) is None


FAR = [
    ("im Umkreis von 30 km", 30, "im Umkreis von 30 km"),
    ("im Umkreis von 30 Kilometern", 30, "im Umkreis von 30 Kilometern"),
    ("30 km Umkreis", 30, "30 km"),
    ("30-km-Umkreis", 30, "30-km"),
    ("500 Stück, 10 Tage, 30 km, ISO 9001", 30, "30 km"),
    ("max. 50 km", 50, "max. 50 km"),
    ("maximal 25km entfernt", 25, "maximal 25km"),
    ("höchstens 40 km Anfahrt", 40, "höchstens 40 km"),
    ("nicht weiter als 20 km", 20, "nicht weiter als 20 km"),
    ("nicht weiter weg als 20 km", 20, "nicht weiter weg als 20 km"),
    ("Radius: 75 km", 75, "Radius: 75 km"),
    ("in einem Radius von ca. 60 km", 60, "in einem Radius von ca. 60 km"),
    ("30 km um Lippstadt", 30, "30 km"),
    ("30 km rund um Soest", 30, "30 km"),
    ("50 km von uns", 50, "50 km"),
    ("bis 100 km", 100, "bis 100 km"),
    ("aus der Nähe, 25 km sind die Grenze", 25, "25 km"),
    ("nicht über 25 km", 25, "nicht über 25 km"),
    ("hoechstens 25 km", 25, "hoechstens 25 km"),
    ("unter 25 km entfernt", 25, "unter 25 km"),
    ("es darf auch 150 km weit weg sein", 150, "150 km"),
    ("aus unserer Region (50 km)", 50, "50 km"),
    ("im Umkreis von zehn Kilometern", 10, "im Umkreis von zehn Kilometern"),
    ("bis zu 100 km Entfernung", 100, "bis zu 100 km"),
    ("within 30 km of Berlin", 30, "within 30 km"),
    ("within a radius of 30 kilometres", 30, "radius of 30 kilometres"),
    ("30 kilometers around Soest", 30, "30 kilometers"),
    ("Umkreis 30 km, also 30 km um Soest", 30, "Umkreis 30 km"),
]
NOT_FAR = [
    "Förderband mit 30 km/h",
    "bis 30 km/h",
    "200 km Kabel",
    "12 km Glasfaser verlegen",
    "Laufleistung 5.000 km",
    "max. 5000 km",
    "2,5 km",
    "Wir liefern bis 100 km frei Haus",
    "5 km entfernt, das ist zu weit",
    "keine Firma unter 30 km, wegen der Konkurrenz",
    "0 km",
    "max. eine halbe Stunde",
    "30 Minuten entfernt",
    "bis 20 km² Fläche",
    "bis 30 km pro Tag",
    "Lärmschutz (ca. 15 km)",
    "Umkreis 30 km oder Umkreis 50 km",
    "wir liegen 3 km neben der Autobahn",
    "30 Kilo",
    "in der Nähe",
    "",
]


@pytest.mark.parametrize(("text", "kilometres", "piece"), FAR)
def test_a_radius_is_read_with_its_piece_of_text(text, kilometres, piece):
    fact = whereabouts.find_radius(readable(text), taken=())

    assert (fact.value, text[fact.start : fact.end]) == (kilometres, piece)


@pytest.mark.parametrize("text", NOT_FAR)
def test_a_length_that_is_no_radius_is_left_out(text):
    assert whereabouts.find_radius(readable(text), taken=()) is None


def test_a_radius_inside_another_fact_is_none():
    assert whereabouts.find_radius("max. 30 km", taken=[(5, 7)]) is None


def test_what_a_list_does_not_know_is_looked_up_beneath():
    beneath = Gazetteer(
        {"Soest": Place(1, 1, "Soest"), "Frankfurt am Main": Place(2, 2, "Frankfurt am Main")},
        ambiguous=["Neustadt", "Halle"],
    )
    above = Gazetteer({"Soest": PLACES["Soest"], "Halle": Place(3, 3, "Halle")}, beneath=beneath)

    assert above.named("soest") == above["Soest"] == PLACES["Soest"]
    assert (
        above.named("Frankfurt a. M.")
        == above["Frankfurt am Main"]
        == Place(2, 2, "Frankfurt am Main")
    )
    assert place_of("in Frankfurt am Main", above).value.latitude == 2
    assert [above.is_ambiguous(name) for name in ("Neustadt", "Halle", "Soest")] == [
        True,
        False,
        False,
    ]
    assert list(above) == ["Soest", "Halle", "Frankfurt am Main"]
    assert (len(above), above.longest) == (3, beneath.longest)


SEVERAL = Gazetteer(PLACES, ambiguous=["Neustadt", "Eiche", "Bad Berka", "Stahl"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dreherei in Neustadt, 40 km", "Neustadt"),
        ("Dreherei, 40 km von Neustadt", "Neustadt"),
        ("Dreherei bei Bad Berka, Umkreis 20 km", "Bad Berka"),
        ("Raum Neustadt", "Neustadt"),
        ("Dreherei in Neustadt", None),
        ("Treppen in Eiche", None),
        ("Treppen aus Eiche, 40 km", None),
        ("Dreherei in Soest, 40 km, nicht in Neustadt", None),
        ("in 59555 Neustadt, 40 km", None),
        ("Dreherei in Neustadt oder in Eiche, 40 km", None),
    ],
)
def test_a_name_of_several_towns_is_a_place_where_nothing_else_can_be_meant(text, name):
    read = facts.read(text, today=date(2026, 5, 4), places=SEVERAL)

    found = read.doubtful_place
    assert (found.value if found else None) == name
    assert (found is not None) == (name is not None and read.place is None)
    assert name is None or name not in [topic.value for topic in read.topics]
