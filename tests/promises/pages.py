"""All pages that show a form, found from the routes: nobody writes a new form into a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.forms import Control, DrawnForm, forms_of
from tests.promises.cells import NETWORK, PARAMETER, all_routes, sample_of
from tests.promises.world import Relation, World

WHO = ("office", "organisation admin", "member", "anonymous")
NEVER_SENT = {"csrfmiddlewaretoken", "once", "opened"}
UNTOUCHED = {"hidden", "submit", "button", "file"}


def addresses(world: World, *, writable: bool = False) -> Iterator[str]:
    """Each address that can be opened, with each row of its kind that may stand in it."""
    for route in all_routes():
        declared = route.policy
        if declared is None or declared.read is None or (writable and declared.write is None):
            continue
        parts = sample_of(route).parts
        own = {name: world.home.rows[kind][Relation.OWN] for name, kind in parts.items()}
        varied = [own]
        if len(own) == 1:
            [(name, placed)] = own.items()
            others = [
                kind[Relation.OWN] for kind in world.home.rows.values() if Relation.OWN in kind
            ]
            varied = [{name: each} for each in others if type(each.row) is type(placed.row)]
        for chosen in varied:
            values = {name: placed.in_address for name, placed in chosen.items()}
            values[NETWORK] = world.home.network.slug
            yield PARAMETER.sub(lambda match, values=values: values[match[2]], route.path)


def opened_by(who: str, path: str, world: World) -> HttpResponse | None:
    """The page that somebody gets at an address, if it is one."""
    response = world.principal(who).client().get(path)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response if response.status_code == 200 and is_page else None


@dataclass(slots=True)
class Edited:
    """A form of a page, to be opened and sent by several people."""

    client: Client
    path: str
    number: int
    words: list[str]  # names of organisations, for fields that ask for one
    accepted: list[dict[str, str | None]] = field(default_factory=list)

    def drawn(self) -> DrawnForm | None:
        response = self.client.get(self.path)
        forms = posted_forms(response) if response.status_code == 200 else []
        return forms[self.number] if self.number < len(forms) else None

    def send(self, form: DrawnForm, changes: dict[str, str | None]) -> HttpResponse:
        sent = {n: v for n, v in (form.values | changes).items() if v is not None and n != "once"}
        return self.client.post(form.action or self.path, sent)

    def shown(self) -> dict[str, str]:
        form = self.drawn()
        return {n: v for n, v in form.values.items() if n not in NEVER_SENT} if form else {}


def posted_forms(response: HttpResponse) -> list[DrawnForm]:
    """The forms of a page in which somebody writes or chooses something that is sent."""
    forms = forms_of(response.content.decode())
    return [form for form in forms if form.is_posted and touchable(form)]


def touchable(form: DrawnForm) -> dict[str, Control]:
    """The fields that a person can change; not the empty row below rows, nor the box beside one."""
    found = {}
    for control in form.controls:
        row = re.match(r"(.+-\d+)-", control.name)
        is_new_row = row and not form.values.get(f"{row[1]}-id")
        if control.kind in UNTOUCHED or not control.name or is_new_row:
            continue
        if not control.name.endswith("-DELETE"):
            found.setdefault(control.name, control)
    return found


def other_values(form: DrawnForm, name: str, words: list[str], variant: int) -> list[str | None]:
    """What somebody might write instead, the likeliest first; None: a box without its tick."""
    control = form.named(name)[0]
    now = form.values.get(name)
    if control.kind == "checkbox":
        return [None if now else control.value]
    if control.kind == "radio":
        options = [each.value for each in form.named(name) if each.value != now]
        return options[::-1][variant:] or options
    if control.tag == "select":
        options = [value for value, _chosen in control.options if value not in ("", now)]
        return options[variant:] or options
    if control.kind == "number" and "max" in control.attributes:
        least, most = (int(control.attributes[end]) for end in ("min", "max"))
        return [str(most - variant), str(least + variant)]
    digit = str(7 + variant)
    typed = {
        "date": f"2099-05-0{digit}",
        "time": f"1{digit}:45",
        "color": f"#12345{digit}",
        "url": f"https://neu{digit}.example",
        "number": f"192{digit}",
    }
    if control.attributes.get("inputmode") == "email":
        return [f"neu{digit}@firma.example"]
    if control.attributes.get("inputmode") == "url":
        return [typed["url"]]
    if control.kind == "date" and "max" in control.attributes:
        latest = date.fromisoformat(control.attributes["max"])
        return [(latest - timedelta(days=1 + variant)).isoformat()]
    if control.kind in typed:
        return [typed[control.kind]]
    postcode, point = f"5949{digit}", f"51,{digit} / 8,{digit}"
    keys = ["05974040", "05974028"]  # municipalities: those of a subregion, and of an area
    area = "\n".join([*keys, f"0597400{digit}"])
    texts = [f"Neue Angabe {'AB'[variant]}", digit, f"{digit} mm", words[variant]]
    vat_id = ("DE136695976", "ATU13585627")[variant]
    return [*texts, vat_id, postcode, point, keys[variant], area]


def changes_of(edited: Edited, form: DrawnForm, variant: int) -> dict[str, str | None] | None:
    """Values for all fields that are accepted together; None: there are none."""
    choices = {name: other_values(form, name, edited.words, variant) for name in touchable(form)}
    for _attempt in range(8):
        sent = {name: values[0] for name, values in choices.items() if values}
        response = edited.send(form, sent)
        if response.status_code < 400:
            return sent
        wrong = [n for n in mistaken(response) if len(choices.get(n, [])) > 1]
        if not wrong:
            return None
        for name in wrong:
            choices[name].pop(0)
    return None


def mistaken(response: HttpResponse) -> list[str]:
    """The fields that an answer complains about."""
    context: Any = response.context
    return list(context["form"].errors) if context is not None and "form" in context else []
