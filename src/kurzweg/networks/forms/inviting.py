"""Whom somebody invites to act for a firm, and what she may do then."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import NameField
from kurzweg.networks.forms.lines import filled_in
from kurzweg.networks.forms.persons import ADMIN, ANSWERS
from kurzweg.networks.models import Invitation

NAMES = ("given_name", "family_name", "position")


class InvitationForm(forms.ModelForm):
    """A colleague's name and address, and what she is to do."""

    class Meta:
        model = Invitation
        fields = (
            "given_name",
            "family_name",
            "email",
            "position",
            "answers_requests",
            "is_admin",
        )
        labels: ClassVar = {
            "given_name": _("First name"),
            "family_name": _("Family name"),
            "email": _("Mail address"),
            "position": _("Position"),
            "answers_requests": ANSWERS,
            "is_admin": ADMIN,
        }
        help_texts: ClassVar = {
            "email": _("The link is sent there. Who reads it can accept."),
            "is_admin": _("May then change the entry, and who acts for the firm."),
        }
        field_classes: ClassVar = dict.fromkeys(NAMES, NameField)
        widgets: ClassVar = {
            "given_name": filled_in("section-person given-name"),
            "family_name": filled_in("section-person family-name"),
            "email": AddressInput(attrs={"autocomplete": "section-person email"}),
            "position": filled_in("section-person organization-title"),
        }
