"""Rules of the market that can be broken."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class AlreadyClosed(DomainError):
    sentence = _("This need is already closed. Nothing was changed.")


class AlreadyPublished(DomainError):
    sentence = _("This need is already published.")


class NotPublished(DomainError):
    sentence = _("This need is still a draft: publish it first, or throw it away.")


class NothingToExtend(DomainError):
    sentence = _(
        "The need already stands as long as it can: until the day it is needed by, or for a full "
        "term. Nothing was changed."
    )


class CallerIsKnown(DomainError):
    sentence = _("Whoever called has already been entered. Nothing was entered a second time.")


class AlreadyWithdrawn(DomainError):
    sentence = _("This entry has already been taken back.")
