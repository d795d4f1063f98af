"""What a network decides about how contacts are made."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import DAYS, MINUTES, Rule, register

CONTACTS = _("Contacts")

register(
    Rule(
        "ask_open_days",
        default=10,
        label=_("Time for a firm to answer"),
        group=CONTACTS,
        unit=DAYS,
        least=2,
        most=60,
    ),
    Rule(
        "ask_reminder_days",
        default=4,
        label=_("Time until it is reminded, once"),
        group=CONTACTS,
        unit=DAYS,
        least=1,
        most=59,
    ),
    Rule(
        "ask_later_days",
        default=28,
        label=_("After “later”: time until it is asked once more"),
        group=CONTACTS,
        unit=DAYS,
        least=1,
        most=180,
    ),
    Rule(
        "ask_call_days",
        default=2,
        label=_("How long before the last day the office is to call"),
        group=CONTACTS,
        unit=DAYS,
        least=0,
        most=30,
    ),
    Rule(
        "answer_take_back_minutes",
        default=10,
        label=_("Time to take back a yes"),
        group=CONTACTS,
        unit=MINUTES,
        least=0,
        most=1440,
        help=_("Only then are both sides told. With 0 they are told at once."),
    ),
    Rule(
        "introduction_follow_up_days",
        default=14,
        label=_("Time until the office asks what came of a contact"),
        group=CONTACTS,
        unit=DAYS,
        least=1,
        most=180,
    ),
)
