"""Rules of the register that can be broken."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class NotAnApplication(DomainError):
    sentence = _("This application has already been decided.")


class AlreadyHolds(DomainError):
    sentence = _("This change holds already or was taken back. Decide on another value instead.")
