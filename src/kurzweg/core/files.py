"""Uploaded files: stored under the hash of their content, images drawn anew, nothing executable."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, UnidentifiedImageError

from kurzweg.core import shelf
from kurzweg.core.errors import DomainError
from kurzweg.core.models import StoredFile

LARGEST = 10 * 1024 * 1024  # bytes of an upload
# A picture may take 200 MB while it is drawn. A JPEG is decoded small, a PNG takes 4 bytes per
# pixel; a progressive JPEG keeps up to 8 and the decoder of WebP 16, whatever is asked for.
MOST_PIXELS = {"PNG": 40_000_000, "JPEG": 40_000_000, "WEBP": 12_000_000}
MOST_PROGRESSIVE_PIXELS = 24_000_000
LONGEST_SIDE = 65_535
STRIP_PIXELS = 1_000_000
LOGO_SIDE = 480  # pixels; twice what a page shows


class TooLarge(DomainError):
    sentence = _("The picture is larger than 10 MB or has too many pixels.")


class NotAPicture(DomainError):
    sentence = _("This is not a picture we can read: PNG, JPEG and WebP are possible.")


def store_picture(upload: UploadedFile, *, network_id: int) -> StoredFile:
    """Draw a picture anew, so that nothing hidden in it survives, and store it for everybody."""
    return keep(_drawn_anew(upload), media_type="image/png", network_id=network_id)


def keep(content: bytes, *, media_type: str, network_id: int, kept_by: str = "") -> StoredFile:
    """Store a content under its hash; `kept_by`: it is read by the rights of that room alone."""
    digest = hashlib.sha256(content).hexdigest()
    # The row is seen after the file is safely on disk: a record never lacks its file. And it is
    # written first: where there is no room for it, no file is left behind.
    with transaction.atomic():
        stored, _is_new = StoredFile.objects.get_or_create(
            digest=digest,
            network_id=network_id,
            kept_by=kept_by,
            defaults={"media_type": media_type, "size": len(content)},
        )
        shelf.put([content], digest=digest)
    return stored


def drawn_anew(upload: UploadedFile, *, side: int) -> bytes:
    """Draw a picture anew as a PNG whose longer side is `side` pixels at most."""
    return _drawn_anew(upload, side=side)


def _drawn_anew(upload: UploadedFile, *, side: int = LOGO_SIDE) -> bytes:
    if upload.size is None or upload.size > LARGEST:
        raise TooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")  # odd metadata
            with Image.open(upload, formats=tuple(MOST_PIXELS)) as picture:
                pixels = picture.width * picture.height
                if pixels > _most_pixels(picture) or max(picture.size) > LONGEST_SIDE:
                    raise TooLarge
                turn = _TURNS.get(_orientation(picture))
                picture.draft(None, (2 * side, 2 * side))
                small = _reduced(picture, side=side)
                small.thumbnail((side, side))
                drawn = io.BytesIO()
                (small.transpose(turn) if turn else small).save(drawn, "PNG", optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    return drawn.getvalue()


def _most_pixels(picture: Image.Image) -> int:
    if picture.info.get("progressive"):
        return MOST_PROGRESSIVE_PIXELS
    return MOST_PIXELS[str(picture.format)]


# How a camera was held, as EXIF says it, and what sets the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _orientation(picture: Image.Image) -> int:
    try:
        held = picture.getexif().get(ExifTags.Base.Orientation)
        return held if isinstance(held, int) else 1
    except (SyntaxError, ValueError, OSError, struct.error):
        return 1  # a picture with broken metadata is a picture


def _reduced(picture: Image.Image, *, side: int) -> Image.Image:
    """Bring a picture to red, green, blue and alpha, at most twice as large as needed.

    Strip by strip: to convert or to reduce a whole picture takes its memory a second time.
    """
    factor = -(-max(picture.size) // (2 * side))
    width, height = (-(-length // factor) for length in picture.size)
    small = Image.new("RGBA", (width, height))
    rows = max(1, STRIP_PIXELS // (picture.width * factor))
    for top in range(0, height, rows):
        bottom = min(picture.height, (top + rows) * factor)
        strip = picture.crop((0, top * factor, picture.width, bottom))
        if strip.mode.startswith("I"):  # 16 bits of grey, of which 8 are shown
            strip = strip.convert("I").point(lambda grey: grey / 256).convert("L")
        small.paste(strip.convert("RGBA").reduce(factor), (0, top))
    return small
