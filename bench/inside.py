"""Runs inside one installation (its environment is set) and answers with JSON on the last line."""

from __future__ import annotations

import json
import math
import select
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import saying, signed_in, walking  # noqa: E402
from bench.changes import ALREADY  # noqa: E402
from kurzweg.core import at_hand, ledger, search  # noqa: E402
from kurzweg.core.days import today  # noqa: E402
from kurzweg.core.pages import PER_PAGE  # noqa: E402
from kurzweg.engine.documents import Request  # noqa: E402
from kurzweg.engine.match import DEFAULT_PROFILE  # noqa: E402
from kurzweg.market.models import Need, Offer  # noqa: E402
from kurzweg.networks.models import Mandate, Membership, Network  # noqa: E402
from kurzweg.people.models import Position  # noqa: E402

HOST = "127.0.0.1"
NEEDS = 40
REPEATED = 15


def largest_network() -> Network:
    return Network.objects.annotate(size=Count("memberships")).order_by("-size", "pk")[0]


def client_of(account: Any = None) -> Client:
    client = Client(SERVER_NAME=HOST)
    if account is not None:
        client.force_login(account)
    return client


def pages() -> dict[str, Any]:
    """Say which pages are measured, how many queries each asks, and the office's cookie."""
    settings.KEPT_PAGES = 0  # the queries are those of a page that is made
    network = largest_network()
    office = Mandate.objects.in_network(network).filter(kind="office").order_by("pk")[0]
    signed_in = client_of(office.person.account)
    need = (
        Need.objects.in_network(network)
        .filter(visibility="public", published_at__isnull=False, closed_at=None)
        .order_by("-published_at", "pk")[0]
    )
    start = f"/n/{network.slug}/"
    asked = [
        ("home", start, False),
        ("organisation list", f"{start}organisations/", False),
        ("need page", f"{start}needs/{need.public_id}/", False),
        ("home, office", start, True),
        ("what is due, office", f"{start}due/", True),
        ("organisation list, office", f"{start}organisations/", True),
        ("need page with matches, office", f"{start}needs/{need.public_id}/", True),
    ]
    return {
        "cookie": signed_in.cookies[settings.SESSION_COOKIE_NAME].output(header="").split(";")[0],
        "organisations": Membership.objects.in_network(network).count(),
        "addresses": addresses(network),
        "pages": [
            {
                "name": name,
                "path": path,
                "is_signed_in": is_signed_in,
                "queries": queries_of(signed_in if is_signed_in else client_of(), path),
            }
            for name, path, is_signed_in in asked
        ],
    }


def addresses(network: Network) -> list[str]:
    """List what strangers open: the lists, page by page, then needs and firms in turn."""
    start = f"/n/{network.slug}/"
    public = Need.objects.in_network(network).open(network.today()).filter(visibility="public")
    needs = list(public.order_by("pk").values_list("public_id", flat=True))
    members = Membership.objects.in_network(network).active(network.today())
    firms = list(members.order_by("pk").values_list("organisation__public_id", flat=True))
    lists = [
        f"{start}{name}/{query}"
        for name, rows in (("needs", needs), ("organisations", firms))
        for query in ("", *(f"?page={n}" for n in range(2, 1 + math.ceil(len(rows) / PER_PAGE))))
    ]
    of_needs = [f"{start}needs/{each}/" for each in needs]
    of_firms = [f"{start}organisations/{each}/{end}" for each in firms for end in ("", "offers/")]
    in_turn = [each for pair in zip(of_needs, of_firms, strict=False) for each in pair]
    return list(dict.fromkeys([start, *lists[:20], *in_turn, *of_firms]))


def changing() -> str:
    """Change an offer that strangers see, at once and then every so often, until told to stop."""
    every = float(sys.argv[2])
    offer = Offer.objects.in_network(largest_network()).filter(published_at__isnull=False)[0]
    for _each in range(1000):
        with transaction.atomic():
            offer.save()
            ledger.changed(offer)
        print("changed", flush=True)
        if select.select([sys.stdin], [], [], every)[0]:
            break
    return "done"


def every_page() -> list[tuple[str, str, int, float, float]]:
    """Measure one page of each kind that the office, a firm's owner and a stranger can reach."""
    network = largest_network()
    office = Mandate.objects.in_network(network).filter(kind="office").order_by("pk")[0]
    owners = one_row_each(network).filter(is_admin=True)
    who = {"office": office.person, "owner": owners[0].person, "stranger": None}
    return [
        (name, *page)
        for name, person in who.items()
        for page in walking.walk(client_of(person and person.account), f"/n/{network.slug}/")
    ]


def one_row_each(network: Network) -> Any:
    """Positions of whoever shares no address: others would first be asked who they are."""
    members = Membership.objects.in_network(network).active(network.today())
    return (
        Position.objects.as_of(network.today())
        .filter(organisation__in=members.values("organisation"))
        .annotate(sharing=Count("person__account__persons"))
        .filter(sharing=1)
        .order_by("pk")
    )


def queries_of(client: Client, path: str) -> int:
    for _ in range(2):  # the first fills what a process keeps
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    return len(asked)


def publishing() -> dict[str, Any]:
    """Take down and publish needs as a member does, and time each request."""
    network = largest_network()
    client = client_of(one_row_each(network)[0].person.account)
    texts = list(
        Need.objects.across_networks("texts for a measurement")
        .order_by("pk")
        .values_list("text", flat=True)
        .distinct()[: NEEDS + 2]
    )
    said, published = [], []
    for text in texts:
        milliseconds, answer = timed(client, f"/n/{network.slug}/needs/new/", {"text": text})
        said.append(milliseconds)
        path = answer.redirect_chain[-1][0] if answer.redirect_chain else "?"
        if not path.endswith("/edit/"):
            raise SystemExit(f"{text!r} was not taken down: {answer.status_code} at {path}")
        milliseconds, answer = timed(client, path.replace("/edit/", "/publish/"), {})
        published.append(milliseconds)
    # The first two fill what a process keeps.
    return {"said": said[2:], "published": published[2:]}


def timed(client: Client, path: str, fields: dict[str, str]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = client.post(path, fields, follow=True)
    milliseconds = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    return milliseconds, answer


def changes() -> list[tuple[float, float, float]]:
    """Time the query after one more change, read again from the generation and read on."""
    search.rebuild()
    offers = list(Offer.objects.across_networks("rows for a measurement").order_by("pk")[:1100])
    found, done = [], 0
    with transaction.atomic():
        for already in ALREADY:
            ledger.changed(*(offers[number % len(offers)] for number in range(done, already)))
            done = already
            look()
            again, onwards, version = [], [], []
            for number in range(REPEATED):
                ledger.changed(offers[-1 - number])
                version.append(milliseconds(lambda: ledger.public_version(offers[0].network_id)))
                onwards.append(milliseconds(look))
                again.append(milliseconds(lambda: look(anew=True)))
            done += REPEATED
            found.append(tuple(statistics.median(each) for each in (again, onwards, version)))
        transaction.set_rollback(True)
    return found


def look(*, anew: bool = False) -> None:
    request = Request(text="Drehteile aus Edelstahl", today=today())
    if anew:
        known = at_hand.AtHand.of(at_hand.current_generation()).read_on(day=today())
        matcher = known.indexed().matcher(DEFAULT_PROFILE)
    else:
        matcher = search.matcher()
    matcher.search(request, k=50, explain=False)


def milliseconds(action: Callable[[], Any]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    asked = {each.__name__: each for each in (changes, changing, every_page, pages, publishing)}
    asked |= {"signed_in": signed_in.looks, "saying": saying.looks}
    print(json.dumps(asked[sys.argv[1]]()))
