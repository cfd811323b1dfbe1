"""Which facts were last checked too long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factbook.load import Entry, Facts
from factbook.models.base import Names, Record


@dataclass(frozen=True, order=True)
class DueFact:
    """A fact to check again: `field` and `line` (from 1) say where it stands in its file."""

    checked: date
    line: int
    field: str


@dataclass(frozen=True)
class DueRecord:
    """A record to check again: `checked` is the oldest check in it, `facts` are those due, the oldest first.

    `total` counts all facts of the record.
    None of them is due if each was checked since by itself, and only the record as a whole was not.
    """

    kind: str
    id: str
    path: str
    title: Names
    checked: date
    facts: tuple[DueFact, ...]
    total: int


@dataclass(frozen=True)
class Due:
    """What was last checked before the day `before`: kinds and their records, each with the oldest first.

    `facts` and `records` count what is due, `all_facts` and `all_records` what there is.
    """

    before: date
    kinds: dict[str, tuple[DueRecord, ...]]
    facts: int
    all_facts: int
    records: int
    all_records: int


def due(facts: Facts, today: date, years: int) -> Due:
    """Return what was last checked more than some years before today."""
    before = years_before(today, years)
    entries = [entry for entry in facts.entries if isinstance(entry.model, Record)]
    found = sorted((one for entry in entries if (one := _due(entry, before))), key=lambda one: one.checked)
    kinds: dict[str, list[DueRecord]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return Due(
        before=before,
        kinds={kind: tuple(records) for kind, records in kinds.items()},
        facts=sum(len(one.facts) for one in found),
        all_facts=sum(len(entry.found.evidence) for entry in entries),
        records=len(found),
        all_records=len(entries),
    )


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; for 29 February the 28th, where that year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _due(entry: Entry, before: date) -> DueRecord | None:
    """Return the record if it, or a fact in it, was last checked before the day."""
    record: Record = entry.model  # type: ignore[assignment]
    old = [(claim.checked or record.checked, path) for path, claim in entry.found.evidence]
    old = [(checked, path) for checked, path in old if checked < before]
    if not old and record.checked >= before:
        return None
    facts = []
    for checked, path in old:
        place = entry.problem(path, "due", "")
        facts.append(DueFact(checked, place.line, place.field))
    return DueRecord(
        entry.kind, entry.id, entry.path, record.title,
        min([checked for checked, _ in old], default=record.checked), tuple(sorted(facts)), len(entry.found.evidence))
