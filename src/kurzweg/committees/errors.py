"""Rules of committees that can be broken, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class AlreadyReleased(DomainError):
    sentence = _(
        "These minutes have been released meanwhile and stay as they are. A correction is added "
        "below them, with its own day."
    )


class NotReleased(DomainError):
    sentence = _("These minutes are a draft: change them instead of adding to them.")


class NobodyPresent(DomainError):
    sentence = _("Nobody is entered as present. Who was there?")


class AlreadyAnswered(DomainError):
    sentence = _("This task has been answered already. Nothing was changed.")
