"""What drawings are made of: scales with round ticks, labels that keep out of each other's way; no markup, no words.

Lengths are units of the drawing, which is WIDTH wide; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from factbook.models.base import About, Range

WIDTH = 400
LEAST_POINTS = 3  # a line of fewer is read faster from its table
READABLE = 10  # lines of one drawing: the highest of one is at most so many times that of another
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALL_LABELLED = 6  # so many figures at most are all labelled; of more only the first, the last and the highest
DIGIT = 7  # the width of a digit of a label
LINE = 13  # the height of a label

Place = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high`, on a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value stands, to a tenth."""
        place = round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)
        return int(place) if place == int(place) else place


def round_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return at most `most` (3 or more) values that cover low to high: steps of 1, 2 or 5 times a power of ten."""
    power = floor(log10((high - low) / most)) if high > low else 0
    while True:
        for digit in (1, 2, 5):
            step = digit * 10.0**power
            first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
            last = max(last, first + 1)
            if last - first < most:
                # Not n * step: 3 * 0.1 is not 0.3.
                return tuple(n * digit * 10**power if power >= 0 else n * digit / 10**-power
                             for n in range(first, last + 1))
        power += 1


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is said there: a number, a day, or a year as it is written in data."""

    at: float
    value: Any


@dataclass(frozen=True)
class Axis:
    """The ticks of an axis of numbers, and its unit."""

    unit: str
    ticks: tuple[Tick, ...]

    def power(self, powers: Iterable[str]) -> int:
        """Return the first of the powers of ten of which every tick is a multiple; 0 if none."""
        return next((int(power) for power in powers if all(tick.value % 10 ** int(power) == 0 for tick in self.ticks)),
                    0)

    @staticmethod
    def counted(value: float, power: int) -> float:
        """Return a value in units of the power of ten."""
        return value / 10**power if power else value


def _upright(high: float, unit: str, top: float, bottom: float) -> tuple[Scale, Axis]:
    """Return an upright scale from zero, so that heights compare, to a round number at or above `high`."""
    values = round_ticks(0, high, 6)
    scale = Scale(values[0], values[-1], bottom, top)
    return scale, Axis(unit, tuple(Tick(scale.at(value), value) for value in values))


def bounds(value: Any) -> tuple[float | None, float | None]:
    """Return the least and the greatest that a figure can be; both the same but for a range."""
    if isinstance(value, Range):
        return value.min, value.max
    number = value.about if isinstance(value, About) else value
    return number, number


def _reach(value: Any) -> float:
    """Return the greatest number that is known of a figure."""
    low, high = bounds(value)
    return high if high is not None else low or 0


def _step(count: int, most: int) -> int:
    """Return a round number of years so that a tick every so many gives at most `most`."""
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if count / step <= most)


@dataclass(frozen=True)
class Label:
    """A number written beside what it belongs to; `anchor` is start, middle or end."""

    x: float
    y: float
    anchor: str
    value: Any


class _Free:
    """What labels have been written, so that no two stand on each other."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def take(self, x: float, y: float, anchor: str, width: float) -> bool:
        """Take the room for a label, and say whether it was free."""
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        if any(left < end and start < left + width and abs(y - other) < LINE for start, end, other in self._taken):
            return False
        self._taken.append((left, left + width, y))
        return True


@dataclass(frozen=True)
class Told:
    """What a drawing shows, to be said in words: pairs of when and what, and when nothing is known."""

    first: tuple[Any, Any]
    last: tuple[Any, Any]
    highest: tuple[Any, Any]
    missing: tuple[Any, ...] = ()


def _told(pairs: Sequence[tuple[Any, Any]], missing: Iterable[Any] = ()) -> Told:
    return Told(pairs[0], pairs[-1], max(pairs, key=lambda pair: _reach(pair[1])), tuple(missing))


@dataclass(frozen=True)
class Gap:
    """Years without a figure, or a time of which the value is not known; a hatched field."""

    x: float
    width: float
