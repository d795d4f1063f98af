"""Put a backup in the place of what is there: all of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from kurzweg.core import in_use, ledger, search, shelf
from kurzweg.core.backup import archive, rows
from kurzweg.core.backup.archive import Manifest, Refused
from kurzweg.core.retention import erasures

PATIENCE = 20  # seconds in which whoever uses the database must have let go of it


def restore(path: Path, *, is_replacing: bool = False, is_rehearsal: bool = False) -> Manifest:
    """Restore a backup and compare what was written with what it says it holds.

    Killed at any point, the old rows are all there. Raises Refused when the file is not whole,
    belongs to a program that this one does not know, or would replace rows unasked.
    """
    with archive.opened(path) as packed, _alone():
        manifest = Manifest.read(packed)
        rows.known(manifest.migrations, MigrationLoader(None))
        if not is_rehearsal:
            _refuse_what_cannot_be_done_again()
        if not is_replacing:
            _refuse_to_replace()
        # Before the rows that name them; under their hash they are in nobody's way.
        for digest in manifest.files:
            _put_file(packed, digest, is_rehearsal=is_rehearsal)
        with _in_one_piece():
            if not is_rehearsal:
                erasures.write_down_before_a_restore()
            _drop_tables()
            models = _migrate(manifest)
            _let_rows_come_before_those_they_name()
            _load(packed, manifest, models)
            _compare(manifest, models)
            connection.check_constraints()
            _migrate()
            if not is_rehearsal:
                ledger.restored()
            call_command("createcachetable", verbosity=0)
            if not is_rehearsal:
                # In the same transaction: nobody sees who was erased since the backup was taken.
                erasures.do_again()
            shutil.rmtree(settings.INDEX_ROOT, ignore_errors=True)  # it told of the old rows
    call_command("migrate", interactive=False, verbosity=0)  # declares rights of new tables
    if not is_rehearsal:
        search.forget()
        search.rebuild()
    return manifest


@contextmanager
def _alone() -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(in_use.alone())
        except BlockingIOError:
            raise Refused(f"Kurzweg runs with {settings.VAR}: stop it first.") from None
        yield


def _refuse_what_cannot_be_done_again() -> None:
    try:
        erasures.refuse_broken()
    except erasures.Broken as broken:
        raise Refused(str(broken)) from None


def _refuse_to_replace() -> None:
    tables = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    strange = sorted(tables - ours - {"django_migrations", settings.CACHES["default"]["LOCATION"]})
    if strange:
        raise Refused(
            f"This database holds a table that is not known here ({strange[0]}). "
            "Give Kurzweg a database of its own, or say --replace to remove all that is in it."
        )
    for model in apps.get_models():
        is_ours = model.__module__.startswith("kurzweg.")
        if is_ours and model._meta.db_table in tables and _has_rows(model):
            raise Refused(
                "There are rows already. Restore into an empty KURZWEG_VAR or database, "
                "or say --replace to put the backup in their place."
            )


def _has_rows(model: rows.Model) -> bool:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - a table of our own
        return cursor.fetchone() is not None


def _put_file(packed: ZipFile, digest: str, *, is_rehearsal: bool) -> None:
    with packed.open(f"files/{digest}") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:  # type: ignore[arg-type]  # a reader
            raise Refused(f"The file {digest} in this backup is not what its name says.")
        if not is_rehearsal:
            file.seek(0)
            shelf.write(iter(lambda: file.read(archive.CHUNK), b""), path=shelf.path_of(digest))


@contextmanager
def _in_one_piece() -> Iterator[None]:
    """Change schema and rows in one transaction; whoever reads sees none of it before its end."""
    connection.disable_constraint_checking()  # SQLite asks for it before a table can be remade
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            yield
    except OperationalError as error:
        if "lock" not in str(error):
            raise
        raise Refused("Somebody uses this database: stop Kurzweg first.") from error
    except DatabaseError as error:
        raise Refused(
            f"This backup does not fit into this database: {rows.first_line(error)}."
        ) from error
    finally:
        connection.enable_constraint_checking()


def _let_rows_come_before_those_they_name() -> None:
    """Look at references at the end again: a migration may have had them looked at once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _drop_tables() -> None:
    quoted = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in quoted:
                cursor.execute(f"DROP TABLE {name}")
        elif quoted:
            cursor.execute(f"DROP TABLE {', '.join(quoted)} CASCADE")


def _migrate(manifest: Manifest | None = None) -> dict[str, rows.Model]:
    """Bring the schema to where the backup was taken, or without one to where this program is."""
    executor = MigrationExecutor(connection)
    if manifest is None:
        executor.migrate(executor.loader.graph.leaf_nodes())
        return {}
    executor.migrate(rows.last_of(manifest.migrations, executor.loader))
    return rows.models_at(manifest.migrations, MigrationLoader(connection))


def _load(packed: ZipFile, manifest: Manifest, models: dict[str, rows.Model]) -> None:
    if models.keys() != manifest.tables.keys():
        raise Refused("This backup holds other tables than the version that it names.")
    with connection.cursor() as cursor:
        for model in models.values():  # migrations may have written first rows of their own
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - a table of our own
    for label, model in models.items():
        with packed.open(f"tables/{label}.jsonl") as lines:
            rows.insert(model, lines)
        rows.set_last_number(model, manifest.tables[label].last)


def _compare(manifest: Manifest, models: dict[str, rows.Model]) -> None:
    """Read back what was written: every table holds what it held when the backup was taken."""
    for label, model in models.items():
        counting = rows.Counting(rows.lines(model))
        for _line in counting:
            pass
        if counting.table(last=rows.last_number(model)) != manifest.tables[label]:
            raise Refused(f"The table {label} is not what it was when the backup was taken.")
