"""Give what the office edits on pages an address of its own."""

from typing import Any

from django.db import migrations, models

import kurzweg.core.ids

FACTS = ("mandate", "section", "subregion", "supportingbody", "funderstrip")


def name_rows(apps: Any, schema_editor: Any) -> None:
    for name in FACTS:
        rows = apps.get_model("networks", name)._base_manager
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            rows.filter(pk=pk).update(public_id=kurzweg.core.ids.new_public_id())


def public_id(**options: Any) -> models.CharField:
    return models.CharField(
        max_length=12, default=kurzweg.core.ids.new_public_id, editable=False, **options
    )


class Migration(migrations.Migration):
    dependencies = [("networks", "0007_network_rules_stand_in_rows")]

    # One value would stand in all rows that there are: unique only once each has its own.
    operations = [
        *(migrations.AddField(name, "public_id", public_id()) for name in FACTS),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
        *(migrations.AlterField(name, "public_id", public_id(unique=True)) for name in FACTS),
    ]
