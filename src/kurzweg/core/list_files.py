"""A list as a file: a spreadsheet, CSV, or vCards; made anew for whoever asks, kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from django.http import HttpResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.text import slugify

from kurzweg.core import as_of, lists
from kurzweg.core.findable import Cell
from kurzweg.core.lists import Asked, Listing
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import policy
from kurzweg.engine.members import write_vcards
from kurzweg.engine.tables import write_csv, write_xlsx
from kurzweg.engine.words import name_key


class Form(StrEnum):
    """As what a list is taken along."""

    XLSX = "xlsx"
    CSV = "csv"
    VCARD = "vcard"
    VCARD_3 = "vcard3"

    @property
    def ending(self) -> str:
        return "vcf" if self in (Form.VCARD, Form.VCARD_3) else str(self)

    @property
    def media_type(self) -> str:
        return {
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv": "text/csv; charset=utf-8",
            "vcf": "text/vcard; charset=utf-8",
        }[self.ending]


# Names of formats, in every language the same.
LABELS = {Form.XLSX: "Excel", Form.CSV: "CSV", Form.VCARD: "vCard", Form.VCARD_3: "vCard 3.0"}


def forms_of(listing: Listing) -> list[Form]:
    """Say as what a list can be taken along."""
    return [each for each in Form if each.ending != "vcf" or listing.card]


@dataclass(frozen=True, slots=True)
class Offered:
    """One way to take along the list of the page that is open."""

    url: str
    label: str


def offered(request: PageRequest, name: str, *, of: str = "") -> list[Offered]:
    """Say as what a viewer can take a list along, by the filter and the day of its page.

    `of` narrows it further, as in an address: "committee=…".
    """
    listing = lists.declared(name)
    if not listing.audience.admits(request.viewer):
        return []
    url = reverse(listing.route, args=[request.network.slug])
    query = request.GET.copy()
    query.pop("page", None)
    query |= QueryDict(of)
    ways = []
    for form in forms_of(listing):
        query["as"] = str(form)
        ways.append(Offered(f"{url}?{query.urlencode()}", LABELS[form]))
    return ways


def addresses() -> list[URLPattern]:
    """Give each list an address with the audience that it names."""
    return [
        path(f"n/<slug:network>/take-along/{each.name}/", _view_of(each), name=each.route)
        for each in lists.listings()
    ]


def _view_of(listing: Listing) -> Callable[..., HttpResponse]:
    def take_along(request: PageRequest) -> HttpResponse:
        return answer(request, listing)

    return policy(read=listing.audience)(take_along)


def answer(request: PageRequest, listing: Listing) -> HttpResponse:
    """Answer with a list as a file, as far as this viewer may read it."""
    chosen = request.GET.get("as", "")
    form = Form(chosen) if chosen in forms_of(listing) else Form.XLSX
    viewer = request.viewer
    day = viewer.today
    if not listing.is_of_today:
        # As on its page: what lies ahead is the office's.
        latest = None if viewer.is_office else viewer.today
        day = as_of.asked(request.GET, today=viewer.today, latest=latest).day
    asked = Asked(request.network, viewer, day, request.GET)
    name = name_of(str(listing.label), network=request.network, day=day)
    if listing.card and form.ending == "vcf":
        cards = map(listing.card, lists.rows_of(listing, asked))
        file = io.BytesIO()
        version: Literal["3.0", "4.0"] = "3.0" if form is Form.VCARD_3 else "4.0"
        write_vcards(file, cards, version=version)
        # Who takes both along finds two files.
        return _download(file, form, name=f"{name}-vcard-{version[0]}")
    header = [str(column.label) for column in listing.shown_columns(viewer)]
    rows = lists.lines_of(listing, asked)
    return table(form, title=str(listing.label), name=name, header=header, rows=rows)


def name_of(label: str, *, network: Any, day: date) -> str:
    """Name a file by what it lists, whose list it is and of which day."""
    return f"{slugify(name_key(label))}-{network.slug}-{day.isoformat()}"


def table(
    form: Form, *, title: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Answer with lines of cells as a spreadsheet or as CSV."""
    # Rows are read and written one at a time; of 20,000 the file itself is some megabytes.
    file = io.BytesIO()
    if form is Form.CSV:
        is_german = (translation.get_language() or "").startswith("de")
        write_csv(file, header=header, rows=rows, is_comma_decimal=is_german)
    else:
        write_xlsx(file, title=title, header=header, rows=rows)
    return _download(file, form, name=name)


def _download(file: io.BytesIO, form: Form, *, name: str) -> HttpResponse:
    response = HttpResponse(file.getvalue(), content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
    return response
