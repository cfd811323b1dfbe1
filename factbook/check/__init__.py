"""The rules that records must keep; each yields problems, one place tells them.

A rule of EACH looks at one file; a rule ACROSS looks at the outlines of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from factbook.check import benefits, dates, references, sources
from factbook.check.outline import Outline, outline
from factbook.load import Entry, Facts, in_order
from factbook.problems import Problem
from factbook.register import ids_never_vanish, read_register
from factbook.releases import read_releases, releases_speak_of_records

EACH: tuple[Callable[[Entry], Iterable[Problem]], ...] = (*sources.EACH, *dates.EACH, *benefits.EACH)
ACROSS: tuple[Callable[[Sequence[Outline]], Iterable[Problem]], ...] = (*references.ACROSS, *sources.ACROSS)


def check(facts: Facts) -> list[Problem]:
    """Return every problem of the facts, those of reading included, sorted.

    Rules across records run over what could be read, so that one run tells everything.
    """
    found = set(facts.problems)
    for entry in facts.entries:
        found.update(check_one(entry))
    outlines = sorted(map(outline, (*facts.entries, *facts.unread)), key=in_order)
    return sorted(found.union(check_across(outlines, facts.folder)))


def check_one(entry: Entry) -> Iterator[Problem]:
    """Yield the problems inside a file."""
    for rule in EACH:
        yield from rule(entry)


def check_across(outlines: Sequence[Outline], data: Path) -> Iterator[Problem]:
    """Yield the problems between files, whose outlines stand in the order of kinds and ids."""
    for rule in ACROSS:
        yield from rule(outlines)
    register = read_register(data)
    present = [f"{it.kind}/{it.id}" for it in outlines if it.is_record]
    yield from ids_never_vanish(data, register, present)
    yield from releases_speak_of_records(data, read_releases(data), register, present)


__all__ = ["ACROSS", "EACH", "Outline", "check", "check_across", "check_one", "outline"]
