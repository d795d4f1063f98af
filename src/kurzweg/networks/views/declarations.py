"""The yearly question whether an entry is right: the page of its link, and the office's list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import links
from kurzweg.core.idempotency import once
from kurzweg.core.models import Link
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import declarations
from kurzweg.networks.forms.declarations import DeclarationForm
from kurzweg.networks.models import SelfDeclaration
from kurzweg.people.models import Organisation, Person


@editing
def declaration_answer(request: PageRequest, link: Link) -> HttpResponse:
    """Let whoever holds the link say that all is right, or what has changed."""
    rows = SelfDeclaration.objects.in_network(link.network_id or 0)
    asked = rows.select_related("network").filter(pk=link.row_id).first()
    if asked is None:
        raise Http404
    request.network = asked.network
    if asked.answered_at is not None or link.used_at is not None:
        return _say(request, asked, is_over=False)
    if link.expires_at <= timezone.now():
        return _say(request, asked, is_over=True)
    if not declarations.may_answer(asked, link=link):
        return _say(request, asked, is_over=False, has_left=True)
    # Two may answer at once, or the office mends the entry: both are seen, nothing is lost.
    firm = for_editing(Organisation.objects.all(), request).get(pk=asked.organisation_id)
    if request.method == "POST" and "right" in request.POST:
        declarations.answer(asked, None, link=link)
        return redirect(request.path)
    sent = request.POST if request.method == "POST" else None
    form = DeclarationForm(sent, instance=firm, on=asked.network.today())
    if sent is not None and settled(form, form.certificates, row=firm):
        declarations.answer(asked, form, link=link)
        return redirect(request.path)
    person = Person.objects.filter(pk=link.person_id or 0).first()
    context = {
        "asked": asked,
        "firm": Organisation.objects.get(pk=firm.pk),
        "form": form,
        "for_whom": person.short_name if person else firm.name,
    }
    status = status_of(form, form.certificates)
    return render_page(request, "networks/declaration_answer.html", context, status=status)


def _say(
    request: PageRequest, asked: SelfDeclaration, *, is_over: bool, has_left: bool = False
) -> HttpResponse:
    context = {"asked": asked, "is_over": is_over, "has_left": has_left}
    return render_page(request, "networks/declaration_over.html", context)


@policy(read=OFFICE, write=OFFICE)
@once
def declaration_list(request: PageRequest) -> HttpResponse:
    """Show who has answered this year and who has not; ask those whom the office chooses."""
    network = request.network
    waiting = list(declarations.to_ask(network))
    reached = declarations.reached(waiting, network)
    if request.method == "POST":
        return _ask(request, [each for each in waiting if each.pk in reached])
    if "choose" in request.GET and reached:
        return _choose(request, [each for each in waiting if each.pk in reached])
    year = request.viewer.today.year
    rows = SelfDeclaration.objects.visible_to(request.viewer).filter(year=year)
    asked = list(rows.select_related("organisation").order_by("organisation__name_key", "pk"))
    context = {
        "year": year,
        "open": [each for each in asked if each.answered_at is None],
        "answered": [each for each in asked if each.answered_at is not None],
        "waiting": [each for each in waiting if each.pk in reached],
        "unreached": [each for each in waiting if each.pk not in reached],
        "month": network.rule("declaration_month"),
    }
    return render_page(request, "networks/declaration_list.html", context)


def _choose(request: PageRequest, waiting: list[Organisation]) -> HttpResponse:
    """Show the mail as the first of them gets it, and whom it goes to: one more click sends it."""
    mail = declarations.letter_to(waiting[0], network=request.network)
    context = {
        "waiting": waiting,
        "subject": mail.subject,
        "text": links.blanked(mail.text, instead=_("[link for the answer]")),
        "to": f"{mail.to_name} <{mail.to_address}>",
    }
    return render_page(request, "networks/declaration_ask.html", context)


def _ask(request: PageRequest, waiting: list[Organisation]) -> HttpResponse:
    chosen = set(request.POST.getlist("firm"))
    firms = [
        each
        for each in waiting
        if each.public_id in chosen
        and declarations.ask(each, network=request.network, by=request.person)
    ]
    if firms:
        says = ngettext("%(number)s firm is asked.", "%(number)s firms are asked.", len(firms))
        messages.success(request, says % {"number": len(firms)})
    else:
        messages.error(request, _("No firm was chosen: nobody is asked."))
    return redirect("networks:declaration-list", request.network.slug)
