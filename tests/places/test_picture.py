"""The picture of the surroundings: towns and outlines where they are, and a click read back."""

import pytest

from kurzweg.engine.documents import Place
from kurzweg.places import importing, picture
from kurzweg.places.forms import PointField, ViewForm
from kurzweg.places.models import Kind
from kurzweg.places.picture import View
from kurzweg.places.reading import boundaries
from tests.places.files import SQUARE, geojson

VIEW = View(51.57, 8.11, km=60)
PICTURE = "/n/riegelstein/surroundings.svg"


def test_a_click_on_a_town_is_read_as_the_point_of_the_town():
    right, down = VIEW.pixel(51.67, 8.34)

    assert VIEW.point(right, down) == pytest.approx((51.67, 8.34), abs=0.001)
    assert VIEW.pixel(51.57, 8.11) == (300, 210)


def test_a_view_ends_where_the_earth_does():
    at_the_pole = View(89.9, 179.9, km=400)

    assert at_the_pole.point(600, 0) == (89, 180)


@pytest.mark.usefixtures("germany")
def test_the_towns_around_are_named_each_once():
    drawing = picture.draw(VIEW, mark=Place(51.57, 8.11))

    assert sorted(town.name for town in drawing.towns) == ["Lippstadt", "Soest"]
    assert (drawing.mark, drawing.scale) == ((300, 210), (10, 100))


@pytest.mark.usefixtures("germany")
def test_a_name_that_would_leave_the_picture_stands_left_of_its_dot():
    east = View(51.57, 7.72, km=60)

    (soest,) = picture.draw(east).towns

    assert (soest.name, soest.is_left) == ("Soest", True)


@pytest.mark.django_db
def test_outlines_are_drawn_where_they_are_seen():
    far = [[x + 5, y] for x, y in SQUARE]
    read = boundaries.read(geojson(({"AGS": "05974040"}, SQUARE), ({"AGS": "14"}, far)))
    importing.keep(Kind.BOUNDARIES, read)

    ((level, path),) = picture.draw(VIEW).outlines

    assert level == "municipality"
    assert (path[0], path[-1]) == ("M", "Z")
    assert picture.draw(View(51.6, 8.1, km=200)).outlines == []


@pytest.mark.usefixtures("germany")
def test_the_picture_is_an_svg_with_plain_numbers(as_person, office):
    client = as_person(office)

    answer = client.get(f"{PICTURE}?at=51.57,8.11&km=60&mark=51.57,8.11&width=600&height=420")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "private" in answer.headers["Cache-Control"]
    drawn = answer.content.decode()
    for part in ('viewBox="0 0 600 420"', ">Lippstadt</text>", 'class="mark"'):
        assert part in drawn
    assert "0,5" not in drawn


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "?at=x&km=-1&width=9999", "?km=nan", "?mark=91,400"])
def test_nonsense_shows_the_usual(asked, as_person, office):
    assert as_person(office).get(PICTURE + asked).status_code == 200


@pytest.mark.django_db
def test_strangers_see_no_picture(client, network):
    assert client.get(PICTURE).status_code != 200


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("51,67 / 8,34", (51.67, 8.34)),
        ("51.67, 8.34", (51.67, 8.34)),
        ("51,67 8,34", (51.67, 8.34)),
        ("N 51,67° O 8,34°", (51.67, 8.34)),
        ("-33,9; 18,4", (-33.9, 18.4)),
        ("51 8", (51.0, 8.0)),
        ("51,67", None),
        ("51,67 / 8,34 / 3", None),
        ("Soest 51 8", None),
        ("91 / 8", None),
        ("51 / 181", None),
    ],
)
def test_coordinates_are_read_as_people_write_them(written, read):
    form = ViewForm({"at": written})

    assert form.is_valid() == (read is not None)
    assert read is None or form.cleaned_data["at"] == read


def test_coordinates_may_be_missing_where_they_need_not_be_there():
    assert PointField(required=False).clean("") is None
