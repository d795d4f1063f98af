"""Sign-in by mailed code: no passwords; the code leaves through the outbox like every mail."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import outbox
from kurzweg.core.addresses import AddressFormField
from kurzweg.people.models import Account, Person


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from the persons that a network knows."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Please look at the mail again."),
        "too_many_login_attempts": gettext_lazy(
            "That was too often in a short time. Please try again in a few minutes."
        ),
        "rate_limited": gettext_lazy(
            "That was too often in a short time. Please try again in a few minutes."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        code = context.get("code")
        if code is None:
            return  # allauth tells strangers that there is no account; we tell nobody anything
        outbox.add(
            outbox.Mail(
                kind="sign-in code",
                to_name="",
                to_address=email,
                subject=_("Your sign-in code: %(code)s") % {"code": code},
                text=_(
                    "Your code is %(code)s. It is valid for ten minutes.\n\n"
                    "If you did not ask for it, somebody mistyped an address: "
                    "you need not do anything.\n"
                )
                % {"code": code},
            )
        )


class SignInForm(RequestLoginCodeForm):
    """Asks for the address; a person's address that never signed in gets its account now."""

    email = AddressFormField()

    def clean_email(self) -> str:
        ensure_account(self.cleaned_data["email"])
        return super().clean_email()


def ensure_account(email: str) -> None:
    """Give the persons behind a known address an account, so that a code can be sent there."""
    persons = Person.objects.filter(email=email, account=None)
    if persons.exists():
        account = Account.objects.filter(email=email).first()
        persons.update(account=account or Account.objects.create_user(email))
