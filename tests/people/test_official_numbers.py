"""VAT ids and register numbers, read and checked without asking anybody."""

from __future__ import annotations

import pytest
from django.forms import ValidationError

from kurzweg.people.official_numbers import RegisterNumberField, VatIdField

pytestmark = pytest.mark.plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("de 136 695 976", "DE136695976"),
        ("DE136695976.", "DE136695976"),
        ("ATU 13585627", "ATU13585627"),
        ("EL 094259216", "EL094259216"),
        ("CHE-100.155.212 MWST", "CHE100155212MWST"),
        ("  ", ""),
    ],
)
def test_a_vat_id_is_read_as_people_write_it(written, kept):
    assert VatIdField(required=False).clean(written) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("DE136695977", "check"),
        ("DE163695976", "check"),
        ("DE12345", "form"),
        ("ATX13585627", "form"),
        ("ZZ123456789", "country"),
        ("123/456/78901", "country"),
    ],
)
def test_a_vat_id_that_cannot_be_right_says_why(written, reason):
    with pytest.raises(ValidationError) as refused:
        VatIdField(required=False).clean(written)

    assert [error.code for error in refused.value.error_list] == [reason]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("hrb12345", "HRB 12345"),
        ("HRB Nr. 12345 b", "HRB 12345 B"),
        ("Gnr 77", "GnR 77"),
        ("VR  4711", "VR 4711"),
        ("FN 123456 a", "FN 123456 a"),
        ("", ""),
    ],
)
def test_a_register_number_is_kept_in_one_spelling(written, kept):
    assert RegisterNumberField(required=False).clean(written) == kept


@pytest.mark.parametrize("written", ["12345", "12 / 345"])
def test_a_register_number_names_its_register(written):
    with pytest.raises(ValidationError):
        RegisterNumberField(required=False).clean(written)
