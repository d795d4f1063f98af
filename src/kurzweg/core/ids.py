"""Names that strangers may see: random, short, readable on the phone."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: people read them aloud
LENGTH = 12


def new_public_id() -> str:
    """Draw a random id for URLs, the API and exchange (59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
