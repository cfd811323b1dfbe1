"""What several commands need: sound facts, the day, the files named, counts in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from factbook.check import check
from factbook.load import Facts, load
from factbook.problems import Problem, report

today_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=lambda: datetime.now(UTC),
    help="The day on which statuses are worked out, as 2018-04-01. Without it: this day.", show_default=False)


def sound(root: Path) -> Facts:
    """Return the facts, or tell their problems and stop."""
    facts = load(root / "data")
    problems = check(facts)
    if problems:
        click.echo(report(problems))
        sys.exit(1)
    return facts


def within(problems: Iterable[Problem], paths: Sequence[Path], root: Path) -> list[Problem]:
    """Return the problems of the files and folders named, or all if none is."""
    wanted = [path.resolve() for path in paths]
    return [it for it in problems
            if not wanted or any((root / it.path).resolve().is_relative_to(path) for path in wanted)]


def count(number: int, word: str) -> str:
    """Return a number with its word, as `2 files`."""
    return f"{number} {word}{'s' * (number != 1)}"
