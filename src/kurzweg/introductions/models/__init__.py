"""Introductions: who asked whom for a contact, what came back, and who wants no such mail."""

from kurzweg.core.addresses import hash_of
from kurzweg.introductions.models.introductions import Introduction, IntroductionQuerySet
from kurzweg.introductions.models.states import (
    ANSWER,
    OBJECTION,
    QUESTION,
    UNDECIDED,
    Answer,
    InitiatedAs,
    Outlook,
    State,
)
from kurzweg.introductions.models.suppressions import Suppression

__all__ = [
    "ANSWER",
    "OBJECTION",
    "QUESTION",
    "UNDECIDED",
    "Answer",
    "InitiatedAs",
    "Introduction",
    "IntroductionQuerySet",
    "Outlook",
    "State",
    "Suppression",
    "hash_of",
]
