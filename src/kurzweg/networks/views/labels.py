"""Address labels, to be printed from the browser."""

from __future__ import annotations

from django.http import HttpResponse

from kurzweg.core import as_of, lists
from kurzweg.core.lists import Asked
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import labels
from kurzweg.networks.forms import MemberListForm
from kurzweg.networks.forms.labels import LabelForm

FILTERS = frozenset(MemberListForm.base_fields)


@policy(read=OFFICE)
def label_sheets(request: PageRequest) -> HttpResponse:
    """Draw the members' addresses on sheets of labels, as the letters' table has them."""
    asked = as_of.asked(request.GET, today=request.viewer.today)
    rows = list(
        lists.rows_of(
            lists.declared("letters"),
            Asked(request.network, request.viewer, asked.day, request.GET),
        )
    )
    form = LabelForm(request.GET)
    layout, first = form.chosen()
    reached = [labels.address(row) for row in rows if labels.is_reached(row)]
    context = {
        "as_of": asked,
        "form": form,
        # Other sheets are for the same members.
        "filters": [(name, said) for name, said in request.GET.items() if name in FILTERS and said],
        "number": len(reached),
        "sheets": list(labels.sheets(reached, layout, first=first)),
        "without": [row.organisation for row in rows if not labels.is_reached(row)],
    }
    return render_page(request, "networks/label_sheets.html", context)
