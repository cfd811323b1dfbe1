"""The benefit system: versions follow on each other, age tables cover every age once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from factbook.load import Entry
from factbook.models.benefit import Parameter, Version
from factbook.problems import Problem

FORMS = ("not_known", "value", "brackets", "multipliers", "rules")


def versions_have_one_form(entry: Entry) -> Iterator[Problem]:
    """A version of an amount or rule has exactly one of: value, brackets, multipliers, rules, not_known.

    The pages and the estimator take what a version says from that one place.
    """
    for index, version in enumerate(_versions(entry)):
        given = [form for form in FORMS if getattr(version, form) not in (None, ())]
        if len(given) != 1:
            yield entry.problem(("versions", index), "version-form",
                                f"has {' and '.join(given) or 'no value'}, expected one of {', '.join(FORMS)}")


def versions_follow(entry: Entry) -> Iterator[Problem]:
    """Versions stand oldest first, never overlap and leave no hole.

    For each day there is exactly one answer to which rule applied to a crime. Where the rule of a time could not be
    found, a version with not_known says so: a reader must see that it is missing.
    """
    versions = _versions(entry)
    for index, version in enumerate(versions):
        period = version.crimes
        place = ("versions", index, "crimes")
        if period.ends and period.ends < period.starts:
            yield entry.problem(place, "version", f"ends on {period.ends}, before it starts on {period.starts}")
        if index == 0:
            continue
        before = versions[index - 1].crimes
        if before.ends is None:
            yield entry.problem(place, "version", "follows a version without an end; give that one a 'to'")
        elif period.starts <= before.ends:
            yield entry.problem(place, "version",
                                f"starts on {period.starts}, while the version before it lasts to {before.ends}")
        elif period.starts > before.ends + timedelta(days=1):
            yield entry.problem(place, "version",
                                f"starts on {period.starts}, leaving a hole after {before.ends}; "
                                "state it as a version with 'not_known'")


def brackets_cover_every_age(entry: Entry) -> Iterator[Problem]:
    """An age table starts at age 0, goes on without a hole or an overlap, and its last row has no upper end.

    The estimator looks up the victim's age in it: every age must be found once.
    """
    for index, version in enumerate(_versions(entry)):
        expected: int | None = 0
        for row, bracket in enumerate(version.brackets):
            place = ("versions", index, "brackets", row)
            if expected is None:
                yield entry.problem(place, "bracket", "comes after a row without an upper end")
            elif bracket.age_from != expected:
                yield entry.problem((*place, "age_from"), "bracket",
                                    f"starts at age {bracket.age_from}, expected {expected}")
            if bracket.age_to is not None and bracket.age_to < bracket.age_from:
                yield entry.problem((*place, "age_to"), "bracket",
                                    f"ends at age {bracket.age_to}, before it starts at {bracket.age_from}")
            if bracket.max < bracket.min:
                yield entry.problem((*place, "max"), "bracket",
                                    f"the maximum {bracket.max} is below the minimum {bracket.min}")
            expected = None if bracket.age_to is None else bracket.age_to + 1
        if version.brackets and expected is not None:
            yield entry.problem(("versions", index, "brackets"), "bracket",
                                f"ages from {expected} on have no row; the last row needs age_to: null")


def _versions(entry: Entry) -> tuple[Version, ...]:
    return entry.model.versions if isinstance(entry.model, Parameter) else ()


EACH = (versions_have_one_form, versions_follow, brackets_cover_every_age)
