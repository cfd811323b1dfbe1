"""Releases of the data: what each has changed, kept as data in `data/changes/DAY.yaml`, written once.

A second release on a day is `DAY-2`. The state that a release began from is found again by the fingerprint in the
file of the one before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from factbook import yamlread
from factbook.explain import explain
from factbook.load import dotted, files
from factbook.models.change import Release
from factbook.problems import Problem, did_you_mean
from factbook.register import Register

FOLDER = "changes"
_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]))?\.yaml")


@dataclass(frozen=True, order=True)
class Dated:
    """A release on its day; `number` tells apart those of one day, from 1."""

    day: date
    number: int
    release: Release

    @property
    def name(self) -> str:
        """Return the name of its file, without the ending."""
        return f"{self.day}" + (f"-{self.number}" if self.number > 1 else "")


@dataclass(frozen=True)
class Releases:
    """All releases, oldest first, and what of them could not be read."""

    all: tuple[Dated, ...] = ()
    problems: tuple[Problem, ...] = ()


def fingerprint(data: Path) -> str:
    """Return a hash over all files of facts, in the order of their paths; the register and the changes are none."""
    digest = hashlib.sha256()
    for path in sorted(Path(file) for file in files(data)):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"


def read_releases(data: Path) -> Releases:
    """Return the releases of a folder."""
    found, problems = [], []
    for path in sorted((data / FOLDER).iterdir()) if (data / FOLDER).is_dir() else ():
        for it in _read(path, f"{data.name}/{FOLDER}/{path.name}"):
            (problems if isinstance(it, Problem) else found).append(it)  # type: ignore[arg-type]
    return Releases(tuple(sorted(found, key=lambda it: (it.day, it.number))), tuple(problems))


def _read(path: Path, name: str) -> Iterator[Dated | Problem]:
    named = _NAME.fullmatch(path.name)
    try:
        day = date.fromisoformat(named[1]) if named else None
    except ValueError:
        day = None
    if day is None or named is None or not path.is_file():
        yield Problem(name, 1, 1, "release", "", f"'{path.name}' is no day of a release, as 2026-04-01.yaml")
        return
    try:
        document = yamlread.read(path.read_bytes())
    except yamlread.Unreadable as error:
        yield Problem(name, error.line, error.column, "release", "", error.message)
        return
    try:
        yield Dated(day, int(named[2] or 1), Release.model_validate(document.value))
    except ValidationError as error:
        yield from (Problem(name, *document.place(told.at), "release", dotted(told.at), told.message)
                    for told in explain(error, Release, document.value))


def releases_speak_of_records(
        data: Path, releases: Releases, register: Register, present: Iterable[str]) -> Iterator[Problem]:
    """What a release changed is written once, by `factbook release`, and speaks of records that were published.

    The pages and feeds of changes, and the history of each record, are made from these files. They say what was true
    on the day of the release, so nobody edits them afterwards.
    """
    yield from releases.problems
    known = {*present, *register.published, *register.moved}
    for it in releases.all:
        name = f"{data.name}/{FOLDER}/{it.name}.yaml"
        named = [*(("new", index, record) for index, record in enumerate(it.release.new)),
                 *(("changes", index, one.record) for index, one in enumerate(it.release.changes) if one.record)]
        unknown = [(part, index, record) for part, index, record in named if record not in known]
        if unknown:
            document = yamlread.read((data / FOLDER / f"{it.name}.yaml").read_bytes())
            for part, index, record in unknown:
                at: yamlread.Path = (part, index) if part == "new" else (part, index, "record")
                yield Problem(name, *document.place(at), "release", dotted(at),
                              f"no record '{record}' was ever published." + did_you_mean(record, known))
