"""Yearly figures as lines broken at gaps, those counted alike in one drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factbook.dates import HonestDate
from factbook.derive.charts.drawing import (
    ALL_LABELLED,
    DIGIT,
    LEAST_POINTS,
    LETTERS,
    LINE,
    READABLE,
    Axis,
    Gap,
    Label,
    Place,
    Scale,
    Tick,
    Told,
    _Free,
    _reach,
    _step,
    _told,
    _upright,
    bounds,
)
from factbook.models.base import About, Range
from factbook.models.benefit import Point, Series, Statistic


@dataclass(frozen=True)
class Mark:
    """A figure as a mark; hollow if its source calls it approximate."""

    x: float
    y: float
    point: Point
    approximate: bool


@dataclass(frozen=True)
class Bar:
    """A figure known within bounds, as a bar; open at an end for which there is no bound."""

    x: float
    top: float
    bottom: float
    point: Point
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True)
class Line:
    """One series: `parts` are the lines between neighbouring years, a gap parts them.

    `shape` tells its marks and dashes from those of others; `name_at` is the place for its letter.
    """

    key: str
    series: Series
    letter: str
    shape: int
    parts: tuple[tuple[Place, ...], ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    name_at: Place
    told: Told


@dataclass(frozen=True)
class LineChart:
    """Series that are counted in one way, over the years."""

    height: float
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    years: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    lines: tuple[Line, ...]
    fiscal: bool

    @property
    def approximate(self) -> bool:
        """Say whether a mark is hollow."""
        return any(mark.approximate for line in self.lines for mark in line.marks)

    @property
    def ranges(self) -> bool:
        """Say whether there is a bar."""
        return any(line.bars for line in self.lines)


@dataclass(frozen=True)
class Group:
    """Series of a record that stand together, and their chart; none where there are too few figures."""

    keys: tuple[str, ...]
    chart: LineChart | None


def figures(statistic: Statistic) -> tuple[Group, ...]:
    """Return every series of the record once: in one chart only those of one unit, one basis and like size."""
    groups: dict[Any, list[str]] = {}
    for key, series in statistic.series.items():
        if len(series.points) < LEAST_POINTS:
            groups[key] = [key]
            continue
        basis = series.basis.en if series.basis else key
        alike = (series.unit, basis, _year(series.points[0].period)[0])
        reach = _height(series)
        for other, keys in groups.items():
            if other[:-1] == alike and all(
                    reach <= READABLE * _height(it) and _height(it) <= READABLE * reach
                    for it in (statistic.series[one] for one in keys)):
                keys.append(key)
                break
        else:
            groups[(*alike, key)] = [key]
    return tuple(Group(tuple(keys), line_chart({key: statistic.series[key] for key in keys}))
                 for keys in groups.values())


def _height(series: Series) -> float:
    return max(_reach(point.value) for point in series.points)


def _year(period: HonestDate) -> tuple[bool, int]:
    """Return whether a period is a fiscal year, and its year."""
    known = period.first or period.last or ""
    return known.startswith("FY"), period.earliest.year if period.first else period.latest.year


def _written(fiscal: bool, year: int) -> str:
    return f"FY{year}" if fiscal else f"{year}"


def _middle(period: HonestDate) -> float:
    if not period.first or not period.last:
        return (period.earliest if period.first else period.latest).toordinal()
    return (period.earliest.toordinal() + period.latest.toordinal() + 1) / 2


def line_chart(series: dict[str, Series]) -> LineChart | None:
    """Return the chart of series that share unit and basis, or None if all have too few points."""
    if any(len(one.points) < LEAST_POINTS for one in series.values()):
        return None
    height, left, right, top, bottom = 216, 48, 384, 32, 190
    known = {_year(point.period) for one in series.values() for point in one.points}
    fiscal = all(is_fiscal for is_fiscal, _ in known)
    had = {year for _, year in known}
    first, last = min(had), max(had)
    month = 4 if fiscal else 1
    across = Scale(date(first, month, 1).toordinal(), date(last + 1, month, 1).toordinal(), left, right)
    upright, axis = _upright(max(_height(one) for one in series.values()), next(iter(series.values())).unit,
                             top, bottom)
    slots = {year: (across.at(date(year, month, 1).toordinal()), across.at(date(year + 1, month, 1).toordinal()))
             for year in range(first, last + 1)}
    step = _step(last - first + 1, 5)
    years = tuple(Tick(round(sum(slots[year]) / 2, 1), HonestDate.parse(_written(fiscal, year)))
                  for year in slots if year % step == 0)
    gaps = tuple(Gap(slots[a][0], round(slots[b][1] - slots[a][0], 1)) for a, b in _runs(set(slots) - had))
    free = _Free()
    lines = tuple(_line(key, one, place, across, upright, free, len(series) == 1, fiscal)
                  for place, (key, one) in enumerate(series.items()))
    return LineChart(height, left, right, top, bottom, axis, years, gaps, _with_letters_apart(lines), fiscal)


def _runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of years without a hole."""
    ordered = sorted(years)
    for place, year in enumerate(ordered):
        if place == 0 or ordered[place - 1] != year - 1:
            start = year
        if place + 1 == len(ordered) or ordered[place + 1] != year + 1:
            yield start, year


def _line(key: str, series: Series, place: int, across: Scale, upright: Scale, free: _Free, is_alone: bool,
          fiscal: bool) -> Line:
    marks: list[Mark] = []
    bars: list[Bar] = []
    parts: list[list[Place]] = []
    points = sorted(series.points, key=lambda point: point.period)
    before: tuple[float, bool, int] | None = None
    for point in points:
        x, (low, high), (in_fiscal, year) = across.at(_middle(point.period)), bounds(point.value), _year(point.period)
        if isinstance(point.value, Range):
            bars.append(Bar(x, upright.end if high is None else upright.at(high),
                            upright.start if low is None else upright.at(low), point, high is None, low is None))
            before = None
            continue
        assert high is not None
        marks.append(Mark(x, upright.at(high), point, isinstance(point.value, About)))
        # Joined only with the year before, counted in the same sort of year: a gap stays a gap.
        if before is None or before[0] == x or before[1] != in_fiscal or year - before[2] > 1:
            parts.append([])
        parts[-1].append((x, marks[-1].y))
        before = (x, in_fiscal, year)
    had = {_year(point.period)[1] for point in points}
    missing = [HonestDate.parse(_written(fiscal, a) if a == b else f"{_written(fiscal, a)}/{_written(fiscal, b)}")
               for a, b in _runs(set(range(min(had), max(had) + 1)) - had)]
    told = _told([(point.period, point.value) for point in points], missing)
    ends = (*((mark.x, mark.y) for mark in marks), *((bar.x, bar.top) for bar in bars))
    x, y = max(ends)
    return Line(key, series, LETTERS[place % len(LETTERS)], place, tuple(tuple(part) for part in parts if part[1:]),
                tuple(marks), tuple(bars), tuple(_labels(marks, told, free) if is_alone else ()), (x + 7, y + 4), told)


def _labels(marks: list[Mark], told: Told, free: _Free) -> Iterator[Label]:
    """Yield the numbers of a single line, as far as there is room: highest, last and first before the others."""
    named = [when for when, _ in (told.highest, told.last, told.first)]
    chosen = sorted((mark for mark in marks if len(marks) <= ALL_LABELLED or mark.point.period in named),
                    key=lambda mark: named.index(mark.point.period) if mark.point.period in named else len(named))
    for mark in chosen:
        for y in (mark.y - 8, mark.y + 17):
            if y > 16 and free.take(mark.x, y, "middle", (7 if mark.approximate else 5) * DIGIT):
                yield Label(mark.x, y, "middle", mark.point.value)
                break


def _with_letters_apart(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with their letters moved apart where two would stand on each other."""
    free = _Free()
    moved = {}
    for line in sorted(lines, key=lambda line: line.name_at[1]):
        x, y = line.name_at
        while not free.take(x, y, "start", 2 * DIGIT):
            y += LINE
        moved[line.key] = replace(line, name_at=(x, y))
    return tuple(moved[line.key] for line in lines)
