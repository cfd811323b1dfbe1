"""The claims of a record in the order in which a reader meets them, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factbook import walk
from factbook.dates import HonestDate
from factbook.models.base import Claim, Confidence, Detail, Evidence, Names, Record
from factbook.models.benefit import Series


@dataclass(frozen=True)
class Numbered:
    """A claim with its number on the page; `label` is a message, or text in both languages."""

    number: int
    label: str | Names
    unit: str | None
    path: walk.Path
    claim: Evidence

    @property
    def value(self) -> Any:
        """Return the value claimed, or None where the claim is a row of its own form."""
        return getattr(self.claim, "value", None)


@dataclass(frozen=True)
class Row:
    """A line of the table of key facts: a label and its claims."""

    label: str | Names
    claims: tuple[Numbered, ...]

    @property
    def is_conflict(self) -> bool:
        """Say whether the claims contradict each other."""
        return any(item.claim.confidence == Confidence.conflicting for item in self.claims)


@dataclass(frozen=True)
class Ledger:
    """All claims of a record: by number, by place, and as rows of key facts."""

    rows: tuple[Row, ...]
    all: tuple[Numbered, ...]

    @cached_property
    def _by_path(self) -> dict[walk.Path, Numbered]:
        return {item.path: item for item in self.all}

    def at(self, *path: str | int) -> Numbered:
        """Return the claim at a place."""
        return self._by_path[path]


def ledger(record: Record) -> Ledger:
    """Number the claims of a record in the order of its page: changes, key facts, then the rest."""
    numbered: list[Numbered] = []
    rows: list[Row] = []
    for name in ("changes", "instruments"):
        for index, claim in enumerate(getattr(record, name, ())):
            path = (name, index)
            numbered.append(Numbered(len(numbered) + 1, *_label_of(record, path), path, claim))
    for label, unit, claims in _rows(record):
        row = []
        for path, claim in claims:
            row.append(Numbered(len(numbered) + 1, label, unit, path, claim))
            numbered.append(row[-1])
        rows.append(Row(label, tuple(row)))
    done = {item.path for item in numbered}
    for path, claim in walk.evidence(record):
        if path not in done:
            label, unit = _label_of(record, path)
            numbered.append(Numbered(len(numbered) + 1, label, unit, path, claim))
    return Ledger(tuple(rows), tuple(numbered))


def _rows(record: Record) -> Iterator[tuple[str | Names, str | None, list[tuple[walk.Path, Claim[Any]]]]]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if field.title and isinstance(value, tuple) and value and isinstance(value[0], Claim):
            yield field.title, None, [((name, i), claim) for i, claim in enumerate(value)]
    for key, detail in record.details.items():
        yield detail.label, detail.unit, [
            (("details", key, "claims", i), claim) for i, claim in enumerate(detail.claims)
        ]


def _label_of(record: Record, path: walk.Path) -> tuple[str | Names, str | None]:
    """Return the label and unit of a claim that is no key fact, from what stands around it."""
    around: Any = record
    label: str | Names = {"changes": "What changed", "versions": "Versions", "events": "History",
                          "instruments": "Instruments"}.get(str(path[0]), str(path[0]))
    unit = getattr(record, "unit", None)
    for part in path:
        around = around[part] if isinstance(part, int) or isinstance(around, dict) else getattr(around, part)
        if isinstance(around, (Series, Detail)):
            label, unit = around.label, around.unit
    return label, unit


@dataclass(frozen=True)
class Step:
    """An entry of a record's history."""

    date: HonestDate
    label: str | Names | None
    text: Any
    claim: Numbered


def history(record: Record, claims: Ledger) -> tuple[Step, ...]:
    """Return every dated fact of the record, oldest first: dates of fields and events."""
    steps = []
    for item in claims.all:
        if isinstance(item.value, HonestDate) and item.label != "Fiscal year":
            steps.append(Step(item.value, item.label, None, item))
        elif item.path[0] == "events":
            steps.append(Step(item.claim.date, None, item.claim.text, item))  # type: ignore[attr-defined]
        elif item.path[0] == "instruments" and getattr(item.claim, "promulgated", None):
            steps.append(Step(item.claim.promulgated, "Promulgated", item.claim.number, item))  # type: ignore[attr-defined]
    return tuple(sorted(steps, key=lambda step: step.date))
