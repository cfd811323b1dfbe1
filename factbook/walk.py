"""Walk through a record: every claim, every text, every mention of another record, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from factbook.models.base import (
    About,
    Code,
    Evidence,
    Link,
    Names,
    Range,
    Record,
    Reference,
    Relation,
    Text,
)
from factbook.models.benefit import Change, Period, Rule, Setting

Path = tuple[str | int, ...]


def parts(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value inside the model with its path in the file, outer before inner.

    A field that holds one claim without a list is read as a list of one; its path has the index 0.
    """
    for name, field in type(model).model_fields.items():
        yield from _inside(getattr(model, name), (*path, field.alias or name))


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if isinstance(value, BaseModel):
        yield from parts(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index))


@dataclass(frozen=True)
class Found:
    """The claims of a model with their paths, and every part of it that names another record."""

    evidence: list[tuple[Path, Evidence]]
    naming: list[tuple[Path, Reference | Relation | Change | Setting | Rule]]


def find(model: BaseModel) -> Found:
    """Return what is found in the model in one walk, outer before inner."""
    found = Found([], [])
    _collect(model, (), found)
    return found


def evidence(model: BaseModel) -> list[tuple[Path, Evidence]]:
    """Return every claim, event, change, instrument, version and point of the model, outer before inner."""
    return find(model).evidence


def _collect(value: Any, path: Path, found: Found) -> None:
    kind = type(value)
    if kind is tuple:
        for index, item in enumerate(value):
            if _plan(type(item)):
                _collect(item, (*path, index), found)
    elif kind is dict:
        for key, item in value.items():
            _collect(item, (*path, key), found)
    elif plan := _plan(kind):
        is_evidence, is_naming, fields = plan
        if is_evidence:
            found.evidence.append((path, value))
        if is_naming:
            found.naming.append((path, value))
        inside = value.__dict__
        for name, key in fields:
            inner = inside[name]
            if inner and _plan(type(inner)):
                _collect(inner, (*path, key), found)


# Models that hold neither a claim nor a mention, and fields that hold nothing but plain words and texts.
_LEAVES = (Names, Text, Code, Link, Range, About, Period)
_PLAIN = frozenset(("sources", "aliases", "sections", "partners", "title", "summary", "confidence", "checked"))

_Plan = tuple[bool, bool, tuple[tuple[str, str], ...]]


@cache
def _plan(kind: type) -> _Plan | None:
    """Return whether a value of the type is a claim, whether it names a record, and where to look inside it.

    None: it holds neither.
    """
    if kind in (tuple, dict):
        return False, False, ()
    if not issubclass(kind, BaseModel) or kind in _LEAVES:
        return None
    plain = _PLAIN if issubclass(kind, (Evidence, Record)) else ()
    return (
        issubclass(kind, Evidence), issubclass(kind, (Reference, Relation, Change, Setting, Rule)),
        tuple((name, field.alias or name) for name, field in kind.model_fields.items() if name not in plain),
    )


def texts(model: BaseModel) -> Iterator[tuple[Path, Text | Names]]:
    """Yield every text of the model that can have two languages."""
    return ((path, value) for path, value in parts(model) if isinstance(value, (Text, Names)))
