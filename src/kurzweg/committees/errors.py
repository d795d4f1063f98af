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


class AnotherText(DomainError):
    sentence = _("Another text holds by now. Please read and confirm that one.")


class NotSeated(DomainError):
    sentence = _("You do not sit in this committee: there is nothing for you to confirm.")


class AlreadySigned(DomainError):
    sentence = _("You have confirmed this text already.")


class NothingSigned(DomainError):
    sentence = _("Nothing is confirmed that could be taken back.")


class NoFile(DomainError):
    sentence = _("No file was chosen.")
