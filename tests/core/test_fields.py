"""What nobody can see is no name, in any form; postcodes are those of this country or say whose."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
from django import forms

import kurzweg
from kurzweg.core.fields import (
    FirmField,
    NameField,
    PostcodeField,
    TextField,
    WebsiteField,
    legible,
)
from kurzweg.market.forms.fields import CertificatesField, ItemsField, MeasuresField, NormsField
from kurzweg.networks.forms import CertificateFormSet, MemberForm, OrganisationForm
from kurzweg.networks.forms.declarations import DeclarationForm
from kurzweg.networks.forms.joining import ApplicationForm

UNSEEN = [
    "\u200b",
    "\u200b\u200b\u200d",
    "\ufeff",
    "\u00ad\u00ad",
    "\u202e\u202c",
    "\u2066\u2069",
    "\u3164",
    "\u115f\u1160",
    "\u2800\u2800",
    "\x01\x02\x7f",
    "\u00a0\u2003\u3000",
    "\u0301\u0308",
    "\u180e \u2063",
    "\U000e0041",
]
# What is read by a rule of its own, and says itself what is wrong.
OTHERWISE = (forms.EmailField, forms.URLField, forms.SlugField)


def all_forms() -> list[type[forms.BaseForm]]:
    """Find every form of the house, so that a new one is in here by itself."""
    found = {CertificateFormSet.form}
    for module in pkgutil.walk_packages(kurzweg.__path__, "kurzweg."):
        if ".forms" in module.name or module.name.endswith("sign_in"):
            for _name, thing in inspect.getmembers(importlib.import_module(module.name)):
                if inspect.isclass(thing) and hasattr(thing, "base_fields"):
                    found.add(thing)
    return sorted(
        (form for form in found if form.__module__.startswith(("kurzweg", "django.forms.widgets"))),
        key=lambda form: form.__qualname__,
    )


def texts_of(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    return {
        f"{form.__qualname__}.{name}": field
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, OTHERWISE)
    }


@pytest.mark.django_db  # some fields look something up
def test_no_form_takes_for_a_text_what_nobody_can_see():
    fields = {name: field for form in all_forms() for name, field in texts_of(form).items()}
    taken = {name for name, field in fields.items() for unseen in UNSEEN if takes(field, unseen)}

    assert taken == set()
    assert {"MemberForm.name", "OrganisationForm.name", "NetworkForm.mail_name"} <= set(fields)
    assert {"MemberForm.family_name", "AnswerForm.name", "NeedForm.title"} <= set(fields)
    assert takes(forms.CharField(), "\u200b"), "the control: Django's own field takes it"


def takes(field: forms.Field, unseen: str) -> bool:
    try:
        return bool(field.clean(unseen))
    except forms.ValidationError:
        return False


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Stüwe  GmbH", "Stüwe GmbH"),
        ("\u200bStüwe\u00adGmbH\ufeff", "StüweGmbH"),
        ("Stu\u0308we", "Stüwe"),
        ("\u202eevil", "evil"),
        ("شركة النور GmbH", "شركة النور GmbH"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("3M", "3M"),
        ("A\tB\nC", "A B C"),
    ],
)
def test_a_name_keeps_what_can_be_seen(written, kept):
    assert NameField().clean(written) == kept


def test_a_text_keeps_its_lines():
    assert TextField().clean("Eins.\r\n\r\nZwei.\u200b") == "Eins.\r\n\r\nZwei."
    assert legible("") == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("01067", "01067"),
        ("D-59494", "59494"),
        ("D 59494", "59494"),
        ("de-59494", "59494"),
        ("D–59494", "59494"),
        (" 59 494", "59494"),
        ("５９４９４", "59494"),
        ("CH-8112", "CH-8112"),
        ("ch 8112", "CH-8112"),
        ("A-1010", "A-1010"),
        ("NL-1012 AB", "NL-1012 AB"),
        ("PL-00-950", "PL-00-950"),
        ("GB W1A 1AA", "GB-W1A 1AA"),
        ("CH8112", "CH-8112"),
        ("PLZ 59494", "59494"),
        ("plz59494", "59494"),
        ("PLZ: D-59494", "59494"),
        ("59.494", "59494"),
        ("٥٩٤٩٤", "59494"),
        ("۵۹۴۹۴", "59494"),
        ("", ""),
    ],
)
def test_a_postcode_is_written_in_one_way(written, kept):
    assert PostcodeField(required=False).clean(written) == kept


@pytest.mark.parametrize("written", ["1067", "D-1067", "D 1067"])
def test_four_digits_are_asked_about(written):
    with pytest.raises(forms.ValidationError, match=r"Ist 01067 gemeint.*CH-1067"):
        PostcodeField().clean(written)


@pytest.mark.parametrize("written", ["123", "123456", "D-594941", "00000", "D-00000", "0000"])
def test_other_numbers_of_digits_are_no_postcode(written):
    with pytest.raises(forms.ValidationError, match="fünf Ziffern"):
        PostcodeField().clean(written)


@pytest.mark.parametrize(
    "written",
    ["qwert", "PLZ", "W1A 1AA", "59494 Unna", "59-494", "ABC-123", "CH-0000", "FR-PARIS1"],
)
def test_what_is_no_postcode_or_does_not_say_whose_is_asked_about(written):
    with pytest.raises(forms.ValidationError, match=r"fünf Ziffern.*Länderzeichen"):
        PostcodeField().clean(written)


@pytest.mark.parametrize("written", ["...", "-", "_", "– & –", "\u200b.\u00ad"])
def test_signs_alone_are_no_name_of_a_firm(written):
    for form in (MemberForm, OrganisationForm):
        assert not takes(form.base_fields["name"], written)
    assert takes(FirmField(), "7")


def test_items_are_read_without_what_nobody_sees():
    assert ItemsField().clean("Drehen, \u200b, Fräsen\u00ad") == ["Drehen", "Fräsen"]
    others = (CertificatesField, MeasuresField, NormsField)
    assert [field().clean("\u200b") for field in others] == [[], [], []]


def test_a_website_is_taken_as_it_is_typed_and_no_browser_refuses_it():
    for form in (OrganisationForm, ApplicationForm, DeclarationForm):
        field = form.base_fields["website"]

        assert field.clean("www.feinguss.example") == "https://www.feinguss.example"
        assert field.widget.input_type == "text"
    assert not takes(WebsiteField(), "kein Wort davon")
