"""What is uploaded is drawn anew: nothing hidden survives, nothing odd hurts."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kurzweg.core import files
from kurzweg.core.files import NotAPicture, TooLarge, store_picture
from kurzweg.core.models import StoredFile
from kurzweg.core.shelf import path_of

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


def held(orientation: int, form: str = "JPEG") -> bytes:
    """A picture whose upper left is red and upper right is green, as a camera held so saves it."""
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 32, 16))
    upright.paste("lime", (32, 0, 64, 16))
    saved = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    drawn = io.BytesIO()
    (upright.transpose(saved) if saved else upright).save(drawn, form, exif=exif, quality=95)
    return drawn.getvalue()


def colour(pixel) -> str:
    red, green, blue, _ = pixel
    return {(1, 0, 0): "red", (0, 1, 0): "green", (1, 1, 1): "white"}[
        (red > 128, green > 128, blue > 128)
    ]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation, form):
    stored = store_picture(upload(held(orientation, form)), network_id=1)

    with Image.open(path_of(stored.digest)) as drawn:
        corners = [drawn.getpixel(at) for at in ((8, 8), (56, 8), (8, 24), (56, 24))]
        assert drawn.size == (64, 32)
    assert [colour(corner) for corner in corners] == ["red", "green", "white", "white"]


def test_a_picture_with_broken_metadata_is_a_picture():
    stored = store_picture(
        upload(picture("JPEG", exif=b"Exif\0\0 nothing of the kind")), network_id=1
    )

    assert path_of(stored.digest).exists()


def in_mode(mode: str) -> bytes:
    drawn = io.BytesIO()
    if mode == "palette with transparency":
        dots = Image.new("P", (40, 30), 1)
        dots.putpalette([0, 0, 0, 200, 200, 200])
        dots.paste(0, (0, 0, 20, 30))
        dots.save(drawn, "PNG", transparency=0)
    elif mode == "animated":
        first, second = (Image.new("RGB", (40, 30), grey) for grey in ("#c8c8c8", "black"))
        first.save(drawn, "WEBP", save_all=True, append_images=[second], lossless=True)
    elif mode == "I;16":
        Image.new(mode, (40, 30), 200 * 257).save(drawn, "PNG")
    elif mode == "CMYK":
        Image.new(mode, (40, 30), (55, 55, 55, 0)).save(drawn, "JPEG", quality=95)
    else:
        Image.new(mode, (40, 30), "#c8c8c8").save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize(
    "mode", ["L", "LA", "RGBA", "I;16", "CMYK", "palette with transparency", "animated"]
)
def test_every_kind_of_picture_shows_its_colours(mode):
    stored = store_picture(upload(in_mode(mode)), network_id=1)

    with Image.open(path_of(stored.digest)) as drawn:
        left, right = drawn.getpixel((5, 15)), drawn.getpixel((35, 15))
    assert (left[3], right[3]) == (0 if mode == "palette with transparency" else 255, 255)
    assert all(abs(part - 200) < 4 for part in right[:3])


DRAWS_LARGE_PICTURES = """
import io, json, os, re, sys, time
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from kurzweg.core import files
files.LARGEST = 10**9

def saved(mode, size, form, **options):
    path = sys.argv[1] + "/picture"
    Image.new(mode, size, 0).save(path, form, **options)
    return open(path, "rb").read()

kind = sys.argv[2]
content = {
    "png": lambda: saved("RGBA", (7200, 5400), "PNG", compress_level=1),
    "grey": lambda: saved("I;16", (7200, 5400), "PNG", compress_level=1),
    "jpeg": lambda: saved("RGB", (7200, 5400), "JPEG"),
    "progressive": lambda: saved("RGB", (6000, 4000), "JPEG", progressive=True, subsampling=0),
    "webp": lambda: saved("RGB", (4000, 3000), "WEBP", method=0),
    "long": lambda: saved("RGBA", (65_000, 600), "PNG", compress_level=1),
}[kind]
pid = os.fork()  # the child makes the picture, so that making it is not counted
if pid == 0:
    content()
    os._exit(0)
os.waitpid(pid, 0)
upload = SimpleUploadedFile("p", open(sys.argv[1] + "/picture", "rb").read())
def peak():
    # Not ru_maxrss: a new program inherits that of the one that started it.
    status = open("/proc/self/status").read()
    return int(re.search(r"VmHWM:\\s+([0-9]+) kB", status)[1]) // 1024

files._drawn_anew(SimpleUploadedFile("small", open(sys.argv[1] + "/small", "rb").read()))
before, began = peak(), time.process_time()
files._drawn_anew(upload)
print(json.dumps([peak() - before, time.process_time() - began]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
@pytest.mark.parametrize(
    "kind",
    [
        "png",
        pytest.param("grey", marks=pytest.mark.slow),
        pytest.param("jpeg", marks=pytest.mark.slow),
        pytest.param("progressive", marks=pytest.mark.slow),
        pytest.param("webp", marks=pytest.mark.slow),
        pytest.param("long", marks=pytest.mark.slow),
    ],
)
def test_the_largest_picture_takes_200_mb_and_five_seconds(tmp_path, kind):
    (tmp_path / "small").write_bytes(picture())

    ran = subprocess.run(
        [sys.executable, "-c", DRAWS_LARGE_PICTURES, tmp_path, kind],
        capture_output=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "kurzweg.settings"},
    )

    megabytes, seconds = json.loads(ran.stdout)
    assert megabytes <= 200
    assert seconds <= 5


@pytest.mark.parametrize(
    ("form", "size", "options"),
    [
        ("WEBP", (4001, 3000), {"method": 0, "quality": 1}),
        ("JPEG", (6001, 4000), {"progressive": True}),
        ("PNG", (65_536, 1), {}),
    ],
)
def test_a_picture_that_would_take_more_is_refused(form, size, options):
    with pytest.raises(TooLarge):
        store_picture(upload(picture(form, size=size, **options)), network_id=1)


PAYLOADS = {
    "page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "script": b"<?php system($_GET['c']); ?>",
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "program": b"MZ\x90\x00" + bytes(60),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(60),
    "document": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file",
    "jar": b"PK\x03\x04" + bytes(26),
    "old office": b"\xd0\xcf\x11\xe0" + bytes(60),
    "xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "playlist": b"#EXTM3U\nfile:///etc/passwd",
}
NAMES = ("logo.png", "logo.png.php", "../../logo.svg", "logo.html\x00.jpg", "CON .png")


@pytest.mark.parametrize("kind", PAYLOADS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_picture_is_refused_under_every_name(kind, name):
    with pytest.raises(NotAPicture):
        store_picture(upload(PAYLOADS[kind] + picture(), name), network_id=1)

    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("kind", PAYLOADS)
def test_nothing_but_the_picture_is_kept_of_a_file_that_is_two_things(kind, form):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.html", PAYLOADS[kind])
    content = picture(form) + PAYLOADS[kind] + archive.getvalue()

    stored = store_picture(upload(content, "logo.png.html"), network_id=1)

    kept = path_of(stored.digest).read_bytes()
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.format, drawn.info) == ("PNG", {})
    assert PAYLOADS[kind] not in kept
    assert kept.endswith(b"IEND\xaeB`\x82")
