"""What committees do: minutes are released, tasks answered and handed on."""

from kurzweg.committees.actions.records import add_to, begin, release, save
from kurzweg.committees.actions.tasks import Reply, answer, hand_over, remind

__all__ = [
    "Reply",
    "add_to",
    "answer",
    "begin",
    "hand_over",
    "release",
    "remind",
    "save",
]
