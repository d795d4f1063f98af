"""Give each rule of a network a row of its own; what was decided so far holds from the beginning."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F, Q

from kurzweg.core.days import today

YES_OR_NO = {"small_firms_first"}
MOST = 2_147_483_647  # what the column holds


def to_rows(apps: Any, schema_editor: Any) -> None:
    decided = apps.get_model("networks", "NetworkRule").objects
    networks = apps.get_model("networks", "Network").objects
    for pk, rules in networks.order_by("pk").values_list("pk", "rules"):
        for name, value in sorted(rules.items()):
            # Only whole numbers, yes and no were ever read.
            if isinstance(value, int) and 0 <= value <= MOST and len(name) <= 60:
                decided.create(network_id=pk, name=name, value=int(value))


def to_network(apps: Any, schema_editor: Any) -> None:
    """Write down what holds today: the older shape knows neither earlier values nor plans."""
    decided = apps.get_model("networks", "NetworkRule").objects
    networks = apps.get_model("networks", "Network").objects
    for network in networks.order_by("pk"):
        holding = decided.filter(
            Q(since=None) | Q(since__lte=today()), network_id=network.pk
        )
        for each in holding.order_by(F("since").asc(nulls_first=True)):
            is_yes_or_no = each.name in YES_OR_NO
            network.rules[each.name] = bool(each.value) if is_yes_or_no else each.value
        network.save(update_fields=["rules"])


class Migration(migrations.Migration):
    dependencies = [("networks", "0005_network_rule")]
    operations = [migrations.RunPython(to_rows, to_network)]
