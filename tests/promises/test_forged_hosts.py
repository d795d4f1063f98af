"""Whatever a request calls itself: links in mails and ways on lead to the configured address."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from kurzweg.core.models import OutboxMail
from tests.promises.cells import Cell, all_routes, call_of, parameters
from tests.promises.oracles import undone
from tests.promises.world import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.plain]
EVIL = "evil.example"
FORGED = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Proto": "https",
    "X-Original-Host": EVIL,
    "Forwarded": f"host={EVIL};proto=https",
    "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/n/heimnetz/",
}


@pytest.fixture
def anything_goes(monkeypatch):
    """The worst case: an operator who answers for every name."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


def letters_after_forged_requests(matrix, *, host: str) -> tuple[list[str], list[str]]:
    """Call every route that writes under a forged name; give the mails and the ways on."""
    texts, ways = [], []
    for route in all_routes():
        if not (route.policy and route.policy.write):
            continue
        own = tuple((name, Relation.OWN) for _converter, name in parameters(route))
        for name in ("office", "member", "anonymous"):
            call = call_of(Cell(route, "POST", False, name, own), matrix.world)
            client = call.principal.client()
            with undone():
                before = set(OutboxMail.objects.values_list("pk", flat=True))
                answer = client.post(call.path, call.form, headers={**FORGED, "Host": host})
                written = OutboxMail.objects.exclude(pk__in=before)
                texts += [f"{mail.subject}\n{mail.text}" for mail in written]
                ways.append(answer.headers.get("Location", ""))
    return texts, ways


def hosts_in(texts: list[str]) -> set[str]:
    return {link for text in texts for link in re.findall(r"https?://[^/\s]+", text)}


def test_a_forged_name_is_in_no_mail(matrix, anything_goes):
    texts, _ways = letters_after_forged_requests(matrix, host=EVIL)

    assert hosts_in(texts) == {settings.BASE_URL} != {f"https://{EVIL}"}


def test_a_forged_name_leads_nobody_elsewhere(matrix, anything_goes):
    texts, ways = letters_after_forged_requests(matrix, host="localhost")

    assert hosts_in(texts) == {settings.BASE_URL}
    assert [way for way in ways if EVIL in way] == []
    assert len([way for way in ways if way]) >= 10


def test_a_link_made_from_the_request_would_be_seen(matrix, anything_goes, monkeypatch):
    """Negative control: a mail whose links begin with what the request calls itself."""
    monkeypatch.setattr(settings, "BASE_URL", f"https://{EVIL}")

    texts, _ways = letters_after_forged_requests(matrix, host=EVIL)

    assert hosts_in(texts) == {f"https://{EVIL}"}
