"""Rules that can be broken, each with the sentence for the person who broke it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the house was broken; `sentence` says which, in people's language.

    It becomes an answer in exactly two places: the middleware (message and redirect) and the
    API's handler (409 with `code`).
    """

    sentence: str | Promise = ""

    def __init__(self, sentence: str | Promise | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(str(self.sentence))

    @property
    def code(self) -> str:
        return type(self).__name__


class Unscoped(RuntimeError):
    """A query on rows of a network did not say which network: a bug, never an answer."""


class SameKeyOtherContent(DomainError):
    sentence = _(
        "This form was already sent with other content. Please open it again and check your entry."
    )
