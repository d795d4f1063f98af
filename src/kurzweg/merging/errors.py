"""Why two entries stay two, or one."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class AlreadyMerged(DomainError):
    sentence = _("These two entries are one already.")


class AlreadyApart(DomainError):
    sentence = _("These entries were taken apart already.")


class KnownElsewhere(DomainError):
    sentence = _(
        "Others than your network rely on one of these entries as well. Only somebody who runs the "
        "office of all of them can merge them or take them apart."
    )


class BothHold(DomainError):
    sentence = _(
        "Both entries hold the same thing, which there may be only once: %(what)s. End one of the "
        "two first; then they can be merged."
    )


class ChangedSince(DomainError):
    sentence = _(
        "They can no longer be taken apart, because nobody could say to which of them it belongs. "
        "Changed since they were merged: %(what)s."
    )


class FactsAreGone(DomainError):
    sentence = _("How the two entries were before is no longer kept; they stay one.")
