"""The picture of the surroundings, on which somebody points at where something lies."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string

from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import ACTORS, policy
from kurzweg.engine.documents import Place
from kurzweg.places import picture
from kurzweg.places.forms import ViewForm
from kurzweg.places.picture import View

MIDDLE = View(51.16, 10.45, km=400)  # of the country: what is shown when nothing is asked for
A_WHILE = 600  # seconds for which a browser keeps it: reference data seldom change


@policy(read=ACTORS)
def surroundings(request: PageRequest) -> HttpResponse:
    """Draw what lies around a point."""
    form = ViewForm(request.GET)
    mark = form.mark_point
    drawing = picture.draw(form.view(MIDDLE), mark=Place(*mark) if mark else None)
    drawn = render_to_string("places/surroundings.svg", {"drawing": drawing})
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"private, max-age={A_WHILE}"
    return response
