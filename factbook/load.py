"""Read data/ into models; every value knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factbook import walk, yamlread
from factbook.explain import explain
from factbook.models import KINDS, RECORD_KINDS, Model, Record
from factbook.models.base import Evidence
from factbook.models.source import Gap, Gaps, Publisher, Source
from factbook.problems import Problem, did_you_mean

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """A file of data/: its kind and id, its place, its model and where each value stands."""

    kind: str
    id: str
    path: str
    model: Model
    document: yamlread.Document = field(repr=False, compare=False)

    def problem(self, at: yamlread.Path, code: str, message: str) -> Problem:
        """Return a problem at the place of a value."""
        written = self._as_written(at)
        line, column = self.document.place(written)
        return Problem(self.path, line, column, code, dotted(written), message)

    def _as_written(self, path: yamlread.Path) -> yamlread.Path:
        """Return the path without the index of a list of one that the author wrote as its one item."""
        here, written = self.document.value, []
        for part in path:
            if isinstance(part, int) and not isinstance(here, list):
                continue
            written.append(part)
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                here = None
        return tuple(written)


@dataclass(frozen=True)
class Facts:
    """All that was read from a folder: the entries by id, sorted, and the problems met on the way."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    folder: Path

    def of(self, kind: str) -> dict[str, Any]:
        """Return the models of a kind by id, in the order of their ids."""
        return {entry.id: entry.model for entry in self.entries if entry.kind == kind}

    @cached_property
    def evidence(self) -> tuple[tuple[Entry, yamlread.Path, Evidence], ...]:
        """Return every claim with its entry and its path there."""
        return tuple((entry, path, claim) for entry in self.entries for path, claim in walk.evidence(entry.model))

    @cached_property
    def records(self) -> dict[str, Record]:
        """Return every record by id; kinds in their order, then ids."""
        return {e.id: e.model for e in self.entries if isinstance(e.model, Record)}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Return the kind of every record by id."""
        return {e.id: e.kind for e in self.entries if isinstance(e.model, Record)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return every source by id."""
        return {
            key: source
            for entry in self.entries if isinstance(entry.model, Publisher)
            for key, source in entry.model.sources.items()
        }

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Return the id of the publisher of every source."""
        return {
            key: entry.id
            for entry in self.entries if isinstance(entry.model, Publisher)
            for key in entry.model.sources
        }

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """Return every open question by id."""
        return {
            key: gap
            for entry in self.entries if isinstance(entry.model, Gaps)
            for key, gap in entry.model.gaps.items()
        }


def dotted(path: Iterable[str | int]) -> str:
    """Return a path inside a file as authors read it: `versions[2].value`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def load(data: Path) -> Facts:
    """Return all facts of the folder; what cannot be read is among the problems, never raised."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in sorted(data.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        for found in _file(data, path):
            (problems if isinstance(found, Problem) else entries).append(found)  # type: ignore[arg-type]
    order = list(KINDS)
    entries.sort(key=lambda entry: (order.index(entry.kind), entry.id))
    return Facts(tuple(entries), tuple(sorted(problems)), data)


def _file(data: Path, path: Path) -> Iterator[Entry | Problem]:
    """Yield the entry of a file, or its problems."""
    name = path.relative_to(data.parent).as_posix()

    def problem(code: str, message: str, line: int = 1, column: int = 1, at: str = "") -> Problem:
        return Problem(name, line, column, code, at, message)

    if path.is_symlink():
        yield problem("file", "is a link to another file; expected a file of its own")
        return
    parts = path.relative_to(data).parts
    if len(parts) > 2 and parts[0] in KINDS:
        yield problem("file", "lies too deep, expected data/KIND/ID.yaml")
        return
    if len(parts) != 2 or parts[0] not in KINDS:
        given = parts[0] if len(parts) > 1 else path.name
        yield problem(
            "file", f"'{given}' is no folder of a kind; expected data/KIND/ID.yaml with KIND one of "
            f"{', '.join(KINDS)}." + did_you_mean(given, KINDS))
        return
    kind, ident = parts[0], path.stem
    if path.suffix != ".yaml":
        yield problem("file", f"ends in '{path.suffix}', expected '.yaml'")
        return
    if not _ID.fullmatch(ident) or len(ident) > 80:
        yield problem("file", f"'{ident}' is no id; expected lower-case letters, digits and single "
                      "hyphens, at most 80")
        return
    try:
        document = yamlread.read(path.read_bytes())
    except yamlread.Unreadable as error:
        yield problem("yaml", error.message, error.line, error.column, dotted(error.path))
        return
    except OSError as error:
        yield problem("file", f"cannot be read: {error.strerror}")
        return
    for refused in document.refused:
        yield problem("yaml", refused.message, refused.line, refused.column, dotted(refused.path))
    if document.refused:
        return
    model = KINDS[kind]
    if not isinstance(document.value, dict):
        given = {list: "a list", type(None): "nothing"}.get(type(document.value), "a single value")
        yield problem("shape", f"the file holds {given}, expected a mapping of fields such as 'title:'")
        return
    try:
        yield Entry(kind, ident, name, model.model_validate(document.value), document)
    except ValidationError as error:
        for at, message in explain(error, model, document.value):
            line, column = document.place(at)
            yield problem("shape", message, line, column, dotted(at))


__all__ = ["RECORD_KINDS", "Entry", "Facts", "dotted", "load"]
