"""Walk through a house with the apps that its settings name, and write down what was met.

Run as a program, in a process of its own: which apps there are is decided when Django starts.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import django
from django.core.management import call_command

from kurzweg.core import demo

HOME = "/n/riegelstein/"
WAY = re.compile(r'<a href="(/[^"?]*)')
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def furnish():
    """Found a network with its office, a firm with what it can do, and a need that it meets."""
    from kurzweg.core import search
    from kurzweg.market import matching
    from tests.conftest import acting_for, member_firm
    from tests.factories import MandateFactory, NetworkFactory
    from tests.market.factories import NeedFactory, OfferFactory

    network = NetworkFactory(slug="riegelstein", name="Schlossregion Riegelstein")
    bakery, foundry = (member_firm(network, name) for name in ("Bäckerei Korn", "Gießerei Glut"))
    office = acting_for(bakery, "Kern", is_admin=True)
    MandateFactory(network=network, person=office, kind="office")
    OfferFactory(network=network, organisation=foundry)
    need = NeedFactory(network=network, owner=bakery, contact=office)
    search.rebuild()
    matching.match_all(need.pk)
    return office, need, foundry


def visit(pages):
    """Open pages as the office: path, answer and the ways around and on it."""
    from django.test import Client

    office, need, foundry = furnish()
    client = Client()
    client.force_login(office.account)
    names = {"need": need.public_id, "firm": foundry.public_id}
    met = {}
    for page in pages:
        answer = client.get(HOME + page.format(**names))
        body = answer.content.decode()
        frame = body.partition("<main")[0]
        met[page] = {
            "status": answer.status_code,
            "ways": [way.removeprefix(HOME) for way in WAY.findall(frame)],
            "body": body,
        }
    return client, met


def become_need(client, page):
    """Press the button that makes a need of the note on a page; give back what it then reads."""
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*Als Anfrage aufnehmen", page["body"], re.DOTALL)
    action = re.search(r'action="([^"]*)"', form[0])[1]
    fields = {name: unescape(value) for name, value in FIELD.findall(form[0])}
    client.post(action, fields)
    from kurzweg.market.models import Need

    return list(Need.objects.across_networks("a test").draft().values_list("text", flat=True))


def planted(app):
    """Let an app plant its part of the demo; say which parts there are and what was planted."""
    from kurzweg.core.demo.rows import Rows
    from kurzweg.demo.generate import world

    parts = {part.app: part for part in demo.parts()}
    return [*parts, *parts[app].plant(world("small", today=date(2027, 3, 9)), Rows())]


def main():
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("check", "--fail-level", "WARNING")
    pages = ["", "due/", "needs/{need}/", "organisations/{firm}/", "search/?q=Messing", "diary/"]
    client, met = visit(pages)
    if met["diary/"]["status"] == 200:
        met["needs made"] = become_need(client, met["diary/"])
        met["planted"] = planted("diary")
    print(json.dumps(met))  # noqa: T201 - read by the test that started it


if __name__ == "__main__":
    main()
