"""Let objections hold for addresses in their new normal form: only their hashes are kept."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import migrations

from kurzweg.core.addresses import normalised


def follow(apps: Any, schema_editor: Any) -> None:
    suppressions = apps.get_model("introductions", "Suppression").objects
    for before, after in _changed(apps).items():
        for row in suppressions.filter(address_hash=before):
            if suppressions.filter(network=row.network_id, address_hash=after).exists():
                row.delete()
            else:
                row.address_hash = after
                row.save(update_fields=["address_hash"])


def _changed(apps: Any) -> dict[str, str]:
    """Give the old and the new hash of each address that is written differently from now on."""
    hashes = {}
    for name in ("Account", "Person", "Organisation"):
        for address in apps.get_model("people", name).objects.values_list("email", flat=True):
            before = address.strip().lower()
            if before != normalised(address):
                hashes[_hash(before)] = _hash(normalised(address))
    return hashes


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("introductions", "0002_introduction_passed_over")]
    # It needs the addresses as they were written before.
    run_before = [("people", "0002_addresses_are_normalised")]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
