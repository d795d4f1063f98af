"""Sites get a name for addresses of pages; those that are there get theirs in the next step."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0012_sites_name_their_country")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="public_id",
            field=models.CharField(editable=False, max_length=12, null=True),
        ),
    ]
