"""Walk through a record: every claim, every text, every mention of another record, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

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


def evidence(model: BaseModel) -> Iterator[tuple[Path, Evidence]]:
    """Yield every claim, event, change, instrument, version and point of the model."""
    return ((path, value) for path, value in parts(model) if isinstance(value, Evidence))


def texts(model: BaseModel) -> Iterator[tuple[Path, Text | Names]]:
    """Yield every text of the model that can have two languages."""
    return ((path, value) for path, value in parts(model) if isinstance(value, (Text, Names)))
