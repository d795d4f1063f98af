"""`kurzweg doctor` says what is well, what is not, and what to do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kurzweg.core import ledger, search
from kurzweg.core.findings import Mark
from kurzweg.core.health import examine
from kurzweg.core.models import OutboxMail

pytestmark = pytest.mark.django_db


def findings(mark: Mark) -> dict[str, str]:
    return {finding.what: finding.says for finding in examine() if finding.mark is mark}


def test_a_fresh_installation_is_warned_and_not_ill():
    assert findings(Mark.ILL) == {}
    assert findings(Mark.WARNING).keys() >= {"mail", "worker", "index", "address"}


def test_a_short_key_debug_and_an_open_key_file_are_ill(settings, tmp_path):
    settings.SECRET_KEY = "short"
    settings.DEBUG = True
    settings.VAR = tmp_path
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)

    assert findings(Mark.ILL) == {
        "secret key": "others can read secret-key: chmod 600",
        "debug": "on: unset KURZWEG_DEBUG",
    }
    with pytest.raises(CommandError, match="examinations failed"):
        call_command("doctor", stdout=StringIO())


def test_a_mail_server_that_does_not_answer_is_ill(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert findings(Mark.ILL) == {"mail": "127.0.0.1 does not answer (ConnectionRefusedError)"}


def test_an_index_out_of_step_is_ill_until_it_is_built_again(bakery):
    search.rebuild()
    assert "index" not in findings(Mark.ILL)

    bakery.name = "Bäckerei Krume"
    bakery.memberships.across_networks("the whole row goes").delete()
    assert findings(Mark.ILL) == {"index": "1 rows differ: run `kurzweg index`"}

    ledger.changed(bakery)
    assert findings(Mark.ILL) == {}


def test_how_far_readers_of_the_ledger_lag_is_said(network, monkeypatch):
    ledger.read("waiting", apply=list, begin=list)
    ledger.Reader.objects.create(name="new")
    monkeypatch.setattr("kurzweg.core.health.TOO_FAR_BEHIND", 2)
    ledger.changed(network, network)
    assert findings(Mark.WELL)["what waiting keeps"] == "2 changes behind"

    ledger.changed(network)

    warned = {what: says for what, says in findings(Mark.WARNING).items() if "keeps" in what}
    assert warned == {
        "what new keeps": "is to be made anew: start `kurzweg worker`",
        "what waiting keeps": "3 changes behind: start `kurzweg worker`",
    }


def test_a_database_that_was_only_migrated_can_be_examined(db):
    """The worker reports to the cache: its table is there before anybody serves."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kurzweg_cache")

    call_command("migrate", interactive=False, verbosity=0)

    assert [each.mark for each in examine() if each.what == "worker"] == [Mark.WARNING]


def test_mails_that_were_given_up_are_reported(db):
    OutboxMail.objects.create(
        message_id="<1@x>",
        kind="k",
        sender="a@b.example",
        recipient="c@d.example",
        subject="s",
        text="t",
        given_up_at="2026-01-01T00:00Z",
    )

    assert findings(Mark.WARNING)["outbox"] == "1 mails were given up"


def test_mails_that_wait_for_their_readers_week_are_counted_and_those_decided_are_no_warning(db):
    for number, changes in enumerate([{"turn": "waits"}, {"turn": "waits", "is_held": True}]):
        OutboxMail.objects.create(message_id=f"<{number}@x>", kind="k", **changes)
    OutboxMail.objects.create(
        message_id="<9@x>", kind="k", given_up_at="2026-01-01T00:00Z", dropped_because="decided"
    )

    said = [finding.says for finding in examine() if finding.what == "outbox"]

    assert said == [
        "1 mails are held by trial mode",
        "1 mails wait to be bundled: their readers' week is full",
    ]
