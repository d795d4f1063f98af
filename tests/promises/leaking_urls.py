"""The product's addresses, and pages with a mistake in them that only the matrix must find."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kurzweg.core.policy import MEMBERS, PUBLIC, policy
from kurzweg.people.models import Organisation, Person


@policy(read=MEMBERS)
def list_without_filter(request: HttpRequest) -> HttpResponse:
    """Right status, right audience, but the rows of all networks."""
    names = Organisation.objects.order_by("pk").values_list("name", flat=True)
    return HttpResponse("\n".join(names))


@policy(read=PUBLIC)
def too_much_for_strangers(request: HttpRequest) -> HttpResponse:
    """The rows of the right network, but a column that strangers may not see, in a header."""
    response = HttpResponse("fine")
    person = Person.objects.filter(positions__organisation__memberships__network=request.network)
    response.headers["X-Contact"] = person.order_by("pk").first().email
    return response


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to everybody")


LEAKS = [
    path("n/<slug:network>/all/", list_without_filter, name="leak-all"),
    path("n/<slug:network>/contact/", too_much_for_strangers, name="leak-contact"),
]
urlpatterns = [*LEAKS, path("", include("kurzweg.urls"))]
handler404 = "kurzweg.core.views.not_found"
handler500 = "kurzweg.core.views.server_error"
