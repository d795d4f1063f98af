"""What is looked at after each call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from django.core import mail
from django.core.files import File
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from kurzweg.core.models import AuditEntry, OutboxMail
from kurzweg.core.opened import FIELD as OPENED
from tests.forms import forms_of
from tests.promises.canaries import Canaries, our_models, readable
from tests.promises.cells import DENIED, NETWORK, Call, Cell, Outcome, sample_of
from tests.promises.samples import Seen
from tests.promises.world import Half, Principal, Relation, World

WRITING = re.compile(r'\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# A reading or refused call may leave these: the session, the audit, the counters of rate limits,
# and what is due, which whoever looks brings up to date with the rows.
HARMLESS = {
    "django_session",
    "core_auditentry",
    "kurzweg_cache",
    "core_agendaday",
    "core_agendaitem",
    "core_reader",
}
CHANGING = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')
# Lengths and moments differ, targets are compared on their own.
UNEQUAL_HEADERS = {"Content-Length", "Expires", "Location", "HX-Redirect"}


@dataclass(slots=True)
class Answer:
    """What a call left behind, read before it was rolled back."""

    status: int
    headers: dict[str, str]
    body: bytes
    written: set[str]
    mails: list[OutboxMail]
    is_refusal_noted: bool
    changed: list[Half]
    error: str = ""

    @property
    def target(self) -> str:
        return self.headers.get("Location") or self.headers.get("HX-Redirect") or ""


@dataclass(slots=True)
class Deviation:
    cell: Cell
    oracle: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.sentence} [{self.oracle}]"


@dataclass(slots=True)
class Report:
    """What a run of calls found."""

    seed: int
    calls: int = 0
    deviations: list[Deviation] = field(default_factory=list)

    def __str__(self) -> str:
        lines = "\n".join(f"  {deviation}" for deviation in self.deviations[:40])
        return (
            f"{self.calls} calls in the order of seed {self.seed} "
            f"(again with KURZWEG_SEED={self.seed}), {len(self.deviations)} deviations\n{lines}"
        )

    def rows(self) -> set[str]:
        """The lines of policy.txt that did not hold."""
        return {deviation.cell.row for deviation in self.deviations}


class Caller:
    """Calls a world and looks at everything that a call could have told or changed."""

    def __init__(self, world: World, canaries: Canaries) -> None:
        self.world = world
        self.canaries = canaries
        self.models = {
            model._meta.db_table: model
            for model in our_models()
            if not model._meta.label.startswith("core.")
        }
        self.marked: dict[str, set[tuple[str, int]]] = {}
        for half in world.halves:
            marks = [mark for mark in canaries.marks.values() if mark.half is half]
            self.marked[half.network.slug] = {(mark.label, mark.pk) for mark in marks}
        self.before = {
            (half.network.slug, table): self.rows_of(half, table)
            for half in world.halves
            for table in self.models
        }

    def call(self, call: Call) -> Answer:
        """Send one call; nothing of it stays."""
        mail.outbox.clear()
        newest = OutboxMail.objects.count()
        headers = {"HX-Request": "true"} if call.cell.is_partial else {}
        client = call.principal.client()
        form = call.form
        if form and call.expected == Outcome.OK:  # else any answer but the refusal is a deviation
            form = form | self.opened(call)
        with undone(), written_tables() as written:
            response = client.generic(
                call.cell.method,
                call.path,
                **encoded(form),
                headers=headers,
            )
            answer = Answer(
                status=response.status_code,
                headers=dict(response.items()),
                body=response.getvalue(),
                written=written,
                mails=mails_since(newest) if "core_outboxmail" in written else [],
                is_refusal_noted=(
                    "core_auditentry" in written and is_refusal_noted(call.principal)
                ),
                changed=self.changed(written),
                error=repr(response.exc_info[1]) if response.exc_info else "",
            )
            answer.headers |= cookies_of(response)
        return answer

    def opened(self, call: Call) -> dict[str, str]:
        """What goes along with the form of this address, for whoever may open it."""
        with undone():
            page = call.principal.client().get(call.path)
        prints = [f.values[OPENED] for f in forms_of(page.getvalue().decode()) if f.named(OPENED)]
        return {OPENED: prints[0]} if prints else {}

    def rows_of(self, half: Half, table: str) -> list[Any]:
        """Every value of every row of one network in a table, as it can be compared."""
        model, marked = self.models[table], self.marked[half.network.slug]
        names = [f.attname for f in model._meta.local_concrete_fields]
        return [
            row
            for row in model._base_manager.order_by("pk").values(*names)
            if row.get("network_id") == half.network.pk
            or (model._meta.label, row[model._meta.pk.attname]) in marked
        ]

    def changed(self, written: set[str]) -> list[Half]:
        """The networks whose rows are others now; what was not written to is as it was."""
        tables = written & set(self.models)
        return [
            half
            for half in self.world.halves
            if any(
                self.rows_of(half, table) != self.before[half.network.slug, table]
                for table in tables
            )
        ]


@contextmanager
def undone() -> Iterator[None]:
    """Let what happens inside happen in earnest, and then not at all."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    written: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("SELECT"):
            written.update(WRITING.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def mails_since(number: int) -> list[OutboxMail]:
    return list(OutboxMail.objects.order_by("pk")[number:])


def encoded(form: dict[str, Any]) -> dict[str, Any]:
    """What goes over the wire: with a file in it, in parts."""
    if any(isinstance(value, File) for value in form.values()):
        return {"data": encode_multipart(BOUNDARY, form), "content_type": MULTIPART_CONTENT}
    return {
        "data": urlencode(form, doseq=True),
        "content_type": "application/x-www-form-urlencoded",
    }


def is_refusal_noted(principal: Principal) -> bool:
    return (
        principal.person is not None
        and AuditEntry.objects.filter(
            action="refused", actor_kind="account", actor_id=principal.person.account_id
        ).exists()
    )


def cookies_of(response: HttpResponse) -> dict[str, str]:
    return {f"Set-Cookie {name}": "set" for name in response.cookies}


# The oracles: each names what it saw, or nothing ----------------------------------------------


def status(call: Call, answer: Answer, canaries: Canaries) -> str:
    """The answer is of the kind that the policy promises."""
    is_sign_in = answer.target.startswith(reverse("account_login") + "?next=")
    got = {
        302: Outcome.SIGN_IN if is_sign_in else Outcome.OK,
        204: Outcome.SIGN_IN if is_sign_in else Outcome.OK,
        404: Outcome.NOT_FOUND,
        405: Outcome.NOT_ALLOWED,
    }.get(answer.status, Outcome.OK if answer.status < 400 else None)
    if got == call.expected:
        return ""
    return f"expected {call.expected}, got {answer.status} {answer.target}{answer.error}".rstrip()


def canary(call: Call, answer: Answer, canaries: Canaries) -> str:
    """Body, headers and redirects hold no text that this principal may not see."""
    sent = " ".join([call.path, *map(str, call.form.values())]).casefold()
    text = readable(answer.body) + " ".join(f"{k}: {v}" for k, v in answer.headers.items())
    said = said_by_link(call)
    leaks = [
        str(mark)
        for word, mark in canaries.found_in(text)
        if word not in sent
        and (mark.label, mark.pk, mark.field) not in said
        and not mark.may_be_seen_by(call.principal, call.half)
    ]
    return f"shows {'; '.join(leaks[:4])}" if leaks else ""


def said_by_link(call: Call) -> set[tuple[str, int, str]]:
    """The few texts that a link from a mail says to its holder, a file of her own to her."""
    sample = sample_of(call.cell.route)
    if sample.tells is not None:
        return sample.tells(call.principal)
    shows = sample.shows
    if shows is None:
        return set()
    return set().union(*(shows(placed) for placed in call.parts.values() if placed))


def mails(call: Call, answer: Answer, canaries: Canaries) -> str:
    """A mail holds texts of the network that sends it only."""
    leaks = []
    for sent in answer.mails:
        for _word, mark in canaries.found_in(f"{sent.subject} {sent.text}"):
            is_from_there = mark.half is None or mark.half.network.pk == sent.network_id
            is_about_reader = mark.person_id is not None and mark.person_id == sent.person_id
            if not (is_from_there or is_about_reader or mark.seen == Seen.ANYWHERE):
                leaks.append(f"{sent.kind}: {mark}")
    return f"mails {'; '.join(leaks[:4])}" if leaks else ""


def foreign_rows(call: Call, answer: Answer, canaries: Canaries) -> str:
    """A call changes rows of the network in its address at most."""
    own = [call.half, *(placed.half for placed in call.parts.values() if placed)]
    if call.expected in DENIED:
        own = []
    elif sample_of(call.cell.route).tells is not None:
        return ""  # about herself, wherever she is; test_erasing looks at what goes
    changed = [half.network.slug for half in answer.changed if half not in own]
    return f"changed rows of {', '.join(changed)}" if changed else ""


def silence(call: Call, answer: Answer, canaries: Canaries) -> str:
    """Whoever only reads, or is refused, changes nothing and causes no mail."""
    if call.cell.method == "POST" and call.expected == Outcome.OK:
        return ""
    written = answer.written - HARMLESS
    return f"wrote to {', '.join(sorted(written))}" if written else ""


def audit(call: Call, answer: Answer, canaries: Canaries) -> str:
    """That somebody signed in was refused is noted."""
    if call.expected == Outcome.NOT_FOUND and call.principal.is_signed_in:
        return "" if answer.is_refusal_noted else "the refusal was not noted"
    return ""


def cache(call: Call, answer: Answer, canaries: Canaries) -> str:
    """Nothing is kept by a cache unless the policy says so, and then without a cookie."""
    declared = call.cell.route.policy
    control = answer.headers.get("Cache-Control", "")
    is_kept = "no-store" not in control or "private" not in control
    if is_kept and not (declared and declared.is_cacheable and answer.status == 200):
        return f"Cache-Control: {control or 'none'}"
    if is_kept and any(name.startswith("Set-Cookie") for name in answer.headers):
        return "a cacheable answer sets a cookie"
    return ""


ORACLES = (status, canary, mails, foreign_rows, silence, audit, cache)


def fingerprint(call: Call, answer: Answer) -> tuple[Any, ...]:
    """An answer without what differs between two calls of the same kind."""
    body = CHANGING.sub(rb"\1", answer.body)
    headers = {k: v for k, v in answer.headers.items() if k not in UNEQUAL_HEADERS}
    headers["target"] = answer.target
    for written in spellings(call.path):
        body = body.replace(written.encode(), b"<address>")
        headers = {name: value.replace(written, "<address>") for name, value in headers.items()}
    return answer.status, body, sorted(headers.items())


def spellings(path: str) -> list[str]:
    return [urlencode({"": path})[1:], quote(path), path]


PAIR = (Relation.OTHER_NETWORK, Relation.NON_EXISTENT)


def tell_apart(seen: dict[Cell, tuple[Call, tuple[Any, ...]]]) -> Iterator[Deviation]:
    """What lies in another network must answer as what does not exist at all."""
    for cell, (call, print_) in seen.items():
        for name, relation in cell.relations:
            if relation != PAIR[0]:
                continue
            relations = tuple((n, PAIR[1] if n == name else r) for n, r in cell.relations)
            other = seen.get(replace(cell, relations=relations))
            if other is None or {call.expected, other[0].expected} - DENIED:
                continue
            if name == NETWORK and (call.is_open or call.principal.is_inside(call.half)):
                continue  # whoever is let in, or belongs there, sees the network's own page
            if print_ != other[1]:
                yield Deviation(
                    cell, "existence", f"{name} of another network differs from a non-existent one"
                )
