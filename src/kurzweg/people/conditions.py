"""Questions about what organisations are, and as what people act for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kurzweg.core.conditions import Condition, everyone, register
from kurzweg.core.viewer import Viewer
from kurzweg.people import activities
from kurzweg.people.models import Activity, Certificate, Kind, Organisation, Position, StaffBand

Choices = Sequence[tuple[str, str | Promise]]
DIVISION = 2  # digits: "25" of "25.61.0"
ENDS_WITHIN = ("30", "90", "180")  # days


def _bands(network_id: int, viewer: Viewer) -> Choices:
    return [(str(value), label) for value, label in StaffBand.choices]


def _of_band(network_id: int, day: date, value: str) -> Iterable[int]:
    return Organisation.objects.filter(staff_band=_number(value)).values_list("pk", flat=True)


def _because_band(network_id: int, value: str) -> str:
    return _("because %(number)s people work at your organisation") % {
        "number": StaffBand(int(value)).label
    }


def _kinds(network_id: int, viewer: Viewer) -> Choices:
    return list(Kind.choices)


def _of_kind(network_id: int, day: date, value: str) -> Iterable[int]:
    return Organisation.objects.filter(kind=value).values_list("pk", flat=True)


def _because_kind(network_id: int, value: str) -> str:
    return _("because of what your organisation is: %(kind)s") % {"kind": Kind(value).label}


def _divisions(network_id: int, viewer: Viewer) -> Choices:
    """List the divisions in which somebody of the network works."""
    here = everyone("organisation", network_id, viewer.today)
    codes = Activity.objects.filter(organisation__in=here).values_list("code", flat=True)
    found = sorted({code[:DIVISION] for code in codes})
    return [(division, f"{division} {activities.label(division)}") for division in found]


def _of_division(network_id: int, day: date, value: str) -> Iterable[int]:
    if len(value) != DIVISION:
        return ()
    return Activity.objects.filter(code__startswith=value).values_list("organisation", flat=True)


def _because_division(network_id: int, value: str) -> str:
    return _("because your organisation works in the field “%(division)s”") % {
        "division": activities.label(value)
    }


def _ends(network_id: int, viewer: Viewer) -> Choices:
    return [
        (days, ngettext("within %(days)s day", "within %(days)s days", int(days)) % {"days": days})
        for days in ENDS_WITHIN
    ]


def _of_ending(network_id: int, day: date, value: str) -> Iterable[int]:
    if value not in ENDS_WITHIN:
        return ()
    span = (day, day + timedelta(days=int(value)))
    ending = Certificate.objects.filter(valid_until__range=span)
    return ending.values_list("organisation", flat=True)


def _because_ending(network_id: int, value: str) -> str:
    return _("because a certificate of your organisation ends soon")


# What is asked, how it is answered, and the field behind it.
TASKS = {
    "admin": (gettext_lazy("looks after the entry"), "is_admin"),
    "answers": (gettext_lazy("answers requests for contact"), "answers_requests"),
}


def _tasks(network_id: int, viewer: Viewer) -> Choices:
    return [(value, label) for value, (label, _field) in TASKS.items()]


def _of_task(network_id: int, day: date, value: str) -> Iterable[int]:
    if value not in TASKS:
        return ()
    _label, field = TASKS[value]
    here = everyone("organisation", network_id, day)
    acting = Position.objects.acting_in(network_id).as_of(day).filter(organisation__in=here)
    return acting.filter(**{field: True}).values_list("person", flat=True)


def _because_task(network_id: int, value: str) -> str:
    if value == "admin":
        return _("because you look after the entry of your organisation")
    return _("because you answer requests for your organisation")


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 10 else -1


register(
    Condition(
        "staff band",
        about="organisation",
        label=gettext_lazy("Employees"),
        choices=_bands,
        selects=_of_band,
        because=_because_band,
    )
)
register(
    Condition(
        "kind",
        about="organisation",
        label=gettext_lazy("Kind of organisation"),
        choices=_kinds,
        selects=_of_kind,
        because=_because_kind,
    )
)
register(
    Condition(
        "division",
        about="organisation",
        label=gettext_lazy("Activity (WZ division)"),
        choices=_divisions,
        selects=_of_division,
        because=_because_division,
    )
)
register(
    Condition(
        "certificate ends",
        about="organisation",
        label=gettext_lazy("A certificate ends"),
        choices=_ends,
        selects=_of_ending,
        because=_because_ending,
    )
)
register(
    Condition(
        "task",
        about="person",
        label=gettext_lazy("For her organisation, she"),
        choices=_tasks,
        selects=_of_task,
        because=_because_task,
    )
)
