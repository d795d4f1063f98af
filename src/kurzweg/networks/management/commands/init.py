"""The first network of an installation: three questions, and it stands."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils.text import slugify

from kurzweg.core import migrating, navigation
from kurzweg.core.addresses import AddressFormField
from kurzweg.core.fields import legible
from kurzweg.networks import actions
from kurzweg.networks.models import Network
from kurzweg.places import sources

SERVED_AT = "http://127.0.0.1:8000"  # by `kurzweg serve` unless it is told otherwise
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
        if not slug:
            raise CommandError("name: it needs at least one letter or digit.")
        _fits(slug=slug, name=answers["name"], region_name=answers["region"])
        migrating.bring_up_to_date()
        try:
            network = actions.found(
                name=answers["name"], region=answers["region"], office=answers["office"], slug=slug
            )
        except IntegrityError:
            # Also whoever asked at the same moment: the database lets one of them have it.
            if not Network.objects.filter(slug=slug).exists():
                raise
            raise CommandError(
                f"name: there is already a network at /n/{slug}/; choose another --slug."
            ) from None
        self.stdout.write(_what_now(network, office=answers["office"]))
        lacking = next(sources.missing(), None)
        if lacking is not None:
            self.stdout.write(f"No {lacking.kind} yet: {lacking.says}; run {lacking.command}.")

    def _ask(self, name: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"{name}: missing, give --{name}.")
        while True:  # what was typed before is not lost for one slip
            answer = _written(input(f"{QUESTIONS[name]}: "))
            if not answer:
                continue
            if name != "office" or _is_address(answer):
                return answer
            self.stderr.write(f"{answer!r} is not a mail address.")


def _is_address(answer: str) -> bool:
    try:
        AddressFormField().clean(answer)
    except ValidationError:
        return False
    return True


def _fits(**answers: str) -> None:
    """Refuse what the database has no room for, or what would be no address."""
    others = {field.name for field in Network._meta.fields} - answers.keys()
    try:
        Network(**answers).clean_fields(exclude=others)
    except ValidationError as error:
        [(field, messages), *_more] = error.message_dict.items()
        name = "region" if field == "region_name" else field
        raise CommandError(f"{name}: {' '.join(messages)}") from None


def _what_now(network: Network, *, office: str) -> str:
    """Say where it is opened, how the first code arrives, and where it goes on."""
    base = settings.BASE_URL if settings.HAS_BASE_URL else SERVED_AT
    is_printed = settings.EMAIL_BACKEND.endswith("console.EmailBackend")
    arrives = (
        "the code is printed in the terminal in which `kurzweg serve` runs, because no mail\n"
        "     server is set (KURZWEG_MAIL_URL)"
        if is_printed
        else "the code comes by mail"
    )
    return (
        f"{network.name} stands, in trial mode: no mail but the code for signing in leaves yet.\n"
        f"  1. Start it:   kurzweg serve\n"
        f"  2. Open        {base}{navigation.address(navigation.Slot.START, network.slug)}\n"
        f"  3. Sign in as  {office}\n"
        f"     {arrives}.\n"
        f"The page that opens then says what comes first."
    )


def _written(answer: str | None) -> str:
    """Keep of an answer what can be seen: a name without a visible letter is none."""
    return " ".join(legible(answer or "").split())


GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
