"""The first network of an installation: three questions, and it stands."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from kurzweg.core.addresses import AddressFormField
from kurzweg.core.fields import legible
from kurzweg.networks import actions
from kurzweg.networks.models import Network

QUESTIONS = {
    "name": "Name of the network",
    "region": "Region it serves",
    "office": "Mail address of the office",
}


class Command(BaseCommand):
    help = (
        "Make an empty network: asks for name, region and office address, or takes them as flags."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument("--slug", help="its name in addresses (made from the name)")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = {name: _written(options[name]) or self._ask(name) for name in QUESTIONS}
        slug = options["slug"] or slugify(answers["name"].translate(GERMAN))[:40].strip("-")
        try:
            answers["office"] = AddressFormField().clean(answers["office"])
        except ValidationError:
            raise CommandError(f"office: {answers['office']!r} is not a mail address.") from None
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not slug:
            raise CommandError("name: it needs at least one letter or digit.")
        if Network.objects.filter(slug=slug).exists():
            raise CommandError(
                f"name: there is already a network at /n/{slug}/; choose another --slug."
            )
        network = actions.found(
            name=answers["name"], region=answers["region"], office=answers["office"], slug=slug
        )
        self.stdout.write(
            f"{network.name} stands at /n/{network.slug}/ in trial mode: no mail leaves yet.\n"
            f"Start it with `kurzweg serve` and sign in as {answers['office']}."
        )
        if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stdout.write(
                "No mail server is set (KURZWEG_MAIL_URL): the code for signing in is printed in "
                "the terminal in which `kurzweg serve` runs."
            )

    def _ask(self, name: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"{name}: missing, give --{name}.")
        answer = ""
        while not answer:
            answer = _written(input(f"{QUESTIONS[name]}: "))
        return answer


def _written(answer: str | None) -> str:
    """Keep of an answer what can be seen: a name without a visible letter is none."""
    return " ".join(legible(answer or "").split())


GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
