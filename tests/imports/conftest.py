"""Lists as offices bring them, read, looked at and taken over."""

import pytest

from kurzweg.engine.members import Field
from kurzweg.imports import actions, applying


def as_csv(*rows, separator=";"):
    return "\n".join(separator.join(map(str, row)) for row in rows).encode("cp1252")


HEAD = ("Nr.", "Firma", "Straße", "PLZ", "Ort", "Telefon", "E-Mail", "Ansprechpartner", "Eintritt")
SPINDLER = ("1", "Spindler Metallbau GmbH", "Amboßweg 3", "01067", "Riegelstein", "0351 4711",
            "info@spindler.example", "Dr. Anna Spindler", "01.04.2019")  # fmt: skip
OHM = ("2", "Ohm & Söhne KG", "Lindenstraße 8", "01067", "Riegelstein", "0351 815",
       "ohm@ohm.example", "Karl Ohm", "15.03.2021")  # fmt: skip


@pytest.fixture
def looked_at(network, office):
    """Read a list and compare it, its columns as they are proposed."""

    def look(*rows, head=HEAD, **corrected):
        member_list = actions.upload(
            as_csv(head, *rows), name="Liste.csv", network=network, by=office
        )
        fields = [
            Field(corrected.get(column["name"], column["field"])) for column in member_list.columns
        ]
        return actions.understand(member_list, fields)

    return look


@pytest.fixture
def taken_over(looked_at, office):
    """Read a list, compare it, take it over."""

    def take(*rows, **how):
        return applying.apply(looked_at(*rows, **how), by=office)

    return take
