"""What deserves another look and fails no check: old checks, one language, secondary sources alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from factbook.load import Entry, Facts
from factbook.models.base import Confidence, Record, Text
from factbook.models.source import Source, SourceKind
from factbook.problems import Problem
from factbook.walk import texts

YEARS = 3  # for which a check holds; then `factbook due` lists the fact too


def warn(facts: Facts, today: date) -> list[Problem]:
    """Return every warning about the records on a day, sorted."""
    found = {problem for entry in facts.entries for rule in WARNINGS for problem in rule(entry, today, facts.sources)}
    return sorted(replace(problem, is_warning=True) for problem in found)


def checked_lately(entry: Entry, today: date, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The sources of a fact were read again within the last three years.

    Pages change and vanish, treaties end, figures grow old. Read the source again and write the day into `checked`:
    that of the record if everything was read, else that of the claim.
    """
    if not isinstance(entry.model, Record):
        return
    before = _years_before(today)
    if entry.model.checked < before:
        yield entry.problem(("checked",), "not-checked-lately", f"was last checked on {entry.model.checked}")
    for path, claim in entry.found.evidence:
        if claim.checked and claim.checked < before:
            yield entry.problem((*path, "checked"), "not-checked-lately", f"was last checked on {claim.checked}")


def says_it_in_both_languages(entry: Entry, today: date, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A text is there in English and in Japanese.

    Where the Japanese is missing, the Japanese page shows the English text, marked as such.
    """
    for path, text in texts(entry.model):
        if isinstance(text, Text) and not text.ja:
            yield entry.problem(path, "one-language", "has no Japanese yet")


def rests_on_more_than_secondary_sources(
        entry: Entry, today: date, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A confirmed fact rests on at least one source of an authority: primary, or official-secondary.

    Press and scholars can be right together, and can copy one mistake from each other.
    """
    for path, claim in entry.found.evidence:
        kinds = {sources[key].kind for key in claim.sources if key in sources}
        if claim.confidence == Confidence.confirmed and kinds == {SourceKind.secondary}:
            yield entry.problem(path, "secondary-only", "is called confirmed and rests on secondary sources alone")


def _years_before(today: date) -> date:
    year = today.year - YEARS
    return today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)


WARNINGS: tuple[Callable[[Entry, date, Mapping[str, Source]], Iterator[Problem]], ...] = (
    checked_lately, says_it_in_both_languages, rests_on_more_than_secondary_sources)
