"""Write the addresses of accounts, persons and organisations in their one normal form."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kurzweg.core.addresses import mailable, normalised


def normalise(apps: Any, schema_editor: Any) -> None:
    _normalise_accounts(apps.get_model("people", "Account"))
    for name in ("Person", "Organisation"):
        for row in apps.get_model("people", name).objects.exclude(email="").iterator():
            if row.email != normalised(row.email):
                row.email = normalised(row.email)
                row.save(update_fields=["email"])


def _normalise_accounts(accounts: Any) -> None:
    for account in list(accounts.objects.order_by("pk")):
        address = normalised(account.email)
        if not _is_mailable(address):
            # Nobody ever got a code there: a letter that looks like another took persons along.
            account.persons.update(account=None)
            account.delete()
            continue
        kept = accounts.objects.filter(email=address).exclude(pk=account.pk).first()
        if kept is None:
            accounts.objects.filter(pk=account.pk).update(email=address)
            continue
        account.persons.update(account=kept)
        kept.is_active &= account.is_active  # what was shut stays shut
        kept.is_operator |= account.is_operator
        kept.save(update_fields=["is_active", "is_operator"])
        account.delete()


def _is_mailable(address: str) -> bool:
    try:
        mailable(address)
    except ValueError:
        return False
    return True


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(normalise, migrations.RunPython.noop)]
