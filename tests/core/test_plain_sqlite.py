"""The SQLite file is plain: any program that reads SQLite can check it, copy it and write to it.

Django teaches its own connections functions that SQLite lacks (REGEXP is one). A constraint that
needs one of them shuts everybody else out: VACUUM INTO, integrity_check, the sqlite3 program.
"""

import os
import re
import sqlite3
import subprocess
import sys

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from django.db.backends.sqlite3._functions import register
from django.db.utils import ConnectionHandler
from django.test.utils import isolate_apps

from kurzweg.networks.models import NetworkArea
from tests.factories import NetworkFactory


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """The file of a real installation: all migrations, one network."""
    var = tmp_path_factory.mktemp("plain")
    environment = {**os.environ, "KURZWEG_VAR": str(var)}
    environment.pop("KURZWEG_DATABASE_URL", None)
    command = [sys.executable, "-m", "kurzweg.cli", "init", "--name", "Netzwerk Tal"]
    command += ["--region", "Tal", "--office", "buero@tal.example"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return var / "kurzweg.sqlite3"


def test_plain_sqlite_checks_and_copies_an_installation(installation, tmp_path):
    copy = tmp_path / "copy.sqlite3"

    plain = sqlite3.connect(installation)
    answers = [plain.execute(f"PRAGMA {name}").fetchall() for name in CHECKS]
    plain.execute("VACUUM INTO ?", (str(copy),))
    plain.close()

    assert answers == [[("ok",)], []]
    copied = sqlite3.connect(copy)
    assert copied.execute("SELECT name FROM networks_network").fetchall() == [("Netzwerk Tal",)]
    copied.close()


CHECKS = ("integrity_check", "foreign_key_check")


def test_plain_sqlite_reads_and_writes_every_table(installation):
    """Preparing a write compiles every constraint and every index of a table."""
    plain = sqlite3.connect(installation)
    tables = [
        name
        for (name,) in plain.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]

    for table in tables:
        plain.execute(f'EXPLAIN INSERT INTO "{table}" DEFAULT VALUES')
    plain.close()

    assert len(tables) > 30


@pytest.fixture
def taught(django_db_blocker):
    """Name the functions of Django's that the table of a model or one of its indexes needs."""

    def needed_by(model):
        # A SQLite of its own, whatever the suite runs on.
        options = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
        sqlite = ConnectionHandler({"default": options})["default"]
        with sqlite.schema_editor(collect_sql=True) as editor:
            editor.create_model(model)
            statements = "\n".join([*editor.collected_sql, *map(str, editor.deferred_sql)])
        sqlite.close()
        words = re.findall(r"\w+", re.sub(r"""(["']).*?\1""", "", statements.lower()))
        return names_taught().intersection(words)

    with django_db_blocker.unblock():
        yield needed_by


def test_no_constraint_needs_what_only_django_teaches(taught):
    needed = {model._meta.label: taught(model) for model in apps.get_models()}

    assert {label: names for label, names in needed.items() if names} == {}
    assert len(needed) > 30


@isolate_apps("tests")
@pytest.mark.parametrize(
    ("constraint", "needed"),
    [
        (
            models.CheckConstraint(name="key", condition=models.Q(key__regex="^[0-9]{8}$")),
            {"regexp"},
        ),
        (models.CheckConstraint(name="day", condition=models.Q(on__year=2026)), set()),
        (
            models.CheckConstraint(name="month", condition=models.Q(on__month=5)),
            {"django_date_extract"},
        ),
        (models.UniqueConstraint(models.functions.MD5("key"), name="hash"), {"md5"}),
        (models.UniqueConstraint(models.functions.Lower("key"), name="lower"), set()),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_constraint_that_needs_it_would_be_found(constraint, needed, taught):
    class Sample(models.Model):  # noqa: DJ008 - nobody prints it
        key = models.CharField(max_length=8)
        on = models.DateField()

        class Meta:
            app_label = "tests"
            constraints = [constraint]

    assert taught(Sample) == needed


class Listener:
    """Hears which functions Django would teach a connection."""

    def __init__(self):
        self.names = set()

    def create_function(self, name, *_arguments, **_options):
        self.names.add(name.lower())

    create_aggregate = create_function

    def execute(self, question):
        """Say that this SQLite was built without mathematics: many are."""
        return self

    def fetchone(self):
        return (False,)


def names_taught():
    listener = Listener()
    register(listener)
    return listener.names


@pytest.mark.django_db
@pytest.mark.parametrize("ags", ["1234567", "123456789", "1234567a", "a2345678", "1234 678", ""])
def test_an_area_key_is_eight_digits(ags, network):
    with pytest.raises(DatabaseError), transaction.atomic():  # or too long for its column
        NetworkArea.objects.create(network=network, ags=ags)

    assert NetworkArea.objects.create(network=network, ags="05958000").pk


def test_areas_of_an_installation_survive_the_change_of_the_constraint(own_database):
    area = NetworkArea.objects.create(network=NetworkFactory(), ags="05958000")

    call_command("migrate", "networks", "0002", verbosity=0)
    call_command("migrate", "networks", verbosity=0)

    [kept] = NetworkArea.objects.across_networks("all of them are compared")
    assert (kept.pk, kept.ags) == (area.pk, "05958000")
