"""Take the field of rules away: each stands in a row of its own."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("networks", "0006_rules_hold_from_a_day")]
    operations = [migrations.RemoveField("network", "rules")]
