"""Plain text as a page: paragraphs, short lines of their own as headings, addresses as links."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

LONGEST_HEADING = 90
_BREAK = re.compile(r"\n\s*\n")
# What ends a sentence, or is an address or a number: no heading.
_NO_HEADING = re.compile(r"[.,:;!?…]$|: |@|://|www\.|\d{4}|^\W*$")


def html_of(text: str) -> SafeString:
    """Write plain text as HTML; of what was typed, nothing is read as HTML."""
    blocks = _BREAK.split(text.replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_block(block.strip()) for block in blocks if block.strip()))


def _block(block: str) -> SafeString:
    if is_heading(block):
        return format_html("<h2>{}</h2>", block)
    # Whoever follows a link from here is not told to the page behind it.
    linked = urlize(conditional_escape(block), nofollow=True).replace(
        'rel="nofollow"', 'rel="nofollow noopener noreferrer"'
    )
    return format_html("<p>{}</p>", mark_safe(linked.replace("\n", "<br>")))


def is_heading(block: str) -> bool:
    """Say whether a paragraph is a heading: one short line that ends no sentence."""
    return "\n" not in block and len(block) <= LONGEST_HEADING and not _NO_HEADING.search(block)
