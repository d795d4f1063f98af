"""What each column of a list probably holds, and when that is sure."""

from kurzweg.engine import members
from tests.engine.members.reads import proposed, table


def test_headers_are_known_in_german_and_english(tmp_path):
    german = proposed(
        tmp_path,
        ("Firma", "Straße/Nr.", "PLZ Ort", "Ansprechpartner", "GF", "Mitglied seit", "Austritt",
         "Beitragsklasse", "Einwilligung Newsletter", "Leistungen", "WZ", "HRB", "Fax"),
        ("Roth GmbH", "Lange Str. 5", "59494 Soest", "Anna Weber", "Max Schulz", "1.3.2014", "",
         "B", "ja", "Drehen", "25.62", "HRB 711", "02921 1235"),
    )  # fmt: skip
    english = proposed(
        tmp_path,
        ("Company", "Street", "ZIP", "City", "Contact person", "Phone", "E-mail", "Member since",
         "Membership class", "Services", "Employees", "VAT ID", "Notes"),
        ("Roth Ltd.", "5 Long St", "59494", "Soest", "Anna Weber", "02921 123456", "a@roth.de",
         "2014-03-01", "B", "Milling", "12", "DE136695976", "by phone"),
    )  # fmt: skip

    assert [field for field, _ in german.values()] == [
        "NAME", "STREET", "ADDRESS", "PERSON", "PERSON", "JOINED", "LEFT", "CLASS", "CONSENT",
        "OFFERS", "ACTIVITY", "REGISTER", "NOTHING",
    ]  # fmt: skip
    assert [field for field, _ in english.values()] == [
        "NAME", "STREET", "POSTAL_CODE", "TOWN", "PERSON", "PHONE", "EMAIL", "JOINED", "CLASS",
        "OFFERS", "STAFF", "VAT_ID", "NOTE",
    ]  # fmt: skip
    assert all(is_sure for _, is_sure in (*german.values(), *english.values()))


def test_a_wrapped_header_is_read_as_one_word(tmp_path):
    found = proposed(tmp_path, ("Firma", "Mitglieds-\nnummer"), ("Roth GmbH", "12"))

    assert found == {"Firma": ("NAME", True), "Mitglieds- nummer": ("NUMBER", True)}


def test_a_header_of_two_rows_is_read_as_one(tmp_path):
    found = proposed(
        tmp_path,
        ("Unternehmen", "", "Ansprechpartner", "", ""),
        ("Name", "Mitglieds-Nr.", "Vorname", "Name", "E-Mail"),
        ("Roth GmbH", "1", "Anna", "Weber", "weber@roth.de"),
        ("Krause KG", "2", "Max", "Schulz", "schulz@krause.de"),
    )

    assert [field for field, _ in found.values()] == [
        "NAME", "NUMBER", "GIVEN_NAME", "FAMILY_NAME", "PERSON_EMAIL",
    ]  # fmt: skip


def test_columns_without_a_header_are_known_by_what_can_be_nothing_else(tmp_path):
    found = proposed(
        tmp_path,
        ("Roth GmbH", "Lange Str. 5", "59494", "Soest", "info@roth.de", "02921 123456", "x"),
        ("Krause KG", "Kurze Str. 6", "59494", "Soest", "info@krause.de", "02921 223456", "y"),
        ("Weber AG", "Neue Str. 7", "59555", "Lippstadt", "info@weber.de", "02941 323456", "z"),
    )

    assert list(found.values()) == [
        ("NAME", True), ("STREET", True), ("POSTAL_CODE", False), ("TOWN", False), ("EMAIL", True),
        ("PHONE", False), ("NOTHING", False),
    ]  # fmt: skip


def test_cells_that_deny_their_header_make_it_unsure(tmp_path):
    found = proposed(
        tmp_path,
        ("Firma", "Telefon", "E-Mail", "Mitglied seit", "Xyz"),
        ("Roth GmbH", "a@roth.de", "02921 123456", "B", "1"),
        ("Krause KG", "b@krause.de", "02921 223456", "C", "2"),
    )

    assert found == {
        "Firma": ("NAME", True), "Telefon": ("EMAIL", False), "E-Mail": ("NOTHING", False),
        "Mitglied seit": ("NOTHING", False), "Xyz": ("NOTHING", False),
    }  # fmt: skip


def test_a_name_beside_a_given_name_is_that_of_a_person(tmp_path):
    natural = proposed(tmp_path, ("Vorname", "Name", "Ort"), ("Eva", "Meier", "Soest"))
    contact = proposed(
        tmp_path, ("Firma", "Name"), ("Roth GmbH", "Eva Meier"), ("Krause KG", "Max Schulz")
    )

    assert natural["Name"] == ("FAMILY_NAME", True)
    assert contact == {"Firma": ("NAME", True), "Name": ("PERSON", False)}


def test_a_name_that_may_be_anybody_stays_what_it_is_called(tmp_path):
    alone = proposed(tmp_path, ("Name", "Ort"), ("Roth", "Soest"))
    twice = proposed(tmp_path, ("Firma", "Name"), ("Roth GmbH", "Abt. 3"), ("Krause KG", "Abt. 4"))

    assert alone["Name"] == ("NAME", True)
    assert twice == {"Firma": ("NAME", True), "Name": ("NOTHING", False)}


def test_firms_below_a_name_that_nobody_knows_are_not_sure(tmp_path):
    found = proposed(tmp_path, ("Zuwendungsgeber", "Ort"), ("Roth GmbH", "Soest"))

    assert found["Zuwendungsgeber"] == ("NAME", False)


def test_a_second_address_is_that_of_the_person_only_where_one_is_named(tmp_path):
    named = proposed(
        tmp_path, ("Firma", "E-Mail", "Ansprechpartner", "Mail"),
        ("Roth GmbH", "info@roth.de", "Anna Weber", "weber@roth.de"),
    )  # fmt: skip
    said = proposed(
        tmp_path, ("Firma", "E-Mail", "Ansprechpartner", "E-Mail Ansprechpartner", "Mail"),
        ("Roth GmbH", "info@roth.de", "Anna Weber", "weber@roth.de", "x@roth.de"),
    )  # fmt: skip
    nobody = proposed(tmp_path, ("Firma", "E-Mail Kontakt"), ("Roth GmbH", "info@roth.de"))

    assert named["Mail"] == ("PERSON_EMAIL", False)
    assert said["Mail"] == ("EMAIL", True)
    assert nobody["E-Mail Kontakt"] == ("EMAIL", True)


def test_a_postal_address_beside_a_postcode_is_the_street(tmp_path):
    found = proposed(
        tmp_path, ("Firma", "Anschrift", "PLZ", "Ort"), ("Roth", "Lange Str. 5", "59494", "Soest")
    )

    assert found["Anschrift"] == ("STREET", True)


def test_a_number_behind_the_street_is_that_of_the_house(tmp_path):
    found = proposed(tmp_path, ("Nr.", "Firma", "Straße", "Nr."), ("1", "Roth", "Lange Str.", "5a"))

    assert [field for field, _ in found.values()] == ["NUMBER", "NAME", "STREET", "STREET"]


def test_a_field_that_only_one_column_can_hold_is_left_to_the_surest(tmp_path):
    found = proposed(
        tmp_path, ("Firma", "Eintritt", "Mitglied seit"), ("Roth", "1.3.2014", "1.4.2015")
    )

    assert list(found.values()) == [("NAME", True), ("JOINED", True), ("NOTHING", False)]


def test_yes_and_no_are_no_names(tmp_path):
    rows = [("ja" if at % 2 else "nein", f"r{at}@roth.de") for at in range(8)]

    assert proposed(tmp_path, ("Mitglied", "E-Mail"), *rows)["Mitglied"] == ("NOTHING", False)
    assert proposed(tmp_path, ("Mitglied", "E-Mail"), *rows[:3])["Mitglied"] == ("NAME", True)


def test_examples_are_what_stands_in_the_column(tmp_path):
    read = table(tmp_path, ("Firma", "Ort"), ("Roth", ""), ("Krause", "Soest"), ("Roth", "Werl"))

    assert [column.examples for column in members.propose(read)] == [
        ("Roth", "Krause"), ("Soest", "Werl"),
    ]  # fmt: skip
