"""No two sites share a public id."""

from django.db import migrations, models

import kurzweg.core.ids


class Migration(migrations.Migration):
    dependencies = [("people", "0014_sites_get_their_public_id")]

    operations = [
        migrations.AlterField(
            model_name="site",
            name="public_id",
            field=models.CharField(
                default=kurzweg.core.ids.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
    ]
