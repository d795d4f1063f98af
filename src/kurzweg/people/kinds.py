"""Which kinds of organisations there are, and how large they are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMPANY = "company", _("company")
    UNIVERSITY = "university", _("university")
    INSTITUTE = "institute", _("research institute")
    CHAMBER = "chamber", _("chamber")
    TOWN = "town", _("town")
    AGENCY = "agency", _("development agency")
    ASSOCIATION = "association", _("association")
    SCHOOL = "school", _("school")
    PERSON = "person", _("natural person")


class StaffBand(models.IntegerChoices):
    """How many work there, as bands; the number is the lower bound."""

    NONE = 1, _("1 to 9")
    SMALL = 10, _("10 to 49")
    MEDIUM = 50, _("50 to 249")
    LARGE = 250, _("250 to 999")
    VERY_LARGE = 1000, _("1,000 and more")
