from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_stored_files")]

    operations = [
        migrations.RenameField("IndexChange", old_name="seq", new_name="id"),
        migrations.AlterField(
            "IndexChange",
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        migrations.AddField("IndexChange", "seq", models.BigIntegerField(null=True, unique=True)),
    ]
