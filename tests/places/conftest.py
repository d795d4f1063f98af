"""A little Germany: what postcodes and municipalities say of it."""

import pytest

from kurzweg.places import importing
from kurzweg.places.models import Kind
from kurzweg.places.reading import municipalities, postcodes
from tests.places.files import district, geonames, municipality

POSTCODES = (
    geonames(),
    geonames("59494", "Ampen", latitude="51.56", longitude="8.05"),
    geonames("59557", "Lippstadt", latitude="51.67", longitude="8.34"),
    geonames("59558", "Lippstadt", latitude="51.69", longitude="8.36"),
    geonames("20095", "Hamburg", "02000", "53.55", "10.0", district="Hamburg"),
    geonames("33790", "Halle (Westf.)", "05754", "52.06", "8.36", district="Kreis Gütersloh"),
    geonames("06108", "Halle (Saale)", "15002", "51.48", "11.97", district="Halle (Saale)"),
    geonames("60311", "Frankfurt am Main", "06412", "50.11", "8.68", district="Frankfurt"),
    geonames("15230", "Frankfurt (Oder)", "12053", "52.34", "14.55", district="Frankfurt (Oder)"),
    geonames("8112", "Otelfingen", "", "47.46", "8.39", country="CH", district="Dielsdorf"),
)
MUNICIPALITIES = (
    district(),
    municipality(),
    municipality("05974028", "Lippstadt, Stadt", "59555"),
    municipality("15002000", "Halle (Saale), Stadt", "06108"),
    municipality("02000000", "Hamburg, Freie und Hansestadt", "20038"),
)
NINE = [f"{north}.5" for north in range(47, 56)]


@pytest.fixture
def germany(db):
    """Nine towns are called Neustadt, from the south to the north, 110 km apart."""
    towns = [
        geonames(f"9000{i}", "Neustadt", f"0{i + 1}111", north.replace("55.5", "54.9"), "10.0")
        for i, north in enumerate(NINE)
    ]
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join([*POSTCODES, *towns])))
    importing.keep(Kind.MUNICIPALITIES, municipalities.read("\n".join(MUNICIPALITIES)))
