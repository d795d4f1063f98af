"""Forget years of foundation that are none: PostgreSQL could not restore them from a backup."""

import django.core.validators
from django.db import migrations, models

import kurzweg.people.models


def forget_what_is_no_year(apps, schema_editor):
    years = apps.get_model("people", "Organisation").objects.exclude(founded_year=None)
    years.exclude(founded_year__range=(1000, 9999)).update(founded_year=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0008_position_entered_by_network")]

    operations = [
        migrations.RunPython(forget_what_is_no_year, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="organisation",
            name="founded_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1000),
                    django.core.validators.MaxValueValidator(kurzweg.people.models.this_year),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("founded_year", None))
                | models.Q(("founded_year__range", (1000, 9999))),
                name="organisation_founded_in_a_year",
            ),
        ),
    ]
