"""A file that cannot be kept is refused with a sentence; nothing of it is kept."""

import json
import zipfile

import pytest

from kurzweg.places import importing
from kurzweg.places.errors import BadFile
from kurzweg.places.models import Boundary, Kind, PostcodePlace

pytestmark = pytest.mark.django_db
RING = [[8, 51], [9, 51], [9, 52], [8, 51]]
PLACE = "DE\t01067\t{name}\tSachsen\tSN\t\t00\t{district}\t14612\t51\t13\t4\n"


def outline(*, ring=RING, name="Sachsen") -> str:
    shape = {
        "properties": {"AGS": "14", "GEN": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [shape]})


def kept(folder, kind: Kind, text: str | bytes) -> int:
    path = folder / "file.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return importing.from_file(kind, path).total


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (outline(ring=[[10**400, 1], [1, 1], [2, 2]]), "OverflowError"),
        (outline(ring=[[True, True], [False, True], [True, False]]), "no number of degrees"),
        (outline(ring=[["8", "51"], ["9", "51"], ["9", "52"]]), "no number of degrees"),
        (outline(name="a\0b"), "is no text"),
        (outline(name="a\ud800b"), "is no text"),
    ],
)
def test_no_such_outline_is_kept(tmp_path, text, says):
    with pytest.raises(BadFile, match=says):
        kept(tmp_path, Kind.BOUNDARIES, text)

    assert not Boundary.objects.exists()


@pytest.mark.parametrize(
    "place",
    [
        {"name": "D" * 5000, "district": "Dresden"},
        {"name": "Dresden\0", "district": "Dresden"},
        {"name": "Dresden", "district": "D" * 201},
    ],
)
def test_no_such_place_is_kept(tmp_path, place):
    with pytest.raises(BadFile):
        kept(tmp_path, Kind.POSTCODES, PLACE.format(**place))

    assert not PostcodePlace.objects.exists()


def test_a_broken_archive_is_refused(tmp_path):
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", outline() * 50)
    broken = bytearray(whole.read_bytes())
    broken[40] ^= 0xFF

    with pytest.raises(BadFile, match="cannot be read"):
        kept(tmp_path, Kind.BOUNDARIES, bytes(broken))


def test_the_same_file_in_order_is_kept(tmp_path):
    """Negative control: it is the fault that is refused, not the shape of the file."""
    assert kept(tmp_path, Kind.BOUNDARIES, outline()) == 1
    assert kept(tmp_path, Kind.POSTCODES, PLACE.format(name="Dresden", district="Dresden")) == 1
