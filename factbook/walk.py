"""Walk through a record: every claim, every text, every mention of another record, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from factbook.dates import HonestDate
from factbook.models.base import Evidence, Names, Text

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


def evidence(model: BaseModel) -> list[tuple[Path, Evidence]]:
    """Return every claim, event, change, instrument, version and point of the model, outer before inner."""
    found: list[tuple[Path, Evidence]] = []
    _collect(model, (), found)
    return found


def _collect(value: Any, path: Path, found: list[tuple[Path, Evidence]]) -> None:
    if isinstance(value, BaseModel):
        if isinstance(value, Evidence):
            found.append((path, value))
        for name, key in _names(type(value)):
            inner = getattr(value, name)
            if inner and not isinstance(inner, _LEAVES):
                _collect(inner, (*path, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if not isinstance(item, _LEAVES):
                _collect(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)


# What holds no claim inside it.
_LEAVES = (str, int, float, bool, date, HonestDate, Names, Text, type(None))


@cache
def _names(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def texts(model: BaseModel) -> Iterator[tuple[Path, Text | Names]]:
    """Yield every text of the model that can have two languages."""
    return ((path, value) for path, value in parts(model) if isinstance(value, (Text, Names)))
