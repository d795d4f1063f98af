"""Each site that is there gets a public id of its own."""

from django.db import migrations

from kurzweg.core.ids import new_public_id

AT_A_TIME = 500


def give(apps, schema_editor):
    sites = apps.get_model("people", "Site")._base_manager
    pks = list(sites.filter(public_id=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_A_TIME):
        rows = list(sites.filter(pk__in=pks[start : start + AT_A_TIME]).only("pk"))
        for row in rows:
            row.public_id = new_public_id()
        sites.bulk_update(rows, ["public_id"])


class Migration(migrations.Migration):
    dependencies = [("people", "0013_site_public_id")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
