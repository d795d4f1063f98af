"""Rules of the register that can be broken."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError
from kurzweg.core.templatetags.display import plain_day


class NotAnApplication(DomainError):
    sentence = _("This application has already been decided.")


class MembershipIsOver(DomainError):
    sentence = _("This membership has ended already. Its days can be mended.")


class EndsAlready(DomainError):
    sentence = _(
        "For this membership a notice or an end is entered already. Nothing was changed: please "
        "look whether its days are right."
    )


class NothingToTakeBack(DomainError):
    sentence = _("No notice was given for this membership, or it was taken back already.")


class BelongsAgain(DomainError):
    sentence = _("A new membership of this organisation follows. It has to go first.")


class StaysEntered(DomainError):
    """Something that others rely on keeps an entry; the sentence says what."""


class AlreadyTakenOut(DomainError):
    sentence = _("This entry has already been taken out.")


class AlreadyHolds(DomainError):
    sentence = _("This change holds already or was taken back. Decide on another value instead.")


class NothingLeaves(DomainError):
    sentence = _("This network is only tried out: nothing leaves it, until it is deleted at night.")


class NothingToHandOver(DomainError):
    sentence = _("This task has ended or was handed over already.")


class CannotBeGivenBack(DomainError):
    sentence = _("This task was changed since it was handed over. Please change its days by hand.")


class HasTaskAlready(DomainError):
    sentence = _(
        "This person has such a task already on one of these days. Change that one, or choose "
        "other days."
    )


class OfficeWouldStandEmpty(DomainError):
    sentence = _(
        "Nobody else runs the office of this network. Give somebody else this task first; "
        "then you can end it here."
    )

    @classmethod
    def from_day(cls, day: date, *, today: date) -> OfficeWouldStandEmpty:
        """Say from when on nobody would be there, where that is not today."""
        if day <= today:
            return cls()
        later = gettext(
            "From %(day)s on nobody would run the office of this network. Give somebody this task "
            "from then on first."
        )
        return cls(later % {"day": plain_day(day)})


class NobodyCouldSignIn(OfficeWouldStandEmpty):
    sentence = _(
        "With this address nobody could sign in for the office of this network any more. Let "
        "somebody else run it first."
    )


class AlreadyCarries(DomainError):
    sentence = _("This organisation carries the network already on one of these days.")


class AlreadySent(DomainError):
    sentence = _("This application has been sent already. Nothing was changed.")


class AlreadyDecided(DomainError):
    sentence = _("This application has already been decided or withdrawn. Nothing was changed.")


class NotDecided(DomainError):
    sentence = _("This application is not decided: there is nothing to take back or to answer.")


class BoardDecides(DomainError):
    sentence = _(
        "The board decides on applications here. Ask it by mail, or say on which day it has "
        "decided in a meeting."
    )


class NobodyOnBoard(DomainError):
    sentence = _(
        "Nobody with a mail address has a task in the board today. Enter it under “Tasks in the "
        "network”, or say on which day the board has decided in a meeting."
    )


class BelongsAlready(DomainError):
    sentence = _(
        "This organisation belongs to the network on that day already. Decline the application "
        "with a friendly word, or choose another organisation."
    )


class NoticeFollowed(DomainError):
    sentence = _(
        "This membership has an end since. Take the notice or the end back first; then the "
        "decision can be taken back."
    )


class BelongsLonger(DomainError):
    sentence = _(
        "The membership began before this application was sent, so it does not come from this "
        "decision alone. Mend its days instead."
    )


class NotOnBoard(DomainError):
    sentence = _("Only who sits on the board today says yes or no here. Nothing was changed.")


class HasAnswered(DomainError):
    sentence = _("You have answered already, or the application is decided. Nothing was changed.")


class InvitedAlready(DomainError):
    sentence = _("Somebody with this address is invited already. Take that invitation back first.")


class TooManyInvited(DomainError):
    sentence = _("Your firm has invited many today. Please go on tomorrow, or ask the office.")


class InvitationIsOver(DomainError):
    sentence = _("This invitation was taken back, or its time is over. Nothing was changed.")


class InvitedIsBlocked(DomainError):
    sentence = _("Signing in with this address was blocked. Please ask the office.")
