"""The picture of the surroundings: towns and outlines where they are, and a click read back."""

import pytest

from kurzweg.engine.documents import Place
from kurzweg.places import importing, picture
from kurzweg.places.forms import PointField, ViewForm
from kurzweg.places.models import Kind
from kurzweg.places.picture import View
from kurzweg.places.reading import boundaries, postcodes
from tests.places.files import SQUARE, geojson, geonames

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

    assert sorted(town.name for town in drawing.towns) == ["Ampen", "Lippstadt", "Soest"]
    assert (drawing.mark, drawing.scale) == ((300, 210), (10, 100))


@pytest.mark.usefixtures("germany")
def test_a_name_that_would_leave_the_picture_stands_left_of_its_dot():
    east = View(51.57, 7.72, km=60)

    (soest,) = picture.draw(east).towns

    assert (soest.name, soest.is_left) == ("Soest", True)


def keep_postcodes(*rows):
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join(geonames(*row) for row in rows)))


@pytest.mark.django_db
def test_where_nobody_counts_people_the_town_of_more_postcodes_is_named():
    one = ("59494", "Aa", "05974", "51.57", "8.11")
    keep_postcodes(
        one,
        ("59555", "Zett", "05974", "51.571", "8.11"),
        ("59556", "Zett", "05974", "51.571", "8.11"),
    )
    assert [town.name for town in picture.draw(VIEW).towns] == ["Zett"]

    keep_postcodes(one)

    assert [town.name for town in picture.draw(VIEW).towns] == ["Aa"]


@pytest.mark.django_db
def test_no_name_is_cut_or_runs_into_the_bar_or_the_mark():
    south, west, north, east = VIEW.corners
    keep_postcodes(
        *(
            (f"{code}", f"Bad Langennamen {code}", "05974", f"{latitude:.4f}", f"{longitude:.4f}")
            for code, (latitude, longitude) in enumerate(
                (
                    (south + up * (north - south) / 24, west + right * (east - west) / 12)
                    for up in range(25)
                    for right in range(13)
                ),
                start=10_000,
            )
        )
    )
    mark = VIEW.pixel(51.6, 8.2)

    towns = picture.draw(VIEW, mark=Place(51.6, 8.2)).towns

    assert len(towns) == picture.MOST_TOWNS
    for left, top, right, bottom in (town.box for town in towns):
        assert min(left, top) >= 0
        assert right <= 600
        assert bottom <= 420
        assert left > 118 or bottom < 384
        assert right < mark[0] - 15 or left > mark[0] + 15 or bottom < mark[1] or top > mark[1]


@pytest.mark.usefixtures("germany")
def test_the_name_of_the_town_that_is_marked_stands_beside_the_mark():
    soest = Place(51.57, 8.11)

    with_mark, without = (
        next(town for town in picture.draw(VIEW, mark=mark).towns if town.name == "Soest")
        for mark in (soest, None)
    )

    assert (with_mark.dx, without.dx) == (18, 6)


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


@pytest.mark.usefixtures("germany")
@pytest.mark.parametrize(("at", "is_empty"), [("47.2,14.8", True), ("51.57,8.11", False)])
def test_a_picture_without_anything_says_so(at, is_empty, as_person, office):
    drawn = as_person(office).get(f"{PICTURE}?at={at}&km=20").content.decode()

    assert ("Hier sind keine Orte bekannt." in drawn) == is_empty


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
