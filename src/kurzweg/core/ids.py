"""Names that strangers may see: random, short, readable on the phone."""

import secrets

from django.conf import settings

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: people read them aloud
LENGTH = 12


def new_public_id() -> str:
    """Draw a random id for URLs, the API and exchange (59 bits)."""
    number, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def new_message_id() -> str:
    """Draw a random id for the header of a mail; it stays the same however often it is sent."""
    return f"<{new_public_id()}{new_public_id()}@{settings.MAIL_DOMAIN}>"
