"""Cards of all versions, as programs write them, and such as are made to hurt."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine import vcards

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "vcard"
promise = settings(max_examples=60, deadline=None, derandomize=True)


def cards(path, *lines, end="\r\n", encoding="utf-8"):
    path = path / "karten.vcf"
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return list(vcards.read(path))


def said(path, *lines, **written):
    (card,) = cards(path, "BEGIN:VCARD", *lines, "END:VCARD", **written)
    return {each.name: each.text for each in card.properties}


def test_lines_that_were_folded_are_one(tmp_path):
    found = said(tmp_path, "VERSION:3.0", "NOTE:Erste Ze", " ile und", "\t zweite", "FN:Eva Meier")

    assert found == {"NOTE": "Erste Zeile und zweite", "FN": "Eva Meier"}


def test_quoted_printable_goes_on_in_the_next_line(tmp_path):
    found = said(
        tmp_path,
        "VERSION:2.1",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =",
        "M=C3=BCller",
        "NOTE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Stra=DFe=0D=0A=",
        " und mehr",
        "ORG:Roth",
    )

    assert found == {"FN": "Jörg Müller", "NOTE": "Straße\n und mehr", "ORG": "Roth"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_encoding_is_read(tmp_path, encoding):
    assert said(tmp_path, "FN:Jörg Möhle", "ORG:Öl", encoding=encoding) == {
        "FN": "Jörg Möhle", "ORG": "Öl",
    }  # fmt: skip


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_groups_types_and_parameters_are_known(tmp_path, end):
    (card,) = cards(
        tmp_path, "BEGIN:VCARD", "VERSION:4.0", "item1.TEL;WORK;type=fax,PREF:1",
        'TEL;TYPE="work,voice";PREF=1;VALUE=uri:tel:+49-2921-1;ext=2', "tel;home:3",
        "END:VCARD", end=end,
    )  # fmt: skip

    assert card.version == "4.0"
    assert [(each.group, each.text, set(each.types)) for each in card.properties] == [
        ("item1", "1", {"work", "fax", "pref"}),
        ("", "tel:+49-2921-1;ext=2", {"work", "voice", "pref"}),
        ("", "3", {"home"}),
    ]
    assert [each.text for each in card.all("TEL")] == ["1", "tel:+49-2921-1;ext=2", "3"]


def test_values_of_parts_keep_what_is_escaped(tmp_path):
    (card,) = cards(
        tmp_path, "BEGIN:VCARD", r"N:von der Heide;Klaus;Maria,Georg;Dr.;",
        r"ORG:Roth\; Söhne;Einkauf", r"CATEGORIES:Industrie,Handel\, Handwerk",
        r"NOTE:eins\nzwei\\drei", "ADR:;;;;;;", "END:VCARD",
    )  # fmt: skip

    assert card.first("N").parts() == ("von der Heide", "Klaus", "Maria, Georg", "Dr.", "")
    assert card.first("ORG").parts() == ("Roth; Söhne", "Einkauf")
    assert card.first("CATEGORIES").listed() == ("Industrie", "Handel, Handwerk")
    assert card.text("NOTE") == "eins\nzwei\\drei"
    assert card.first("ADR") is None
    assert card.text("URL") == ""


def test_several_cards_are_numbered_and_one_without_an_end_is_given(tmp_path):
    found = cards(
        tmp_path, "Ordner", "BEGIN:VCARD", "FN:Eins", "AGENT:", "BEGIN:VCARD", "FN:Bote",
        "END:VCARD", "END:VCARD", "", "BEGIN:VCARD", "END:VCARD", "begin:vcard", "FN:Drei",
    )  # fmt: skip

    assert [(card.number, card.text("FN")) for card in found] == [(1, "Eins"), (2, ""), (3, "Drei")]


@pytest.mark.parametrize(("folded", "lines"), [(True, 140_000), (False, 140_000), (None, 10_000)])
def test_a_picture_of_10_mb_is_passed_over_and_never_held(tmp_path, folded, lines):
    path = tmp_path / "bild.vcf"
    with path.open("wb") as file:
        file.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva\r\nitem2.PHOTO;ENCODING=b;TYPE=JPEG:")
        for _ in range(lines):
            # Folded, in one line, or as 2.1 of old telephones: lines without a blank before them.
            file.write(b"A" * 75 + {True: b"\r\n ", False: b"", None: b"\r\n"}[folded])
        file.write(b"\r\n\r\nORG:Roth\r\nEND:VCARD\r\n")

    tracemalloc.start()
    (card,) = vcards.read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert path.stat().st_size > 75 * lines
    assert [(each.name, each.text) for each in card.properties] == [("FN", "Eva"), ("ORG", "Roth")]
    assert peak < 1_000_000


def test_a_value_without_end_and_properties_without_number_are_cut_off(tmp_path):
    long = said(tmp_path, "NOTE:" + "x" * 300_000, "FN:Eva", "FN;CHARSET=klingon:Max")
    (many,) = cards(tmp_path, "BEGIN:VCARD", *["NOTE:x"] * 2_000, "END:VCARD")

    assert len(long["NOTE"]) <= 108_192
    assert long["FN"] == "Max"
    assert len(many.properties) == 1_000


@promise
@given(st.text(alphabet="a\\;,:\n=ö", max_size=30))
def test_what_is_escaped_comes_back_as_it_was(text):
    raw = text.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")

    assert vcards.Property("N", f"{raw};{raw}").parts()[0] == ", ".join(
        filter(None, [text.strip()])
    )
    assert vcards.Property("NOTE", raw).text == text


@promise
@given(content=st.binary(max_size=200))
def test_no_file_breaks_the_reading(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "zufall.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" + content + b"\nEND:VCARD")

    for card in vcards.read(path):
        for each in card.properties:
            each.parts()
            each.listed()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample cards are not beside the repository")
def test_the_cards_of_three_programs_are_read():
    found = {path.stem: list(vcards.read(path)) for path in sorted(SAMPLES.glob("*.vcf"))}

    assert {name: [card.version for card in read] for name, read in found.items()} == {
        "gmail-single2": ["3.0"], "outlook-2007": ["2.1"], "rfc6350-example": ["4.0"],
    }  # fmt: skip
    assert {name: len(read[0].properties) for name, read in found.items()} == {
        "gmail-single2": 88, "outlook-2007": 27, "rfc6350-example": 15,
    }  # fmt: skip
    assert "PHOTO" not in {each.name for each in found["outlook-2007"][0].properties}
