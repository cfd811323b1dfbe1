"""Which fields are written in another way in one state of the data than in another, wording included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.load import Facts, dotted


def fields_touched(old: Facts, new: Facts) -> dict[str, tuple[str, ...]]:
    """Return the fields of each file of data/ that are written in another way, wording too; "" is the whole file."""
    before, after = ({entry.path: entry for entry in facts.entries} for facts in (old, new))
    touched = {}
    for path in sorted(before.keys() | after.keys()):
        if path not in before or path not in after:
            touched[path] = ("",)
        else:
            values = (before[path].model.model_dump(by_alias=True), after[path].model.model_dump(by_alias=True))
            if values[0] != values[1]:
                touched[path] = tuple(dict.fromkeys(dotted(at) for at in _touched(*values, ())))
    return touched


def _touched(old: Any, new: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the places in which two values differ, as deep as they have the same shape."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield from _touched(old.get(key), new.get(key), (*at, key))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            if one != other:
                yield from _touched(one, other, (*at, index))
    else:
        yield at
