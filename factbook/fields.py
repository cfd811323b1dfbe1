"""The fields of a model in the order of a file, and in plain form what each holds."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from factbook.dates import HonestDate
from factbook.models.base import Claim, Evidence, Record

# A record ends with what every kind has and no kind has a field for; a claim with what it rests on.
_LAST = {Record: ("details", "events", "related"), Evidence: tuple(Evidence.model_fields)}


@dataclass(frozen=True)
class Shape:
    """What a field holds.

    `form` is one of: text, number, whole number, yes or no, date, day, id, country, word (one of `words`), part (a
    mapping with the fields of `model`), value (any form of value), quantity (a number, exact or not). `names` says of
    which kinds an id is. `many` says that it is a list, `by_key` a mapping in which each stands under its own key,
    `claims` that the form is what a claim, or each of several, has as its value.
    """

    form: str = "text"
    words: tuple[str, ...] = ()
    names: str = ""
    model: type[BaseModel] | None = None
    many: bool = False
    by_key: bool = False
    claims: bool = False


@dataclass(frozen=True)
class FieldOf:
    """A field as it is written in a file, with the title that readers see if it is a fact, and what it is."""

    name: str
    title: str
    description: str
    is_required: bool
    shape: Shape


@cache
def fields(model: type[BaseModel]) -> tuple[FieldOf, ...]:
    """Return the fields of a model in the order in which a file has them."""
    found = {name: FieldOf(field.alias or name, field.title or "", field.description or "", field.is_required(),
                           _shape(field.annotation, field.metadata, field))
             for name, field in model.model_fields.items()}
    last = next((names for base, names in _LAST.items() if issubclass(model, base)), ())
    return tuple(found[name] for name in (*(it for it in found if it not in last), *last))


def models_inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the models that a model's fields hold, the nearest first, each once; of claims what they have as value."""
    seen: dict[type[BaseModel], None] = {}
    todo = [model]
    while todo:
        for field in fields(todo.pop(0)):
            inner = field.shape.model
            if inner and inner not in seen:
                seen[inner] = None
                todo.append(inner)
    yield from seen


def _shape(annotation: Any, metadata: Any = (), field: FieldInfo | None = None) -> Shape:
    names = next((it for part in (field, *metadata) if (it := _names(part))), "")
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        found = _shape(inside[0], inside[1:])
    elif origin in (Union, types.UnionType):
        options = [it for it in inside if it is not type(None)]
        found = _shape(options[0]) if len(options) == 1 else _choice(options)
    elif origin is tuple:
        found = _shape(inside[0])
        of = found.model
        one_will_do = any(isinstance(it, BeforeValidator) for it in metadata)
        if of and issubclass(of, Claim):
            value = of.model_fields["value"]
            found = replace(_shape(value.annotation, value.metadata), claims=True, many=not one_will_do)
        else:
            found = replace(found, many=True)
    elif origin is dict:
        found = replace(_shape(inside[1]), by_key=True)
    else:
        found = _plain(annotation)
    if names:
        found = replace(found, form="country" if names == "countries" else "id", names=names)
    return found


def _names(part: Any) -> str:
    extra = getattr(part, "json_schema_extra", None)
    return extra.get("x-names", "") if isinstance(extra, dict) else ""


def _choice(options: list[Any]) -> Shape:
    """Return the form of a union: a number of some sort, or any value."""
    plain = {_shape(it).form for it in options}
    if plain == {"whole number", "number"}:
        return Shape("number")
    models = {_shape(it).model for it in options}
    return Shape("value" if any(getattr(it, "__name__", "") == "Text" for it in models) else "quantity")


def _plain(annotation: Any) -> Shape:
    forms = {str: "text", int: "whole number", float: "number", bool: "yes or no", date: "day", HonestDate: "date"}
    if annotation in forms:
        return Shape(forms[annotation])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Shape("word", words=tuple(it.value for it in annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("part", model=annotation)
    return Shape("value")
