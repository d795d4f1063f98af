"""Address labels: what stands on them, and where on the sheet."""

from __future__ import annotations

import re

import pytest

from kurzweg.networks import labels
from kurzweg.networks.labels import LAYOUTS
from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory

HERE = "/n/riegelstein/labels/"
TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)">([^<]*)</text>')


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_label_lies_on_the_paper_and_on_no_other(layout):
    corners = [layout.corner(place) for place in range(layout.number)]

    assert max(x for x, _y in corners) + layout.width <= labels.WIDTH
    assert max(y for _x, y in corners) + layout.height <= labels.HEIGHT
    assert (layout.across >= layout.width, layout.down >= layout.height) == (True, True)
    assert len(set(corners)) == layout.columns * layout.rows


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("lines", [("WWWW" * 30, "Weg 1"), tuple("abcdefgh"), ("Werk", "Ort")])
def test_no_line_leaves_its_label(layout, lines):
    (sheet,) = labels.sheets([lines], layout, first=layout.number)

    left, top = layout.corner(layout.number - 1)
    for line in sheet:
        width = float(line.size) * labels.CAPITAL * len(line.text)
        assert left + labels.MARGIN - 0.01 <= float(line.x)
        assert float(line.x) + width <= left + layout.width - labels.MARGIN + 2
        assert top + labels.MARGIN <= float(line.y) <= top + layout.height - labels.MARGIN + 0.01


def test_a_full_sheet_is_followed_by_another_and_what_is_gone_is_left_out():
    layout = LAYOUTS["2x7"]

    sheets = list(labels.sheets([["Werk", "Ort"]] * 15, layout, first=14))

    assert [len(sheet) // 2 for sheet in sheets] == [1, 14]
    assert sheets[1][0].x == f"{layout.left + labels.MARGIN:.2f}"


@pytest.mark.django_db
def test_the_office_prints_who_has_an_address(network, office, as_person):
    for name, site in {
        "Mühle & Söhne": {"street": "Mühlweg 1", "postal_code": "01067", "town": "Mühltal"},
        "Atelier Wien": {"town": "Wien", "postal_code": "1010", "country": "AT"},
        "Ohne Ort": {"town": ""},
    }.items():
        firm = OrganisationFactory(name=name)
        SiteFactory(organisation=firm, **site)
        MembershipFactory(network=network, organisation=firm)

    page = as_person(office).get(HERE, {"layout": "2x7", "first": "2"}).content.decode()

    assert [found[3] for found in TEXT.findall(page)] == [
        *("Atelier Wien", "1010 Wien", "ÖSTERREICH"),
        *("Mühle &amp; Söhne", "Mühlweg 1", "01067 Mühltal"),
    ]
    assert "Ohne Anschrift und deshalb ohne Etikett" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", [{"layout": "9x9"}, {"layout": "3x8", "first": "x"}, {"first": "0"}]
)
def test_odd_wishes_get_the_usual_sheet(asked, network, bakery, office, as_person):
    page = as_person(office).get(HERE, asked).content.decode()

    assert [found[0] for found in TEXT.findall(page)] == ["5.00", "5.00"]


@pytest.mark.django_db
def test_labels_are_the_office_s(owner, as_person, network):
    assert as_person(owner).get(HERE).status_code == 404
