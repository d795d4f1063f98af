"""Pages of introductions: starting, answering from a mail, looking at, and one-click answers."""

from kurzweg.introductions.views.deciding import (
    introduction_finish,
    introduction_forward,
    introduction_keep_back,
    introduction_phone,
    introduction_reask,
    introduction_reply,
    introduction_take_back,
    introduction_take_up,
    introduction_withdraw,
)
from kurzweg.introductions.views.in_the_demo import introduction_on_their_phone
from kurzweg.introductions.views.looking import introduction_detail, introduction_list
from kurzweg.introductions.views.offering import introduction_offer
from kurzweg.introductions.views.starting import introduction_start

__all__ = [
    "introduction_detail",
    "introduction_finish",
    "introduction_forward",
    "introduction_keep_back",
    "introduction_list",
    "introduction_offer",
    "introduction_on_their_phone",
    "introduction_phone",
    "introduction_reask",
    "introduction_reply",
    "introduction_start",
    "introduction_take_back",
    "introduction_take_up",
    "introduction_withdraw",
]
