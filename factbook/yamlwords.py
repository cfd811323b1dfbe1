"""What YAML's parser finds wrong, at the place where an author can mend it, in words that say how."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

_BEFORE_TEXT = r"^[ ]*(?:- +)*(?:[\w-]+: +)?"
_OPENED = {mark: re.compile(_BEFORE_TEXT + f"(?={mark})") for mark in "\"'"}
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_WIDE_COLON = re.compile(r"^[ ]*(?:- +)*[\w-]+(?=：)")
_NO_SPACE = re.compile(r"^[ ]*(?:- +)*[a-z_]+:(?=[^\s/])")

# A part of what the parser says, and what it means for an author.
_MEANING = (
    ("could not find expected ':'", "a field needs a colon and a space after its name"),
    ("block sequence entries are not allowed", "a list does not begin on the line of its field; begin it on the next "
                                               "line, each item with '- '"),
    ("did not find expected key", "this line is not in line with those above it; look at the spaces at its beginning"),
    ("unknown escape", "a backslash has a meaning in double quotes; write two of them"),
    ("did not find expected node content", "a bracket or comma stands where text is expected; put the text in double "
                                           "quotes"),
)


class Told(NamedTuple):
    """Where a mistake is, counted from 1, and a sentence about it."""

    line: int
    column: int
    message: str


def told(error: yaml.MarkedYAMLError, text: str) -> Told:
    """Return what an error of the parser is about, in a text that it could not read."""
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines() or [""]
    here = lines[min(line, len(lines)) - 1]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Told(line, column, "the line begins with a tab; indent with spaces")
    found = _quotes(lines[:line]) or _colons(lines, line)
    if found:
        return found
    said = error.problem or ""
    if "mapping values are not allowed" in said:
        if ": " in here[:column - 1]:
            return Told(line, column, "the text holds ': ', which would begin a field; put the whole text in double "
                                      "quotes")
        return Told(line, column, "a field begins here, deeper than the line before it lets it; look at the spaces at "
                                  "the beginning of the line")
    if "cannot start any token" in said or "comment or line break" in said:
        start = began.column if began and began.line == line - 1 else column - 1
        return Told(line, start + 1, f"text cannot begin with '{here[start:start + 1]}'; put it in double quotes")
    if began and ("',' or ']'" in said or "',' or '}'" in said):
        return Told(began.line + 1, began.column + 1,
                    "the bracket that opens here is not closed, or a comma is missing between two items")
    for part, meaning in _MEANING:
        if part in said:
            begins_at = began if began and "could not find" in part else mark
            return Told(*((begins_at.line + 1, begins_at.column + 1) if begins_at else (line, column)), meaning)
    return Told(line, column, "this is not YAML: " + " ".join(part for part in (said, error.context) if part)
                + "; look at this line and the one before it")


def _quotes(lines: list[str]) -> Told | None:
    """Return where a quotation mark opens that is not closed in its line, or is closed before the text ends."""
    for number, line in enumerate(lines, 1):
        for mark, opened in _OPENED.items():
            start = opened.match(line)
            if not start:
                continue
            closed = _CLOSED[mark].match(line, start.end())
            if not closed:
                return Told(number, start.end() + 1, "the quotation mark that opens here is not closed in its line")
            rest = line[closed.end():].strip()
            if number == len(lines) and rest and not rest.startswith(("#", ":")):
                return Told(number, closed.end() + 1, "the text goes on after its closing quotation mark; within "
                                                      'double quotes write \\" for one of the text')
    return None


def _colons(lines: list[str], line: int) -> Told | None:
    """Return where a colon near a line is a Japanese one, or has no space after it."""
    for number in (line - 1, line):
        if 0 < number <= len(lines):
            for pattern, message in (
                    (_WIDE_COLON, "a Japanese colon '：' stands after the name of the field; write ':' and a space"),
                    (_NO_SPACE, "a space is missing after the colon")):
                found = pattern.match(lines[number - 1])
                if found:
                    return Told(number, found.end() + 1, message)
    return None
