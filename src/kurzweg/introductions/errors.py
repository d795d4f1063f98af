"""What can go wrong when somebody is introduced, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError


class AlreadyIntroduced(DomainError):
    sentence = _(
        "This firm has already been asked about this need. Nothing was sent a second time."
    )


class AlreadyInContact(DomainError):
    sentence = _(
        "About this need your firm and the one that is looking are in contact already, or the "
        "office sees to it. Nothing was sent a second time."
    )


class OffersItself(DomainError):
    sentence = _("This is your own need. You need no introduction to yourself.")


class AlreadyDecided(DomainError):
    sentence = _("This has already been decided. Your click changed nothing.")


class TimeIsOver(DomainError):
    sentence = _("The deadline for answering has passed. Nothing was changed.")


class AlreadyPutOff(DomainError):
    sentence = _("This was put off once already. Please say yes or no, or let it rest.")


class NoTimeForLater(DomainError):
    sentence = _("The need ends before we would ask again. Please say yes or no, or let it rest.")


class AlreadyTold(DomainError):
    sentence = _(
        "This can no longer be taken back: it has been passed on, or the question is over. "
        "Nothing was changed."
    )


class NobodyToAsk(DomainError):
    sentence = _(
        "We have no address where this firm wants to be asked. Please call the firm instead."
    )


class NeedIsOver(DomainError):
    sentence = _("This need is no longer open. Nothing was sent and nothing was changed.")


class AsksItself(DomainError):
    sentence = _("This is the firm that is looking. It needs no introduction to itself.")


class PersonLeft(DomainError):
    sentence = _(
        "The person who was asked no longer works for this firm, so nobody can answer in that "
        "name. The office will ask somebody else."
    )
