"""How it can stand with an introduction, and who began it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# What the links of a question are for.
QUESTION = "introduction question"  # the kind of the mail that asks
ANSWER = "introduction answer"
OBJECTION = "introduction objection"


class InitiatedAs(models.TextChoices):
    OFFICE = "office", _("the office")
    SEEKER = "seeker", _("who is looking")
    OFFERER = "offerer", _("who can do it")  # the other way round: who is looking is asked


class State(models.TextChoices):
    WAITING = "waiting", _("is waiting with the office")
    ASKED = "asked", _("asked")
    LATER = "later", _("to be asked again later")
    AGREED = "agreed", _("said yes")  # and can take it back until both sides are told
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("no answer")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Answer(models.TextChoices):
    YES = "yes", _("yes, please")
    NO = "no", _("no, thank you")
    LATER = "later", _("later")


class Outlook(models.TextChoices):
    """What whoever asked may know: a no and a silence are one and the same."""

    OPEN = "open", _("still open")
    CONTACT = "contact", _("contact made")
    NO_CONTACT = "no contact", _("no contact was made")
    WITHDRAWN = "withdrawn", _("withdrawn")


UNDECIDED = (State.WAITING, State.ASKED, State.LATER)
