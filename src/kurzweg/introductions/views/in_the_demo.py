"""What the demo shows of a firm that was asked: the page behind the link in its mail."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from kurzweg.core.models import OutboxMail
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import DEMO_ONLY, policy
from kurzweg.introductions.models import Introduction


@policy(read=DEMO_ONLY, scope="installation")
def introduction_on_their_phone(request: PageRequest, public_id: str) -> HttpResponse:
    """Open what the firm that was asked opens on its phone: the link in the newest mail to it."""
    if not settings.DEMO:
        raise Http404
    asked = Introduction.objects.across_networks("the demo shows the mails of all its networks")
    introduction = get_object_or_404(asked, public_id=public_id)
    sent = OutboxMail.objects.filter(dedup_key__startswith=f"introduction:{introduction.pk}:")
    mail = sent.filter(text__contains="/l/").order_by("pk").last()
    link = re.search(r"/l/[\w-]+/", mail.text) if mail else None
    if link is None:
        raise Http404
    return redirect(link[0])
