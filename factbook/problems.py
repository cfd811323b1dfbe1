"""What is wrong with a file, as data, and the one form in which it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an author can mend.

    `path` is relative to the project's root; `line` and `column` count from 1; `field` is the
    place inside the file, as `signed.0.value`, or empty; `code` names the rule.
    """

    path: str
    line: int
    column: int
    code: str
    field: str
    message: str

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
