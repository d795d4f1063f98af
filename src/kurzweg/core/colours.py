"""A network's colour, made readable on light and on dark paper."""

from __future__ import annotations

import re

LIGHT_PAPER = "#f2f3ef"  # the darkest ground of the light page, see kurzweg.css
DARK_PAPER = "#1e2226"  # the lightest ground of the dark page
READABLE = {LIGHT_PAPER: 4.8, DARK_PAPER: 6.5}  # above the 4.5 of WCAG 2.2 AA; dark glares less

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def _parts(colour: str) -> tuple[float, float, float]:
    if not _HEX.fullmatch(colour):
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance, source: WCAG 2.2, definition of "relative luminance"."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Answer the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, *, on: str) -> str:
    """Mix a colour with black or white, no further than needed to read it on that ground."""
    target = 0.0 if _luminance(on) > 0.5 else 1.0
    parts = _parts(colour)
    for share in range(101):
        mixed = (part + (target - part) * share / 100 for part in parts)
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
        if contrast(colour, on) >= READABLE[on]:
            break
    return colour


def theme_css(accent: str, *, dark: str = "") -> str:
    """Write the style sheet of a network: its accent, readable on light and on dark paper."""
    light = readable(accent, on=LIGHT_PAPER)
    dark = readable(dark or accent, on=DARK_PAPER)
    return (
        f":root{{--accent:{light};--on-accent:#ffffff}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:#101316}}}}\n"
        "@media print{:root{--accent:#000000}}\n"
    )
