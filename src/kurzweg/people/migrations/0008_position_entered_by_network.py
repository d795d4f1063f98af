"""Let a position say which network's office entered it: it counts in this network only.

Rows that were joined before cannot tell any more who entered what, and act as they did.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0004_sender_addresses_are_normalised"),
        ("people", "0007_sign_in_attempts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="position",
            name="person_has_one_open_position_there",
        ),
        migrations.AddField(
            model_name="position",
            name="entered_by_network",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="networks.network",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(
                condition=models.Q(("entered_by_network", None), ("until", None)),
                fields=("person", "organisation"),
                name="person_has_one_open_position_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("person", "organisation", "entered_by_network"),
                name="network_enters_one_open_position_there",
            ),
        ),
    ]
