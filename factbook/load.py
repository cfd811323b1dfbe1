"""Read data/ into models; every value knows where it stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from factbook import walk, yamlread
from factbook.explain import explain
from factbook.models import KINDS, RECORD_KINDS, Model, Record
from factbook.models.source import Gap, Gaps, Publisher, Source
from factbook.problems import Mend, Problem, did_you_mean

# Folders of data/ that hold no facts: which ids there have been, and what has changed.
APART = ("ids", "changes")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Written:
    """What an author wrote into a file of data/: `path` is below the project, `file` leads there."""

    kind: str
    id: str
    path: str
    file: str = field(repr=False, compare=False)

    @cached_property
    def document(self) -> yamlread.Document:
        """Return the values of the file with the place of each; read when it is first asked for."""
        return yamlread.read(Path(self.file).read_bytes())

    def problem(self, at: yamlread.Path, code: str, message: str, mend: Mend | None = None) -> Problem:
        """Return a problem at the place of a value."""
        written = self.as_written(at)
        line, column = self.document.place(written)
        return Problem(self.path, line, column, code, dotted(written), message, mend)

    def mend(self, at: yamlread.Path, change: Literal["value", "key", "remove"], text: str | None = "") -> Mend | None:
        """Return the edit that mends a problem there; None without a text for it."""
        return None if text is None else Mend(self.as_written(at), change, text)

    def as_written(self, path: yamlread.Path) -> yamlread.Path:
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
class Entry(Written):
    """A file of data/ and its model."""

    model: Model

    @cached_property
    def found(self) -> walk.Found:
        """Return the claims and the mentions in the model."""
        return walk.find(self.model)


@dataclass(frozen=True)
class Unread(Written):
    """A file that cannot be read into its model, and is there all the same.

    One mistake is one problem: what other files say of this one, and what only this one mentions, is not wrong too.
    `value` is what the file holds, if it is YAML; else each of the `words` may name something.
    """

    value: Any = field(default=None, repr=False)
    words: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Facts:
    """All that was read from a folder: the entries by id, sorted, and what could not be read, with its problems."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    folder: Path
    unread: tuple[Unread, ...] = ()

    def of(self, kind: str) -> dict[str, Any]:
        """Return the models of a kind by id, in the order of their ids."""
        return {entry.id: entry.model for entry in self.entries if entry.kind == kind}

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
    found = [it for path in files(data) for it in load_file(data, path)]
    return Facts(
        tuple(sorted((it for it in found if isinstance(it, Entry)), key=in_order)),
        tuple(sorted(it for it in found if isinstance(it, Problem))), data,
        tuple(sorted((it for it in found if isinstance(it, Unread)), key=in_order)))


def files(data: Path) -> list[str]:
    """Return every file of the folder, sorted; links are among them and are not followed."""
    found = []
    for folder, folders, names in os.walk(data):
        if folder == str(data):
            folders[:] = [name for name in folders if name not in APART]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        found += [os.path.join(folder, name) for name in (*names, *links)]
    return sorted(found)


def in_order(it: Written) -> tuple[int, str]:
    """Return what entries are sorted by: the order of the kinds, then the id."""
    return _ORDER[it.kind], it.id


_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def load_file(data: Path, path: str) -> Iterator[Entry | Unread | Problem]:
    """Yield the entry of a file; or its problems and, if it lies where a file should, the file as unread."""
    parts = path[len(str(data)) + 1:].split(os.sep)
    name = "/".join((data.name, *parts))
    wrong = _wrong_place(path, parts)
    if wrong:
        yield Problem(name, 1, 1, "file", "", wrong)
        return
    file = (parts[0], parts[1].removesuffix(".yaml"), name, path)
    try:
        with open(path, "rb") as opened:
            content = opened.read()
    except OSError as error:
        yield Problem(name, 1, 1, "file", "", f"cannot be read: {error.strerror}")
        yield Unread(*file)
        return
    value = yamlread.quick(content)
    if isinstance(value, dict):
        with suppress(ValidationError):  # told below, with its place
            yield Entry(*file, KINDS[parts[0]].model_validate(value))
            return
    yield from _read(file, content)


def _read(file: tuple[str, str, str, str], content: bytes) -> Iterator[Entry | Unread | Problem]:
    """Yield the entry of a file (kind, id, path, where it lies), or its problems with their places and it as unread."""
    kind, _, name, _ = file
    unread = Unread(*file, words=frozenset(_WORD.findall(content.decode(errors="replace"))))

    def problem(code: str, message: str, line: int = 1, column: int = 1, at: str = "",
                mend: Mend | None = None) -> Problem:
        return Problem(name, line, column, code, at, message, mend)

    try:
        document = yamlread.read(content)
    except yamlread.Unreadable as error:
        yield problem("yaml", error.message, error.line, error.column, dotted(error.path))
        yield unread
        return
    for refused in document.refused:
        yield problem("yaml", refused.message, refused.line, refused.column, dotted(refused.path))
    if document.refused:
        yield unread
        return
    if not isinstance(document.value, dict):
        given = {list: "a list", type(None): "nothing"}.get(type(document.value), "a single value")
        yield problem("shape", f"the file holds {given}, expected a mapping of fields such as 'title:'")
        yield unread
        return
    try:
        yield Entry(*file, KINDS[kind].model_validate(document.value))
    except ValidationError as error:
        for told in explain(error, KINDS[kind], document.value):
            line, column = document.place(told.at)
            yield problem(told.code, told.message, line, column, dotted(told.at), told.mend)
        yield Unread(*file, value=document.value)


def _wrong_place(path: str, parts: list[str]) -> str | None:
    """Return what is wrong with where a file lies and what it is called, or None."""
    if os.path.islink(path):
        return "is a link to another file; expected a file of its own"
    if len(parts) > 2 and parts[0] in KINDS:
        return "lies too deep, expected data/KIND/ID.yaml"
    if len(parts) != 2 or parts[0] not in KINDS:
        return (f"'{parts[0]}' is no folder of a kind; expected data/KIND/ID.yaml with KIND one of "
                f"{', '.join(KINDS)}." + did_you_mean(parts[0], KINDS))
    ident, ending = os.path.splitext(parts[1])
    if ending != ".yaml":
        return f"ends in '{ending}', expected '.yaml'"
    if not _ID.fullmatch(ident) or len(ident) > 80:
        return f"'{ident}' is no id; expected lower-case letters, digits and single hyphens, at most 80"
    return None


__all__ = ["RECORD_KINDS", "Entry", "Facts", "dotted", "load"]
