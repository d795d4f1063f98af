"""A full disk: one sentence for who writes, nothing for who reads, and no stray file.

As root the disk is a small one of its own, filled to the last byte; elsewhere the file of SQLite
may not grow and files may not get longer. PostgreSQL's disk is another machine's: there its own
error is raised by itself.
"""

import contextlib
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from PIL import Image

from kurzweg.core import full_disk, search, shelf
from kurzweg.core.models import AuditEntry, StoredFile
from tests.conftest import acting_for, member_firm
from tests.core.test_serve import free_port
from tests.factories import MandateFactory, NetworkFactory, PersonFactory
from tests.forms import pressed
from tests.own_database import IS_SQLITE, create, default_database, new_name, remove

MOUNT = 24 * 1024 * 1024


@pytest.fixture(params=["a disk of its own", "limited"])
def small_disk(request, tmp_path):
    """A disk of a few MB; None where nobody may mount one, and in every second run."""
    if request.param == "limited":
        yield None
        return
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MOUNT},mode=0700", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        yield None
        return
    yield folder
    connections["default"].close()
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def house_on_it(migrated, small_disk, tmp_path, settings, django_db_blocker):
    """An installation whose database and files lie on the small disk, and its office."""
    folder = small_disk or tmp_path
    settings.VAR, settings.FILES_ROOT = folder, folder / "files"
    settings.INDEX_ROOT = folder / "index"
    name = new_name(folder)
    search.forget()
    with django_db_blocker.unblock():
        create(name, like=migrated)
        with default_database(name):
            network = NetworkFactory(slug="tal", name="Netzwerk Tal")
            acting_for(member_firm(network, "Bäckerei Korn"), "Korn", is_admin=True)
            office = PersonFactory(family_name="Amt")
            MandateFactory(network=network, person=office, kind="office")
            yield office
        remove(name)


@pytest.fixture
def full(small_disk, monkeypatch):
    """Fill the disk for a while."""

    @contextlib.contextmanager
    def fill():
        with contextlib.ExitStack() as undone:
            if small_disk:
                undone.callback((small_disk / "filler").unlink)
                fill_up(small_disk / "filler")
            elif IS_SQLITE:
                undone.callback(resource.setrlimit, resource.RLIMIT_FSIZE, limit_length())
            if not IS_SQLITE:
                undone.enter_context(connection.execute_wrapper(no_room_for_writes))
            yield

    return fill


def fill_up(path):
    with path.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))


def limit_length():
    """Let no file get longer than the log of SQLite is now, and those of pytest not shorter."""
    AuditEntry.objects.create(actor_kind="x", action="x", kind="x", fields=["x" * 3_000_000])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_900_000, before[1]))
    return before


def no_room_for_writes(execute, sql, params, many, context):
    """Let PostgreSQL itself say what it says when its disk is full."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        sql, params = "DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$", None
    return execute(sql, params, many, context)


def signed_in(person):
    client = Client()
    client.force_login(person.account)
    return client


def picture():
    drawn = io.BytesIO()
    Image.effect_noise((480, 480), 90).save(drawn, "PNG")
    return SimpleUploadedFile("logo.png", drawn.getvalue(), content_type="image/png")


SENTENCES = ("Auf dem Server ist kein Platz mehr.", "there is no room left on the server.")
READ = ["/sign-in/", "/n/tal/", "/n/tal/search/?q=Korn", "/n/tal/needs/", "/health/"]
READ_INSIDE = [*READ[1:], "/n/tal/due/", "/n/tal/settings/presentation/", "/n/tal/needs/new/"]


def test_who_reads_notices_nothing(house_on_it, full):
    inside, outside = signed_in(house_on_it), Client()

    with full():
        answers = {address: outside.get(address).status_code for address in READ}
        answers_inside = {address: inside.get(address).status_code for address in READ_INSIDE}
        refused = inside.get("/n/tal/needs/nowhere/").status_code

    assert answers == dict.fromkeys(READ, 200)
    assert answers_inside == dict.fromkeys(READ_INSIDE, 200)
    assert refused == 404


def test_who_writes_hears_why_and_can_write_again_when_there_is_room(house_on_it, full):
    inside = signed_in(house_on_it)
    before = rows()

    with full():
        said = inside.post("/n/tal/settings/presentation/", settings_with(picture(), inside))
        once_more = inside.get("/n/tal/settings/presentation/").status_code
        after = rows()

    assert said.status_code == 507
    assert [sentence in said.content.decode() for sentence in SENTENCES] == [True, True]
    assert (once_more, after) == (200, before)
    assert stray_files() == set()
    again = inside.post("/n/tal/settings/presentation/", settings_with(picture(), inside))
    assert (again.status_code, rows()) == (302, (before[0] + 1, before[1] + 1))
    assert shelf.missing() == []


def rows():
    """How many entries there are of what people did, and how many files."""
    return AuditEntry.objects.exclude(kind="x").count(), StoredFile.objects.count()


def settings_with(logo, client):
    return {**pressed(client.get("/n/tal/settings/presentation/")), "logo": logo}


def stray_files():
    root = shelf.path_of("00").parents[1]
    return {path.name for path in root.rglob("*") if path.is_file()} - {".lock"}


def test_the_form_of_the_sign_in_page_is_answered_with_the_reason(house_on_it, full):
    """Its token could not be kept; that is not the fault of the person."""
    browser = Client(enforce_csrf_checks=True)

    with full():
        page = browser.get("/sign-in/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        sent = {"csrfmiddlewaretoken": token, "email": "amt@tal.example"}
        said = browser.post("/sign-in/", sent)
    forged = browser.post("/sign-in/", sent)

    assert said.status_code == 507
    assert forged.status_code == 403


def test_what_breaks_before_the_view_is_said_too(db, office, as_person, monkeypatch):
    """A body too large for memory waits on the disk."""
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    def no_room(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", no_room)
    inside = as_person(office)
    inside.raise_request_exception = False
    large = SimpleUploadedFile("logo.png", bytes(3_000_000), content_type="image/png")

    said = inside.post("/n/riegelstein/settings/presentation/", {"logo": large})

    assert said.status_code == 507
    assert SENTENCES[0] in said.content.decode()


@pytest.mark.slow
def test_a_real_server_goes_on_reading_and_writes_again_when_there_is_room(small_disk):
    """Server and worker on the full disk, and nobody starts them anew."""
    if small_disk is None:
        pytest.skip("a real server needs a disk of its own, which root may mount")
    port = free_port()
    environment = {**os.environ, "KURZWEG_VAR": str(small_disk), "KURZWEG_MAIL_URL": "dummymail://"}
    environment.pop("KURZWEG_DATABASE_URL", None)
    kurzweg = [sys.executable, "-m", "kurzweg.cli"]
    found = ["init", "--name", "Tal", "--region", "Tal", "--office", "buero@tal.example"]
    subprocess.run([*kurzweg, *found], env=environment, check=True, capture_output=True)
    serve = [*kurzweg, "serve", "--port", str(port)]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE) as house:
        try:
            house.stdout.readline()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            before = asks_for_a_code(opener, port)
            fill_up(small_disk / "filler")
            reads = [get(port, address)[0] for address in ("/sign-in/", "/n/tal/", "/health/")]
            while_full = asks_for_a_code(opener, port)
            (small_disk / "filler").unlink()
            after = asks_for_a_code(opener, port)
        finally:
            house.send_signal(signal.SIGTERM)

    assert (before, reads, while_full, after) == (200, [200] * 3, 507, 200)


def get(port, address, opener=None, sent=None):
    body = urllib.parse.urlencode(sent).encode() if sent else None
    ask = opener.open if opener else urllib.request.urlopen
    try:
        with ask(f"http://127.0.0.1:{port}{address}", body, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def asks_for_a_code(opener, port):
    _, page = get(port, "/sign-in/", opener)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    sent = {"csrfmiddlewaretoken": token, "email": "buero@tal.example"}
    return get(port, "/sign-in/", opener, sent)[0]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device"), True),
        (OSError(122, "Disk quota exceeded"), True),
        (OSError(2, "No such file"), False),
        (ValueError("28"), False),
        (None, False),
    ],
)
def test_only_a_full_disk_is_called_one(error, expected):
    assert full_disk.is_cause(error) is expected


def test_another_mistake_stays_a_mistake(db, office, as_person, monkeypatch):
    """The negative control: not every error of a database is a full disk."""
    from django.db import OperationalError

    def locked(*_arguments, **_options):
        raise OperationalError("database is locked")

    inside = as_person(office)
    inside.raise_request_exception = False
    monkeypatch.setattr("kurzweg.insight.views.waiting_for", locked)

    assert inside.get("/n/riegelstein/due/").status_code == 500
