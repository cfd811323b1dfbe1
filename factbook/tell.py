"""Tell problems: as text with the line itself, as bare lines, as annotations on a forge, as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from factbook.problems import Problem, report

LONGEST_LINE = 110


def as_text(problems: Sequence[Problem], root: Path) -> str:
    """Return every problem with the line that it is about, the place marked under it, and the command that mends it."""
    return "\n\n".join("\n".join(filter(None, (
        f"{it.path}:{it.line}:{it.column}: warning: {it.code}: {_said(it)}" if it.is_warning else str(it),
        excerpt(it, root), f"{'':>6} = factbook mend {it.path}" if it.mend else ""))) for it in problems)


def as_lines(problems: Sequence[Problem], root: Path) -> str:
    """Return a line for each problem, as editors and other programs read it."""
    return report(problems)


def as_github(problems: Sequence[Problem], root: Path) -> str:
    """Return workflow commands, by which the forge shows each problem on its line."""
    return "\n".join(
        f"::{_level(it)} file={_property(it.path)},line={it.line},col={it.column},title={_property(it.code)}::"
        + _data(_said(it)) for it in problems)


def as_json(problems: Sequence[Problem], root: Path) -> str:
    """Return a list of objects with the fields of a problem, its level, and what `factbook mend` would do."""
    return json.dumps([
        {name: getattr(it, name) for name in ("path", "line", "column", "code", "field", "message")}
        | {"level": _level(it), "mend": {"change": it.mend.change, "text": it.mend.text} if it.mend else None}
        for it in problems], ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Sequence[Problem], Path], str]] = {
    "text": as_text, "lines": as_lines, "github": as_github, "json": as_json}


def excerpt(problem: Problem, root: Path) -> str:
    """Return the line of a problem with its number, and a mark under the place; empty if it cannot be shown."""
    try:
        lines = (root / problem.path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
        line = lines[problem.line - 1]
    except (OSError, IndexError):
        return ""
    start = max(0, problem.column - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    shown = "".join(" " if unicodedata.category(it) == "Cc" else it for it in line[start:start + LONGEST_LINE])
    before = shown[: max(0, problem.column - 1 - start)]
    gutter = f"{problem.line:>6} | "
    return f"{gutter}{shown.rstrip()}\n{'':>6} | {' ' * _columns(before)}{'^' * _columns(_marked(shown[len(before):]))}"


# A field with its value, or a value alone: text in quotation marks, or words up to the next sign of YAML's.
_WORDS = r"""[^\s,\[\]{}#"'](?:[^,\[\]{}#"']*[^\s,\[\]{}#"'])?"""
_MARKED = re.compile(
    rf"""(?:[^\s:,\[\]{{}}"']+:(?:[ ]+(?=[^\s#&*|>]))?)?("(?:[^"\\]|\\.)*"|'[^']*'|{_WORDS})?""")


def _marked(rest: str) -> str:
    """Return what a problem is about, at the beginning of the rest of its line: a word, or a field with its value."""
    found = None if rest.startswith("- ") else _MARKED.match(rest)
    return (found[0].rstrip() if found else "") or rest[:1] or " "


def touched(problems: Iterable[Problem], paths: set[str]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems of the files named, and the others."""
    found: tuple[list[Problem], list[Problem]] = ([], [])
    for problem in problems:
        found[problem.path not in paths].append(problem)
    return found


def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes: a Japanese character takes two."""
    return sum(2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)


def _level(problem: Problem) -> str:
    return "warning" if problem.is_warning else "error"


def _said(problem: Problem) -> str:
    return (f"{problem.field}: " if problem.field else "") + problem.message


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
