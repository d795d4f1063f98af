"""What the tests of the ground floor share: a mail server, a database for several at once."""

import pytest

from tests.core.mail_server import MailServer
from tests.own_database import migrated, own_database

__all__ = ["migrated", "own_database"]


@pytest.fixture
def mail_server(settings):
    """A mail server on the loopback, which the outbox delivers to."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 0.5
    yield server
    server.stop()
