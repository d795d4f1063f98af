"""What is uploaded is drawn anew: nothing hidden survives, nothing odd hurts."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kurzweg.core import files
from kurzweg.core.files import NotAPicture, TooLarge, path_of, store_picture
from kurzweg.core.models import StoredFile

pytestmark = pytest.mark.django_db


def picture(form: str = "PNG", *, size=(40, 30), **hidden) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, form, **hidden)
    return drawn.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose head promises a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    chunks = [(b"IHDR", head), (b"IDAT", rows)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_stored_under_its_content_as_a_small_png(form):
    stored = store_picture(upload(picture(form, size=(2000, 1000))), network_id=1)

    with Image.open(path_of(stored.digest)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (480, 240))
    assert (stored.media_type, stored.size) == ("image/png", path_of(stored.digest).stat().st_size)


def test_what_was_hidden_in_a_picture_does_not_survive():
    secret = b"GPS 51.3 N"
    content = picture("JPEG", comment=secret) + b"<script>alert(1)</script>"

    stored = store_picture(upload(content), network_id=1)

    kept = path_of(stored.digest).read_bytes()
    assert secret not in kept
    assert b"<script>" not in kept


def test_the_same_picture_twice_is_one_file_and_a_row_per_network():
    for network_id in (1, 1, 2):
        store_picture(upload(picture()), network_id=network_id)

    assert StoredFile.objects.count() == 2
    assert len({stored.digest for stored in StoredFile.objects.all()}) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture("GIF"),
        picture("BMP"),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        b"RIFF\xff\xff\xff\xffWEBPVP8X",
        b"%PDF-1.7",
        b"PK\x03\x04",
    ],
)
def test_only_pictures_are_taken(content):
    with pytest.raises(NotAPicture):
        store_picture(upload(content), network_id=1)

    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_damaged_picture_is_a_sentence_and_no_mistake_of_ours(form):
    whole = picture(form)
    refused = 0
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        for damaged in (whole[:place], whole[:place] + b"\xff\x00" + whole[place + 2 :]):
            try:
                store_picture(upload(damaged), network_id=1)
            except (NotAPicture, TooLarge):
                refused += 1

    assert refused >= 10


@pytest.mark.parametrize(
    "content",
    [
        png_claiming(50_000, 50_000),
        png_claiming(10_000, 10_000),
        png_claiming(9_000, 9_000),
        picture(size=(8000, 5001)),
    ],
)
def test_a_bomb_is_refused_before_it_is_drawn(content):
    with pytest.raises(TooLarge):
        store_picture(upload(content), network_id=1)


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)

    with pytest.raises(TooLarge):
        store_picture(upload(picture()), network_id=1)


def test_a_file_has_a_name_that_says_its_content():
    stored = store_picture(upload(picture(), name="../../etc/passwd"), network_id=1)

    assert path_of(stored.digest).name == stored.digest == str(stored.digest)
    assert str(stored) == stored.digest[:12]
