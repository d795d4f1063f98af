"""The public page on which somebody applies, and the page that its link opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import PUBLIC, policy
from kurzweg.networks import applying
from kurzweg.networks.forms import ApplicationForm
from kurzweg.networks.models import Application, Membership
from kurzweg.people.models import Organisation
from kurzweg.people.sign_in import TooOften, place_of


@policy(read=PUBLIC, write=PUBLIC)
@once
def apply(request: PageRequest) -> HttpResponse:
    """Let anybody apply for membership, or keep what is written so far."""
    if not request.network.rule("takes_applications"):
        return render_page(request, "networks/apply_closed.html", {})
    form = ApplicationForm(request.POST or None, network=request.network)
    if request.method == "POST" and _may_go_on(request, form):
        if "save" in request.POST:
            _link, token = applying.begin(request.network, form.written())
            return _kept(request, token)
        _application, token = applying.apply(request.network, form.said)
        return redirect("link", token)
    return _form_page(request, form)


def application_link(request: PageRequest, link: Link) -> HttpResponse:
    """Go on with a draft, or see how an application stands, with the link."""
    application = applying.of_link(link)
    request.network = application.network  # the page looks like the network's own
    with translation.override(application.language):
        response = _opened(request, link, application)
        response.headers["Content-Language"] = application.language
    return response


def _opened(request: PageRequest, link: Link, application: Application) -> HttpResponse:
    if link.expires_at <= timezone.now():
        context = {"is_sent": application.sent_on is not None}
        return render_page(request, "networks/apply_over.html", context)
    if application.sent_on is not None:
        return _standing(request, application)
    form = ApplicationForm(
        request.POST or None, network=application.network, initial=application.said
    )
    if request.method == "POST" and _may_go_on(request, form):
        if "save" in request.POST:
            applying.save(application, form.written())
            messages.success(request, _("Kept. With the address of this page you go on."))
        else:
            applying.send(application, form.said)
        return redirect(request.path)
    return _form_page(request, form, application=application)


def _standing(request: PageRequest, application: Application) -> HttpResponse:
    """Say how an application stands, and let it be taken back; nothing of what was written."""
    if request.method == "POST" and "withdraw" in request.POST:
        applying.withdraw(application)
        messages.success(request, _("Your application is taken back."))
        return redirect(request.path)
    if request.method == "POST":
        messages.info(request, _("Your application has been sent already. Nothing was changed."))
        return redirect(request.path)
    return render_page(request, "networks/apply_standing.html", {"application": application})


def _may_go_on(request: PageRequest, form: ApplicationForm) -> bool:
    """Whether what came may be kept or sent; a draft is kept as it is, right or wrong."""
    is_draft = "save" in request.POST
    if not is_draft and not form.is_valid():
        return False
    if is_draft and request.POST.get("leave_empty"):
        return False
    try:
        applying.require_seldom(place_of(request))
    except TooOften as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


def _kept(request: PageRequest, token: str) -> HttpResponse:
    messages.success(
        request,
        _("Kept. With the address of this page you go on, here or elsewhere, for 30 days."),
    )
    return redirect("link", token)


def _form_page(
    request: PageRequest, form: ApplicationForm, *, application: Application | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "is_draft": application is not None,
        "own": _members_of(request) if application is None else [],
    }
    status = 422 if form.errors else 200
    return render_page(request, "networks/apply.html", context, status=status)


def _members_of(request: PageRequest) -> list[Organisation]:
    """Name the members for whom whoever is signed in acts: she learns nothing new."""
    if not request.viewer.organisation_ids:
        return []
    rows = Membership.objects.in_network(request.network).active(request.viewer.today)
    mine = rows.filter(organisation__in=request.viewer.organisation_ids)
    return [row.organisation for row in mine.select_related("organisation").order_by("pk")]
