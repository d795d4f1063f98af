"""Who answers for a network, and the texts that say so."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import NameField, PostcodeField, TextField
from kurzweg.core.languages import isolated
from kurzweg.core.opened import EditForm
from kurzweg.networks import legal
from kurzweg.networks.forms.lines import filled_in
from kurzweg.networks.models import LegalNotice, LegalText

LANGUAGES = ("de", "en")
# Lines for which a browser has nothing to offer.
NOBODYS = (
    "register_court",
    "register_number",
    "vat_id",
    "editor",
    "editor_address",
    "protection_officer",
    "protection_authority",
    "host",
)
LINES = (
    "body_name",
    "legal_form",
    "represented_by",
    "street",
    "town",
    "phone",
    *(name for name in NOBODYS if name != "vat_id"),
)


class VatField(NameField):
    """A VAT id, as it is printed: without blanks, in capitals."""

    def to_python(self, value: Any) -> str:
        return "".join(super().to_python(value).split()).upper()


class LegalNoticeForm(EditForm, forms.ModelForm):
    """Who answers for a network: the body behind it, its register, how it is reached."""

    class Meta:
        model = LegalNotice
        fields = (
            "body_name",
            "legal_form",
            "represented_by",
            "street",
            "postal_code",
            "town",
            "phone",
            "email",
            "register_court",
            "register_number",
            "vat_id",
            "editor",
            "editor_address",
            "protection_officer",
            "protection_authority",
            "host",
        )
        labels: ClassVar = {
            "body_name": _("Body behind the network"),
            "legal_form": _("Legal form"),
            "represented_by": _("Represented by"),
            "street": _("Street and number"),
            "postal_code": _("Postcode"),
            "town": _("Town"),
            "phone": _("Phone"),
            "email": _("Mail address"),
            "register_court": _("Court of registration"),
            "register_number": _("Number in the register"),
            "vat_id": _("VAT id"),
            "editor": _("Who answers for what is written"),
            "editor_address": _("Where this person is reached by letter"),
            "protection_officer": _("Data protection officer"),
            "protection_authority": _("Supervisory authority for data protection"),
            "host": _("Who runs the server"),
        }
        help_texts: ClassVar = {
            "represented_by": _("First and family name, as the law asks for it."),
            "register_number": _("For example VR 1234."),
            "editor": _("One person with first and family name (§ 18 Abs. 2 MStV)."),
            "editor_address": _("Empty: at the address above."),
            "protection_officer": _("Name and how to reach them; empty if you need none."),
            "protection_authority": _("The one of your Land, with its address."),
            "host": _("Firm or data centre with place, if it is not yourselves."),
        }
        field_classes: ClassVar = {
            **dict.fromkeys(LINES, NameField),
            "postal_code": PostcodeField,
            "vat_id": VatField,
        }
        widgets: ClassVar = {
            "body_name": filled_in("organization"),
            "legal_form": filled_in("off"),
            "represented_by": filled_in("off"),
            "street": filled_in("address-line1"),
            "postal_code": filled_in("postal-code"),
            "town": filled_in("address-level2"),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "email": AddressInput(attrs={"autocomplete": "email"}),
            **dict.fromkeys(NOBODYS, filled_in("off")),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        network = self.instance.network
        said = {"name": isolated(network.office.name), "address": network.mail_from}
        self.fields["body_name"].help_text = _("Empty: %(name)s.") % said
        self.fields["email"].help_text = _("Empty: %(address)s.") % said


class ParagraphsField(TextField):
    """A text in paragraphs, whatever ends its lines."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()


class LegalTextForm(EditForm, forms.ModelForm):
    """A text as it is read; what was suggested and not changed goes on following the notice."""

    class Meta:
        model = LegalText
        fields = ("text_de", "text_en")
        labels: ClassVar = {"text_de": _("In German"), "text_en": _("In English")}
        help_texts: ClassVar = {
            "text_de": _(
                "Paragraphs are parted by an empty line; a short line by itself without a full "
                "stop becomes a heading. Addresses become links."
            ),
            "text_en": _("Empty: whoever reads English gets the German text with a note."),
        }
        field_classes: ClassVar = dict.fromkeys(("text_de", "text_en"), ParagraphsField)

    def __init__(self, *args: Any, notice: LegalNotice, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self.instance.kind
        self.suggested = {
            f"text_{language}": legal.suggested(kind, notice, language=language)
            for language in LANGUAGES
        }
        for language in LANGUAGES:
            name = f"text_{language}"
            field = self.fields[name]
            field.widget.attrs |= {"lang": language, "rows": 18}
            self.initial[name] = self.initial.get(name) or self.suggested[name]
        if self.instance.text_de:
            self.initial["text_en"] = self.instance.text_en

    @property
    def texts(self) -> dict[str, str]:
        """What is to be kept: nothing where it is what is suggested anyway."""
        sent = {name: self.cleaned_data[name] for name in self.suggested}
        own = {name: "" if sent[name] == self.suggested[name] else sent[name] for name in sent}
        if own["text_de"] and not own["text_en"] and sent["text_en"]:
            # English would otherwise be the German one: both are kept as they were read.
            own["text_en"] = sent["text_en"]
        return own

    def _post_clean(self) -> None:
        """Leave the row to whoever keeps the texts: what follows from the notice is not stored."""
