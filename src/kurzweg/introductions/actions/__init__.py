"""What happens around an introduction: asking, answering, ending."""

from kurzweg.introductions.actions.answering import (
    Reply,
    answer,
    answer_by_phone,
    introduction_of,
    object_to_requests,
)
from kurzweg.introductions.actions.asking import (
    ANSWER,
    OBJECTION,
    ask_at_new_address,
    ask_somebody_else,
    forward,
    introduce,
    keep_back,
    last_day,
)
from kurzweg.introductions.actions.ending import finish, follow_up, take_up, withdraw
from kurzweg.introductions.actions.offering import offer
from kurzweg.introductions.actions.telling import take_back, tell

__all__ = [
    "ANSWER",
    "OBJECTION",
    "Reply",
    "answer",
    "answer_by_phone",
    "ask_at_new_address",
    "ask_somebody_else",
    "finish",
    "follow_up",
    "forward",
    "introduce",
    "introduction_of",
    "keep_back",
    "last_day",
    "object_to_requests",
    "offer",
    "take_back",
    "take_up",
    "tell",
    "withdraw",
]
