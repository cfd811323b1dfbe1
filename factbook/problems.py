"""What is wrong with a file, as data, and the one form in which it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True)
class Mend:
    """The one edit that surely mends a problem: what `factbook mend` does.

    `at` is the place inside the file as it is written; `change` says what becomes of it: the `value` there or the
    `key` there is written as `text`, or the item of a list is taken away (`remove`).
    """

    at: tuple[str | int, ...]
    change: Literal["value", "key", "remove"]
    text: str = ""


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an author can mend.

    `path` is relative to the project's root; `line` and `column` count from 1; `field` is the
    place inside the file, as `signed[1].value`, or empty; `code` names the rule. A warning fails no check.
    """

    path: str
    line: int
    column: int
    code: str
    field: str
    message: str
    mend: Mend | None = field(default=None, compare=False, repr=False)
    is_warning: bool = field(default=False, compare=False, repr=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}: {self.code}: "
        return place + (f"{self.field}: " if self.field else "") + self.message


def report(problems: Iterable[Problem]) -> str:
    """Return the problems as sorted lines, each told once."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))


def did_you_mean(given: object, allowed: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` for the nearest allowed word, or nothing."""
    near = get_close_matches(str(given), sorted(allowed), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""


def surely_meant(given: object, allowed: Collection[str]) -> str | None:
    """Return the one allowed word that is near; None if none or more than one is."""
    near = get_close_matches(str(given), sorted(allowed), n=2, cutoff=0.6)
    return near[0] if len(near) == 1 else None
