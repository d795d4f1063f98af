"""Who sees an offer or a need, and which organisations count as being of the same activity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Membership, SupportingBody
from kurzweg.people.models import Activity

WZ_CLASS_LENGTH = 5  # "25.61"


class Visibility(models.TextChoices):
    PUBLIC = "public", _("everyone")
    NETWORK = "network", _("members of the network")
    MATCHING = "matching", _("nobody; only for finding firms that fit")


def shown_to(viewer: Viewer) -> Q:
    """Build the condition that a published row may be shown to this viewer."""
    levels = [Visibility.PUBLIC, *([Visibility.NETWORK] if viewer.is_inside else [])]
    return Q(published_at__isnull=False, visibility__in=levels)


def is_of_activity(wz_classes: Iterable[str], *, organisation: str) -> Exists:
    """Build the condition that an organisation has one of these four-digit classes."""
    return Exists(
        Activity.objects.alias(four_digits=Left("code", WZ_CLASS_LENGTH)).filter(
            organisation=OuterRef(organisation), four_digits__in=sorted(wz_classes)
        )
    )


def belongs(on: date, *, organisation: str) -> Q:
    """Build the condition that an organisation is a member or carries the row's network."""
    here = {"network": OuterRef("network"), "organisation": OuterRef(organisation)}
    return Q(Exists(Membership.objects.active(on).filter(**here))) | Q(
        Exists(SupportingBody.objects.as_of(on).filter(**here))
    )


def belongs_to(network_id: int, *, on: date) -> Q:
    """Build the condition that an organisation is a member or carries one network."""
    here = {"network": network_id, "organisation": OuterRef("pk")}
    return Q(Exists(Membership.objects.active(on).filter(**here))) | Q(
        Exists(SupportingBody.objects.as_of(on).filter(**here))
    )
