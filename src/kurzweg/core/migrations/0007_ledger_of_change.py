from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_backup")]

    operations = [
        migrations.RenameModel("IndexChange", "Change"),
        migrations.AlterField("Change", "kind", models.CharField(max_length=80)),
        migrations.AddField("Change", "network_id", models.BigIntegerField(null=True)),
        migrations.AddField("Change", "is_public", models.BooleanField(default=False)),
        migrations.AddIndex(
            "Change",
            models.Index(
                fields=["network_id", "seq"],
                name="change_that_strangers_see",
                condition=models.Q(is_public=True),
            ),
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("seq", models.BigIntegerField(null=True)),
            ],
        ),
    ]
