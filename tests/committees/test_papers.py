"""Files of a committee: kept by what they hold, fetched by whoever sits there today."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from kurzweg.committees.actions import papers
from kurzweg.committees.models import Paper
from kurzweg.core.models import StoredFile
from tests.committees.factories import CommitteeFactory, paper_of, seated

pytestmark = pytest.mark.django_db


def spreadsheet(*more: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in ("[Content_Types].xml", "xl/workbook.xml", *more):
            file.writestr(name, "<x/>")
    return packed.getvalue()


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), "teal").save(drawn, "JPEG", comment=b"hidden words")
    return drawn.getvalue()


def add(browser, circle, content: bytes, name: str):
    sent = {"paper": SimpleUploadedFile(name, content)}
    page = f"/n/riegelstein/committees/{circle.public_id}/files/add/"
    return browser.post(page, sent, follow=True).content.decode()


def page_of(paper, rest: str = "") -> str:
    return f"/n/riegelstein/committee-files/{paper.public_id}/{rest}"


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (b"%PDF-1.7\n", "Haushalt 2027.pdf", "Haushalt 2027.pdf"),
        (b"%PDF-1.7\n", "../../Haushalt.exe", "Haushalt.pdf"),
        (spreadsheet(), "Liste.xlsx", "Liste.xlsx"),
        (picture(), "Tafel.jpeg", "Tafel.png"),
        (picture(), ".jpg", "datei.png"),
    ],
)
def test_a_file_is_kept_by_what_it_holds_and_comes_back_as_a_download(
    as_person, circle, chair, content, name, kept_as
):
    browser = as_person(chair)
    add(browser, circle, content, name)

    paper = Paper.objects.in_network(circle.network_id).get()
    fetched = browser.get(page_of(paper))

    assert paper.name == kept_as
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    assert b"hidden words" not in fetched.content
    assert (
        fetched.content[:4]
        == {"pdf": b"%PDF", "xls": b"PK\x03\x04", "png": b"\x89PNG"}[kept_as.rpartition(".")[2][:3]]
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"PK\x03\x04 broken",
        spreadsheet("xl/vbaProject.bin"),
        b"<html><script>alert(1)</script>",
    ],
)
def test_what_we_cannot_keep_is_refused_in_a_sentence(desk, circle, content):
    said = add(desk, circle, content, "Liste.xlsx")

    assert "können wir nicht ablegen" in said
    assert not StoredFile.objects.exists()


def test_too_large_a_file_is_refused(desk, circle):
    said = add(desk, circle, b"%PDF-" + bytes(10 * 1024 * 1024), "Groß.pdf")

    assert "größer als 10 MB" in said
    assert not Paper.objects.in_network(circle.network_id).exists()


def test_nothing_chosen_is_said(desk, circle):
    page = f"/n/riegelstein/committees/{circle.public_id}/files/add/"

    assert "keine Datei gewählt" in desk.post(page, {}, follow=True).content.decode()


def test_who_sits_there_today_fetches_it_and_nobody_else(
    as_person, circle, chair, sawyer, network, client
):
    paper = paper_of(circle)
    seated(sawyer, CommitteeFactory(network=network), "chair")

    before = as_person(chair).get(page_of(paper)).status_code
    circle.seats.update(until=network.today())

    assert (before, as_person(chair).get(page_of(paper)).status_code) == (200, 404)
    assert as_person(sawyer).get(page_of(paper)).status_code == 404


def test_nobody_gets_it_by_its_hash_where_pictures_are_served(client, circle):
    paper = paper_of(circle)
    shown = StoredFile.objects.create(
        digest=paper.stored.digest, network_id=9, media_type="image/png", size=1
    )

    where = f"/n/riegelstein/files/{paper.stored.digest}/"
    hidden = client.get(where).status_code
    StoredFile.objects.filter(pk=shown.pk).update(network_id=circle.network_id)

    assert (hidden, client.get(where).status_code) == (404, 200)


def test_a_plain_member_reads_files_and_changes_none(as_person, circle, sawyer):
    paper = paper_of(circle)
    seated(sawyer, circle)
    browser = as_person(sawyer)

    assert browser.get(page_of(paper)).status_code == 200
    assert browser.post(page_of(paper, "remove/")).status_code == 404
    add(browser, circle, b"%PDF-1.7", "x.pdf")
    assert Paper.objects.in_network(circle.network_id).count() == 1


def test_what_was_taken_away_is_forgotten_in_one_of_the_next_nights(desk, circle, network):
    gone, kept = paper_of(circle), paper_of(CommitteeFactory(network=network))
    StoredFile.objects.filter(pk=gone.stored_id).update(digest="a" * 64)
    kept.stored = StoredFile.objects.create(
        digest="b" * 64, network_id=network.pk, media_type="p", size=1, kept_by="committees"
    )
    kept.save()
    other = StoredFile.objects.create(
        digest="c" * 64, network_id=network.pk, media_type="p", size=1, kept_by="another room"
    )

    desk.post(page_of(gone, "remove/"))

    at_once = papers.forget_unnamed()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        later = papers.forget_unnamed()
    assert (at_once, later) == (0, 1)
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {kept.stored_id, other.pk}
