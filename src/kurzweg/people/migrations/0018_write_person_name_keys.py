"""Write the normal forms of the names of persons that are there already."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kurzweg.core import keys


def write(apps: Any, schema_editor: Any) -> None:
    of = ["given_name", "family_name"]
    keys.rewrite(apps.get_model("people", "Person"), key="name_key", of=of)


class Migration(migrations.Migration):
    dependencies = [("people", "0017_person_name_key")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
