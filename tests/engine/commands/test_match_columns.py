import pytest

from kurzweg.engine import tables
from kurzweg.engine.commands.match_columns import NEED_ROLES, OFFER_ROLES, choose
from kurzweg.engine.tables.errors import NoTextColumn, NoUsableColumn


def columns(tmp_path, header, *rows, roles=OFFER_ROLES, **named):
    path = tmp_path / "Liste.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return choose(tables.read(path), roles=roles, named=named)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (
            "Firma;PLZ;Ort;Das können wir;Zertifikate",
            {
                "name": ["Firma"],
                "text": ["Das können wir"],
                "place": ["Ort"],
                "postcode": ["PLZ"],
                "certificates": ["Zertifikate"],
            },
        ),
        (
            "Lfd.Nr;Name der Firma;Beschreibung;Leistungen;Schlagworte;Losgröße min;Max. Menge",
            {
                "key": ["Lfd.Nr"],
                "name": ["Name der Firma"],
                "text": ["Beschreibung", "Leistungen"],
                "topics": ["Schlagworte"],
                "lot_min": ["Losgröße min"],
                "lot_max": ["Max. Menge"],
            },
        ),
        (
            "Wir suchen:;Bedarf (Stk.);Bis wann?;PLZ / Ort;Geforderte Zertifikate (falls bekannt)",
            {
                "text": ["Wir suchen:", "Bedarf (Stk.)"],
                "place": ["PLZ / Ort"],
                "certificates": ["Geforderte Zertifikate (falls bekannt)"],
            },
        ),
        (
            "company;town;postal_code;contract_titles;Lat;Lon",
            {
                "name": ["company"],
                "text": ["contract_titles"],
                "place": ["town"],
                "postcode": ["postal_code"],
                "latitude": ["Lat"],
                "longitude": ["Lon"],
            },
        ),
        (
            "Taetigkeit;Kleinste Stueckzahl;Laenge;Breite;Qualitaetsnachweis",
            {
                "text": ["Taetigkeit"],
                "lot_min": ["Kleinste Stueckzahl"],
                "longitude": ["Laenge"],
                "latitude": ["Breite"],
                "certificates": ["Qualitaetsnachweis"],
            },
        ),
        (
            "Ta\u0308tigkeit;Fir\u00adma;Größte\u00a0Menge;ＰＬＺ",
            {
                "text": ["Tätigkeit"],
                "name": ["Firma"],
                "lot_max": ["Größte Menge"],
                "postcode": ["PLZ"],
            },
        ),
        ("Titel;Sonstiges", {"heading": ["Titel"]}),
    ],
)
def test_columns_are_guessed_by_their_names(tmp_path, header, found):
    assert columns(tmp_path, header, ";".join("a" * (header.count(";") + 1))).names() == found


@pytest.mark.parametrize("named", ["Tätigkeit", "TAETIGKEIT", "Ta\u0308tigkeit", "B"])
def test_a_column_is_named_in_any_spelling(tmp_path, named):
    found = columns(tmp_path, "Firma;Tätigkeit;Text", "Span;Drehen;Fräsen", text=named)

    assert found.names()["text"] == ["Tätigkeit"]


def test_a_column_of_just_this_name_goes_before_one_that_is_like_it(tmp_path):
    found = columns(tmp_path, "Firma Text;Text", "Drehen;Fräsen", text="text")

    assert found.names()["text"] == ["Text"]


def test_a_need_has_other_columns_than_an_offer(tmp_path):
    found = columns(
        tmp_path, "Anfrage;Menge;Termin;Umkreis", "Drehteile;5;KW 3;30 km", roles=NEED_ROLES
    )

    assert found.names() == {
        "text": ["Anfrage"],
        "quantity": ["Menge"],
        "deadline": ["Termin"],
        "radius": ["Umkreis"],
    }


def test_without_a_known_name_the_longest_words_are_the_text(tmp_path):
    found = columns(tmp_path, "A;B;C", "x;kurzes Wort hier;Wir drehen und fräsen lange Teile")

    assert found.names() == {"text": ["C"]}


def test_columns_are_chosen_by_name_or_letter_or_switched_off(tmp_path):
    found = columns(
        tmp_path,
        "Firma;Ort;Was sie machen;Beschreibung",
        "A;B;C;D",
        text="was sie machen",
        name="D",
        place="-",
    )

    assert found.names() == {"name": ["Beschreibung"], "text": ["Was sie machen"]}
    assert "place" not in found


def test_a_named_column_that_is_missing_is_an_error(tmp_path):
    with pytest.raises(NoUsableColumn):
        columns(tmp_path, "Firma;Text", "A;B", text="Inhalt")


@pytest.mark.parametrize("rows", [["1;2"], []])
def test_a_table_without_text_is_an_error(tmp_path, rows):
    with pytest.raises(NoTextColumn) as caught:
        columns(tmp_path, "X;Y", *rows)

    assert caught.value.sentence() == "„Liste.csv“ hat keine Spalte mit Text. Vorhanden: X, Y."


def test_several_columns_of_text_are_read_together(tmp_path):
    found = columns(tmp_path, "Beschreibung;Leistungen;Ort", "Drehen;Fräsen;X", "Bohren;;Y")

    assert [found.read(row, "text") for row in found.table.rows()] == ["Drehen\nFräsen", "Bohren"]
    assert [found.read(row, "radius") for row in found.table.rows()] == ["", ""]


def test_columns_of_needs_are_known_with_what_else_their_names_say(tmp_path):
    found = columns(
        tmp_path,
        "Gesucht;Anzahl pro Monat;Frist (spätestens);Ort/PLZ;Benötigte Zertifikate",
        "Winkel biegen;5;1.1.2027;59494 Soest;ISO 9001",
        roles=NEED_ROLES,
    )

    assert found.names() == {
        "text": ["Gesucht"],
        "quantity": ["Anzahl pro Monat"],
        "deadline": ["Frist (spätestens)"],
        "place": ["Ort/PLZ"],
        "certificates": ["Benötigte Zertifikate"],
    }


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("Betrieb;Angebot;Angebot;Angebot", ["Angebot", "Angebot (2)", "Angebot (3)"]),
        ("Betrieb;Angebot;ANGEBOT; Angebot ", ["Angebot", "ANGEBOT (2)", "Angebot (3)"]),
        ("Nr;Bedarf;Bedarf;Bedarf", ["Bedarf", "Bedarf (2)", "Bedarf (3)"]),
        ("Betrieb;Angebot 1;Angebot 2;Angebot 3", ["Angebot 1", "Angebot 2", "Angebot 3"]),
        ("Betrieb;Angebot_1;Angebot2;3. Angebot", ["Angebot_1", "Angebot2", "3. Angebot"]),
        ("Betrieb;Können 1;Können 2;Anderes", ["Können 1", "Können 2"]),
    ],
)
def test_columns_of_one_kind_are_read_together(tmp_path, header, text):
    found = columns(tmp_path, header, "17;Wellen schleifen;Nuten stoßen;x", "18;Blech kanten;y;z")

    assert found.table.header_row == 1
    assert found.names()["text"] == text


def test_numbered_certificates_are_read_together(tmp_path):
    found = columns(
        tmp_path,
        "Angebot;Zertifikat 1;Zertifikat 2;Zertifikat geprüft",
        "Wellen;ISO 9001;ISO 14001;ja",
    )

    assert found.names()["certificates"] == ["Zertifikat 1", "Zertifikat 2"]
