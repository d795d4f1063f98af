"""Mail addresses: written in one way wherever they are kept, compared, hashed and mailed to."""

from __future__ import annotations

import hashlib
import unicodedata
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import formataddr, parseaddr
from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LENGTH = 320  # of a header: a name and an address
LONGEST = 254  # of an address, as mail servers take it
_is_whole = EmailValidator(_("Please enter a whole mail address, such as name@example.org."))
JOINERS = "\u200c\u200d"  # letters of domains in some scripts; elsewhere invisible like the rest


def normalised(address: str) -> str:
    """Write an address in the one way in which it is kept and compared.

    The domain is read like a browser reads it (UTS 46) and written with its umlauts. Before the @
    only case is forgotten, and only of plain letters: there a long s is no s, whatever a database
    or a lower() makes of it.
    """
    if len(address) > LENGTH:
        return address  # no address, whatever it is
    visible = address
    if not address.isascii():  # where no sign is invisible
        visible = "".join(
            sign for sign in address if unicodedata.category(sign) != "Cf" or sign in JOINERS
        )
    local, at, domain = visible.strip().rpartition("@")
    return f"{_lower(local)}{at}{_readable(domain)}"


def mailable(address: str) -> str:
    """Write an address in ASCII, as mail servers take it; ValueError when that cannot be done."""
    local, _at, domain = normalised(address).rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain if domain.isascii() else _in_ascii(domain)}"


def validate_address(address: str) -> None:
    """Refuse an address to which no mail can be sent, and say why."""
    local = address.rpartition("@")[0]
    if not local.isascii():
        raise ValidationError(
            _(
                "“%(part)s” cannot stand before the @: only letters without accents, digits and "
                "signs reach every mail server."
            ),
            params={"part": local},
            code="local part",
        )
    try:
        sent_to = mailable(address)
    except ValueError:
        raise ValidationError(_is_whole.message, code="invalid") from None
    if sent_to.endswith("]"):  # name@[127.0.0.1]: a machine, and nobody's mail
        raise ValidationError(_is_whole.message, code="invalid")
    _is_whole(sent_to if len(sent_to) <= LONGEST else "")


class AddressInput(forms.TextInput):
    """Takes an address as it is typed: in a field of type email, browsers make ss of ß."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(plain | (attrs or {}))


class AddressFormField(forms.EmailField):
    """Asks for an address, and gives back what is kept of it."""

    widget = AddressInput
    default_validators = [validate_address]

    def __init__(self, *, max_length: int = LONGEST, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return normalised(super().to_python(value) or "")


class AddressField(models.EmailField):
    """Keeps an address normalised, and normalises what it is compared with."""

    default_validators = [validate_address]

    def deconstruct(self) -> Any:
        # The column is the one of an EmailField: only Python differs, so nothing has to migrate.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return normalised(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        address = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, address)
        return address

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": AddressFormField, **options})


def one_line(text: str) -> str:
    """Keep a header on its line: a line break in a name must not become a header of its own."""
    return " ".join(text.split())


def with_name(name: str, address: str) -> str:
    """Put a name before an address; umlauts and commas survive, what is too long is left out."""
    try:
        sent_to = mailable(address)
    except ValueError:
        return address  # whoever sends it will hear that no server takes it
    named = formataddr((one_line(name), sent_to))
    return named if len(named) <= LENGTH else sent_to


def readable(text: str) -> str:
    """Write an address of a mail as people read it: the name with its letters, not as sent."""
    name, address = parseaddr(text)
    if not name:
        return normalised(address) or text
    with suppress(LookupError, UnicodeError, HeaderParseError):  # not ours: shown as it is
        name = str(make_header(decode_header(name)))
    return f"{name} <{normalised(address)}>"


def header(text: str) -> str:
    """Write an address, with or without a name, in ASCII; ValueError when no server takes it."""
    if text.isascii():
        return text
    if len(text.splitlines()) > 1:
        raise ValueError("a header is one line")
    name, address = parseaddr(text)
    return formataddr((name, mailable(address)))


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else text


def _readable(domain: str) -> str:
    if domain.isascii() and "xn--" not in domain.lower():
        return domain.lower()  # as UTS 46 has it; long lists are full of them
    try:
        return idna.decode(_in_ascii(domain))
    except UnicodeError:
        return _lower(domain)


def _in_ascii(domain: str) -> str:
    return idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")


def hash_of(address: str) -> str:
    """Hash an address without a key: an objection must outlive every change of the secret key."""
    return hashlib.sha256(normalised(address).encode()).hexdigest()
