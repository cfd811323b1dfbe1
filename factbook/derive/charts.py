"""Numbers to the geometry of charts: scales with round ticks, lines broken at gaps, bars; no markup, no words.

Lengths are units of the drawing, which is WIDTH wide; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from factbook.dates import HonestDate
from factbook.models.base import About, Range, Table, Text
from factbook.models.benefit import Bracket, Parameter, Period, Point, Series, Statistic, Version

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


# Figures of a statistic -------------------------------------------------------------------------


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
class Gap:
    """Years without a figure, or a time of which the value is not known; a hatched field."""

    x: float
    width: float


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


# A parameter over the day of the crime ----------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """A value while it held, from x to `end`; `bottom` only for a range."""

    x: float
    end: float
    y: float
    bottom: float | None
    approximate: bool
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class StepPanel:
    """One value over time; `case` is what it is for, where a table has several."""

    case: Text | None
    runs: tuple[Run, ...]
    joints: tuple[tuple[float, float, float], ...]
    gaps: tuple[Gap, ...]
    told: Told


@dataclass(frozen=True)
class StepChart:
    """A parameter as steps over the day of the crime; its panels share both scales.

    A case of which nothing is known in any version has no panel.
    """

    form = "steps"
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    years: tuple[Tick, ...]
    starts: date
    today: date
    panels: tuple[StepPanel, ...]


@dataclass(frozen=True)
class AgeRow:
    """The ages of a bracket with the bar of its amounts.

    `min_change` and `max_change` say how the amounts stand to those of the version before for the same ages:
    "higher", "lower", "mixed", or None where they are the same. `before` holds the bars of that version.
    """

    bracket: Bracket
    y: float
    x: float
    end: float
    min_change: str | None
    max_change: str | None
    before: tuple[Place, ...]


@dataclass(frozen=True)
class AgePanel:
    """An age table; without rows it is not known."""

    crimes: Period
    height: float
    rows: tuple[AgeRow, ...]
    told: Told | None


@dataclass(frozen=True)
class AgeChart:
    """The age tables of a parameter, version by version; the panels share a scale."""

    form = "ages"
    left: float
    right: float
    top: float
    axis: Axis
    panels: tuple[AgePanel, ...]

    @property
    def changes(self) -> frozenset[str]:
        """Return in which ways panels differ from the ones before them."""
        found = {change for panel in self.panels for row in panel.rows for change in (row.min_change, row.max_change)}
        return frozenset(found - {None})  # type: ignore[arg-type]


Chart = StepChart | AgeChart


def parameter_chart(parameter: Parameter, today: date) -> Chart | None:
    """Return the history of a parameter as a chart, or None for rules, words and lists."""
    if parameter.unit is None:
        return None
    if any(version.brackets for version in parameter.versions):
        return _age_chart(parameter)
    cases = [_cases(version) for version in parameter.versions]
    if None in cases or not any(cases):
        return None
    return _step_chart(parameter, cases, today)  # type: ignore[arg-type]


Case = tuple[Text | None, Any]


def _cases(version: Version) -> dict[str, Case] | None:
    """Return what a version sets, case by case: one number or range, or the rows of a table of least and most.

    Empty: not known. None: nothing that can be drawn.
    """
    if version.not_known:
        return {}
    if isinstance(version.value, bool):
        return None
    if isinstance(version.value, (int, float, About, Range)):
        return {"": (None, version.value)}
    if not isinstance(version.value, Table) or len(version.value.columns) != 3:
        return None
    found: dict[str, Case] = {}
    for case, low, high in version.value.rows:
        numbers = [cell for cell in (low, high) if cell is not None]
        if not isinstance(case, Text) or not all(type(cell) in (int, float) for cell in numbers):
            return None
        found[case.en] = (case, Range(min=low, max=high) if numbers else None)  # type: ignore[arg-type]
    return found


def _step_chart(parameter: Parameter, cases: list[dict[str, Case]], today: date) -> StepChart | None:
    values = [value for case in cases for _, value in case.values() if value is not None]
    if not values:
        return None
    height, left, right, top, bottom = 210, 48, 396, 32, 166
    starts = parameter.versions[0].crimes.starts
    ends = max(today, parameter.versions[-1].crimes.starts)
    across = Scale(starts.toordinal(), ends.toordinal() + 1, left, right)
    upright, axis = _upright(max(_reach(value) for value in values), parameter.unit or "", top, bottom)
    step = _step(ends.year - starts.year + 1, 6)
    first = starts.year if starts.month == starts.day == 1 else starts.year + 1
    years = tuple(Tick(across.at(date(year, 1, 1).toordinal()), HonestDate.parse(f"{year}"))
                  for year in range(first, ends.year + 1) if year % step == 0)

    def reach(version: Version) -> tuple[float, float]:
        last = version.crimes.ends
        return (across.at(version.crimes.starts.toordinal()),
                across.at(last.toordinal() + 1) if last and last < ends else right)

    names = {name: text for case in cases for name, (text, value) in case.items() if value is not None}
    panels = tuple(_step_panel(name, text, parameter.versions, cases, reach, upright) for name, text in names.items())
    return StepChart(height, left, right, top, bottom, axis, years, starts, today, panels)


def _step_panel(name: str, case: Text | None, versions: Sequence[Version], cases: list[dict[str, Case]],
                reach: Callable[[Version], Place], upright: Scale) -> StepPanel:
    runs: list[Run] = []
    gaps: list[Gap] = []
    pairs: list[tuple[date, Any]] = []
    missing: list[HonestDate] = []
    free = _Free()
    for version, found in zip(versions, cases, strict=True):
        x, end = reach(version)
        value = found[name][1] if name in found else None
        if value is not None and runs and runs[-1].end == x and pairs[-1][1] == value:
            runs[-1] = replace(runs[-1], end=end)  # another version, the same value
        elif value is not None:
            low, high = bounds(value)
            y = upright.end if high is None else upright.at(high)
            bottom = (upright.start if low is None else upright.at(low)) if isinstance(value, Range) else None
            edges = ((y, high, -5), (bottom, low, 14)) if bottom is not None else ((y, high, -5),)
            runs.append(Run(x, end, y, bottom, isinstance(value, About), _run_labels(x, end, edges, upright, free)))
            pairs.append((version.crimes.starts, value))
        elif not found or name in found:
            gaps.append(Gap(x, round(end - x, 1)))
            missing.append(HonestDate.parse(f"{version.crimes.starts}/{version.crimes.ends or ''}"))
    joints = tuple((b.x, a.y, b.y) for a, b in pairwise(runs)
                   if a.bottom is None and b.bottom is None and a.end == b.x and a.y != b.y)
    return StepPanel(case, tuple(runs), joints, tuple(gaps), _told(pairs, missing))


def _run_labels(x: float, end: float, edges: Iterable[tuple[float, float | None, float]], upright: Scale,
                free: _Free) -> tuple[Label, ...]:
    """Return the numbers of a run: above its line, or for a range above its top and below its bottom."""
    found = []
    width = 6 * DIGIT
    anchor, at = ("end", end) if x + width > WIDTH else ("start", x + 1)
    for y, value, off in edges:
        if value is None:
            continue
        # No room below: inside.
        places = (y + off, y - 5) if off > 0 and y + off < upright.start - 2 else (y - 5, y - 5 - LINE)
        for place in places:
            if free.take(at, place, anchor, width):
                found.append(Label(at, place, anchor, value))
                break
    return tuple(found)


# Age tables -------------------------------------------------------------------------------------

ROW = 24


def _age_chart(parameter: Parameter) -> AgeChart:
    left, right, top = 124, 346, 26
    values = round_ticks(0, max(row.max for version in parameter.versions for row in version.brackets), 5)
    across = Scale(values[0], values[-1], left, right)
    axis = Axis(parameter.unit or "", tuple(Tick(across.at(value), value) for value in values))
    panels = []
    before: tuple[Bracket, ...] = ()
    for version in parameter.versions:
        rows = tuple(_age_row(row, top + ROW * number, across, before) for number, row in enumerate(version.brackets))
        told = _told([(row, Range(min=row.min, max=row.max)) for row in version.brackets]) if rows else None
        height = top + ROW * len(rows) + 22 if rows else 40
        panels.append(AgePanel(version.crimes, height, rows, told))
        before = version.brackets
    return AgeChart(left, right, top, axis, tuple(panels))


def _age_row(row: Bracket, y: float, across: Scale, before: tuple[Bracket, ...]) -> AgeRow:
    old = [other for other in before if _overlap(row, other)]
    return AgeRow(row, y, across.at(row.min), across.at(row.max),
                  _change([other.min for other in old], row.min), _change([other.max for other in old], row.max),
                  tuple(dict.fromkeys((across.at(other.min), across.at(other.max)) for other in old)))


def _overlap(one: Bracket, other: Bracket) -> bool:
    return ((one.age_to is None or one.age_to >= other.age_from)
            and (other.age_to is None or other.age_to >= one.age_from))


def _change(before: list[int], now: int) -> str | None:
    """Return how a number stands to those that it took the place of."""
    if all(other == now for other in before):
        return None
    if all(other <= now for other in before):
        return "higher"
    return "lower" if all(other >= now for other in before) else "mixed"
