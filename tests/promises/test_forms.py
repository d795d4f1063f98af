"""What holds for every form of every page; the pages are found from the routes."""

from __future__ import annotations

import logging
import re

import pytest
from django import forms
from django.template import engines
from django.test import Client
from django.urls import Resolver404, resolve

from kurzweg.networks.forms import MemberForm
from tests.forms import forms_of
from tests.promises.oracles import undone
from tests.promises.pages import WHO, addresses, opened_by

pytestmark = [pytest.mark.django_db, pytest.mark.plain]

# Where Enter in a field may send a form: nothing is decided there. Every other address that is
# posted to counts as deciding, so that a new one is asked about.
ENTER_MAY = {
    "account_login": "asks for a code",
    "account_request_login_code": "asks for a code",
    "account_confirm_login_code": "signs in with what was typed",
    "market:need-new": "makes a draft that nobody else sees",
    "market:need-edit": "saves what was typed",
    "market:offer-edit": "saves what was typed",
    "networks:organisation-edit": "saves what was typed",
    "networks:acting-edit": "saves what was typed",
    "networks:person-edit": "saves what was typed",
    "networks:membership-edit": "saves what was typed",
    "networks:presentation": "saves what was typed",
    "networks:rules": "saves what was typed",
    "networks:mandate-edit": "saves what was typed",
    "committees:edit": "saves what was typed",
    "committees:seat-edit": "saves what was typed",
    "committees:record-edit": "saves what was typed",
    "networks:area": "saves what was typed",
    "networks:subregion-edit": "saves what was typed",
    "networks:section-edit": "saves what was typed",
    "networks:class-edit": "saves what was typed",
    "networks:step-edit": "saves what was typed",
    "networks:prospect-edit": "saves what was typed",
    "networks:body-edit": "saves what was typed",
    "networks:funder-edit": "saves what was typed",
    "networks:legal": "saves what was typed",
    "notes:note-edit": "saves what was typed",
    "networks:legal-text-imprint": "saves what was typed",
    "networks:legal-text-privacy": "saves what was typed",
    "networks:legal-text-contact": "saves what was typed",
}
# Lines that name neither a person nor an address: a browser has nothing to offer for them.
ABOUT_THINGS = {
    "amount",
    "claim",
    "code",
    "end_reason",
    "legal_form",
    "number",
    "purpose",
    "q",
    "region_name",
    "register_court",
    "register_number",
    "scheme",
    "title",
    "vat_id",
    "wz_code",
}
TYPED = {"text", "email", "tel", "url", "search"}


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def pages(world):
    """Each page as each who may open it, and each form sent empty."""
    for path in addresses(world):
        for who in WHO:
            if response := opened_by(who, path, world):
                yield path, response
    for path in addresses(world, writable=True):
        with undone():
            response = world.principal("office").client().post(path, {"text": "", "title": ""})
        if response.status_code in (409, 422):
            yield path, response


def complaints(path, response):
    html = response.content.decode()
    yield from (f"{path}: {name} is not drawn" for name in undrawn(response.context, html))
    for form in forms_of(html):
        if form.is_posted:
            yield from (f"{path}: Enter in {name} decides" for name in deciding(form, path))
        yield from (f"{path}: {name} has no autocomplete" for name in without_autocomplete(form))
    if "-----" in html:
        yield f"{path}: an empty choice is a row of dashes"


def undrawn(context, html):
    """The fields of the forms of a page that it does not draw."""
    drawn = set(re.findall(r'\bname="([^"]+)"', html))
    for form in forms_in(context):
        is_shown = len(form.fields) == 1 or any(field.html_name in drawn for field in form)
        for field in form if is_shown else ():
            is_box_of_new_row = field.name == "DELETE" and not form.instance.pk
            if field.html_name not in drawn and not is_box_of_new_row:
                yield f"{type(form).__name__}.{field.html_name}"


def forms_in(context):
    found = {}
    for layer in (layer for each in context or () for layer in getattr(each, "dicts", ())):
        for value in layer.values():
            if isinstance(value, forms.BaseFormSet):
                found |= {id(form): form for form in value.forms}
            elif isinstance(value, forms.BaseForm):
                found[id(value)] = value
    return found.values()


def deciding(form, path):
    """The fields in which Enter would press a button that decides."""
    button = form.default_button
    if not form.fields_with_enter or (button is not None and "disabled" in button.attributes):
        return []
    said = button.attributes if button is not None else {}
    target = (said.get("formaction") or form.action or path).partition("?")[0]
    try:
        name = resolve(target).view_name
    except Resolver404:
        name = ""
    if name in ENTER_MAY and not said.get("name"):
        return []
    return sorted({control.name for control in form.fields_with_enter})


def without_autocomplete(form):
    """The fields for a name or an address that a browser cannot fill in."""
    for control in form.controls:
        is_number = control.attributes.get("inputmode") in ("numeric", "decimal")
        is_typed = control.tag == "input" and control.kind in TYPED and not is_number
        is_thing = control.name.rpartition("-")[2] in ABOUT_THINGS
        if is_typed and not is_thing and not control.attributes.get("autocomplete"):
            yield control.name


def test_every_form_of_every_page_keeps_the_rules(matrix):
    looked_at, found = set(), set()
    for path, response in pages(matrix.world):
        looked_at |= {type(form).__name__ for form in forms_in(response.context)}
        found |= set(complaints(path, response))

    assert not found, "\n".join(sorted(found))
    assert {"NeedForm", "OfferForm", "NetworkForm", "OrganisationForm"} <= looked_at


# Negative controls -------------------------------------------------------------------------------


def test_a_field_that_no_template_draws_is_seen(matrix, monkeypatch):
    monkeypatch.setitem(MemberForm.base_fields, "forgotten", forms.CharField(required=False))
    path = f"/n/{matrix.world.home.network.slug}/organisations/new/"

    page = opened_by("office", path, matrix.world)

    assert list(complaints(path, page)) == [f"{path}: MemberForm.forgotten is not drawn"]


EDIT = "/n/heimnetz/needs/zzzzzzzzzzzz/edit/"
FIELD = '<input name="title">'
PUBLISH = '<button formaction="/n/heimnetz/needs/zzzzzzzzzzzz/publish/">Publish</button>'
SAVE = "<button>Save</button>"


@pytest.mark.parametrize(
    ("inside", "decides"),
    [
        (FIELD + PUBLISH + SAVE, True),
        (FIELD + SAVE + PUBLISH, False),
        ("<button hidden disabled></button>" + FIELD + PUBLISH, False),
        ("<button hidden></button>" + FIELD + PUBLISH, False),
        (FIELD + '<button name="answer" value="yes">Yes</button>', True),
        ("<textarea name='a'></textarea>" + PUBLISH, False),
        ('<input type="radio" name="a">' + PUBLISH, True),
        (FIELD + "</form>" + PUBLISH.replace("<button", '<button form="f"'), True),
    ],
)
def test_a_button_that_decides_on_enter_is_seen(inside, decides):
    [form] = forms_of(f'<form id="f" method="post" action="{EDIT}">{inside}</form>')

    assert bool(deciding(form, EDIT)) is decides


def test_a_name_without_autocomplete_and_a_row_of_dashes_are_seen():
    field = '<form><input name="family_name"><input name="title"><input name="q"></form>'
    page = engines["django"].from_string(f"{field}<option>---------</option>").render()

    assert list(without_autocomplete(forms_of(page)[0])) == ["family_name"]
    assert "-----" in page


def test_all_this_reads_a_page_as_a_browser_does(client: Client, network):
    [form] = [f for f in forms_of(client.get("/sign-in/").content.decode()) if f.is_posted]

    assert [control.name for control in form.fields_with_enter] == ["email"]
    assert form.default_button.attributes.get("class") == "button"
