"""vCards as address books read them: folded by octets, escaped, of both versions."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.members import Card, read_vcards, write_vcards
from kurzweg.engine.members.written_cards import LONGEST_LINE

MILLER = Card(
    name="Dr. Änne Müller",
    uid="kurzweg:abc",
    title="Dr.",
    given_name="Änne",
    family_name="Müller",
    organisation="Mühle; Söhne, Töchter",
    position="Inhaberin\nund Müllerin",
    email="a@muehle.example",
    phone="+49 2941 1234",
    street="Mühlweg 1",
    postal_code="01067",
    town="Mühltal",
    country="DE",
    website="https://muehle.example/?a=1,2",
)


def written(*cards, version="4.0") -> bytes:
    file = io.BytesIO()
    write_vcards(file, cards, version=version)
    return file.getvalue()


def test_a_person_as_a_card_of_today():
    assert written(MILLER).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:kurzweg:abc",
        "KIND:individual",
        "FN:Dr. Änne Müller",
        "N:Müller;Änne;;Dr.;",
        r"ORG:Mühle\; Söhne\, Töchter",
        r"TITLE:Inhaberin\nund Müllerin",
        "ADR;TYPE=work:;;Mühlweg 1;Mühltal;;01067;DE",
        "TEL;TYPE=work:+49 2941 1234",
        "EMAIL:a@muehle.example",
        "URL:https://muehle.example/?a=1,2",
        "END:VCARD",
        "",
    ]


def test_an_organisation_as_a_card_of_both_times():
    mill = Card(name="Mühle", organisation="Mühle", is_organisation=True)

    today, then = (written(mill, version=each).decode().split() for each in ("4.0", "3.0"))

    assert today[1:-1] == ["VERSION:4.0", "KIND:org", "FN:Mühle", "ORG:Mühle"]
    assert then[1:-1] == ["VERSION:3.0", "X-ABSHOWAS:COMPANY", "FN:Mühle", "N:;;;;", "ORG:Mühle"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_a_line_is_folded_between_letters_and_comes_back_whole(name):
    lines = written(Card(name=name)).split(b"\r\n")

    assert max(map(len, lines)) <= LONGEST_LINE
    whole = "\r\n".join(line.decode() for line in lines).replace("\r\n ", "")
    (said,) = (line for line in whole.split("\r\n") if line.startswith("FN:"))
    assert said == "FN:" + name.replace("\\", r"\\").replace(",", r"\,").replace(";", r"\;")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_nobody_writes_a_line_of_her_own_into_a_card(version):
    sly = Card(name="Anna\r\nEND:VCARD\nBEGIN:VCARD", website="x\r\nTEL:0900", phone="1\nEMAIL:a@b")

    lines = written(sly, version=version).decode().split("\r\n")

    assert [line.partition(":")[0] for line in lines if line] == [
        "BEGIN", "VERSION", *(["KIND"] if version == "4.0" else []), "FN", "N",
        "TEL;TYPE=work" if version == "4.0" else "TEL;TYPE=work,voice", "URL", "END",
    ]  # fmt: skip


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_we_read_our_own_cards_as_they_were(version, tmp_path):
    nobody = {"title": "", "given_name": "", "family_name": "", "position": ""}
    house = {"is_organisation": True, "name": MILLER.organisation, "email": "info@m.example"}
    mill = replace(MILLER, **nobody, **house)
    path = tmp_path / "cards.vcf"
    path.write_bytes(written(MILLER, mill, version=version))

    with_person, firm = read_vcards(path)

    (miller,) = with_person.persons
    assert (miller.title, miller.given_name, miller.family_name) == ("Dr.", "Änne", "Müller")
    assert (miller.position, miller.email) == ("Inhaberin\nund Müllerin", "a@muehle.example")
    address = ("Mühlweg 1", "01067", "Mühltal", "DE")
    for record in (with_person, firm):
        assert record.name == MILLER.organisation
        assert (record.street, record.postal_code, record.town, record.country) == address
        assert (record.website, record.unread) == (MILLER.website, ())
    assert (firm.phone, firm.email, firm.persons) == (MILLER.phone, "info@m.example", ())
