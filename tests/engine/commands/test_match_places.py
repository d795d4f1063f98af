import pytest

from kurzweg.engine.commands import match_places
from kurzweg.engine.documents import Place


def places(tmp_path, text):
    path = tmp_path / "orte.csv"
    path.write_text(text, encoding="utf-8")
    return match_places.read(path)


def test_names_and_postcodes_become_points(tmp_path):
    found = places(
        tmp_path, "plz;Ort;lat;lon\n59555;Lippstadt;51,6;8,3\n59557;Lippstadt;51.8;8.3\n;;x;y\n"
    )

    assert dict(found) == {
        "Lippstadt": Place(pytest.approx(51.7), 8.3, "Lippstadt"),
        "59555": Place(51.6, 8.3, "Lippstadt"),
        "59557": Place(51.8, 8.3, "Lippstadt"),
    }


def test_a_name_of_towns_far_apart_is_left_out(tmp_path):
    found = places(
        tmp_path, "name,lat,lon\nNeustadt,49.3,8.1\nNeustadt,54.1,10.8\nSoest,51.5,8.1\n"
    )

    assert list(found) == ["Soest"]


def test_the_file_of_geonames_is_known_without_header(tmp_path):
    line = "DE\t{}\t{}\tNRW\tNW\tArnsberg\t059\tKreis Soest\t05974\t51.5\t8.1\t4\n"
    found = places(tmp_path, line.format("59494", "Soest") + line.format("59555", "Lippstadt"))

    assert set(found) == {"Soest", "Lippstadt", "59494", "59555"}
    assert found["59494"] == Place(51.5, 8.1, "Soest")


def test_what_follows_a_comma_or_bracket_is_no_name(tmp_path):
    assert list(places(tmp_path, 'name;lat;lon\n"Kiel, Landeshauptstadt";54.3;10.1\n')) == ["Kiel"]


def test_postcodes_alone_will_do(tmp_path):
    assert dict(places(tmp_path, "plz;lat;lon\n59555;51.6;8.3\n")) == {
        "59555": Place(51.6, 8.3, "59555")
    }


@pytest.mark.parametrize(
    "text", ["Ort;PLZ\nSoest;59494\n", "lat;lon\n51;8\n", "Ort;lat;lon\nSoest;weit;weg\n",
             "Ort;lat;lon\nSoest;99;8\n"]
)  # fmt: skip
def test_a_file_without_points_says_so(tmp_path, text):
    with pytest.raises(match_places.NoPoints) as caught:
        places(tmp_path, text)

    assert "„orte.csv“" in caught.value.sentence()
    assert "“orte.csv”" in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("text", "postcode", "name"),
    [
        ("Soest", "", "Soest"),
        ("Am Wall 3, 59494 Soest", "", "Soest"),
        ("", "59494", "Soest"),
        ("", "D-59494", "Soest"),
        ("", "1067", None),
        ("Irgendwo", "59494", "Soest"),
        ("Linienstr. 5 59494", "", "Soest"),
        ("Irgendwo", "", None),
        ("", "", None),
        ("", "99999", None),
    ],
)
def test_an_address_is_located(tmp_path, text, postcode, name):
    known = places(tmp_path, "plz;Ort;lat;lon\n59494;Soest;51.5;8.1\n01067;Dresden;51.05;13.7\n")

    found = match_places.locate(known, text=text, postcode=postcode)

    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lu\u0308denscheid", "Lüdenscheid"),
        ("Luedenscheid", "Lüdenscheid"),
        ("gießen", "Gießen"),
        ("GIESSEN", "Gießen"),
        ("Halle an der Saale", "Halle"),
        ("Halle/Saale", "Halle"),
        ("Halle i. Westf.", "Halle"),
        ("Halle", None),
    ],
)
def test_a_town_in_a_cell_is_located_however_it_is_written(tmp_path, text, name):
    known = places(
        tmp_path,
        "Ort;lat;lon\nLüdenscheid;51.2;7.6\nGießen;50.6;8.7\n"
        "Halle (Saale);51.5;12\nHalle (Westf.);52.1;8.4\n",
    )

    found = match_places.locate(known, text=text, postcode="")

    assert (found and found.name.partition(" ")[0]) == name


@pytest.mark.parametrize(
    ("text", "postcode", "country", "name"),
    [
        ("Dresden", "1067", "", "Dresden"),
        ("", "1067", "", None),  # of Switzerland as well
        ("1067", "", "", None),
        ("", "1067", "DE", "Dresden"),
        ("Linz", "4020", "", None),  # in Austria; Linz on the Rhine is 53545
        ("Linz", "53545", "", "Linz"),
        ("Linz", "", "", "Linz"),
        ("Linz", "", "Österreich", None),
        ("Linz", "", "A", None),
        ("Linz", "", "Rheinland-Pfalz", "Linz"),
        ("A-4020 Linz", "", "", None),
        ("Winterthur", "8400", "", None),
        ("Winterthur", "CH-8400", "", None),
        ("Dresden", "1067", "Deutschland", "Dresden"),
        ("Dresden", "4020", "", None),
    ],
)
def test_what_is_abroad_or_may_be_has_no_place(tmp_path, text, postcode, country, name):
    known = places(
        tmp_path,
        "plz;Ort;lat;lon\n1067;Dresden;51.05;13.7\n53545;Linz;50.57;7.28\n"
        "08400;Werdau;50.7;12.4\n04020;Leipzig;51.3;12.4\n",
    )

    found = match_places.locate(known, text=text, postcode=postcode, country=country)

    assert (found and found.name) == name


TWO_TOWNS = (
    "plz;Ort;lat;lon\n63065;Offenbach am Main;50.1;8.77\n76877;Offenbach (Queich);49.2;8.2\n"
    "59494;Soest;51.5;8.1\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Offenbach", "ambiguous"),
        ("63065 Offenbach", "Offenbach am Main"),
        ("Offenbach a.M.", "Offenbach am Main"),
        ("Offenbach a.d.Q.", "Offenbach (Queich)"),
        ("Offenbach/Queich", "Offenbach (Queich)"),
        ("Offenbach am Glan", "ambiguous"),
        ("Irgendwo", "no place"),
    ],
)
def test_a_short_form_of_two_towns_is_neither(tmp_path, text, found):
    known = places(tmp_path, TWO_TOWNS)

    place = match_places.locate(known, text=text, postcode="")

    why = match_places.why_nowhere(known, text=text, postcode="", country="")
    assert (place.name if place else why) == found


def test_another_town_of_the_name_is_not_the_one_that_is_known(tmp_path):
    known = places(tmp_path, "Ort;lat;lon\nOffenbach (Queich);49.2;8.2\n")

    assert match_places.locate(known, text="Offenbach", postcode="").name == "Offenbach (Queich)"
    assert match_places.locate(known, text="Offenbach a. M.", postcode="") is None


@pytest.mark.parametrize(
    ("text", "country", "why"),
    [
        ("Soest", "Republik Polen", "foreign"),
        ("Soest", "POL", "foreign"),
        ("Soest", "Frankreich (FR)", "foreign"),
        ("Soest", "Belgien/B", "foreign"),
        ("Soest", "the Czech Republic", "foreign"),
        ("Soest", "Atlantis", "no country"),
        ("Soest", "NED", "foreign"),
        ("Soest", "Niederl.", "foreign"),
        ("Soest, NED", "", "foreign"),
        ("Soest [NL]", "", "foreign"),
        ("NL-Soest", "", "foreign"),
        ("Soest", "BE", "no country"),
        ("Soest, Belgien", "", "foreign"),
        ("Soest (DK)", "", "foreign"),
        ("Soest, KY, USA", "", "foreign"),
        ("Soest, KY", "", "foreign"),
        ("Soest Österreich", "", "foreign"),
        ("Soest, NRW", "", ""),
        ("Soest, Sächsische Schweiz", "", ""),
        ("Werk Holland, Soest", "", ""),
        ("Soest", "Bundesrep. Deutschland", ""),
        ("Soest", "Freistaat Sachsen", ""),
        ("Soest", "DE/NRW", ""),
        ("Soest", "k. A.", ""),
        ("Soest, Deutschland", "DEU", ""),
    ],
)
def test_only_what_is_said_to_be_here_or_nowhere_else_is_here(tmp_path, text, country, why):
    known = places(tmp_path, TWO_TOWNS)

    assert match_places.abroad(text=text, postcode="", country=country) == why
    assert (match_places.locate(known, text=text, postcode="", country=country) is None) == bool(
        why
    )
