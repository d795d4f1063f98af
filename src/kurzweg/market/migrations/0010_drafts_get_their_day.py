"""Drafts from before are kept as long as new ones: nobody was told that they would go."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

KEPT = timedelta(days=30)


def give_a_day(apps, schema_editor):
    drafts = apps.get_model("market", "Need")._base_manager.filter(published_at=None)
    drafts.filter(discard_on=None).update(discard_on=timezone.localdate() + KEPT)


class Migration(migrations.Migration):
    dependencies = [("market", "0009_caller_and_discard_on")]

    operations = [migrations.RunPython(give_a_day, migrations.RunPython.noop)]
