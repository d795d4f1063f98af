"""A backup is one file of one moment, restored on trial; a bad one is refused and hurts nothing."""

import hashlib
import json
import os
import random
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from kurzweg.core import search, shelf
from kurzweg.core.backup import archive, restoring, rows, taking
from kurzweg.core.backup.archive import Manifest, Refused
from kurzweg.core.models import Backup, Change, Link
from kurzweg.networks.models import Network
from tests.core.conftest import DIGEST, PICTURE
from tests.factories import OrganisationFactory
from tests.own_database import create, default_database, new_name, remove


@pytest.fixture
def elsewhere(filled, settings, tmp_path, django_db_blocker):
    """Another, empty installation: no table, no file."""
    name = new_name(tmp_path)
    create(name)
    settings.FILES_ROOT = tmp_path / "elsewhere" / "files"
    settings.INDEX_ROOT = tmp_path / "elsewhere" / "index"
    with default_database(name):
        yield
    remove(name)


def restorations(held):
    """Take out and count what readers of the ledger are told: this is another line of versions."""
    told, held["core.Change"] = held["core.Change"], []
    assert {json.loads(line)[3] for line in told} == {"restored"}
    return len(told)


def test_everything_is_there_again_in_an_empty_installation(backup, elsewhere, filled, contents):
    with default_database(filled.name):
        before = contents()

    restoring.restore(backup)

    after = contents()
    assert restorations(after) == 1
    assert after == before
    assert shelf.path_of(DIGEST).read_bytes() == PICTURE
    assert shelf.missing() == []
    assert search.is_built()
    assert search.drift() == set()


def test_new_rows_get_numbers_that_nobody_had(backup, elsewhere, filled):
    with default_database(filled.name):
        lost = Change.objects.create(kind="k", row_id=1).pk
        numbers = {
            "link": Link.objects.create(
                purpose="p", row_id=1, token_hash="i", expires_at=timezone.now()
            ).pk,
            "organisation": OrganisationFactory().pk,
        }

    restoring.restore(backup, is_rehearsal=True)

    link = Link.objects.create(purpose="p", row_id=1, token_hash="i", expires_at=timezone.now())
    assert {"link": link.pk, "organisation": OrganisationFactory().pk} == numbers
    assert link.pk == 2, "the first was given out and deleted: its number does not come back"
    assert lost == 1


def test_the_file_holds_no_key_no_session_and_is_for_its_owner_only(filled, client, tmp_path):
    client.session.create()
    (tmp_path / "secret-key").write_text("a key that is nobody else's business")
    said = StringIO()

    call_command("backup", tmp_path / "one.zip", stdout=said)

    with archive.opened(tmp_path / "one.zip") as packed:
        names = packed.namelist()
        held = b"".join(packed.read(name) for name in names)
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600
    assert b"nobody else's business" not in held
    assert {"tables/core.OutboxMail.jsonl", f"files/{DIGEST}", "manifest.json"} <= set(names)
    assert "tables/sessions.Session.jsonl" not in names
    assert f"lies in {tmp_path / 'secret-key'}" in said.getvalue()
    assert "in another place than the backups" in said.getvalue()
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["one.zip"]


def test_the_manifest_says_what_is_in_it(backup):
    with archive.opened(backup) as packed:
        manifest = Manifest.read(packed)
        lines = packed.read("tables/networks.Network.jsonl")

    network = manifest.tables["networks.Network"]
    assert (network.rows, network.sha256) == (2, hashlib.sha256(lines).hexdigest())
    assert manifest.files == {DIGEST: len(PICTURE)}
    assert set(manifest.migrations) == set(rows.applied())
    assert manifest.missing == []


def test_rows_are_replaced_only_when_somebody_says_so(backup, contents):
    before = contents()
    Network.objects.filter(name="Netzwerk Tal").update(name="Netzwerk Berg")
    OrganisationFactory(name="Neu")

    with pytest.raises(Refused, match="or say --replace"):
        restoring.restore(backup)
    changed = contents()
    restoring.restore(backup, is_replacing=True, is_rehearsal=True)

    assert changed != before
    assert contents() == before


def test_an_existing_file_is_never_written_over(backup):
    content = backup.read_bytes()

    with pytest.raises(Refused, match="exists already"):
        taking.take(backup)

    assert backup.read_bytes() == content


# What is not as it was written --------------------------------------------------------------------


def refused_of(damaged, *, number, path):
    """How many of some damaged files are refused, each with one sentence."""
    sentences = []
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(Refused) as refused:
            restoring.restore(path, is_replacing=True)
        sentences.append(str(refused.value))
    return len(sentences), {sentence.count("\n") for sentence in sentences}


def test_200_of_200_flipped_bytes_are_refused_and_nothing_changes(backup, tmp_path, contents):
    before, whole = contents(), backup.read_bytes()
    chance = random.Random(7)
    places = [
        *range(60),  # a head of the ZIP
        *range(len(whole) - 60, len(whole)),  # the closing hash
        *chance.sample(range(60, len(whole) - 60), 80),
    ]

    def flipped(place):
        other = whole[place] ^ (1 << chance.randrange(8))
        return whole[:place] + bytes([other]) + whole[place + 1 :]

    assert refused_of(map(flipped, places), number=200, path=tmp_path / "x.zip") == (200, {0})
    assert contents() == before
    assert shelf.path_of(DIGEST).read_bytes() == PICTURE


def test_what_is_cut_off_or_longer_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    lengths = [0, 1, 22, 100, len(whole) // 2, len(whole) - 101, len(whole) - 1]
    odd = [*(whole[:length] for length in lengths), whole + b"\n", b"\n" + whole, b"PK", whole * 2]

    assert refused_of(odd, number=11, path=tmp_path / "x.zip") == (11, {0})


def packed_anew(backup, path, replaced=None, **changed):
    """The same backup with another manifest, closed with its right hash: a well-made stranger."""
    with archive.opened(backup) as old, path.open("w+b") as file:
        told = json.loads(old.read("manifest.json")) | changed
        contents = {"manifest.json": json.dumps(told), **(replaced or {})}
        with archive.packing(file) as packed:
            for name in old.namelist():
                packed.writestr(name, contents.get(name) or old.read(name))
    return path


def test_a_newer_schema_is_refused_by_its_name(backup, tmp_path, contents):
    before, migrations = contents(), [*rows.applied(), ("market", "0999_barter")]
    newer = packed_anew(backup, tmp_path / "newer.zip", migrations=migrations)

    with pytest.raises(Refused, match=r"newer Kurzweg: .* the change market.0999_barter"):
        restoring.restore(newer, is_replacing=True)

    assert contents() == before


def test_a_newer_format_is_refused(backup, tmp_path):
    newer = packed_anew(backup, tmp_path / "x.zip", format=archive.FORMAT + 1, program="9.0")

    with pytest.raises(Refused, match=r"made by Kurzweg 9\.0"):
        restoring.restore(newer, is_replacing=True)


def test_rows_that_are_not_those_of_the_manifest_are_refused(backup, tmp_path, contents):
    before = contents()
    with archive.opened(backup) as packed:
        tables = json.loads(packed.read("manifest.json"))["tables"]
    tables["networks.Network"]["rows"] = 3

    with pytest.raises(Refused, match=r"The table networks.Network is not what it was"):
        restoring.restore(packed_anew(backup, tmp_path / "x.zip", tables=tables), is_replacing=True)

    assert contents() == before


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("attempts", -1, None),
        ("attempts", 2**70, None),
        ("message_id", None, None),
        ("created_at", "yesterday", "the value is of another kind"),
        pytest.param("attempts", 40_000, "smallint out of range", marks=pytest.mark.postgres),
        pytest.param("text", "a\0b", None, marks=pytest.mark.postgres),
    ],
)
def test_a_value_that_does_not_fit_is_named(backup, tmp_path, contents, column, value, said):
    """The second row of two; what it says is not repeated below, for it may be personal."""
    before = contents()
    # In the order of the migrations, as it is written: a field that came later stands behind.
    stored = MigrationLoader(connection).project_state().apps.get_model("core", "OutboxMail")
    fields = [field.attname for field in stored._meta.concrete_fields]
    with archive.opened(backup) as old:
        first = json.loads(old.read("tables/core.OutboxMail.jsonl"))
    changed = {"id": first[fields.index("id")] + 1, "message_id": "<2@x>", column: value}
    second = [changed.get(name, same) for name, same in zip(fields, first, strict=True)]
    content = "".join(json.dumps(row) + "\n" for row in (first, second))
    path = packed_anew(
        backup, tmp_path / "x.zip", replaced={"tables/core.OutboxMail.jsonl": content}
    )

    with pytest.raises(Refused) as refused:
        restoring.restore(path, is_replacing=True)

    place, _, reason = str(refused.value).partition(f"row 2, column {column}: ")
    assert place == "This backup does not fit into this database: table core.OutboxMail, "
    assert reason.count("\n") == 0
    assert said is None or reason == f"{said}."
    assert contents() == before


@pytest.mark.parametrize("line", ["[1, 2]", "{}", "["])
def test_a_line_that_is_no_row_is_named(backup, tmp_path, line):
    replaced = {"tables/networks.Network.jsonl": line}
    path = packed_anew(backup, tmp_path / "x.zip", replaced=replaced)

    with pytest.raises(Refused, match=r"table networks.Network, row 1: it (is no JSON|has not)"):
        restoring.restore(path, is_replacing=True)


@pytest.mark.parametrize("who", ["worker", "serve"])
def test_while_kurzweg_runs_nothing_is_restored(backup, filled, settings, contents, who):
    """Idle it holds no lock of the database; the file in its folder tells of it all the same."""
    before = contents()
    starts = {"worker": "Command().handle()", "serve": "Command().prepare()"}
    running = filled.start(
        f"from kurzweg.core.management.commands import {who} as command\n"
        "def wait(*_, **__):\n    print(flush=True)\n    input()\n    exit()\n"
        f"command.call_command = wait\ncommand.{starts[who]}"
    )
    running.stdout.readline()

    with pytest.raises(Refused, match=f"Kurzweg runs with {settings.VAR}: stop it first"):
        restoring.restore(backup, is_replacing=True)
    running.communicate("\n")
    restoring.restore(backup, is_replacing=True, is_rehearsal=True)

    assert contents() == before


def test_an_older_backup_is_brought_up_to_date(filled, untried, tmp_path, contents):
    """Taken before a migration, restored after it: the schema goes back, and forward again."""
    call_command("migrate", "core", "0003", verbosity=0)
    taking.take(tmp_path / "older.zip")
    call_command("migrate", verbosity=0)  # other apps went back with it
    before = contents()

    restoring.restore(tmp_path / "older.zip", is_replacing=True, is_rehearsal=True)

    assert contents() == before
    assert Backup.objects.count() == 0


# The trial, and the command around it -------------------------------------------------------------


def test_what_cannot_be_restored_on_trial_is_no_backup(filled, monkeypatch, tmp_path):
    """The negative control of the trial: it starts from the file alone and compares every table."""
    monkeypatch.setattr(rows.Counting, "table", lambda self, last: archive.Table(0, "", last))

    with pytest.raises(Refused, match="could not be restored on trial: The table"):
        taking.take(tmp_path / "one.zip")

    assert [path.name for path in tmp_path.iterdir() if "kurzweg-" in path.name] == []
    assert list(tmp_path.glob("*one*")) == []
    assert Backup.objects.count() == 0


@pytest.mark.parametrize("damage", ["removed", "altered"])
def test_a_file_that_is_not_there_is_named_and_all_else_is_kept(filled, untried, tmp_path, damage):
    if damage == "removed":
        shelf.path_of(DIGEST).unlink()
    else:
        shelf.path_of(DIGEST).write_bytes(b"another picture")

    with pytest.raises(CommandError, match=f"1 files are named by rows.*{DIGEST}"):
        call_command("backup", tmp_path / "one.zip", stdout=StringIO())
    restoring.restore(tmp_path / "one.zip", is_replacing=True, is_rehearsal=True)

    assert Network.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["backup", "nowhere/one.zip"], "nowhere/one.zip could not be written: No such file"),
        (["backup", "one.zip", "--keep", "3"], "--keep takes a number above 0"),
        (["restore", "nowhere.zip"], "nowhere.zip: No such file or directory"),
        (["restore", "notes.txt"], "is cut off, altered at its end, or no backup of Kurzweg"),
        (["restore", "notes.txt", "--check"], "It could not be restored on trial: .*is cut off"),
    ],
)
def test_what_is_wrong_is_one_sentence(filled, arguments, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("notes")

    with pytest.raises(CommandError, match=sentence):
        call_command(*arguments)


def test_a_table_of_somebody_else_is_not_removed_unasked(backup, elsewhere):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE recipes (title text)")

    with pytest.raises(Refused, match="not known here \\(recipes\\)"):
        restoring.restore(backup)


@pytest.mark.slow
@pytest.mark.postgres
def test_from_postgresql_to_sqlite_and_back_nothing_changes(
    backup, elsewhere, filled, contents, tmp_path
):
    with default_database(filled.name):
        before = contents()
    environment = {**os.environ, "KURZWEG_VAR": str(tmp_path / "sqlite")}
    del environment["KURZWEG_DATABASE_URL"]
    for arguments in (["restore", backup], ["backup", tmp_path / "two.zip"]):
        command = [sys.executable, "-m", "kurzweg.cli", *map(str, arguments)]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    restoring.restore(tmp_path / "two.zip")

    after = contents()
    assert restorations(after) == 2
    assert after == before
