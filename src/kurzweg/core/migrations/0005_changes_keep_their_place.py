from django.db import migrations
from django.db.models import F


def keep(apps, schema_editor):
    """Generations on disk name the old numbers: they go on meaning the same changes."""
    apps.get_model("core", "IndexChange").objects.update(seq=F("id"))


class Migration(migrations.Migration):
    dependencies = [("core", "0004_changes_get_their_place_after_the_commit")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
