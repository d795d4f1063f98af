"""An import replaces what was there, says what changed, and leaves nothing half-written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.core.health import examine
from kurzweg.places import importing, sources
from kurzweg.places.importing import Outcome
from kurzweg.places.models import Boundary, Kind, Municipality, PostcodePlace
from kurzweg.places.reading import files, municipalities, postcodes
from tests.places.files import (
    OFFICIAL,
    SQUARE,
    district,
    geojson,
    geonames,
    municipality,
    written,
)

pytestmark = pytest.mark.django_db


def imported(kind, path):
    out = StringIO()
    call_command("import", kind, str(path), stdout=out)
    return out.getvalue().strip()


def counts(outcome: Outcome):
    return outcome.came, outcome.changed, outcome.went


def test_importing_again_says_what_came_changed_and_went(tmp_path):
    first = written(tmp_path, geonames(), geonames("59557", "Lippstadt"), name="1.txt")
    moved = geonames(latitude="51.58")
    second = written(tmp_path, moved, geonames("59505", "Bad Sassendorf"), name="2.txt")

    assert imported("postcodes", first) == "postcodes: 2 read; 2 new, 0 changed, 0 gone."
    assert imported("postcodes", first) == "postcodes: 2 read; 0 new, 0 changed, 0 gone."
    assert imported("postcodes", second) == "postcodes: 2 read; 1 new, 1 changed, 1 gone."
    assert [(str(each), each.latitude) for each in PostcodePlace.objects.all()] == [
        ("59494 Soest", 51.58),
        ("59505 Bad Sassendorf", 51.57),
    ]


def test_a_bad_file_changes_nothing_and_its_row_is_named(tmp_path):
    imported("postcodes", written(tmp_path, geonames()))
    bad = written(tmp_path, geonames("59505", "Neu"), geonames(latitude="x"), name="bad.txt")

    with pytest.raises(CommandError) as told:
        imported("postcodes", bad)

    assert str(told.value) == "bad.txt: row 2, latitude: “x” is no number. Nothing was changed."
    assert [str(each) for each in PostcodePlace.objects.all()] == ["59494 Soest"]


def test_names_that_were_mended_are_told(tmp_path):
    said = imported("postcodes", written(tmp_path, geonames(place="KÃ¶ln")))

    assert said.endswith("1 names were encoded twice and mended (Köln).")


def test_the_postcodes_of_one_country_leave_those_of_another_alone(tmp_path):
    imported("postcodes", written(tmp_path, geonames(), name="de.txt"))
    swiss = geonames("8112", "Otelfingen", "", "47.46", "8.39", country="CH")

    imported("postcodes", written(tmp_path, swiss, name="ch.txt"))

    assert [each.country for each in PostcodePlace.objects.all()] == ["CH", "DE"]


def test_the_outlines_of_one_land_leave_those_of_another_alone(tmp_path):
    ours = geojson(({"AGS": "05974040", "GEN": "Soest"}, SQUARE))
    theirs = geojson(({"AGS": "06633028", "GEN": "Wolfhagen"}, SQUARE))

    imported("boundaries", written(tmp_path, ours))
    imported("boundaries", written(tmp_path, theirs))

    assert [each.name for each in Boundary.objects.all()] == ["Soest", "Wolfhagen"]
    assert Boundary.objects.get(name="Soest").east == 8.2


def test_a_municipality_lies_where_its_name_does_in_its_district(tmp_path):
    """The list has no points; whichever file comes first, they are found."""
    elsewhere = geonames("87527", "Soest", "09780", "47.5", "10.2")
    alone = municipality("05974044", "Warstein, Stadt", "59581")
    imported("municipalities", written(tmp_path, district(), municipality(), alone))
    assert not Municipality.objects.located().exists()

    town_hall = geonames("59581", "Belecke", latitude="51.48", longitude="8.33")
    imported("postcodes", written(tmp_path, geonames(), elsewhere, town_hall))

    assert [each.latitude for each in Municipality.objects.all()] == [51.57, 51.48]


def test_whose_data_are_shown_is_said_and_what_is_missing_too(tmp_path):
    assert [each.kind for each in sources.missing()] == list(sources.WITHOUT)
    assert sources.attributions() == []

    imported("municipalities", written(tmp_path, municipality()))

    assert [each.kind for each in sources.missing()] == [Kind.POSTCODES, Kind.BOUNDARIES]
    (said,) = sources.attributions()
    assert said.startswith("Gemeinden: © Statistisches Bundesamt")
    assert said.endswith("(30.11.2023)")
    told = [finding.says for finding in examine() if finding.what == "places"]
    assert told[0] == "municipalities DE: 1 as of 2023-11-30"
    assert told[1].startswith("no postcodes: addresses have no coordinates")


def test_an_operator_may_say_whose_a_file_is(tmp_path):
    importing.from_file(
        Kind.BOUNDARIES, written(tmp_path, geojson(({}, SQUARE))), attribution="© Kreis Soest"
    )

    assert sources.attributions() == ["© Kreis Soest"]


needs_official = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the official files do not lie beside the project"
)


@needs_official
@pytest.mark.parametrize(
    ("read", "file", "rows", "mended"),
    [
        (municipalities.read, "municipalities/GV100AD_301123.zip", 10_981, 0),
        (postcodes.read, "postcodes/geonames_DE.zip", 16_435, 0),
        (postcodes.read, "postcodes/zipcodes.de.2026-03.csv.zip", 23_250, 30),
    ],
)
def test_the_official_lists_are_read(read, file, rows, mended):
    """Storing them all takes seconds; that the small ones are stored is shown above."""
    found = read(files.text_of(OFFICIAL / file))

    assert (len(found.records), len(found.mended)) == (rows, mended)


@needs_official
@pytest.mark.parametrize(
    ("file", "drawn"),
    [
        ("deutschland.geojson", 1),
        ("laender.topojson", 16),
        ("kreise.topojson", 400),
        ("gemeinden_nrw_hessen.topojson", 821),
    ],
)
def test_the_official_boundaries_are_read(file, drawn):
    outcome = importing.from_file(Kind.BOUNDARIES, OFFICIAL / "boundaries" / file)

    assert counts(outcome) == (drawn, 0, 0)
