"""The letters to whom no mail reaches, as a table with which a word processor writes them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.imports import informing, posting
from kurzweg.imports.informing import BY_HAND
from kurzweg.imports.letter import Writer, came_on
from kurzweg.imports.posting import Post


def _letters(asked: Asked) -> Iterator[Post]:
    """Write the letters of one page; `of` says whose, as its address does."""
    coming = informing.coming_of(asked.network, asked.query.get("of", BY_HAND), viewer=asked.viewer)
    if coming is not None:
        rows = list(posting.to_write(coming))
        yield from posting.posts(coming, rows, writer=Writer(asked.network))


register(
    Listing(
        name="informing",
        label=_("Letters on what is kept (Art. 14 GDPR)"),
        columns=(
            Column("organisation", _("Organisation"), lambda post: post.firm),
            Column("title", _("Title"), lambda post: post.person.title),
            Column("given_name", _("Given name"), lambda post: post.person.given_name),
            Column("family_name", _("Family name"), lambda post: post.person.family_name),
            Column("street", _("Street"), lambda post: post.seat.street),
            Column("postal_code", _("Postcode"), lambda post: post.seat.postal_code),
            Column("town", _("Town"), lambda post: post.seat.town),
            Column("country", _("Country"), lambda post: post.seat.country),
            Column(
                "kept_since",
                _("Kept since"),
                lambda post: came_on(post.arrival.arrived_at, post.arrival.network),
            ),
            Column("subject", _("Subject"), lambda post: post.letter.subject),
            Column("text", _("Text of the letter"), lambda post: post.letter.text),
        ),
        rows=_letters,
        audience=OFFICE,
        is_of_today=True,
    )
)
