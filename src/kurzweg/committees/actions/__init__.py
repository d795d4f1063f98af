"""What committees do: minutes are released, tasks answered, confidentiality confirmed.

What another room keeps confidential rests on `has_signed` and `who_signed`, asked each time.
"""

from kurzweg.committees.actions.confidentiality import has_signed, who_signed
from kurzweg.committees.actions.records import add_to, begin, release, save
from kurzweg.committees.actions.tasks import Reply, answer, hand_over, remind

__all__ = [
    "Reply",
    "add_to",
    "answer",
    "begin",
    "hand_over",
    "has_signed",
    "release",
    "remind",
    "save",
    "who_signed",
]
