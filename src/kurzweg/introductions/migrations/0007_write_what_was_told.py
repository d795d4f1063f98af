"""Keep with each introduction the days that its network's rules say until now."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# Which rule told what, and what it said where a network had decided nothing.
TOLD = {"answer_days": ("ask_open_days", 10), "later_days": ("ask_later_days", 28)}


def write(apps: Any, schema_editor: Any) -> None:
    decided = apps.get_model("networks", "NetworkRule").objects
    introductions = apps.get_model("introductions", "Introduction").objects
    for field, (rule, default) in TOLD.items():
        introductions.update(**{field: default})
        for own in decided.filter(name=rule, since=None):
            introductions.filter(network=own.network_id).update(**{field: own.value})


class Migration(migrations.Migration):
    dependencies = [
        ("introductions", "0006_introduction_keeps_what_was_told"),
        ("networks", "0006_rules_hold_from_a_day"),
    ]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
