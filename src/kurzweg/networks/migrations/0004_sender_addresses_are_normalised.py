"""Write the sender addresses of networks in their one normal form."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kurzweg.core.addresses import normalised


def normalise(apps: Any, schema_editor: Any) -> None:
    networks = apps.get_model("networks", "Network").objects
    for pk, address in networks.values_list("pk", "mail_from"):
        networks.filter(pk=pk).update(mail_from=normalised(address))


class Migration(migrations.Migration):
    dependencies = [("networks", "0003_area_key_in_plain_sqlite")]
    operations = [migrations.RunPython(normalise, migrations.RunPython.noop)]
