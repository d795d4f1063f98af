"""Pages that belong to nobody: health and errors."""

from __future__ import annotations

import sys

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from kurzweg.core import full_disk, links
from kurzweg.core.models import StoredFile
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import PUBLIC, READING, policy
from kurzweg.core.shelf import path_of


@policy(read=PUBLIC, scope="installation")
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@policy(read=PUBLIC, is_cacheable=True)
def file(request: PageRequest, digest: str) -> HttpResponse:
    """Serve a picture of this network; the content never changes under its hash."""
    # What a room keeps by rights of its own is not served here, whoever knows its hash.
    pictures = StoredFile.objects.filter(network_id=request.network.pk, kept_by="")
    stored = get_object_or_404(pictures, digest=digest)
    response = HttpResponse(path_of(digest).read_bytes(), content_type=stored.media_type)
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # No context processors: the request itself is what cannot be read.
    return render(None, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not links.is_secret(request.path):
        return render(request, "core/404.html", status=404)
    # Whether there is such a link or not: whoever tries some out learns nothing.
    whole = links.mended(request.path)
    if whole != request.path and request.method in READING:
        return HttpResponseRedirect(whole)
    return render(request, "core/link_404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # What breaks before or after a view (a body, a session) finds its way here only.
    if full_disk.is_cause(sys.exc_info()[1]):
        return full_disk.answer(request)
    # No context processors: whatever broke may break again while the page is drawn.
    return render(None, "core/500.html", status=500)
