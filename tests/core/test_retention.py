"""What retention.yaml promises is done, on the right day and no earlier."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_q.models import Schedule, Task

from kurzweg.core import jobs, retention
from kurzweg.core.models import AuditEntry, Link, OutboxMail, UsedKey
from kurzweg.core.outbox import Mail, add
from kurzweg.core.retention import carrying_out, declarations, due_rows, own

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 31, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def rule(name: str) -> retention.Rule:
    return next(rule for rule in retention.rules() if rule.name == name)


def sent_mail(at: datetime) -> OutboxMail:
    row = add(Mail("letter", "Jörg Müller", "mueller@firma.example", "Betreff", "Text"))
    OutboxMail.objects.filter(pk=row.pk).update(sent_at=at)
    return row


def given_up_mail(at: datetime) -> OutboxMail:
    row = sent_mail(at)
    OutboxMail.objects.filter(pk=row.pk).update(sent_at=None, given_up_at=at)
    return row


def link(at: datetime) -> Link:
    return Link.objects.create(purpose="x", row_id=1, token_hash=str(at), expires_at=at)


def audit_entry(at: datetime) -> AuditEntry:
    return AuditEntry.objects.create(actor_kind="person", action="x", kind="y", at=at)


def used_key(at: datetime) -> UsedKey:
    row = UsedKey.objects.create(key=str(at), path="/", content_hash="")
    UsedKey.objects.filter(pk=row.pk).update(created_at=at)
    return row


def job(at: datetime) -> Task:
    return Task.objects.create(id=at.isoformat()[:32], name="x", func="f", started=at, stopped=at)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("mail", sent_mail),
        ("mail", given_up_mail),
        ("answer link", link),
        ("audit", audit_entry),
        ("repeated press", used_key),
        ("job", job),
    ],
)
def test_a_row_stays_until_its_period_is_over(name, make):
    cutoff = rule(name).cutoff(NOW)
    young, old = make(cutoff), make(cutoff - timedelta(seconds=1))

    assert retention.carry_out()[name] == 1

    kept = type(young)._base_manager.filter(pk__in=[young.pk, old.pk])
    assert [row.pk for row in kept] == [young.pk]


def test_the_text_of_a_mail_goes_before_the_proof_that_it_was_sent():
    cutoff = rule("mail text").cutoff(NOW)
    young, old = sent_mail(cutoff), sent_mail(cutoff - timedelta(seconds=1))
    waiting = add(Mail("letter", "", "a@firma.example", "Betreff", "Text"))

    assert retention.carry_out()["mail text"] == 1

    texts = dict(OutboxMail.objects.values_list("pk", "text"))
    assert texts == {young.pk: "Text", old.pk: "", waiting.pk: "Text"}
    old.refresh_from_db()
    assert (old.subject, old.recipient) == (
        "",
        "=?utf-8?b?SsO2cmcgTcO8bGxlcg==?= <mueller@firma.example>",
    )


def test_sessions_end_when_they_said():
    for key, days in (("over", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=timezone.now() + timedelta(days=days)
        )

    assert retention.carry_out()["session"] == 1
    assert [session.session_key for session in Session.objects.all()] == ["open"]


def test_of_every_table_under_a_rule_somebody_says_which_rows_are_due_and_of_no_other():
    said = {(each.rule, each.model) for each in due_rows.all_due()}

    assert said == {(kept.rule, kept.model) for kept in declarations.kept()}


def test_where_nobody_says_which_rows_are_due_it_raises(monkeypatch):
    """Negative control: a promise that nobody keeps is no silent zero."""
    monkeypatch.delitem(due_rows._due, ("mail", OutboxMail))

    with pytest.raises(LookupError, match=r"core\.OutboxMail are due for 'mail'"):
        retention.carry_out()


def test_a_big_table_is_done_in_batches_and_whoever_is_killed_goes_on(monkeypatch):
    monkeypatch.setattr(carrying_out, "AT_ONCE", 2)
    for hour in range(5):
        link(NOW - timedelta(days=900, hours=hour))
    done = []

    def killed_at_the_second(kept, pks, apply=carrying_out.apply):
        done.append(len(pks))
        if len(done) == 2:
            raise SystemExit
        apply(kept, pks)

    with monkeypatch.context() as patched:
        patched.setattr(carrying_out, "apply", killed_at_the_second)
        with pytest.raises(SystemExit):
            retention.carry_out()

    assert (done, Link.objects.count(), AuditEntry.objects.count()) == ([2, 2], 3, 1)
    assert retention.carry_out()["answer link"] == 3


def test_what_changed_since_it_was_looked_at_is_left_alone(monkeypatch):
    old = link(NOW - timedelta(days=900))
    rows = own.links

    def opened_again(before):
        found = rows(before)
        monkeypatch.setattr(found, "filter", lambda **_: Link.objects.none())
        return found

    waiting = carrying_out._batch(opened_again(NOW), Link, after=None)

    assert waiting == ([old.pk], [])


def test_what_was_done_is_noted_without_what_it_was():
    link(NOW - timedelta(days=900))

    retention.carry_out()
    retention.carry_out()

    entry = AuditEntry.objects.get()
    assert (entry.actor_kind, entry.action, entry.kind, entry.fields) == (
        "system",
        "delete",
        "retention",
        ["answer link"],
    )


def test_the_command_counts_and_a_trial_changes_nothing(capsys):
    link(NOW - timedelta(days=900))

    call_command("retention", "--dry-run")
    assert (Link.objects.count(), AuditEntry.objects.count()) == (1, 0)
    call_command("retention")
    assert Link.objects.count() == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines.count(["answer", "link", "12", "months", "1"]) == 2


def test_the_root_is_written_from_the_apps_and_compared(tmp_path, settings):
    settings.REPOSITORY = tmp_path

    call_command("retention", "--write")
    call_command("retention", "--check")

    (tmp_path / "retention.yaml").write_text("rules: {}")
    with pytest.raises(CommandError, match="retention --write"):
        call_command("retention", "--check")


@pytest.mark.parametrize(
    ("of_links", "told"),
    [(None, "core.Link"), ({"not personal": ["purpose"]}, "core.Link.token_hash")],
)
def test_what_no_file_says_of_a_table_is_told_by_the_check(monkeypatch, of_links, told):
    said = {label: says for label, says in declarations.tables() if label != "core.Link"}
    kept = [each for each in declarations.kept() if each.model is not Link]
    said |= {"core.Link": of_links} if of_links else {}
    assert declarations.unsaid() == []

    monkeypatch.setattr(declarations, "tables", said.items)
    monkeypatch.setattr(declarations, "kept", lambda: kept)

    assert told in declarations.unsaid()
    with pytest.raises(CommandError, match=told):
        call_command("retention", "--check")


@pytest.mark.parametrize(
    ("verbs", "complaint"),
    [
        ({"shred": ["subject"]}, "shred"),
        ({"delete row": ["subject"], "empty": ["text"]}, "leaves nothing to empty"),
        ({"empty": ["created_at"]}, "cannot be empty"),
    ],
)
def test_a_declaration_that_cannot_be_carried_out_stops(verbs, complaint):
    with pytest.raises(ValueError, match=complaint):
        declarations._kept("mail", OutboxMail, verbs)


def test_a_rule_says_nothing_that_nobody_knows():
    with pytest.raises(ValueError, match="sofort"):
        declarations._rule("mail", {"sofort": "ja"})


def test_a_value_in_a_unique_column_carries_the_number_of_its_row():
    both = [link(NOW - timedelta(days=900, hours=hour)) for hour in (1, 2)]
    values = {"token_hash": "gone {id}"}
    kept = retention.Kept("answer link", Link, ("token_hash",), is_row_deleted=False, values=values)

    carrying_out.apply(kept, [row.pk for row in both])

    left = Link.objects.order_by("pk").values_list("token_hash", flat=True)
    assert list(left) == [f"gone {row.pk}" for row in both]
    assert not Link.objects.filter(carrying_out.holds_something(kept)).exists()


@pytest.mark.parametrize(
    ("kept", "cutoff"),
    [
        ("2 days", datetime(2026, 5, 29, 2, 30, tzinfo=UTC)),
        ("1 months", datetime(2026, 4, 30, 2, 30, tzinfo=UTC)),
        ("3 months", datetime(2026, 2, 28, 2, 30, tzinfo=UTC)),
        ("6 months", datetime(2025, 11, 30, 2, 30, tzinfo=UTC)),
        ("3 years", datetime(2023, 5, 31, 2, 30, tzinfo=UTC)),
    ],
)
def test_periods_go_by_the_calendar(kept, cutoff):
    assert retention.Rule("x", "", "", "", "", "", kept).cutoff(NOW) == cutoff


def test_a_period_that_cannot_be_read_stops():
    with pytest.raises(ValueError, match="soon"):
        retention.Rule("x", "", "", "", "", "", "soon").cutoff(NOW)


def test_it_happens_every_night():
    jobs.write_schedules()
    jobs.write_schedules()

    schedule = Schedule.objects.get(func="kurzweg.core.retention.carry_out")
    assert (schedule.minutes, timezone.localtime(schedule.next_run).hour) == (24 * 60, 2)
    assert schedule.next_run > timezone.now()
