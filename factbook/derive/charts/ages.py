"""Age tables as bars from the least to the greatest amount, version by version."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.derive.charts.drawing import (
    Axis,
    Place,
    Scale,
    Tick,
    Told,
    _told,
    round_ticks,
)
from factbook.models.base import Range
from factbook.models.benefit import Bracket, Parameter, Period


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


ROW = 24


def age_chart(parameter: Parameter) -> AgeChart:
    """Return the age tables of a parameter as bars, each version as a panel."""
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
