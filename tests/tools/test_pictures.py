"""The pictures of README and handbook: each that is shown was taken, each taken is shown."""

import re
from pathlib import Path

import pytest

from tools import pictures
from tools.pictures import FOLDER, HEAVIEST, ROOT, Picture

pytestmark = pytest.mark.plain

PAGES = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]


def shown() -> set[Path]:
    """All pictures that a page shows, wherever it stands."""
    return {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", page.read_text("utf-8"))
    }


def listed() -> set[Path]:
    return {picture.path(width) for picture in pictures.listed() for width in picture.widths}


def test_every_picture_that_is_listed_was_taken_and_is_light_enough():
    taken = {path: path.stat().st_size for path in FOLDER.glob("*.png")}

    assert taken.keys() == listed()
    assert max(taken.values()) <= HEAVIEST


def test_every_picture_that_a_page_shows_is_in_the_list():
    assert shown() <= listed()
    assert shown(), "README and handbook show pictures"


def test_a_picture_is_made_light_and_one_that_stays_heavy_is_refused_by_name(monkeypatch):
    noise = (FOLDER / "was-ansteht-1280.png").read_bytes()
    assert len(pictures.small(noise, name="a.png")) <= HEAVIEST

    monkeypatch.setattr(pictures, "HEAVIEST", 10_000)

    with pytest.raises(SystemExit, match=r"a\.png is heavier than 10,000 bytes"):
        pictures.small(noise, name="a.png")


def test_an_unknown_word_in_the_list_is_a_mistake():
    assert Picture.read({"picture": "a", "opens": "/"}).widths == (1280, 390)

    with pytest.raises(TypeError, match="clicks"):
        Picture.read({"picture": "a", "opens": "/", "clicks": []})
