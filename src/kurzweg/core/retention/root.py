"""The root's retention.yaml: what all apps keep, in one file for people to read and review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from kurzweg.core.retention.declarations import FILE, declared, tables

HEADER = """\
# Which personal data Kurzweg keeps, why, on which ground, how long, and what happens then.
# For the board and the data protection officer, therefore in German.
#
# Written by `kurzweg retention --write` from the apps' own src/kurzweg/<app>/retention.yaml:
# change those; a change here is a change of what we promise and is reviewed as one.
#
# rules:  `kept` counts from `from`; a network may shorten it down to `least`; `stays` says why it
#         is not erased at once when the person asks for it.
# models: each field of each table stands under a rule, with what happens to it, or under
#         "not personal". A table or field that is not listed turns the tests red.
# `kurzweg retention` carries the rules out; the worker does it every night.
# Links to a person count as personal; numbers given by the database and many-to-many
# tables without fields of their own do not appear.

"""


class _Dumper(yaml.SafeDumper):
    """Indents lists as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


def text() -> str:
    """Write down what all apps say, in the order of the apps; tables of libraries come last."""
    rules = {
        name: says for file in declared().values() for name, says in file.get("rules", {}).items()
    }
    listed = dict(tables())
    own = {label: says for label, says in listed.items() if label.partition(".")[0] in declared()}
    models = own | {label: listed[label] for label in sorted(listed.keys() - own.keys())}
    return HEADER + _written({"rules": rules}, flat=False) + "\n" + _written({"models": models})


def _written(said: dict[str, Any], *, flat: bool | None = None) -> str:
    # The texts of a rule stand each on a line of its own, the fields of a table beside each other.
    return yaml.dump(
        said,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flat,
        width=100 if flat is None else 1000,
    )


def path() -> Path:
    """Say where the file stands."""
    return Path(settings.REPOSITORY) / FILE
