"""The pages on which an office tells whom others named what is kept about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import jobs as queue
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.templatetags.display import number, plain_day
from kurzweg.imports import informing, letter, posting
from kurzweg.imports.forms import ArrivalLetterForm
from kurzweg.imports.informing import Coming, persons_of
from kurzweg.imports.letter import Writer, came_on
from kurzweg.imports.models import Arrival, Way
from kurzweg.networks import legal
from kurzweg.networks.models import Network
from kurzweg.people.models import Position

LETTERS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the page: whom she acts for, and whether she was told."""

    arrival: Arrival
    acts: Position | None
    is_open: bool
    says: str

    @property
    def can_be_taken_back(self) -> bool:
        return self.arrival.informed_by in (Way.LETTER, Way.OTHERWISE)


@policy(read=OFFICE, write=OFFICE)
@once
def arrivals(request: PageRequest, which: str) -> HttpResponse:
    """Show what is told to whom, write the mails, and note who knows it already."""
    coming = _coming(request, which)
    if request.method == "POST":
        messages.success(request, _carried_out(request, coming))
        return redirect("imports:informing", request.network.slug, which)
    writer = Writer(request.network)
    rows = coming.arrivals.select_related("person", "prospect", "network").order_by(
        F("informed_on").asc(nulls_first=True),
        F("prospect").asc(nulls_first=True),
        *in_order("person__family_name", "person__given_name"),
        "pk",
    )
    page = paginate(request, rows)
    page.object_list = _rows(coming, list(page))
    context = {
        "coming": coming,
        "ends_on": coming.ends_on(),
        "page": page,
        "by_mail": persons_of(coming.by_mail),
        "by_letter": persons_of(coming.by_letter),
        "waiting": persons_of(coming.waiting),
        "letter": writer.example(on=_came(coming) or request.viewer.today, came_by=coming.came_by),
        "missing": writer.missing(),
    }
    return render_page(request, "imports/arrivals.html", context)


def _coming(request: PageRequest, which: str) -> Coming:
    coming = informing.coming_of(request.network, which, viewer=request.viewer)
    if coming is None:
        raise Http404
    return coming


def _came(coming: Coming) -> date | None:
    first = coming.arrivals.order_by("arrived_at", "pk").first()
    return came_on(first.arrived_at, coming.network) if first else None


def _carried_out(request: PageRequest, coming: Coming) -> str:
    """Do what was pressed, and say what happened."""
    if "knows" in request.POST:
        informing.told(coming, [request.POST["knows"]], Way.OTHERWISE, by=request.person)
        return _("Noted: this person knows it already.")
    if "back" in request.POST:
        informing.take_back(coming, request.POST["back"], by=request.person)
        return _("Taken back: this person is still to be told.")
    if persons_of(coming.by_mail) > informing.AT_ONCE:
        list_id = coming.member_list.pk if coming.member_list else None
        told = (coming.network.pk, list_id, request.person.pk, str(coming.came_by))
        queue.enqueue("kurzweg.imports.jobs.inform", *told)
        return _("The mails are being written; those that are written appear here.")
    sent = informing.send(coming, by=request.person)
    if not sent.written:
        return _("Nobody is left to whom a mail could be written.")
    if sent.held:
        says = ngettext(
            "%(number)s mail is written and held back: the person is told once you release it.",
            "%(number)s mails are written and held back: the persons are told once you release "
            "them.",
            sent.held,
        )
        return says % {"number": number(sent.held)}
    says = ngettext("%(number)s mail is sent.", "%(number)s mails are sent.", sent.written)
    return says % {"number": number(sent.written)}


def _rows(coming: Coming, rows: list[Arrival]) -> list[Row]:
    acts = informing.acting_of(rows, network=coming.network)
    left = set(
        coming.uninformed.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    return [
        Row(row, acts.get(row.pk), row.pk in left, _says(row, is_open=row.pk in left))
        for row in rows
    ]


def _says(row: Arrival, *, is_open: bool) -> str:
    if row.informed_on is not None:
        if row.informed_by == Way.OTHERWISE:
            return _("knows it already, noted on %(day)s") % {"day": plain_day(row.informed_on)}
        if row.informed_by == Way.HERSELF:
            return _("spoke for herself on %(day)s") % {"day": plain_day(row.informed_on)}
        said = {"way": row.get_informed_by_display(), "day": plain_day(row.informed_on)}
        return _("told %(way)s on %(day)s") % said
    if not is_open:
        return _("was told when another list was read")
    if row.informed_by:
        return _("the mail is written and has not left yet")
    if row.has_failed:
        return _("still to be told: the mail did not arrive")
    return _("still to be told")


# On paper -------------------------------------------------------------------------------------


@policy(read=OFFICE, write=OFFICE)
@once
def letters(request: PageRequest, which: str) -> HttpResponse:
    """Show the letters to those whom no mail reaches, to be printed; then they are in the post."""
    coming = _coming(request, which)
    if request.method == "POST":
        count = informing.told(
            coming, request.POST.get("printed", "").split(), Way.LETTER, by=request.person
        )
        says = ngettext(
            "Noted: %(number)s letter is in the post.",
            "Noted: %(number)s letters are in the post.",
            count,
        )
        messages.success(request, says % {"number": number(count)})
        return redirect("imports:informing", request.network.slug, which)
    page = paginate(request, posting.to_write(coming), per_page=LETTERS_PER_PAGE)
    posts = posting.posts(coming, list(page), writer=Writer(request.network))
    context = {
        "coming": coming,
        "page": page,
        "posts": [post for post in posts if post.has_address],
        "nowhere": [post for post in posts if not post.has_address],
    }
    return render_page(request, "imports/arrival_letters.html", context)


# Its wording ----------------------------------------------------------------------------------


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def wording(request: PageRequest) -> HttpResponse:
    """Let the office word the letter its own way, beginning with what is suggested."""
    rows = Network.objects.select_related("office")
    rows = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
    network = rows.get(pk=request.network.pk)
    row = letter.wording_of(network)
    sent = request.POST if request.method == "POST" else None
    form = ArrivalLetterForm(sent, instance=row, notice=legal.notice_of(network))
    if request.method == "POST" and settled(form, row=row):
        letter.keep_wording(row, form.texts, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("imports:informing-text", network.slug)
    return render_page(
        request, "imports/arrival_wording.html", {"form": form}, status=status_of(form)
    )
