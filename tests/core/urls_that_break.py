"""The product's addresses, and pages that break with words that people entered."""

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.urls import include, path

from kurzweg.core.policy import PUBLIC, policy

BROKEN = {
    "value": ValueError,
    "constraint": IntegrityError,
    "suspicious": SuspiciousOperation,
    "machine": OperationalError,
}
words: list[str] = []


def breaking(kind):
    @policy(read=PUBLIC, scope="installation")
    def view(request):
        try:
            raise LookupError(words[0])
        except LookupError as error:
            raise kind(words[0]) from error

    return view


urlpatterns = [
    *(path(f"breaks/{name}/", breaking(kind)) for name, kind in BROKEN.items()),
    path("", include("kurzweg.urls")),
]
handler500 = "kurzweg.core.views.server_error"
