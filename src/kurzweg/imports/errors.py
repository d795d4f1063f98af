"""What can keep a list from being read, taken over or undone."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class AlreadyUploaded(DomainError):
    sentence = _("This file is being looked at already. Nothing was read a second time.")


class FileTooLarge(DomainError):
    sentence = _("The file is larger than 10 MB. Is it really a list of members?")


class TooManyRows(DomainError):
    sentence = _("The file has more than 50,000 rows. Please divide it.")


class NoNames(DomainError):
    sentence = _("No column holds the names of the organisations. Please choose it.")


class AlreadyApplied(DomainError):
    sentence = _("This list has been taken over already.")


class NotReady(DomainError):
    sentence = _("This list is not ready yet. Please look at it again.")


class ListIsStale(DomainError):
    sentence = _(
        "Meanwhile others have entered or changed firms. The list was compared again: please look "
        "at it once more."
    )


class BrokeOff(DomainError):
    sentence = _("Something went wrong on the way. Nothing was changed; please try once more.")


class CannotBeUndone(DomainError):
    sentence = _("This list cannot be undone any more.")
