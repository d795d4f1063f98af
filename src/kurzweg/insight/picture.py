"""The growth of a network as a picture: who joined above the line, who left below it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format

from kurzweg.networks.growth import Period

WIDTH, HEIGHT, MARGIN = 640, 150, 28  # in the units of the picture
GAP = 0.28  # of the room of a bar, left free


@dataclass(frozen=True, slots=True)
class Bar:
    """A period as two rectangles, and where its year is written."""

    label: str
    x: float
    width: float
    top: float
    up: float
    down: float
    is_written: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars, the line between them, and how large the picture is."""

    bars: list[Bar]
    line: float
    width: int = WIDTH
    height: int = HEIGHT + MARGIN
    foot: int = HEIGHT + MARGIN - 4


def label_of(period: Period, *, by_month: bool) -> str:
    """Name a period: "2024", "Mai"."""
    return date_format(period.first, "F") if by_month else str(period.first.year)


def drawn(periods: list[Period], labels: list[str]) -> Picture | None:
    """Draw periods with their labels; None where nobody joined or left."""
    most_up = max((period.joined for period in periods), default=0)
    most_down = max((period.left for period in periods), default=0)
    if not most_up + most_down:
        return None
    unit, room = HEIGHT / (most_up + most_down), WIDTH / len(periods)
    line = round(most_up * unit, 1)
    every = len(periods) // 8 + 1  # so many labels that none touches the next on a phone
    bars = [
        Bar(
            label=label,
            x=round(number * room + room * GAP / 2, 1),
            width=round(room * (1 - GAP), 1),
            top=round(line - period.joined * unit, 1),
            up=round(period.joined * unit, 1),
            down=round(period.left * unit, 1),
            is_written=(len(periods) - 1 - number) % every == 0,
        )
        for number, (period, label) in enumerate(zip(periods, labels, strict=True))
    ]
    return Picture(bars, line)
