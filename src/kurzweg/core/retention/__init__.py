"""What the apps' retention.yaml promise is done: every night, rule by rule, field by field.

The files say what of which field is kept why and how long, and what happens to it then. An app's
`retention.py` says only which rows are due: `@due("rule", Model)` on a function that gets the
moment before which a row's clock must have started. Deleting and emptying is done here, once.
"""

from kurzweg.core.retention.carrying_out import carry_out
from kurzweg.core.retention.declarations import Kept, Rule, declared, kept_under, rule, rules
from kurzweg.core.retention.due_rows import due, due_of
from kurzweg.core.retention.periods import first_day_of_year, months_before

__all__ = [
    "Kept",
    "Rule",
    "carry_out",
    "declared",
    "due",
    "due_of",
    "first_day_of_year",
    "kept_under",
    "months_before",
    "rule",
    "rules",
]

from kurzweg.core.retention import own  # noqa: F401 - registers what the ground floor keeps
