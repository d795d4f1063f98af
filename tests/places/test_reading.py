"""Files of reference data are read row by row; what is wrong is named by row and field."""

import pytest

from kurzweg.places.errors import BadFile
from kurzweg.places.names import mended
from kurzweg.places.reading import boundaries, files, municipalities, postcodes
from tests.places.files import (
    SQUARE,
    district,
    geojson,
    geonames,
    municipality,
    topojson,
    written,
    zipped,
)


def mistake(read, text):
    with pytest.raises(BadFile) as bad:
        read(text)
    return str(bad.value)


def test_a_municipality_knows_its_district_its_postcode_and_its_people():
    (record,) = municipalities.read(f"{district()}\n{municipality()}\n").records

    assert (record.name, record.ags, record.district) == ("Soest, Stadt", "05974040", "Soest")
    assert (record.postal_code, record.population) == ("59494", 47206)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("<html>", "row 2, columns 1-2: “<h” is no kind of record of GV100AD"),
        (
            municipality(ags="0597404x"),
            "row 2, key (columns 11-18): “0597404x” has not 8 digits",
        ),
        (municipality(name=""), "row 2, name (columns 23-72): there is no name"),
        (municipality(code="5949"), "row 2, postcode (columns 166-170): “5949*” has not 5 digits"),
        (municipality(people="many"), "row 2, population (columns 140-150): “many” is no number"),
        (municipality(), "row 2, key (columns 11-18): 05974040 is listed twice"),
    ],
)
def test_a_bad_row_of_the_municipalities_is_named(line, says):
    assert mistake(municipalities.read, f"{municipality()}\n{line}\n") == says


def test_a_day_that_is_none_is_named():
    text = municipality(day="20231399")

    assert mistake(municipalities.read, text) == "row 1, day (columns 3-10): “20231399” is no day"


def test_a_file_without_municipalities_is_none():
    assert mistake(municipalities.read, district()).startswith("the file lists no municipality")


def test_postcodes_are_read_with_and_without_a_header():
    header = "country_code,zipcode,place,state,community,community_code,latitude,longitude"

    bare = postcodes.read(geonames()).records
    headed = postcodes.read(f"{header}\nDE,59494,Soest,NW,Kreis Soest,05974,51.57,8.11\n").records

    assert bare == headed
    assert (bare[0].postal_code, bare[0].ags, bare[0].point) == ("59494", "05974", (51.57, 8.11))


def test_names_that_were_encoded_twice_are_mended_and_told():
    read = postcodes.read(geonames(place="KÃ¶ln", code="50667", key="05315"))

    assert (read.records[0].name, read.mended) == ("Köln", ["Köln"])


@pytest.mark.parametrize("name", ["Köln", "Ærøskøbing", "Neuchâtel", "São Paulo", "Ã", "Ð»"])
def test_a_name_that_is_well_stays_as_it_is(name):
    """Negative control."""
    assert mended(name) == name


def test_a_place_that_stands_there_once_for_each_spelling_of_its_land_is_one():
    text = "\n".join(geonames(land=land) for land in ("Nordrhein-Westfalen", "North Rhine"))

    assert len(postcodes.read(text).records) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (geonames(code="5949"), "row 2, postcode: “5949” is no postcode of DE"),
        (geonames(place=" "), "row 2, place: there is no name"),
        (geonames(latitude="north"), "row 2, latitude: “north” is no number"),
        (geonames(latitude="nan"), "row 2, latitude: nan is more than 90 degrees"),
        (geonames(longitude="808"), "row 2, longitude: 808 is more than 180 degrees"),
        (geonames(country="GER"), "row 2, country: “GER” is no sign of a country"),
        ("DE\t59494", "row 2: 2 columns instead of 11"),
        (
            geonames(latitude="8.11", longitude="51.57"),
            "row 2, latitude: 8.11, 51.57 lies elsewhere: "
            "latitude and longitude seem to be swapped",
        ),
        (
            geonames(latitude="41.9", longitude="12.5"),
            "row 2, latitude: 41.9, 12.5 lies elsewhere: not in DE",
        ),
    ],
)
def test_a_bad_row_of_the_postcodes_is_named(line, says):
    assert mistake(postcodes.read, f"{geonames()}\n{line}\n") == says


def test_a_missing_column_and_an_empty_file_are_named():
    assert mistake(postcodes.read, "zipcode,place\n") == "row 1: there is no column for latitude"
    assert mistake(postcodes.read, "") == "the file holds no postcode"


def test_a_quote_that_never_ends_makes_no_table():
    endless = 'zipcode,place,latitude,longitude\n"' + "5" * 140_000

    assert mistake(postcodes.read, endless).startswith("this is no table")


def test_the_length_of_its_key_says_what_a_boundary_surrounds():
    keys = {"": "country", "05": "land", "05974": "district", "05974040": "municipality"}
    text = geojson(*(({"AGS": key, "GEN": "Soest"}, SQUARE) for key in keys))

    read = boundaries.read(text)

    assert [(each.ags, each.level) for each in read.records] == list(keys.items())


def test_lines_that_areas_share_are_put_together():
    """The second arc is read backwards (~1), and its first point is the last of the one before."""
    there, back = [[0, 0], [20, 0], [0, 20]], [[0, 0], [0, 20], [20, 0]]
    text = topojson([there, back], {"type": "Polygon", "arcs": [[0, ~1]]}, {"AGS": "05974"})

    (record,) = boundaries.read(text).records

    assert record.polygons == [[SQUARE]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "this is no JSON"),
        ("[]", "neither a FeatureCollection (GeoJSON) nor a Topology (TopoJSON)"),
        (geojson(), "the file draws nothing"),
        (geojson(({"AGS": "0597"}, SQUARE)), "row 1, AGS: “0597” is no official key"),
        (geojson(({}, SQUARE), ({}, SQUARE)), "row 2, AGS: country is drawn twice"),
        (geojson(({}, SQUARE[:2])), "row 1, geometry: a ring has fewer than three points"),
        (geojson(({}, [[8, 91]] * 3)), "row 1, geometry: a point does not lie on earth"),
        (geojson(({}, [["a", 5]] * 3)), "row 1, geometry: the geometry cannot be read"),
        (geojson(({}, [])), "row 1, geometry: a ring has fewer than three points"),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}',
            "row 1, geometry: the geometry cannot be read (ValueError: Point is no area)",
        ),
        (
            topojson([], {"type": "Polygon", "arcs": [[3]]}, {}),
            "row 1, geometry: the geometry cannot be read (IndexError",
        ),
        (
            topojson([], {"type": "MultiPolygon", "arcs": []}, {}),
            "row 1, geometry: there is no outline",
        ),
    ],
)
def test_what_is_wrong_with_a_boundary_is_named(text, says):
    assert mistake(boundaries.read, text).startswith(says)


def test_a_file_may_lie_in_an_archive_and_be_of_its_time(tmp_path):
    old = written(tmp_path, "Köln", encoding="cp1252")

    assert files.text_of(old) == files.text_of(zipped(old)) == "Köln"


def test_a_file_that_is_none_is_told(tmp_path):
    picture = written(tmp_path, "\0\0\0", "ä", encoding="latin-1", name="logo.png")
    odd = written(tmp_path, "Soest", "K\x81ln", encoding="latin-1", name="odd.txt")

    assert mistake(files.text_of, tmp_path / "nowhere.txt").startswith("nowhere.txt cannot be read")
    assert mistake(files.text_of, picture) == "logo.png is no text file"
    assert mistake(files.text_of, odd) == "row 2: this is no UTF-8"
    assert mistake(files.text_of, zipped(picture)) == "logo.zip holds no text file"
