"""What the releases changed, release by release and record by record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from factbook.models.change import Changed
from factbook.register import Register
from factbook.releases import Dated


@dataclass(frozen=True)
class RecordChanges:
    """What a release changed in one record, by its present `kind/id`; empty: in open questions."""

    day: date
    release: str
    record: str
    is_new: bool
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class ReleaseChanges:
    """What a release changed: records that were new, and the others in the order of the release."""

    day: date
    release: str
    new: tuple[RecordChanges, ...]
    others: tuple[RecordChanges, ...]


def changes(releases: Iterable[Dated], register: Register) -> tuple[ReleaseChanges, ...]:
    """Return what the releases changed, newest first; a record that has moved since goes by its present name."""
    found = []
    for it in releases:
        by_record: dict[str, list[Changed]] = {}
        for one in it.release.changes:
            by_record.setdefault(_present(one.record or "", register), []).append(one)
        new = [_present(name, register) for name in it.release.new]
        rows = {name: RecordChanges(it.day, it.name, name, name in new, tuple(by_record.get(name, ())))
                for name in dict.fromkeys((*new, *by_record))}
        found.append(ReleaseChanges(it.day, it.name, tuple(row for row in rows.values() if row.is_new),
                                    tuple(row for row in rows.values() if not row.is_new)))
    return tuple(reversed(found))


def of_kind(releases: Iterable[ReleaseChanges], kind: str) -> tuple[ReleaseChanges, ...]:
    """Return what was changed in the records of a kind, without releases that changed none."""
    cut = (ReleaseChanges(it.day, it.release, *(
        tuple(row for row in rows if row.record.startswith(f"{kind}/")) for rows in (it.new, it.others)))
        for it in releases)
    return tuple(it for it in cut if it.new or it.others)


def by_record(releases: Iterable[ReleaseChanges]) -> Mapping[str, tuple[RecordChanges, ...]]:
    """Return what was changed in each record, newest first."""
    found: dict[str, tuple[RecordChanges, ...]] = {}
    for it in releases:
        for row in (*it.new, *it.others):
            found[row.record] = (*found.get(row.record, ()), row)
    return found


def _present(name: str, register: Register) -> str:
    return register.standing_for(name) or name
