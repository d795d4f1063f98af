"""No log of ours, at any level, holds a token, a code, a mail address or a name."""

from __future__ import annotations

import logging
import logging.config
import re
from types import SimpleNamespace

import pytest
from django.conf import settings as all_settings
from django.db import connection
from django.test import Client
from django_q.signals import post_execute_in_worker
from django_q.tasks import async_task

from kurzweg.core import links, logs, outbox
from kurzweg.core.models import OutboxMail
from tests.conftest import acting_for
from tests.core import urls_that_break
from tests.core.test_links import issue
from tests.core.test_outbox import mail

NAME, ADDRESS = "Quastenflosser", "quastenflosser@firma.example"


@pytest.fixture(params=["DEBUG", "INFO", "WARNING"])
def log(request):
    """Everything that is logged at a level, as a handler writes it down."""
    lines = SimpleNamespace(text="")

    class Kept(logging.Handler):
        def emit(self, record):
            if record.name == "mail.log":  # the mail server at the other end, not ours
                return
            lines.text += self.format(record) + "\n"

    kept, root = Kept(), logging.getLogger()
    kept.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    before = root.level
    root.addHandler(kept)
    root.setLevel(request.param)
    yield lines
    root.setLevel(before)
    root.removeHandler(kept)


@pytest.fixture
def told_in_full():
    """The guard off: records as they come, and Django's own choice of loggers."""
    logging.setLogRecordFactory(logging.LogRecord)
    for name in logs.SILENT:
        logging.getLogger(name).setLevel(logging.NOTSET)
    yield
    logs.configure(all_settings.LOGGING)


@pytest.fixture
def known(bakery):
    """A person of whom no log may know anything."""
    person = acting_for(bakery, NAME, is_admin=True)
    person.email, person.account.email = ADDRESS, ADDRESS
    person.save()
    person.account.save()
    return person


@pytest.fixture
def use_house(known, settings, mail_server, rf):
    """Use the house in all ways of which a log may tell; give back what nobody may read there."""

    def use() -> list[str]:
        settings.ROOT_URLCONF = "tests.core.urls_that_break"
        urls_that_break.words[:] = [f"{NAME} {ADDRESS} /l/geheim-{NAME}/"]
        _link, token = issue(known)
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        connection.force_debug_cursor = True
        for path in (
            f"/l/{token}/",
            f"/l/{token}",
            f"/l/{token})/",
            f"/l/{token}/x",
            f"//l/{token}",
        ):
            client.get(path, headers={"referer": f"http://testserver/l/{token}/"})
            client.put(path)
            client.post(path, {"answer": "yes"})
        client.get(f"/organisations/{NAME}/")
        client.get("/sign-in/", {"next": f"/l/{token}/"}, headers={"host": "evil.example"})
        for name in ("value", "constraint", "suspicious"):
            client.get(f"/breaks/{name}/")
        Client().post("/sign-in/request/", {"email": ADDRESS})
        code = re.search(r"[A-Z0-9]{3}-?[A-Z0-9]{3}", OutboxMail.objects.latest("pk").text)[0]
        mail_server.answers = [f"550 {ADDRESS} {NAME} is not here", "451 later"]
        outbox.add(mail(to_name=NAME, to_address=ADDRESS, text=f"/l/{token}/"))
        outbox.add(mail(to_name=NAME, to_address=f"{ADDRESS}, {ADDRESS}"))
        outbox.deliver()
        with pytest.raises(ValueError, match=NAME):
            async_task("tests.core.test_logs.break_down", sync=True)
        connection.force_debug_cursor = False
        return [token, code, NAME, ADDRESS, links._hashed(token)]

    yield use
    connection.force_debug_cursor = False


def break_down():
    raise ValueError(f"{NAME} {ADDRESS}")


def found_in(log, secrets):
    return [secret for secret in secrets if secret.lower() in log.text.lower()]


def test_no_log_holds_a_token_a_code_an_address_or_a_name(log, use_house):
    secrets = use_house()

    assert found_in(log, secrets) == []
    assert "django.request WARNING" in log.text
    assert "django.request ERROR" in log.text
    assert "django.security.SuspiciousOperation ERROR refused" in log.text
    assert "kurzweg.core.outbox WARNING" in log.text


def test_with_records_as_they_come_secrets_would_be_logged(log, use_house, told_in_full):
    """Negative control."""
    token, _code, name, address, _hash = use_house()

    assert found_in(log, [token, name, address]) == [token, name, address]


def test_at_debug_queries_and_contexts_would_tell_the_rest(use_house, told_in_full, caplog):
    """Negative control: why two loggers of Django stay silent."""
    caplog.set_level("DEBUG")

    _token, code, *_others, hash_of_token = use_house()

    assert (code in caplog.text, hash_of_token in caplog.text) == (True, True)


def test_what_broke_and_where_is_still_told(log, client, settings, db):
    settings.ROOT_URLCONF = "tests.core.urls_that_break"
    urls_that_break.words[:] = ["disk is full"]
    client.raise_request_exception = False

    client.get("/breaks/machine/")

    assert "Internal Server Error: /breaks/machine/" in log.text
    assert "builtins.LookupError\nThen:\n" in log.text
    assert re.search(r'File ".*urls_that_break.py", line \d+, in view\n', log.text)
    assert "django.db.utils.OperationalError: disk is full" in log.text


def test_a_report_of_the_worker_says_where_and_nothing_else():
    report = (
        f"{NAME}\n  {ADDRESS} : Traceback (most recent call last):\n"
        '  File "/opt/kurzweg/jobs.py", line 7, in remind\n'
        f"    raise ValueError(name)\nkurzweg.errors.NotSent: {NAME}\n  {ADDRESS}\n"
    )

    task = {"success": False, "result": report}
    post_execute_in_worker.send("django_q", func=break_down, task=task)

    assert task["result"] == (
        '  File "/opt/kurzweg/jobs.py", line 7, in remind\nkurzweg.errors.NotSent'
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /l/abc-DEF_1/", "GET /l/…/"),
        ("GET /l/abc-DEF_1)?x=1", "GET /l/…?x=1"),
        ("next=%2Fl%2Fabc%2F", "next=%2Fl%2F…"),
        ("https://netz.example/l/abc/ and /L/abc", "https://netz.example/l/…/ and /L/…"),
        ("to <korn@bäckerei.example>, done", "to <…@…>, done"),
        ("mail 7 not sent: SMTPDataError", "mail 7 not sent: SMTPDataError"),
        ("/n/riegelstein/logo", "/n/riegelstein/logo"),
    ],
)
def test_tokens_and_addresses_are_left_out_of_every_message(said, kept, caplog):
    logging.getLogger("waitress").warning("%s", said)

    assert caplog.messages == [kept]


def test_a_record_whose_arguments_do_not_fit_prints_none_of_them(log, capsys):
    logging.getLogger("somebody").warning("%d pieces", NAME)

    assert (NAME in log.text, NAME in capsys.readouterr().err) == (False, False)
    assert "%d pieces" in log.text


@pytest.mark.django_db
def test_a_page_behind_a_link_tells_no_other_page_its_address(client):
    policies = {
        path: client.get(path).headers["Referrer-Policy"] for path in ("/l/abc/", "/sign-in/")
    }

    assert policies == {"/l/abc/": "strict-origin", "/sign-in/": "same-origin"}
