"""Turn pydantic's errors into sentences: what was given, what is expected, what was perhaps meant."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError

from factbook.dates import written_otherwise
from factbook.problems import Mend, did_you_mean, surely_meant

Path = tuple[str | int, ...]


class Told(NamedTuple):
    """An error of the validation for an author: the place inside the file, the rule, a sentence, the sure mend."""

    at: Path
    code: str
    message: str
    mend: Mend | None


_CODES = {"missing": "missing", "extra_forbidden": "unknown-field", "enum": "unknown-word",
          "literal_error": "unknown-word", "honest_date": "date", "day": "date"}

_EXPECTED = {
    "string_type": "text", "int_type": "a whole number", "bool_type": "true or false",
    "float_type": "a number", "dict_type": "a mapping of fields", "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields", "tuple_type": "a list",
    "string_too_short": "text that is not empty", "int_from_float": "a whole number",
}


def explain(error: ValidationError, model: type[BaseModel], given: Any) -> Iterator[Told]:
    """Yield what is wrong for each error of the validation."""
    errors = error.errors(include_url=False)
    for item in errors:
        loc = tuple(item["loc"])
        if item["type"] == "too_short" and any(
            other is not item and tuple(other["loc"])[: len(loc)] == loc for other in errors
        ):
            continue  # pydantic calls a list empty once none of its items is valid
        path, owner = _follow(model, loc, given)
        yield Told(path, _CODES.get(item["type"], "shape"), _sentence(item, owner, path), _mend(item, owner, path))


def _sentence(item: dict[str, Any], owner: type[BaseModel] | None, path: Path) -> str:
    kind, context = item["type"], item.get("ctx", {})
    shown = _shown(item["input"])
    if kind == "missing":
        return f"is missing; {_description(owner, path[-1])}" + _words(owner, path[-1])
    if kind == "extra_forbidden":
        fields = _names(owner)
        return (f"no field is called '{path[-1]}'." + did_you_mean(path[-1], fields)
                + (f" Fields here: {', '.join(sorted(fields))}." if fields else ""))
    if kind in ("enum", "literal_error"):
        allowed = _allowed(item)
        return f"given {shown}, expected one of {', '.join(allowed)}." + did_you_mean(item["input"], allowed)
    if kind == "string_pattern_mismatch":
        meant = _country(item)
        return (f"given {shown}, expected {_PATTERNS.get(context['pattern'], context['pattern'])}"
                + (f". Did you mean '{meant}'?" if meant else ""))
    if kind == "too_short":
        return "the list is empty; expected at least one"
    if kind in ("honest_date", "day"):
        told = item["msg"] if item["msg"].startswith("'") else f"given {shown}, {item['msg']}"
        meant = written_otherwise(str(item["input"]))
        return told + (f". Did you mean '{meant}'?" if meant else "")
    if kind == "value":
        return f"given {shown}, {item['msg']}"
    if kind in _EXPECTED:
        return f"given {shown}, expected {_EXPECTED[kind]}"
    return f"given {shown}: {item['msg'][0].lower()}{item['msg'][1:]}"


def _mend(item: dict[str, Any], owner: type[BaseModel] | None, path: Path) -> Mend | None:
    """Return the edit that surely mends an error, or None."""
    kind, given = item["type"], item["input"]
    if kind == "extra_forbidden":
        meant = surely_meant(path[-1], _names(owner))
        return Mend(path, "key", meant) if meant else None
    if kind in ("enum", "literal_error"):
        meant = surely_meant(given, _allowed(item))
        return Mend(path, "value", meant) if meant else None
    if kind in ("honest_date", "day"):
        meant = written_otherwise(str(given))
        return Mend(path, "value", meant) if meant else None
    if kind == "string_pattern_mismatch":
        country = _country(item)
        return Mend(path, "value", country) if country else None
    if kind == "tuple_type" and isinstance(given, str) and given.isascii() and given.replace("-", "").isalnum():
        return Mend(path, "value", f"[{given}]")
    return None


def _allowed(item: dict[str, Any]) -> list[str]:
    return [word.strip("'") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _country(item: dict[str, Any]) -> str | None:
    """Return the two letters of the country that was named in English or Japanese where its letters belong."""
    if item["ctx"]["pattern"] != _COUNTRY or not isinstance(item["input"], str):
        return None
    from babel import Locale  # takes longer to import than a check of all data

    given = item["input"].casefold()
    return next((code for language in ("en", "ja") for code, name in Locale(language).territories.items()
                 if len(code) == 2 and code.isalpha() and given in (name.casefold(), code.casefold())), None)


_COUNTRY = r"^[A-Z]{2}$"
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id: lower-case letters, digits and single hyphens",
    r"^[a-z][a-z0-9_]*$": "a key: lower-case letters, digits and _",
    _COUNTRY: "a country as two capital letters, as JP (EU for the European Union)",
    r"^https?://[^\s]+$": "an address that begins with https:// or http://",
}


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _names(owner: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in owner.model_fields.items()] if owner else []


def _description(owner: type[BaseModel] | None, name: str | int) -> str:
    for known, field in (owner.model_fields if owner else {}).items():
        if name in (known, field.alias) and field.description:
            return f"expected: {field.description[0].lower()}{field.description[1:]}"
    return "expected a value"


def _words(owner: type[BaseModel] | None, name: str | int) -> str:
    """Return the words that a missing field can hold, where it is one of a fixed list."""
    field = next((it for known, it in (owner.model_fields if owner else {}).items() if name in (known, it.alias)), None)
    kind = field.annotation if field else None
    is_list = kind is not None and get_origin(kind) is tuple
    while get_args(kind):
        kind = get_args(kind)[0]
    if not (isinstance(kind, type) and issubclass(kind, Enum)):
        return ""
    return f" {'Some' if is_list else 'One'} of: {', '.join(it.value for it in kind)}."


def _follow(model: Any, loc: Path, given: Any) -> tuple[Path, type[BaseModel] | None]:
    """Return the path in the file and the model that owns its last part.

    A location of pydantic's also names the branch of each union, and the item of a list where an
    author wrote the one item without a list; neither is a part of the file.
    """
    path: list[str | int] = []
    here, value, owner = model, given, model
    for part in loc:
        here = _bare(here, part)
        if isinstance(here, _Branch):
            here = here.of
            continue
        if isinstance(here, type) and issubclass(here, BaseModel):
            owner = here
            field = next((f for n, f in here.model_fields.items() if part in (n, f.alias)), None)
            here = Annotated[field.annotation, *field.metadata] if field and field.metadata else (
                field.annotation if field else None)
        elif get_origin(here) is dict:
            here, owner = get_args(here)[1], None
        elif get_origin(here) is tuple:
            here, owner = get_args(here)[0], None
            if isinstance(part, int) and not isinstance(value, list):
                continue
        if part == "[key]":
            continue
        path.append(part)
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
    return tuple(path), owner


class _Branch:
    def __init__(self, of: Any) -> None:
        self.of = of


def _bare(here: Any, part: str | int) -> Any:
    """Return the annotation without wrappers; a _Branch where the part names a union's branch."""
    while True:
        if get_origin(here) is Annotated:
            here = get_args(here)[0]
        elif get_origin(here) in (Union, types.UnionType):
            tags = {_tag(option): option for option in get_args(here)}
            if part in tags and part is not None:
                return _Branch(tags[part])
            rest = [option for option in get_args(here) if option is not type(None)]
            if len(rest) != 1:
                return None
            here = rest[0]
        else:
            return here


def _tag(option: Any) -> str | None:
    return next((m.tag for m in getattr(option, "__metadata__", ()) if isinstance(m, Tag)), None)
