"""A parameter as steps over the day of the crime."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from factbook.dates import HonestDate
from factbook.derive.charts.drawing import (
    DIGIT,
    LINE,
    WIDTH,
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
from factbook.models.base import About, Range, Table, Text
from factbook.models.benefit import Parameter, Version


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


Case = tuple[Text | None, Any]


def cases_of(version: Version) -> dict[str, Case] | None:
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


def step_chart(parameter: Parameter, cases: list[dict[str, Case]], today: date) -> StepChart | None:
    """Return the cases of a parameter as steps over the day of the crime, or None where no value is known."""
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
