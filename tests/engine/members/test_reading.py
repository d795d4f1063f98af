"""Rows of a list as members: what is read, what is named as not read, what is left out."""

from datetime import date

import pytest

from kurzweg.engine import members
from kurzweg.engine.members import Consent, Field, LeftOut, ListedPerson, MemberRecord, Unread, Why
from tests.engine.members.reads import table, understood


def only(path, *rows, **fields):
    (record,) = understood(path, *rows, **fields)
    return record


def test_a_row_becomes_a_member_with_all_that_it_says(tmp_path):
    found = only(
        tmp_path,
        ("Nr.", "Firma", "Straße/Nr.", "PLZ Ort", "Ansprechpartner", "Telefon", "E-Mail",
         "Internet", "Mitglied seit", "Austritt", "Beitragsklasse", "Fachgruppe", "Leistungen",
         "WZ", "Mitarbeiter", "Register", "USt-IdNr.", "Einwilligung Newsletter", "Bemerkung"),
        ("12", "Roth Guss GmbH", "Lange Str. 5", "01067 Dresden",
         "Dr. Anna Weber, Max Schulz (Vertrieb)", "0351/4812345", "info@roth.de, weber@roth.de",
         "www.roth.de", "1.3.2014", "31.12.2026", "B", "Industrie; Ausbildung",
         "Gießen; Härten", "24.51, 25.61", "ca. 40", "Amtsgericht Dresden, HRB 711",
         "DE136695976", "ja, am 3.4.2020 per Mail", "zahlt später"),
    )  # fmt: skip

    assert found == MemberRecord(
        row=2, name="Roth Guss GmbH", legal_form="GmbH", number="12", street="Lange Str. 5",
        postal_code="01067", town="Dresden", phone="+49 351 4812345", email="info@roth.de",
        website="https://www.roth.de",
        persons=(
            ListedPerson("Anna", "Weber", "Dr.", email="weber@roth.de"),
            ListedPerson("Max", "Schulz", position="Vertrieb"),
        ),
        joined_on=date(2014, 3, 1), left_on=date(2026, 12, 31), membership_class="B",
        sections=("Industrie", "Ausbildung"), offers=("Gießen", "Härten"),
        activities=("24.51", "25.61"), staff=40, register_court="Dresden",
        register_number="HRB 711", vat_id="DE136695976",
        consents=(Consent("Einwilligung Newsletter", "ja, am 3.4.2020 per Mail"),),
        note="zahlt später",
    )  # fmt: skip


def test_what_cannot_be_read_is_named_with_row_and_column(tmp_path):
    found = only(
        tmp_path,
        ("Firma", "PLZ", "Telefon", "E-Mail", "Internet", "Mitglied seit", "Mitarbeiter",
         "USt-IdNr.", "HRB", "Ansprechpartner"),
        ("Roth", "59", "4,9E+11", "folgt", "(noch keine)", "lange her", "viele", "DE1", "ja?",
         "a+b=c"),
        PLZ=Field.POSTAL_CODE, Telefon=Field.PHONE, Internet=Field.WEBSITE, Mitarbeiter=Field.STAFF,
        HRB=Field.REGISTER, Ansprechpartner=Field.PERSON, **{
            "E-Mail": Field.EMAIL, "Mitglied seit": Field.JOINED, "USt-IdNr.": Field.VAT_ID,
        },
    )  # fmt: skip

    assert {(each.row, each.column, each.text, each.why) for each in found.unread} == {
        (2, "PLZ", "59", Why.NO_POSTCODE), (2, "Telefon", "4,9E+11", Why.NO_PHONE),
        (2, "E-Mail", "folgt", Why.NO_EMAIL), (2, "Internet", "(noch keine)", Why.NO_WEBSITE),
        (2, "Mitglied seit", "lange her", Why.NO_DAY), (2, "Mitarbeiter", "viele", Why.NO_NUMBER),
        (2, "USt-IdNr.", "DE1", Why.NO_VAT_ID), (2, "HRB", "ja?", Why.NO_REGISTER),
        (2, "Ansprechpartner", "a+b=c", Why.NO_PERSON),
    }  # fmt: skip


def test_dashes_say_nothing_and_are_no_mistakes(tmp_path):
    header = ("Firma", "PLZ", "Telefon", "E-Mail", "Mitglied seit", "HRB", "Ansprechpartner")

    found = only(tmp_path, header, ("Roth", "-", "k. A.", "keine", "–", "entfällt", "n.n."))

    assert found == MemberRecord(row=2, name="Roth")


def test_joined_after_leaving_is_named_and_no_day_is_taken(tmp_path):
    header = ("Firma", "Eintritt", "Austritt")

    wrong, right = understood(
        tmp_path, header, ("Roth", "1.1.2020", "31.12.2019"), ("Krause", "1.1.2020", "1.1.2020")
    )

    assert (wrong.joined_on, wrong.left_on) == (None, None)
    assert wrong.unread == (
        Unread(2, "Austritt", "1.1.2020 – 31.12.2019", Why.JOINED_AFTER_LEAVING),
    )
    assert (right.joined_on, right.left_on) == (date(2020, 1, 1), date(2020, 1, 1))
    assert right.unread == ()


def test_a_day_assumed_and_a_zero_added_are_told(tmp_path):
    found = only(
        tmp_path, ("Firma", "PLZ", "Ort", "Mitglied seit"), ("Roth", "1067", "Dresden", "seit 2009")
    )

    assert (found.postal_code, found.joined_on) == ("01067", date(2009, 1, 1))
    assert {(each.column, each.text, each.why) for each in found.doubts} == {
        ("PLZ", "1067", Why.ZERO_ADDED),
        ("Mitglied seit", "seit 2009", Why.DAY_ASSUMED),
    }


def test_a_formula_in_a_name_is_a_text(tmp_path):
    names = ["=cmd|' /C calc'!A0", "+Plus GmbH", "-Minus GmbH", "@home AG", "=1+1"]

    found = understood(tmp_path, ("Firma", "Ort"), *((name, "Soest") for name in names))

    assert [record.name for record in found] == names


def test_rows_that_are_no_members_are_left_out_and_say_why(tmp_path):
    header = ("Firma", "Ort", "Beitrag")

    found = understood(
        tmp_path, header, ("R", "", ""), ("Roth", "Soest", "100"), header, ("Summe", "", "100"),
        ("Stand: 1.1.2027", "", ""), ("* = noch nicht bezahlt", "", ""),
    )  # fmt: skip

    assert [record.name for record in found if isinstance(record, MemberRecord)] == ["Roth"]
    assert [(each.row, each.why) for each in found if isinstance(each, LeftOut)] == [
        (2, "letter"), (4, "header"), (5, "total"), (6, "footer"), (7, "footer"),
    ]  # fmt: skip


def test_a_row_without_a_name_is_named(tmp_path):
    named, nameless = understood(tmp_path, ("Firma", "Ort"), ("Roth", "Soest"), ("", "Werl"))

    assert named.unread == ()
    assert nameless.unread == (Unread(3, "", "Werl", Why.NO_NAME),)


def test_natural_persons_are_told_from_firms(tmp_path):
    found = understood(
        tmp_path, ("Mitglied", "Mitgliedsart", "Ort"), ("Herr Dr. Max Müller", "", "Soest"),
        ("Meier, Eva", "Privatperson", "Soest"), ("Herrmann GmbH", "Firma", "Soest"),
        ("Herr & Söhne", "", "Werl"), ("Dr. Weber Steuerberatung", "", "Werl"),
    )  # fmt: skip

    assert [(record.name, record.is_person) for record in found] == [
        ("Dr. Max Müller", True), ("Eva Meier", True), ("Herrmann GmbH", False),
        ("Herr & Söhne", False), ("Dr. Weber Steuerberatung", False),
    ]  # fmt: skip
    assert found[0].persons == (ListedPerson("Max", "Müller", "Dr."),)


def test_a_row_without_a_firm_is_its_person(tmp_path):
    header = ("Firma", "Titel", "Vorname", "Nachname", "Funktion", "E-Mail")

    firm, person = understood(
        tmp_path, header, ("Roth GmbH", "Dr.", "Anna", "Weber", "Einkauf", "weber@roth.de"),
        ("", "", "Eva", "Meier", "", "eva@meier.de"),
    )  # fmt: skip

    assert (firm.name, firm.is_person) == ("Roth GmbH", False)
    assert firm.persons == (ListedPerson("Anna", "Weber", "Dr.", position="Einkauf"),)
    assert (person.name, person.is_person) == ("Eva Meier", True)


def test_columns_of_persons_belong_to_them(tmp_path):
    header = ("Firma", "Ansprechpartner", "E-Mail Ansprechpartner", "Durchwahl", "Position")

    one, two = understood(
        tmp_path, header,
        ("Roth", "Anna Weber", "weber@roth.de", "02921 123456", "Einkauf"),
        ("Krause", "Max Schulz / Eva Meier", "meier@krause.de, schulz@krause.de", "", ""),
    )  # fmt: skip

    assert one.persons == (
        ListedPerson("Anna", "Weber", "", "weber@roth.de", "+49 2921 123456", "Einkauf"),
    )
    assert [(each.family_name, each.email) for each in two.persons] == [
        ("Schulz", "schulz@krause.de"), ("Meier", "meier@krause.de"),
    ]  # fmt: skip


def test_what_has_no_place_of_its_own_stays_in_the_note(tmp_path):
    header = ("Firma", "Telefon", "Mobil", "Internet", "E-Mail", "Notiz", "Bemerkung")

    found = only(
        tmp_path, header,
        ("Roth", "02921 123456", "0171 1234567", "roth.de, roth.com", "a@roth.de; b@roth.de",
         "1", "2"),
    )  # fmt: skip

    assert (found.phone, found.email, found.website) == (
        "+49 2921 123456", "a@roth.de", "https://roth.de",
    )  # fmt: skip
    assert found.note.splitlines() == [
        "Mobil: +49 171 1234567", "Internet: https://roth.com", "Notiz: 1", "Bemerkung: 2",
        "b@roth.de",
    ]  # fmt: skip


def test_a_house_number_of_its_own_column_goes_to_the_street(tmp_path):
    header = ("Firma", "Straße", "Nr.", "PLZ", "Ort", "Land")

    found = only(tmp_path, header, ("Roth", "Lange Str.", "5a", "1010", "Wien", "Österreich"))

    assert (found.street, found.postal_code, found.country) == (
        "Lange Str. 5a", "1010", "Österreich",
    )  # fmt: skip


def test_a_consent_is_kept_as_it_is_said(tmp_path):
    header = ("Firma", "Newsletter", "DSGVO-Einwilligung", "Fotoerlaubnis")

    found = only(tmp_path, header, ("Roth", "keine", "x", "ja?"))

    assert found.consents == (
        Consent("Newsletter", "keine"),
        Consent("DSGVO-Einwilligung", "x"),
        Consent("Fotoerlaubnis", "ja?"),
    )


def test_more_columns_or_rows_than_any_list_has_are_refused(tmp_path, monkeypatch):
    wide = [f"Spalte {number}" for number in range(501)]
    with pytest.raises(members.TableError) as columns:
        table(tmp_path, wide, wide)
    monkeypatch.setattr("kurzweg.engine.members.reading.MOST_ROWS", 2)
    with pytest.raises(members.TableError) as rows:
        understood(tmp_path, ("Firma", "Ort"), *[("Roth", "Soest")] * 3)

    assert len(understood(tmp_path, ("Firma", "Ort"), *[("Roth", "Soest")] * 2)) == 2
    assert columns.value.sentence().startswith("„liste.csv“ hat 501 Spalten; gelesen werden bis")
    assert rows.value.sentence("en").startswith("“liste.csv” has more than 2 rows.")


def test_an_address_may_stand_in_the_column_of_any_of_its_parts(tmp_path):
    found = understood(
        tmp_path, ("Firma", "Straße", "PLZ", "Ort"),
        ("A", "Lange Str. 5, 59494 Soest", "", ""), ("B", "", "59494 Soest", ""),
        ("C", "", "", "59494 Soest"), ("D", "Lange Str. 5\nHinterhaus", "59494", "Soest"),
        PLZ=Field.POSTAL_CODE,
    )  # fmt: skip

    assert [(each.street, each.postal_code, each.town) for each in found] == [
        ("Lange Str. 5", "59494", "Soest"), ("", "59494", "Soest"), ("", "59494", "Soest"),
        ("Lange Str. 5, Hinterhaus", "59494", "Soest"),
    ]  # fmt: skip


def test_an_address_that_cannot_be_cut_is_a_town_a_street_or_named(tmp_path):
    alone = understood(
        tmp_path, ("Firma", "Anschrift"), ("A", "Soest"), ("B", "1067 Dresden"), ("C", "-"),
        Anschrift=Field.ADDRESS,
    )  # fmt: skip
    beside = only(
        tmp_path, ("Firma", "Anschrift", "Ort"), ("A", "Am Wall", "Soest"), Anschrift=Field.ADDRESS
    )

    assert [(each.town, [one.why for one in each.unread]) for each in alone] == [
        ("Soest", []), ("", [Why.NO_POSTCODE]), ("", []),
    ]  # fmt: skip
    assert (beside.street, beside.town) == ("Am Wall", "Soest")


def test_a_second_column_goes_on_with_the_name_and_stands_beside_other_texts(tmp_path):
    header = ("Firma", "Zusatz", "Klasse", "Stufe", "Eintritt", "Beitritt")
    fields = {
        "Zusatz": Field.NAME, "Stufe": Field.CLASS, "Beitritt": Field.JOINED,
    }  # fmt: skip

    found = only(
        tmp_path, header, ("Roth", "Guss GmbH", "A", "B", "1.3.2014", "1.4.2015"), **fields
    )
    same = only(tmp_path, header, ("Roth", "", "A", "A", "", "1.4.2015"), **fields)

    assert (found.name, found.membership_class, found.note) == ("Roth Guss GmbH", "A", "Stufe: B")
    assert found.joined_on == date(2014, 3, 1)
    assert (same.note, same.joined_on) == ("", date(2015, 4, 1))


def test_a_column_says_the_legal_form_or_that_it_is_a_person(tmp_path):
    found = understood(
        tmp_path, ("Mitglied", "Rechtsform"), ("Roth", "Gesellschaft mit beschränkter Haftung"),
        ("Krause", "-"), ("Eva Meier", "natürliche Person"), ("Stadt Soest", "Kommune"),
    )  # fmt: skip

    assert [(each.legal_form, each.is_person) for each in found] == [
        ("GmbH", False), ("", False), ("natürliche Person", True), ("Kommune", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said", ["Privat", "privat", "Private", "Einzelmitglied", "natürl. Person"]
)
def test_the_class_of_a_member_may_say_that_it_is_a_person(tmp_path, said):
    [found] = understood(tmp_path, ("Mitglied", "Ort", "Klasse"), ("Meier, Eva", "Soest", said))

    assert (found.name, found.is_person) == ("Eva Meier", True)


def test_titles_and_positions_of_columns_go_to_the_only_person(tmp_path):
    header = ("Firma", "Titel", "Ansprechpartner", "Position", "Durchwahl", "E-Mail", "Telefon")

    one, nobody, other = understood(
        tmp_path, header, ("A", "Dr.", "Eva Meier", "Einkauf", "", "", ""),
        ("B", "", "", "Empfang", "02921 123456", "a@b.de; a@b.de", "02921 123456"),
        ("C", "", "", "", "02921 123456, 02921 223456", "", ""),
        Titel=Field.PERSON_TITLE, Durchwahl=Field.PERSON_PHONE,
    )  # fmt: skip

    assert one.persons == (ListedPerson("Eva", "Meier", "Dr.", position="Einkauf"),)
    assert (nobody.phone, nobody.email, nobody.note) == ("+49 2921 123456", "a@b.de", "Empfang")
    assert (other.phone, other.note) == ("+49 2921 123456", "+49 2921 223456")


def test_one_address_in_two_columns_is_one(tmp_path):
    header = ("Firma", "E-Mail", "Mail")

    found = only(tmp_path, header, ("A", "a@b.de", "a@b.de"), Mail=Field.EMAIL)

    assert (found.email, found.note) == ("a@b.de", "")


def test_addresses_of_persons_alone_are_those_of_the_member(tmp_path):
    found = only(
        tmp_path, ("Firma", "E-Mail Ansprechpartner"), ("A", "a@b.de, c@d.de"),
        **{"E-Mail Ansprechpartner": Field.PERSON_EMAIL},
    )  # fmt: skip

    assert (found.email, found.note, found.persons) == ("a@b.de", "c@d.de", ())


def test_further_numbers_and_known_addresses_of_the_only_person(tmp_path):
    header = ("Firma", "Ansprechpartner", "Durchwahl", "E-Mail Ansprechpartner")

    found = only(
        tmp_path, header,
        ("A", "Eva Meier <meier@a.de>", "02921 123456, 02921 223456", "meier@a.de"),
        Durchwahl=Field.PERSON_PHONE,
    )  # fmt: skip

    assert found.persons == (
        ListedPerson("Eva", "Meier", email="meier@a.de", phone="+49 2921 123456"),
    )
    assert (found.phone, found.email, found.note) == ("+49 2921 223456", "", "")


def test_a_row_of_which_nothing_could_be_read_is_named(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("Firma;Ort\nRoth;Soest\n#REF!;\n")
    read = members.read(path)
    fields = {0: Field.NAME, 1: Field.TOWN}

    found = list(members.records(read, fields, today=date(2027, 1, 5)))

    assert [(each.name, [one.why for one in each.unread]) for each in found] == [
        ("Roth", []), ("", ["error", Why.NO_NAME]),
    ]  # fmt: skip


def test_lists_of_nothing_are_empty(tmp_path):
    header = ("Firma", "Leistungen", "WZ", "USt-IdNr.", "Internet", "Mitarbeiter", "PLZ", "Ort")

    found = only(tmp_path, header, ("A", "-", "k. A.", "-", "-", "-", "-", "-"))

    assert found == MemberRecord(row=2, name="A")
