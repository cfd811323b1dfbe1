"""The rules that records must keep; each yields problems, one place tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from factbook.check import benefits, dates, references, sources
from factbook.load import Facts
from factbook.problems import Problem

RULES: tuple[Callable[[Facts], Iterable[Problem]], ...] = (
    *references.RULES,
    *sources.RULES,
    *dates.RULES,
    *benefits.RULES,
)


def check(facts: Facts) -> list[Problem]:
    """Return every problem of the facts, those of reading included, sorted.

    Rules across records run over what could be read, so that one run tells everything.
    """
    found = set(facts.problems)
    for rule in RULES:
        found.update(rule(facts))
    return sorted(found)
