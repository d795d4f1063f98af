"""Names and mail addresses as the header of a mail holds them."""

from email.utils import formataddr

LENGTH = 320


def one_line(text: str) -> str:
    """Keep a header on its line: a line break in a name must not become a header of its own."""
    return " ".join(text.split())


def with_name(name: str, address: str) -> str:
    """Put a name before an address; umlauts and commas survive, what is too long is left out."""
    named = formataddr((one_line(name), address))
    return named if len(named) <= LENGTH else address
