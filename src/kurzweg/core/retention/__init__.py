"""What the apps' retention.yaml promise is done: every night, rule by rule, field by field.

The files say what of which field is kept why and how long, and what happens to it then. An app's
`retention.py` says only which rows are due: `@due("rule", Model)` on a function that gets the
moment before which a row's clock must have started. Deleting and emptying is done here, once.
"""

from kurzweg.core.retention.carrying_out import carry_out
from kurzweg.core.retention.declarations import Kept, Rule, declared, kept_under, rule, rules
from kurzweg.core.retention.due_rows import due, due_of
from kurzweg.core.retention.erasing import Line, before_erasing, erase
from kurzweg.core.retention.periods import first_day_of_year, months_before
from kurzweg.core.retention.persons import Subject
from kurzweg.core.retention.telling import told, told_otherwise

__all__ = [
    "Kept",
    "Line",
    "Rule",
    "Subject",
    "before_erasing",
    "carry_out",
    "declared",
    "due",
    "due_of",
    "erase",
    "first_day_of_year",
    "kept_under",
    "months_before",
    "rule",
    "rules",
    "told",
    "told_otherwise",
]

from kurzweg.core.retention import own  # noqa: F401 - registers what the ground floor keeps
