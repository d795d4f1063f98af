"""Write the words of needs that are there already in their normal form."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kurzweg.core import keys


def write(apps: Any, schema_editor: Any) -> None:
    keys.rewrite(apps.get_model("market", "Need"), key="words_key", of=["title", "text"])


class Migration(migrations.Migration):
    dependencies = [("market", "0006_words_key")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
