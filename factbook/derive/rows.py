"""What differs between two tables, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factbook.models.base import Range, Table
from factbook.models.benefit import Bracket, Multiplier, Rule


@dataclass(frozen=True)
class RowDifference:
    """A row that differs: what it is for (an age bracket, text, or a cell), and what stands there; None: no such row.

    The values are tuples of what the further cells hold.
    """

    label: Any
    before: tuple[Any, ...] | None
    after: tuple[Any, ...] | None


def rows_that_differ(before: Any, after: Any) -> tuple[RowDifference, ...]:
    """Return the rows that differ between two versions of a parameter, or two tables, in the order of the later."""
    was, now = _rows(before), _rows(after)
    return tuple(
        RowDifference((now.get(key) or was[key])[0], was[key][1] if key in was else None,
                      now[key][1] if key in now else None)
        for key in dict.fromkeys((*now, *was)) if key not in was or key not in now or was[key][1] != now[key][1])


def _rows(table: Any) -> dict[Any, tuple[Any, tuple[Any, ...]]]:
    """Return the rows of a table by what stays when their values change: label and values of each."""
    found: dict[Any, tuple[Any, tuple[Any, ...]]] = {}
    for row in table.rows if isinstance(table, Table) else _of_version(table):
        key, label, values = _row(row)
        while key in found:  # rows of the same name are told apart by their place
            key = (key, "again")
        found[key] = (label, values)
    return found


def _of_version(version: Any) -> tuple[Any, ...]:
    if isinstance(getattr(version, "value", None), Table):
        return tuple(version.value.rows)
    return next((rows for name in ("brackets", "multipliers", "rules") if (rows := getattr(version, name, ()))), ())


def _row(row: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    if isinstance(row, Bracket):
        return (row.age_from, row.age_to), row, (Range(min=row.min, max=row.max),)
    if isinstance(row, Multiplier):
        return (row.case.en, row.count, row.count_from, row.grade, row.condition), row.case, (row.multiplier,)
    if isinstance(row, Rule):
        said = (getattr(row, name) for name in type(row).model_fields if name not in ("case", "article", "key", "unit"))
        return (row.case.en, row.key), row.case, tuple(it for it in said if it not in ((), None) and it is not False)
    return repr(row[0]), row[0], tuple(row[1:])
