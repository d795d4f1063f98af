"""Take the pictures of README and handbook from the demo, as docs/pictures/pictures.yaml says.

Each is taken anew by `make pictures`, in German, at the width of a desk and of a phone; what a page
has become is then what its readers see.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
LIST = FOLDER / "pictures.yaml"
SIZES = {1280: 860, 390: 844}  # width to height, as somebody sees it without scrolling
HEAVIEST = 150_000
COLOURS = (256, 128, 64)
PATIENCE = 300  # seconds until the demo is there


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: who opens which page, what they do there, at which widths it is taken."""

    name: str
    opens: str
    as_whom: str = "stranger"
    widths: tuple[int, ...] = (1280, 390)
    does: tuple[Mapping[str, str], ...] = ()
    shows: str = ""  # the heading that stands on top, where that is not the page's own top

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Picture:
        """Read an entry of the list; an unknown word in it is a TypeError."""
        words = {"as": "as_whom", "picture": "name"}
        told = {words.get(key, key): value for key, value in said.items()}
        told["widths"] = tuple(told.get("widths", SIZES))
        told["does"] = tuple(told.get("does", ()))
        return cls(**told)

    def path(self, width: int) -> Path:
        """Say where it lies, taken at a width."""
        return FOLDER / f"{self.name}-{width}.png"


def listed() -> list[Picture]:
    """Read which pictures there are."""
    return [Picture.read(said) for said in yaml.safe_load(LIST.read_text("utf-8"))]


def main(names: list[str]) -> int:
    wanted = [each for each in listed() if not names or each.name in names]
    with demo() as address, sync_playwright() as playwright:
        # Fields for days are the browser's own and speak its language (Debian: chromium-l10n).
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox"],
            env={**os.environ, "LANGUAGE": "de"},
        )
        for picture in wanted:
            for width in picture.widths:
                taken = take(picture, width, browser=browser, address=address)
                picture.path(width).write_bytes(taken)
                print(f"{picture.path(width).relative_to(ROOT)}  {len(taken):,} bytes")
        browser.close()
    return 0


@contextmanager
def demo() -> Iterator[str]:
    """Serve a demo of its own, with nothing in it that somebody clicked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        own = {"KURZWEG_DEMO": "1", "KURZWEG_VAR": folder}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("KURZWEG_")}
        command = [sys.executable, "-m", "kurzweg.cli", "serve", "--port", str(port)]
        with subprocess.Popen(command, env={**kept, **own}) as serving:  # noqa: S603
            address = f"http://127.0.0.1:{port}"
            try:
                wait_for(f"{address}/health/", serving)
                yield address
            finally:
                serving.terminate()


def wait_for(url: str, serving: subprocess.Popen[bytes]) -> None:
    for _second in range(PATIENCE):
        if serving.poll() is not None:
            raise SystemExit("The demo ended before it answered.")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit(f"The demo did not answer within {PATIENCE} seconds.")


def take(picture: Picture, width: int, *, browser: Browser, address: str) -> bytes:
    """Open the page as somebody in a browser of their own, and take the picture."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        locale="de-DE",
        reduced_motion="reduce",
        color_scheme="light",
    )
    page = context.new_page()
    page.goto(f"{address}/demo/")
    become(page, picture.as_whom)
    page.goto(address + picture.opens)
    for step in picture.does:
        do(page, step)
    if picture.shows:
        heading = page.get_by_role("heading", name=picture.shows).first
        heading.evaluate("each => each.scrollIntoView()")
    # The bar that changes the person is the demo's alone: no installation has it.
    page.evaluate("document.querySelector('.demo')?.remove()")
    taken = page.screenshot()
    context.close()
    return small(taken, name=picture.path(width).name)


def become(page: Page, who: str) -> None:
    if who != "office":  # as whom the demo opens
        page.locator(f"button[name=as][value={who}]").click()
        page.wait_for_load_state()


def do(page: Page, step: Mapping[str, str]) -> None:
    """Do one thing as somebody would: fill a field by its label, press what has a name."""
    match dict(step):
        case {"fill": label, "with": text}:
            page.get_by_label(label).first.fill(text)
        case {"bring": name, "as": label, "says": text}:
            file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
            page.get_by_label(label).first.set_input_files(files=[file])  # type: ignore[list-item]
        case {"press": name}:
            page.get_by_role("button", name=name).first.click()
        case {"follow": name}:
            link = page.get_by_role("link", name=name).first
            link.evaluate("each => each.removeAttribute('target')")  # the picture is of this tab
            link.click()
        case {"wait for": text}:
            page.get_by_text(text).first.wait_for()
        case _:
            raise ValueError(f"nobody knows how to do {dict(step)}")
    page.wait_for_load_state()


def small(taken: bytes, *, name: str) -> bytes:
    """Make a picture light by a palette; one that stays too heavy is refused by name."""
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in COLOURS:
        file = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= HEAVIEST:
            return file.getvalue()
    raise SystemExit(f"{name} is heavier than {HEAVIEST:,} bytes: show less of the page.")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
