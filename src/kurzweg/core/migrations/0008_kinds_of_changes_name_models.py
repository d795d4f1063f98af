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


def rename_type(old, new):
    """Name the table's content type as its model is called; only `migrate` does it by itself."""

    def rename(apps, schema_editor):
        types = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="core")
        if not types.filter(model=new).exists():  # a restore comes here without it
            types.filter(model=old).update(model=new)

    return rename


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0007_ledger_of_change"),
    ]

    operations = [
        migrations.RunPython(name_models, name_kinds),
        migrations.RunPython(
            rename_type("indexchange", "change"), rename_type("change", "indexchange")
        ),
    ]
