"""vCards as members: the firm, the person who stands on the card, and what is not read."""

from pathlib import Path

import pytest

from kurzweg.engine import members
from kurzweg.engine.members import LeftOut, ListedPerson, MemberRecord, Unread, Why

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "vcard"


def read(path, *cards):
    path = path / "karten.vcf"
    path.write_text(
        "".join("\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")) for lines in cards), "utf-8"
    )
    return list(members.read_vcards(path))


def test_a_card_is_a_firm_with_a_person(tmp_path):
    (found,) = read(
        tmp_path,
        ("VERSION:3.0", "N:Weber;Anna;;Dr.;", "FN:Dr. Anna Weber", "ORG:Roth Guss GmbH;Einkauf",
         "TITLE:Leiterin Einkauf", "ADR;TYPE=HOME:;;Nebenweg 1;Werl;;59457;",
         "TEL;TYPE=FAX:02921 1",
         "ADR;TYPE=WORK:;;Lange Str. 5;Soest;;59494;Deutschland", "TEL;TYPE=CELL:0171 1234567",
         "TEL;TYPE=WORK:02921/123456", "EMAIL:weber@roth.de", "EMAIL:info@roth.de",
         "URL:www.roth.de", "CATEGORIES:Industrie,Vorstand", "NOTE:Rückruf", "BDAY:1970-01-01"),
    )  # fmt: skip

    assert found == MemberRecord(
        row=1, name="Roth Guss GmbH", legal_form="GmbH", street="Lange Str. 5", postal_code="59494",
        town="Soest", country="Deutschland", phone="+49 2921 123456", email="info@roth.de",
        website="https://www.roth.de", sections=("Industrie", "Vorstand"), note="Rückruf\nEinkauf",
        persons=(
            ListedPerson("Anna", "Weber", "Dr.", "weber@roth.de", "+49 171 1234567",
                         "Leiterin Einkauf"),
        ),
    )  # fmt: skip


def test_what_stands_behind_a_name_stays_behind_it(tmp_path):
    jr, degrees, exported = read(
        tmp_path,
        ("N:Angstadt;Michael;;;Jr.", "FN:Michael Angstadt Jr."),
        ("N:Perreault;Simon;;;ing. jr,M.Sc.", "FN:Simon Perreault"),
        ("N:Angstadt Jr.;Michael;;;", "FN:Michael Angstadt Jr."),
    )

    assert jr.persons == (ListedPerson("Michael", "Angstadt Jr."),)
    assert degrees.persons == (ListedPerson("Simon", "Perreault, ing. jr, M.Sc."),)
    assert exported.persons == jr.persons


def test_a_card_without_a_firm_is_a_natural_person(tmp_path):
    only_name, parts, firm = read(
        tmp_path,
        ("N:;;;Dr.;", "FN:Dr. Max Schulz", "EMAIL:max@schulz.de", "ADR:711;;;Soest;;59494;"),
        ("N:Meier;Eva;;;", "TEL:02921 123456"),
        ("VERSION:4.0", "KIND:org", "FN:Roth GmbH"),
    )

    assert (only_name.name, only_name.is_person, only_name.email, only_name.street) == (
        "Dr. Max Schulz", True, "max@schulz.de", "Postfach 711",
    )  # fmt: skip
    assert only_name.persons == (ListedPerson("Max", "Schulz", "Dr."),)
    assert (parts.name, parts.is_person, parts.phone) == ("Eva Meier", True, "+49 2921 123456")
    assert (firm.name, firm.is_person, firm.persons) == ("Roth GmbH", False, ())


def test_what_no_card_should_say_is_named(tmp_path):
    found, empty, group = read(
        tmp_path,
        ("ORG:Roth", "TEL:siehe Web", "EMAIL:folgt", "URL:keine"),
        ("VERSION:3.0",),
        ("KIND:group", "FN:Vorstand"),
    )

    assert found.unread == (
        Unread(1, "TEL", "siehe Web", Why.NO_PHONE),
        Unread(1, "EMAIL", "folgt", Why.NO_EMAIL),
        Unread(1, "URL", "keine", Why.NO_WEBSITE),
    )
    assert (empty, group) == (LeftOut(2, "empty", ""), LeftOut(3, "group", "Vorstand"))


def test_no_card_and_no_file_are_a_sentence(tmp_path):
    path = tmp_path / "karten.vcf"
    path.write_text("Liebe Grüße")

    with pytest.raises(members.TableError) as none:
        list(members.read_vcards(path))
    with pytest.raises(members.TableError) as missing:
        list(members.read_vcards(tmp_path / "weg.vcf"))

    assert none.value.sentence() == "„karten.vcf“ enthält keine Visitenkarte (vCard)."
    assert none.value.sentence("en") == "“karten.vcf” holds no vCard."
    assert missing.value.sentence("en") == "“weg.vcf” does not exist or cannot be read."


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample cards are not beside the repository")
def test_the_cards_of_three_programs_are_members():
    found = [record for path in sorted(SAMPLES.glob("*")) for record in members.read_vcards(path)]

    assert [(each.name, each.postal_code, each.town) for each in found] == [
        ("TheCompany", "10011", "NY"), ("TheCompany", "99999", "New York"),
        ("Viagenie", "G1V 2M2", "Quebec"),
    ]  # fmt: skip
    assert [each.persons[0].family_name for each in found] == [
        "Test", "Angstadt Jr.", "Perreault, ing. jr, M.Sc.",
    ]  # fmt: skip
    assert [len(each.unread) for each in found] == [0, 3, 0]  # 111 is no area code anywhere
