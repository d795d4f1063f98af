"""Write the normal forms of names and towns that are there already."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kurzweg.core import keys
from kurzweg.engine.words import place_key


def write(apps: Any, schema_editor: Any) -> None:
    keys.rewrite(apps.get_model("people", "Organisation"), key="name_key", of=["name"])
    keys.rewrite(apps.get_model("people", "Site"), key="town_key", of=["town"], form=place_key)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_name_keys")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
