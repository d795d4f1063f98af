"""Who is named in one cell, and that nobody is invented where it is not clear."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.members import ListedPerson
from kurzweg.engine.members.persons import named, persons, position_of, together

promise = settings(max_examples=60, deadline=None, derandomize=True)


def short(person):
    """Title, given and family name, and the position in brackets."""
    name = " ".join(filter(None, (person.title, person.given_name or "…", person.family_name)))
    return f"{name} ({person.position})" if person.position else name


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Anna Weber", ["Anna Weber"]),
        ("Dr. Anna Weber, Max Schulz (Vertrieb)", ["Dr. Anna Weber", "Max Schulz (Vertrieb)"]),
        ("Frau Weber / Herr Schulz", ["… Weber", "… Schulz"]),
        ("Müller, Hans; Meier, Eva", ["Hans Müller", "Eva Meier"]),
        ("Müller, Hans / Meier, Eva", ["Hans Müller", "Eva Meier"]),
        ("Müller, Hans, Meier, Eva", ["Hans Müller", "Eva Meier"]),
        ("Müller, Dr. Hans Peter", ["Dr. Hans Peter Müller"]),
        ("Anna Weber\nMax Schulz", ["Anna Weber", "Max Schulz"]),
        ("Anna Weber/Max Schulz", ["Anna Weber", "Max Schulz"]),
        ("Max Schulz, Anna Weber, Eva Meier", ["Max Schulz", "Anna Weber", "Eva Meier"]),
        ("Herr Max Müller u. Frau Eva Meier", ["Max Müller", "Eva Meier"]),
        ("Anna und Peter Schmidt", ["Anna Schmidt", "Peter Schmidt"]),
        ("Prof. Dr.-Ing. Klaus von der Heide", ["Prof. Dr.-Ing. Klaus von der Heide"]),
        ("Herr Dipl.-Ing. (FH) Jörg Krämer", ["Dipl.-Ing. (FH) Jörg Krämer"]),
        ("Dr. med. Eva Stein, MBA", ["Dr. med. MBA Eva Stein"]),
        ("Hans-Jürgen Meyer-Landrut", ["Hans-Jürgen Meyer-Landrut"]),
        ("Jan van den Berg", ["Jan van den Berg"]),
        ("Max Schulz, Geschäftsführer", ["Max Schulz (Geschäftsführer)"]),
        ("GF: Hans Müller", ["Hans Müller (GF)"]),
        ("GF Hans Müller", ["Hans Müller (GF)"]),
        ("Anna Weber - Vertrieb", ["Anna Weber (Vertrieb)"]),
        ("Technik: Jens Koch; Einkauf: Uta Klein", ["Jens Koch (Technik)", "Uta Klein (Einkauf)"]),
        (
            "Hans Müller (GF) und Eva Meier (Prokuristin)",
            ["Hans Müller (GF)", "Eva Meier (Prokuristin)"],
        ),
        (
            "Herr Schulz, Vertrieb, Frau Weber, Einkauf",
            ["… Schulz (Vertrieb)", "… Weber (Einkauf)"],
        ),
        ("Leitung: Jens Koch, Uta Klein", ["Jens Koch (Leitung)", "Uta Klein (Leitung)"]),
        ("Einkauf: Jens Koch (Technik)", ["Jens Koch (Technik)"]),
        ("Jens Koch; Technik", ["Jens Koch (Technik)"]),
        ("Max Schulz, Einkauf und Logistik", ["Max Schulz (Einkauf und Logistik)"]),
        ("GF Frau Meier", ["… Meier (GF)"]),
        ("Vertrieb - Jens Koch", ["Jens Koch (Vertrieb)"]),
        ("Weber und Schulz", ["… Weber", "… Schulz"]),
        ("Frau A. Weber", ["A. Weber"]),
        ("n.n.", []),
        ("-", []),
        ("", []),
    ],
)
def test_the_persons_of_a_cell_are_told_apart(cell, who):
    assert [short(person) for person in persons(cell)] == who


@pytest.mark.parametrize(
    "cell",
    [
        "Weber, Schulz, Meier",  # three families, or a family and two given names
        "Herr und Frau Schmidt",
        "Heide, von der, Klaus",
        "Schulze Meister, Anna",  # whom an unknown position would look like
        "Zentrale",
        "Anna Weber und Vertrieb",
        "Jens Koch; Technik; Einkauf",
        "Jens Koch - abends",
        "Anna Weber und 3 andere",
        "x" * 101,
        "info@firma.de",
        "=HYPERLINK(1)",
        "siehe Anlage 3",
        "Anna Weber " * 200,
    ],
)
def test_who_is_not_clear_is_nobody(cell):
    assert persons(cell) is None


def test_addresses_in_the_cell_go_to_whom_they_belong():
    found = persons("Max Schulz <max.schulz@firma.de>; Anna Möhle, moehle@firma.de")
    alone = persons("Max Schulz, Tel. 02921 123456")

    assert [(each.family_name, each.email) for each in found] == [
        ("Schulz", "max.schulz@firma.de"),
        ("Möhle", "moehle@firma.de"),
    ]
    assert alone == (ListedPerson("Max", "Schulz", phone="+49 2921 123456"),)


def test_a_header_may_name_the_position_of_whoever_stands_below_it():
    assert position_of("Geschäftsführer") == "Geschäftsführer"
    assert position_of("Ansprechpartner") == ""
    assert position_of("Name") == ""
    assert [short(each) for each in persons("Eva Meier", position="GF")] == ["Eva Meier (GF)"]


def test_names_of_columns_of_their_own_lose_the_titles_before_them():
    assert named("Frau", "Dr. Weber") == ListedPerson("", "Weber", "Dr.")
    assert named("Dr. Anna", "Weber", title="Prof.") == ListedPerson("Anna", "Weber", "Prof. Dr.")
    assert named("Anna", "Weber", title="Frau") == ListedPerson("Anna", "Weber")


def test_who_is_named_twice_is_one_with_all_that_is_known():
    found = together(
        [ListedPerson("Eva", "Möhle", position="GF"), ListedPerson("Eva", "Moehle", "Dr.")]
    )

    assert found == [ListedPerson("Eva", "Möhle", "Dr.", position="GF")]


@promise
@given(st.text(alphabet="AaÖß .,;/()&-@:\n1+=\u202f", max_size=60))
def test_no_name_holds_letters_that_do_not_stand_in_the_cell(cell):
    found = persons(cell) or ()

    for each in found:
        assert each.family_name
        for name in (each.given_name, each.family_name):
            assert all(word in cell for word in name.split())
