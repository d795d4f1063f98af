"""The examinations of `kurzweg doctor`: each finding is a fact and, if need be, what to do."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from kurzweg.core import embeddings, findings, jobs, ledger, private, reach, search, shelf
from kurzweg.core.agenda import keeping
from kurzweg.core.backup import age
from kurzweg.core.checks import sqlite_pragma, sqlite_pragmas
from kurzweg.core.findings import Finding, Mark
from kurzweg.core.models import OutboxMail
from kurzweg.core.policy import routes
from kurzweg.core.serving import SAFE_SQLITE
from kurzweg.engine.index import EmbeddingFailed

SHORTEST_KEY = 32
SOME = 3  # paths that are named
TOO_FAR_BEHIND = 5000  # changes: more than a large import makes at once


def examine() -> Iterator[Finding]:
    """Examine the installation from the ground up; without a database the rest is not asked."""
    yield from _secrets()
    yield from reach.examine()
    yield from _mail()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        yield Finding("database", f"cannot be reached ({error})", Mark.ILL)
        return
    yield from _database()
    if _is_migrated():
        yield Finding("migrations", "all applied")
        yield from _outbox()
        yield _files()
        yield _backup()
        yield _worker()
        yield _index()
        yield from _readers()
        yield _agenda()
        yield from _embeddings()
        for examination in findings.declared():
            yield from examination()
    else:
        yield Finding("migrations", "missing: run `kurzweg migrate`", Mark.ILL)
    yield _routes()


def _secrets() -> Iterator[Finding]:
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Finding("secret key", "too short: set KURZWEG_SECRET_KEY", Mark.ILL)
    else:
        yield Finding("secret key", "long enough")
    kept = settings.VAR / "secret-key"
    if kept.exists() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield Finding("secret key", f"others can read {kept.name}: chmod 600", Mark.ILL)
    yield from _private()
    if settings.DEBUG:
        yield Finding("debug", "on: unset KURZWEG_DEBUG", Mark.ILL)
    else:
        yield Finding("debug", "off")
    if settings.DEMO:
        yield Finding("demo mode", "on: anybody on this machine signs in", Mark.WARNING)


def _private() -> Iterator[Finding]:
    found = private.open_to_others()
    for path in found:
        mode = "700" if path.is_dir() else "600"
        yield Finding("data", f"others on this machine can read {path}: chmod {mode}", Mark.ILL)
    strangers = private.strangers()
    if strangers:
        first = ", ".join(str(path) for path in strangers[:SOME])
        more = f" and {len(strangers) - SOME} more" if len(strangers) > SOME else ""
        owner = private.user()
        says = f"not of {owner}, whom {settings.VAR} belongs to: chown {owner} {first}{more}"
        yield Finding("data", says, Mark.ILL)
    if not found and not strangers:
        yield Finding("data", "for this user only")


def _files() -> Finding:
    missing = shelf.missing()
    if missing:
        return Finding("files", f"{len(missing)} are named by rows and not there", Mark.ILL)
    return Finding("files", "all there")


def _mail() -> Iterator[Finding]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Finding("mail", "goes nowhere: set KURZWEG_MAIL_URL", Mark.WARNING)
        return
    try:
        mail = get_connection(timeout=5)
        mail.open()
        mail.close()
    except OSError as error:
        yield Finding(
            "mail", f"{settings.EMAIL_HOST} does not answer ({type(error).__name__})", Mark.ILL
        )
    else:
        yield Finding("mail", f"{settings.EMAIL_HOST} answers")


def _database() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        yield Finding(
            "database", f"{connection.vendor} {_dotted(connection.get_database_version())}"
        )
        return
    version = connection.get_database_version()
    if version < SAFE_SQLITE:
        yield Finding(
            "database",
            f"SQLite {_dotted(version)} has a rare bug when its log is reset (mended in 3.51.3): "
            "one web process and one worker only, and back up every hour",
            Mark.WARNING,
        )
    else:
        yield Finding("database", f"SQLite {_dotted(version)}")
    for name, value, is_wanted in sqlite_pragmas():
        yield Finding(f"pragma {name}", str(value), Mark.WELL if is_wanted else Mark.ILL)
    answer = sqlite_pragma("quick_check")
    yield Finding("database file", str(answer), Mark.WELL if answer == "ok" else Mark.ILL)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _outbox() -> Iterator[Finding]:
    given_up = OutboxMail.objects.filter(given_up_at__isnull=False, dropped_because="").count()
    waiting = OutboxMail.objects.waiting_for_a_place().count()
    held = OutboxMail.objects.filter(is_held=True, sent_at=None).count()
    if given_up:
        yield Finding("outbox", f"{given_up} mails were given up", Mark.WARNING)
    if held:
        yield Finding("outbox", f"{held} mails are held by trial mode")
    if waiting:
        yield Finding("outbox", f"{waiting} mails wait to be bundled: their readers' week is full")


def _backup() -> Finding:
    last, days = age.last(), age.days_overdue()
    if last is None:
        return Finding("backup", "none yet: run `kurzweg backup FILE`", Mark.WARNING)
    says = f"of {last:%Y-%m-%d %H:%M} UTC, restored on trial"
    if days is None:
        return Finding("backup", says)
    return Finding("backup", f"{says}; that is too old: run `kurzweg backup FILE`", Mark.WARNING)


def _worker() -> Finding:
    waiting = jobs.waiting()
    if jobs.is_worker_alive():
        return Finding("worker", f"alive, {waiting} jobs wait")
    return Finding("worker", f"none, {waiting} jobs wait: start `kurzweg worker`", Mark.WARNING)


def _index() -> Finding:
    if not search.is_built():
        return Finding("index", "not built yet: run `kurzweg index`", Mark.WARNING)
    drift = search.drift()
    if drift:
        return Finding("index", f"{len(drift)} rows differ: run `kurzweg index`", Mark.ILL)
    return Finding("index", "in step with the database")


def _agenda() -> Finding:
    drift = keeping.drift()
    if drift:
        says = ", ".join(f"{number} in network {each}" for each, number in sorted(drift.items()))
        what = "items are stored other than their rows say; mended at night"
        return Finding("agenda", f"{says}: {what}", Mark.WARNING)
    return Finding("agenda", "in step with the database")


def _readers() -> Iterator[Finding]:
    for name, number in ledger.behind().items():
        where = f"what {name} keeps"
        if number is None:
            yield Finding(where, "is to be made anew: start `kurzweg worker`", Mark.WARNING)
        elif number > TOO_FAR_BEHIND:
            yield Finding(where, f"{number} changes behind: start `kurzweg worker`", Mark.WARNING)
        else:
            yield Finding(where, f"{number} changes behind")


def _embeddings() -> Iterator[Finding]:
    where = settings.EMBEDDINGS
    try:
        embedder = embeddings.from_settings()
        if embedder is None:
            yield Finding("language model", "off")
            return
        numbers = embedder.embed(["Kurzweg"]).shape[1]
    except EmbeddingFailed as failure:
        yield Finding("language model", str(failure), Mark.ILL)
        return
    yield Finding("language model", f"{embedder.model} answers with {numbers} numbers")
    if embeddings.leaves_this_machine(where):
        yield Finding(
            "language model",
            f"every text that can be found and every search is sent to {where}",
            Mark.WARNING,
        )
    if search.is_built() and search.model() != embedder.model:
        yield Finding("language model", "the index lacks it: run `kurzweg index`", Mark.WARNING)


def _routes() -> Finding:
    undeclared = [route.path for route in routes() if route.policy is None]
    if undeclared:
        return Finding("routes", f"without a policy: {', '.join(undeclared)}", Mark.ILL)
    return Finding("routes", "every one has its policy")


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)
