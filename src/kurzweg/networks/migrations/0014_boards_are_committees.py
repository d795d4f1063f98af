from django.db import migrations

from kurzweg.core.ids import new_public_id

NAMES = {"board": {"de": "Vorstand", "en": "Board"}, "committee": {"de": "Gremium", "en": "Committee"}}


def seat_everybody(apps, schema_editor):
    """Let whoever had such a task sit in a committee: the board, or what the title called it."""
    committees = apps.get_model("networks", "Committee").objects
    for mandate in (
        apps.get_model("networks", "Mandate")
        .objects.filter(kind__in=NAMES, committee=None)
        .select_related("network")
        .order_by("pk")
    ):
        is_board = mandate.kind == "board"
        named = NAMES[mandate.kind].get(mandate.network.language, NAMES[mandate.kind]["de"])
        name = named if is_board else mandate.title or named
        kind = "board" if is_board else "congress"
        found = committees.filter(network=mandate.network, name=name, kind=kind).first()
        mandate.committee = found or committees.create(
            public_id=new_public_id(), network=mandate.network, name=name, kind=kind
        )
        mandate.seat = "member"
        if not is_board:
            mandate.title = ""
        mandate.save(update_fields=["committee", "seat", "title"])


class Migration(migrations.Migration):
    dependencies = [("networks", "0013_committees")]

    operations = [migrations.RunPython(seat_everybody, migrations.RunPython.noop)]
