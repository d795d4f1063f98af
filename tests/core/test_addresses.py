"""An address is written in one way, and what a form takes can be mailed."""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata

import idna
import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import example, given
from hypothesis import strategies as st

import kurzweg
from kurzweg.core.addresses import AddressField, AddressFormField, mailable, normalised, with_name
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail, add, deliver
from kurzweg.networks.forms import OrganisationForm

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


def looks_like(letter: str) -> list[str]:
    """All signs that some rule of Unicode takes for this letter."""
    return LOOK_ALIKES.get(letter, [])


def rules(sign: str) -> set[str]:
    composed = unicodedata.normalize("NFKC", sign)
    return {sign.upper().lower(), sign.lower(), sign.casefold(), composed, composed.casefold()}


LOOK_ALIKES: dict[str, list[str]] = {}
for number in range(0x80, 0x1FFFF):
    for letter in rules(chr(number)) & set(SIGNS):
        LOOK_ALIKES.setdefault(letter, []).append(chr(number))

domains = st.sampled_from(
    [
        "firm.example",
        "Firm.EXAMPLE",
        "gießerei-süd.example",
        "GIESSEREI-SÜD.example",
        "gießerei-su\u0308d.example",
        "xn--gieerei-sd-73a86a.example",
        "ﬁrm.example",
        "firm。example",
        "ﬀ-ⅷ.example",
        "пример.example",
    ]
)
locals_ = st.text(SIGNS + SIGNS.upper() + ".+-_", min_size=1, max_size=12)


@given(st.text(max_size=40) | st.builds("{}@{}".format, st.text(max_size=9), st.text(max_size=30)))
@example("a@xn--a")
@example("a@ok.example＠evil.example")
def test_what_is_normalised_stays_as_it_is(text):
    assert normalised(normalised(text)) == normalised(text)


@given(locals_, domains, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_case_and_composition_make_no_other_address(local, domain, form):
    address = f"{local}@{domain}"

    written = unicodedata.normalize(form, address)
    shouted = "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in address)

    assert normalised(written) == normalised(shouted) == normalised(f" {address}\u200b ")
    assert mailable(written) == mailable(normalised(address))


@given(locals_, domains, domains)
def test_two_addresses_are_one_exactly_when_their_mails_go_to_one(local, one, other):
    first, second = f"{local}@{one}", f"{local}@{other}"

    assert (normalised(first) == normalised(second)) == (mailable(first) == mailable(second))


@given(st.data(), st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_look_alike_before_the_at_is_another_address_and_refused(data, letter):
    alike = data.draw(st.sampled_from(looks_like(letter)))

    assert normalised(f"{alike}nna@firm.example") != f"{letter}nna@firm.example"
    with pytest.raises(ValidationError, match="vor dem @"):
        AddressFormField().clean(f"{alike}nna@firm.example")


@given(st.text(alphabet="aB1-._ x", max_size=9))
@example("xn--mller-kva.de")
@example("ab--cd.de")
@example("a" * 64)
def test_a_domain_of_plain_letters_is_read_as_one_of_others_is(domain):
    try:
        slowly = idna.decode(idna.encode(domain, uts46=True, std3_rules=True))
    except UnicodeError:
        slowly = domain.lower()

    assert normalised(f"a@{domain.strip()}") == f"a@{slowly.strip()}"


def test_there_are_look_alikes_of_every_letter():
    """Negative control: the long s, the Kelvin sign and the dotless i are among them."""
    assert {"\u017f"} <= set(looks_like("s"))
    assert {"\u212a"} <= set(looks_like("k"))
    assert {"\u0131"} <= set(looks_like("i"))
    assert [letter for letter in SIGNS[:26] if len(looks_like(letter)) < 10] == []


@pytest.mark.parametrize(
    ("typed", "kept", "sent_to"),
    [
        ("Büro@x.example", None, None),
        ("Buero@Weiß.example", "buero@weiß.example", "buero@xn--wei-7ka.example"),
        ("a@xn--wei-7ka.example", "a@weiß.example", "a@xn--wei-7ka.example"),
        ("a@weiss.example", "a@weiss.example", "a@weiss.example"),
        ("\u200ba@öl.example\u202c", "a@öl.example", "a@xn--l-0ga.example"),
        ("a\u00ad@firm.example", "a@firm.example", "a@firm.example"),
        ("a@-x.example", None, None),
        ("a@[127.0.0.1]", None, None),
        ("a@[IPv6:::1]", None, None),
        ("a@b@c.example", None, None),
        ("a@ö..example", None, None),
        ("a@" + "ö" * 64 + ".example", None, None),
        ("a@" + "ö.de" * 80, None, None),
        ("a" * 250 + "@ö.example", None, None),
        ("a＠firm.example", None, None),
    ],
)
def test_what_is_typed_is_kept_in_letters_and_mailed_in_ascii(typed, kept, sent_to):
    try:
        cleaned = AddressFormField().clean(typed)
    except ValidationError:
        assert kept is None
    else:
        assert (cleaned, mailable(cleaned)) == (kept, sent_to)


def test_a_header_survives_an_address_that_no_server_takes():
    assert with_name("Jörg Öl", "jörg@öl.example") == "jörg@öl.example"


# Everywhere -------------------------------------------------------------------------------------


def forms_of_the_house() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(kurzweg.__path__, "kurzweg."):
        if not module.name.endswith(("__main__", "wsgi")):
            importlib.import_module(module.name)
    found, waiting = [], list(forms.BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("kurzweg."):
            found.append(form)
    return found


def asks_for_an_address(name: str, field: forms.Field) -> bool:
    words = f"{name} {field.label or ''}".lower()
    is_text = type(field) in (forms.CharField, forms.EmailField, AddressFormField)
    return is_text and ("mail_from" in words or "email" in words or "mail address" in words)


def fields_for_addresses() -> list[tuple[str, forms.Field]]:
    return [
        (f"{form.__name__}.{name}", field)
        for form in forms_of_the_house()
        for name, field in getattr(form, "base_fields", {}).items()
        if asks_for_an_address(name, field)
    ]


def test_every_form_and_every_table_keeps_addresses_alike():
    asked = fields_for_addresses()
    columns = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField) and model.__module__.startswith("kurzweg.")
    ]

    assert [name for name, field in asked if not isinstance(field, AddressFormField)] == []
    assert {name for name, _field in asked} >= {
        "MemberForm.email",
        "NetworkForm.mail_from",
        "OrganisationForm.email",
        "SignInForm.email",
    }
    # A browser would turn the ß of a domain into ss before we see it.
    assert {field.widget.input_type for _name, field in asked} == {"text"}
    assert [field for field in columns if type(field) is not AddressField] == []
    assert len(columns) >= 4


@pytest.mark.django_db
@pytest.mark.parametrize("domain", ["Gießerei-Süd.example", "пример.example", "firm.example"])
def test_what_a_form_takes_arrives(mail_server, domain):
    asked = fields_for_addresses()
    for _name, field in asked:
        add(
            Mail(
                kind="letter",
                to_name="Jörg Groß",
                to_address=field.clean(f"Einkauf@{domain}"),
                subject="Guss",
                text="Guten Tag",
                sender=with_name("Büro", f"buero@{domain}"),
                reply_to=f"antwort@{domain}",
            )
        )

    assert deliver() == len(asked) > 0
    assert mail_server.envelopes == [[mailable(f"einkauf@{domain}")]] * len(asked)
    assert {str(mail["Reply-To"]) for mail in mail_server.mails} == {mailable(f"antwort@{domain}")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("recipient", "sent_to"),
    [
        ("einkauf@gießerei.example", "einkauf@xn--gieerei-2va.example"),
        ("Jörg Öl <joerg@öl.example>", "joerg@xn--l-0ga.example"),
        ('"Öl, Jörg" <joerg@öl.example>', "joerg@xn--l-0ga.example"),
    ],
)
def test_a_mail_that_was_written_before_arrives_too(mail_server, recipient, sent_to):
    row = add(Mail(kind="letter", to_name="", to_address="x@y.example", subject="s", text="t"))
    OutboxMail.objects.filter(pk=row.pk).update(recipient=recipient)

    assert deliver() == 1
    assert mail_server.envelopes == [[sent_to]]


@pytest.mark.django_db
def test_a_mail_to_an_address_that_no_server_takes_is_given_up_and_the_next_one_leaves(mail_server):
    lost = add(
        Mail(kind="letter", to_name="Jörg", to_address="jörg@öl.example", subject="s", text="t")
    )
    add(Mail(kind="letter", to_name="Jörg", to_address="joerg@öl.example", subject="s", text="t"))

    assert deliver() == 1
    lost.refresh_from_db()
    assert (lost.given_up_at is None, lost.error) == (False, "UnicodeEncodeError")
    assert mail_server.envelopes == [["joerg@xn--l-0ga.example"]]


@pytest.mark.django_db  # a constraint of the year is asked of the database
def test_what_is_no_address_is_said_in_the_words_of_the_house():
    form = OrganisationForm({"email": "keine Adresse"})

    assert form.errors["email"] == [
        "Bitte geben Sie eine ganze Mailadresse ein, etwa name@example.org."
    ]
