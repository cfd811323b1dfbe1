"""Ids never die: which have been published, and where those went that are no longer there.

`data/ids/published.txt` has a line `kind/id` for each id ever published, sorted; lines are only ever added.
`data/ids/moved.yaml` says of each that is gone where it went: `kind/old: {to: kind/new}`, or why it was withdrawn:
`kind/old: {withdrawn: {en: …, ja: …}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from factbook import yamlread
from factbook.explain import explain
from factbook.models import RECORD_KINDS
from factbook.models.base import Model, Names
from factbook.problems import Problem, did_you_mean

PUBLISHED = "ids/published.txt"
MOVED = "ids/moved.yaml"


class Moved(Model):
    """Where a record went that is no longer there: to another, or nowhere."""

    to: str | None = Field(None, description="The record that stands for it now, as kind/id.")
    withdrawn: Names | None = Field(None, description="Why it was taken off the site.")

    @model_validator(mode="after")
    def _one(self) -> Moved:
        if (self.to is None) == (self.withdrawn is None):
            raise ValueError("expected either 'to' or 'withdrawn'")
        return self


@dataclass(frozen=True)
class Register:
    """What was ever published, and what of it moved; `problems` is what could not be read."""

    published: tuple[str, ...] = ()
    moved: Mapping[str, Moved] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def standing_for(self, name: str) -> str | None:
        """Return the record that stands for a name in the end, or None if it was withdrawn or the chain is a circle."""
        seen = set()
        while name in self.moved:
            if name in seen or self.moved[name].to is None:
                return None
            seen.add(name)
            name = self.moved[name].to  # type: ignore[assignment]
        return name


def read_register(data: Path) -> Register:
    """Return the register of a folder; an empty one where there is none yet."""
    published = data / PUBLISHED
    lines = published.read_text(encoding="utf-8").splitlines() if published.exists() else []
    path = data / MOVED
    if not path.exists():
        return Register(tuple(lines))
    name = f"{data.name}/{MOVED}"
    moved, problems = {}, []
    try:
        document = yamlread.read(path.read_bytes())
    except yamlread.Unreadable as error:
        return Register(tuple(lines), {}, (Problem(name, error.line, error.column, "yaml", "", error.message),))
    for refused in document.refused:
        problems.append(Problem(name, refused.line, refused.column, "yaml", "", refused.message))
    values = document.value if isinstance(document.value, dict) else {}
    for key, value in values.items():
        try:
            moved[key] = Moved.model_validate(value)
        except ValidationError as error:
            problems += [Problem(name, *document.place((key, *told.at)), "register", key, told.message)
                         for told in explain(error, Moved, value)]
    return Register(tuple(lines), moved, tuple(problems))


def ids_never_vanish(data: Path, register: Register, present: Iterable[str]) -> Iterator[Problem]:
    """An id once published is a record still, or the register says where it went.

    People link to records and quote their addresses. `factbook rename` and `factbook withdraw` keep the
    register in data/ids; nobody needs to edit it by hand.
    """
    present = set(present)
    yield from register.problems
    published, moved = f"{data.name}/{PUBLISHED}", f"{data.name}/{MOVED}"
    for number, name in enumerate(register.published, 1):
        kind, _, ident = name.partition("/")
        if kind not in RECORD_KINDS or not ident:
            yield Problem(published, number, 1, "register", "", f"'{name}' is no kind/id of a record")
        elif number > 1 and name <= register.published[number - 2]:
            yield Problem(published, number, 1, "register", "", f"'{name}' is out of order or stands twice")
        elif name not in present and name not in register.moved:
            yield Problem(published, number, 1, "register", "",
                          f"'{name}' was published and is gone; restore it, or say in {moved} where it went")
    lines = (data / MOVED).read_text(encoding="utf-8").splitlines() if register.moved else []
    for name, went in register.moved.items():
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{name}:")), 1)
        if name in present:
            yield Problem(moved, line, 1, "register", name, "is said to have moved, and is still there")
        elif name not in register.published:
            yield Problem(moved, line, 1, "register", name, f"was never published; add it to {published}")
        end = register.standing_for(name)
        if went.to and end is None and not _is_withdrawn(register, name):
            yield Problem(moved, line, 1, "register", name, "leads in a circle")
        elif end and end not in present:
            yield Problem(moved, line, 1, "register", name,
                          f"leads to '{end}', and no such record is there." + did_you_mean(end, present))


def lines_stay(data: Path, before: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every id that an earlier state of the register had and that it has no more."""
    now = set(read_register(data).published)
    for name in sorted({name for name in before if name} - now):
        line = 1 + sum(other < name for other in now)
        yield Problem(f"{data.name}/{PUBLISHED}", line, 1, "register", "",
                      f"'{name}' was published and its line is gone; put it back: lines are only ever added. "
                      "A record goes with factbook rename or factbook withdraw")


def _is_withdrawn(register: Register, name: str) -> bool:
    seen = set()
    while name in register.moved and name not in seen:
        seen.add(name)
        if register.moved[name].withdrawn:
            return True
        name = register.moved[name].to or ""
    return False
