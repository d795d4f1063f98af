"""What the tests of the ground floor share: a mail server, a database for several at once."""

import hashlib

import pytest
from django.apps import apps
from django.utils import timezone

from kurzweg.core import shelf
from kurzweg.core.backup import rows, taking
from kurzweg.core.models import AuditEntry, Link, OutboxMail, StoredFile
from tests.core.mail_server import MailServer
from tests.factories import NetworkFactory, OrganisationFactory

PICTURE = b"a picture, as far as the shelf can tell" * 200
DIGEST = hashlib.sha256(PICTURE).hexdigest()


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


@pytest.fixture
def filled(own_database, settings, tmp_path):
    """A small installation: two networks, a firm, a file, a mail, a number given out and gone."""
    settings.VAR = tmp_path
    network = NetworkFactory(name="Netzwerk Tal")
    network.decided_rules.create(name="need_open_days", value=30)
    NetworkFactory(name="Netzwerk Höhe")
    OrganisationFactory(name="Käserei »Rößl«\nund Söhne")
    OutboxMail.objects.create(message_id="<1@x>", kind="k", sender="a@x.example", text="Grüße\t–")
    shelf.put([PICTURE], digest=DIGEST)
    StoredFile.objects.create(digest=DIGEST, network_id=network.pk, media_type="p", size=1)
    AuditEntry.objects.create(actor_kind="system", action="a", kind="k", fields=["ß", "é", 0.1])
    Link.objects.create(purpose="p", row_id=1, token_hash="h", expires_at=timezone.now()).delete()
    return own_database


@pytest.fixture
def untried(monkeypatch):
    """Backups are not restored on trial: the trial has tests of its own."""
    monkeypatch.setattr(taking, "rehearse", lambda path: None)


@pytest.fixture
def backup(filled, untried, tmp_path):
    """A backup of the small installation."""
    taking.take(tmp_path / "one.zip")
    return tmp_path / "one.zip"


@pytest.fixture
def contents():
    """Read every row of every table that a backup holds, as values."""

    def read():
        return {
            model._meta.label: list(rows.lines(model))
            for model in apps.get_models(include_auto_created=True)
            if model._meta.label not in {*rows.LEFT_OUT, "core.Backup"} and not model._meta.proxy
        }

    return read
