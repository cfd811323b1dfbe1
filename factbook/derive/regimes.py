"""The rules of the benefit system on a day: which version of each parameter applies to a crime of that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factbook.models.benefit import Bracket, Group, Multiplier, Parameter, Rule, Version

# What stands in a cell where the rule is not known.
NOT_KNOWN = ("not known",)


@dataclass(frozen=True)
class Row:
    """A line of a comparison: what it is about, and what stands there on each of the two days.

    A cell is empty where there is no such line, NOT_KNOWN where nothing is known, else it holds the values. `label` is
    an age bracket, a multiplier, a rule, the word "rules" for all rules at once, or None for the value itself.
    """

    label: Any
    before: tuple[Any, ...]
    after: tuple[Any, ...]

    @property
    def differs(self) -> bool:
        """Say whether the two days differ here."""
        return self.before != self.after

    @property
    def form(self) -> str:
        """Return of which form of version the line is: bracket, multiplier, rule or value."""
        return {Bracket: "bracket", Multiplier: "multiplier", Rule: "rule", str: "rules"}.get(type(self.label), "value")


@dataclass(frozen=True)
class Comparison:
    """A parameter on two days: its versions, by their place, and its lines side by side."""

    ident: str
    before: int | None
    after: int | None
    rows: tuple[Row, ...]

    @property
    def differs(self) -> bool:
        """Say whether another rule holds, not merely another instrument."""
        return any(row.differs for row in self.rows)


def in_group_order(parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """Return the parameters in the order in which a calculation needs them."""
    groups = list(Group)
    return dict(sorted(parameters.items(), key=lambda item: (groups.index(item[1].group), item[1].place, item[0])))


def days_of_change(parameters: Mapping[str, Parameter]) -> tuple[date, ...]:
    """Return every day from which on another version of some parameter applies, oldest first."""
    return tuple(sorted({version.crimes.starts for it in parameters.values() for version in it.versions}))


def first_day_known(parameters: Mapping[str, Parameter]) -> date:
    """Return the first day for which the calculation of every benefit is known."""
    formulas = [parameters[ident] for ident in ("survivors-formula", "disability-formula", "serious-injury-formula")]
    return max(next(version.crimes.starts for version in it.versions if not version.not_known) for it in formulas)


def rules_on(parameters: Mapping[str, Parameter], day: date) -> dict[str, int]:
    """Return the place of the version of each parameter that applies to a crime on the day.

    A parameter that has none on the day is left out; a version whose value is not known is among them.
    """
    found = {}
    for ident, it in parameters.items():
        place = bisect_right([version.crimes.starts for version in it.versions], day) - 1
        if place >= 0 and (it.versions[place].crimes.ends is None or it.versions[place].crimes.ends >= day):
            found[ident] = place
    return found


def compare(parameters: Mapping[str, Parameter], before: date, after: date) -> tuple[Comparison, ...]:
    """Return every parameter that has a version on one of the days, side by side, in the order of the groups."""
    first, second = rules_on(parameters, before), rules_on(parameters, after)
    found = []
    for ident, it in in_group_order(parameters).items():
        old, new = first.get(ident), second.get(ident)
        if old is None and new is None:
            continue
        rows = _rows(None if old is None else it.versions[old], None if new is None else it.versions[new])
        found.append(Comparison(ident, old, new, rows))
    return tuple(found)


def _rows(old: Version | None, new: Version | None) -> tuple[Row, ...]:
    """Return the lines of two versions under each other: same label, same line."""
    cells = [_cells(version) if version else {} for version in (old, new)]
    if old and new and old.rules and new.rules and 2 * len(cells[0].keys() & cells[1].keys()) < max(map(len, cells)):
        return (Row("rules", (old.rules,), (new.rules,)),)  # worded anew: no line answers to another
    hidden = [bool(version and version.not_known) for version in (old, new)]
    if any(hidden) and all(version is not None for version in (old, new)):  # nothing is known of any line
        cells = [_all(NOT_KNOWN, cells[1 - side]) if hidden[side] else cells[side] for side in (0, 1)]
    labels = _merged([list(cell) for cell in cells])
    return tuple(Row(cells[1].get(key, cells[0].get(key))[0],
                     *(cell[key][1] if key in cell else () for cell in cells)) for key in labels)


def _all(said: tuple[Any, ...], like: dict[Any, Any]) -> dict[Any, tuple[Any, tuple[Any, ...]]]:
    return {key: (label, said) for key, (label, _) in like.items()}


def _cells(version: Version) -> dict[Any, tuple[Any, tuple[Any, ...]]]:
    """Return the lines of a version by a key that tells which line of another it corresponds to."""
    if version.not_known:
        return {"value": (None, NOT_KNOWN)}
    if version.brackets:
        return {(row.age_from, row.age_to): (row, (row.min, row.max)) for row in version.brackets}
    if version.multipliers:
        return {(row.count, row.count_from, row.grade, row.condition): (row, (row.multiplier,))
                for row in version.multipliers}
    if version.rules:
        return {row.case.en: (row, (row.outcome,)) for row in version.rules}
    return {"value": (None, (version.value,))}


def _merged(orders: list[list[Any]]) -> list[Any]:
    """Return what is in either list once, in an order that keeps that of each as far as it can."""
    old, new = orders
    merged = list(new)
    for place, key in enumerate(old):
        if key not in merged:
            before = [merged.index(other) for other in old[:place] if other in merged]
            merged.insert(max(before, default=-1) + 1, key)
    return merged
