"""What is written of the region is found again, and known to be in the index or not."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core.demo.rows import Rows, moment
from kurzweg.people.models import Account, Organisation

pytestmark = pytest.mark.django_db


def test_a_row_is_found_by_the_key_that_the_region_knows_it_by():
    rows = Rows()

    written = rows.write(
        Organisation, (Organisation(name=name) for name in ("Alt", "Neu")), keys=["a", "n"]
    )

    assert written == 2
    assert Organisation.objects.get(pk=rows.pk(Organisation, "n")).name == "Neu"


def test_rows_without_keys_are_written_all_the_same():
    assert Rows().write(Organisation, [Organisation(name="Alt")]) == 1
    assert Organisation.objects.get().name == "Alt"


def test_what_can_be_found_waits_for_the_index(settings, tmp_path):
    settings.INDEX_ROOT = tmp_path
    rows = Rows()
    rows.write(Account, [Account(email="wer@firma.example")])
    was_indexed = rows.is_indexed

    rows.write(Organisation, [Organisation(name="Alt")])
    is_indexed = rows.is_indexed
    rows.index()

    assert (was_indexed, is_indexed, rows.is_indexed) == (True, False, True)


def test_a_moment_lies_in_office_hours_and_differs_by_key():
    moments = {moment(date(2027, 3, 9), key) for key in ("a", "b", "c")}

    assert len(moments) == 3
    assert all(8 <= each.hour < 16 for each in moments)
