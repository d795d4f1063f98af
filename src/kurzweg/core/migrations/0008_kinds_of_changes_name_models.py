from django.db import migrations

# As they were called by the index alone.
LABELS = {"organisation": "people.organisation", "offer": "market.offer", "need": "market.need"}


def name_models(apps, schema_editor):
    """Generations on disk stand before these changes: they still have to be read."""
    for kind, label in LABELS.items():
        apps.get_model("core", "Change").objects.filter(kind=kind).update(kind=label)


def name_kinds(apps, schema_editor):
    for kind, label in LABELS.items():
        apps.get_model("core", "Change").objects.filter(kind=label).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("core", "0007_ledger_of_change")]

    operations = [migrations.RunPython(name_models, name_kinds)]
