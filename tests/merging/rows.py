"""What is compared before and after."""

from __future__ import annotations

from kurzweg.merging.snapshots import rows_of, written
from kurzweg.networks.models import (
    ClassTerm,
)
from kurzweg.people.models import Organisation


def everything() -> list:
    """All rows that anybody keeps of firms, as they stand."""
    firms = list(Organisation.objects.order_by("pk"))
    rows = [row for firm in firms for row, _name in rows_of(firm)]
    terms = ClassTerm.objects.across_networks("a test looks at all").order_by("pk")
    kept = [row for row in rows if row._meta.app_label != "merging"]
    return written([*firms, *kept, *terms])
