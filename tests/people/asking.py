"""Asking for a code and entering one, as a browser does it from some place."""

from __future__ import annotations

import re

from kurzweg.core.models import OutboxMail
from kurzweg.people import tally
from kurzweg.people.models import Tally

WRONG = "BBBB-BBBB"
UNKNOWN = "nobody@firm.example"


def ask(client, address, *, place="10.0.0.1"):
    return client.post("/sign-in/", {"email": address}, REMOTE_ADDR=place)


def enter(client, code, *, place="10.0.0.1"):
    return client.post("/sign-in/code/", {"code": code}, REMOTE_ADDR=place)


def newest_code() -> str:
    return re.search(r"\w{4}-\w{4}", OutboxMail.objects.order_by("pk").last().subject)[0]


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def tried(address: str) -> int:
    """How many codes were compared with the ones that were mailed to an address."""
    key = tally.hashed(f"codes tried for: {address}")
    return sum(len(row.moments) for row in Tally.objects.filter(key_hash=key))
