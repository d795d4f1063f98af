"""A visitor of the demo lays her own list of members in: a network of her own, until the night."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import login
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.errors import DomainError
from kurzweg.core.pages import PageRequest
from kurzweg.imports import actions
from kurzweg.imports.forms import UploadForm
from kurzweg.imports.models import MemberList
from kurzweg.networks import trying
from kurzweg.networks.models import Network
from kurzweg.people.models import Person
from kurzweg.people.views import SESSION_PERSON

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SESSION_OWN = "own_list"  # the address of the network that this visitor made
NIGHT = time(3, 0)
LARGEST = 1_000_000  # bytes: some 8,000 firms
AT_ONCE = 20
AN_HOUR, IN_AN_HOUR = timedelta(hours=1), 10
WHY = "how many lists visitors brought lately"


class TooManyLists(DomainError):
    sentence = gettext_lazy(
        "Many are trying out their lists at this moment. Please come back in an hour."
    )


class OwnListForm(UploadForm):
    """A list of members as a file, no larger than somebody may wait for."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        says = _("CSV, Excel, LibreOffice or vCard, as you have it, up to 1 MB.")
        self.fields["file"].help_text = says

    def clean_file(self) -> UploadedFile:
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Here a list may have up to 1 MB; in a network of your own it may have 10 MB.")
            )
        return file


def next_night(now: datetime) -> datetime:
    """Say when the next night comes that deletes everything, never less than an hour away."""
    here = timezone.localtime(now)
    night = here.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return night if night - here > AN_HOUR else night + timedelta(days=1)


def own_network(request: PageRequest) -> Network | None:
    """Find the network that this visitor made, if it is still there."""
    slug = request.session.get(SESSION_OWN, "")
    return Network.objects.exclude(ends_at=None).filter(slug=slug).first() if slug else None


@transaction.atomic
def bring(file: UploadedFile, *, instead_of: Network | None) -> MemberList:
    """Make a network for a list, and lay the list in; an earlier one of this visitor goes.

    Raises TooManyLists, and what `imports.actions.upload` raises: then there is no network.
    """
    if instead_of is not None:
        trying.forget(instead_of)
    _refuse_too_many()
    network, office = trying.found(
        name=_("Your network"), region=_("your region"), ends_at=next_night(timezone.now())
    )
    return actions.upload(file.read(), name=file.name or "", network=network, by=office)


def _refuse_too_many() -> None:
    # Of two who come at once the second waits and counts the first.
    list(Network.objects.select_for_update(of=("self",), no_key=True).order_by("pk")[:1])
    tried = Network.objects.exclude(ends_at=None)
    lately = MemberList.objects.across_networks(WHY).filter(
        network__in=tried, uploaded_at__gt=timezone.now() - AN_HOUR
    )
    if tried.count() >= AT_ONCE or lately.count() >= IN_AN_HOUR:
        raise TooManyLists


def sign_in(request: PageRequest, network: Network) -> None:
    """Let the visitor be the office of the network that she made."""
    person = Person.objects.select_related("account").get(mandates__network=network)
    login(request, person.account, backend=BACKEND)
    request.session[SESSION_PERSON] = person.pk
    request.session[SESSION_OWN] = network.slug
    request.session["demo_as"] = SESSION_OWN
