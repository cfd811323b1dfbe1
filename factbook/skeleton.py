"""A new record as commented YAML: what it needs stands there to be filled in, what it may have as a comment."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from factbook.derive.symposia import OFFSET
from factbook.fields import FieldOf, Shape, fields
from factbook.load import Facts
from factbook.models import RECORD_KINDS
from factbook.problems import did_you_mean
from factbook.publish.schemas import modeline
from factbook.register import read_register

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WIDTH = 110
_DATE = re.compile(r"'([0-9]{4}-[0-9]{2}-[0-9]{2})'")
_PARTS = ("en", "ja")


class Refused(Exception):
    """There can be no such record; the message says why."""


def refusal(facts: Facts, kind: str, ident: str) -> str | None:
    """Return why there can be no new record of the kind with the id, or None."""
    if kind not in RECORD_KINDS:
        return f"no kind is called '{kind}'; there are {', '.join(RECORD_KINDS)}." + did_you_mean(kind, RECORD_KINDS)
    if not _ID.fullmatch(ident) or len(ident) > 80:
        return f"'{ident}' is no id; expected lower-case letters, digits and single hyphens, at most 80"
    taken = {name.partition("/")[2]: name for name in (
        *(f"{it.kind}/{it.id}" for it in (*facts.entries, *facts.unread) if it.kind in RECORD_KINDS),
        *read_register(facts.folder).published)}
    return f"the id '{ident}' is taken by {taken[ident]}; an id is never used again" if ident in taken else None


def next_edition(facts: Facts) -> tuple[str, dict[str, Any]]:
    """Return the id of the CTINS edition that follows the latest with a number, and what is worked out of it."""
    numbers = [claim.value for record in facts.of("symposia").values() if record.form == "edition"
               for claim in record.number or ()]
    number = max(numbers, default=0) + 1
    worked_out = {"confidence": "derived"}
    return f"ctins-{number}", {
        "sections": ["conferences"], "form": "edition", "series": "ctins",
        "number": {"value": number, **worked_out, "derived_from": {
            "en": f"One more than the latest edition with a number, the {number - 1}th."
            if number > 1 else "The first edition.",
            "ja": f"番号の分かっている最新の第{number - 1}回の次に当たる。" if number > 1 else "第1回である。"}},
        "fiscal_year": {"value": f"FY{number + OFFSET}", **worked_out, "derived_from": {
            "en": f"The number of the edition plus {OFFSET}, if one was held in each fiscal year.",
            "ja": f"毎年度開催されたとした場合、回数に{OFFSET}を加えた年度となる。"}}}


def skeleton(kind: str, given: Mapping[str, Any], today: date) -> str:
    """Return the text of a new record of the kind.

    What is `given`, by field, stands there; a field that is needed and not given is left empty, and `factbook check`
    says so; every other field is a comment with an example.
    """
    lines = [modeline(kind)]
    optional = False
    for field in fields(RECORD_KINDS[kind]):
        value = {"checked": today.isoformat(), **given}.get(field.name)
        if field.shape.claims and not optional:
            optional = True
            lines += ["", "# What is known of it: take the “# ” away, put your own value and source in its place.",
                      "# A fact can have several claims, each as an item of a list; leave away what is not known.", ""]
        lines += _comment(field)
        if value is not None:
            lines += _yaml({field.name: value})
        elif field.is_required:
            lines += _empty(field)
        else:
            lines += [f"# {line}".rstrip() for line in _yaml({field.name: example(field.shape)})]
    return "\n".join(lines) + "\n"


def example(shape: Shape) -> Any:
    """Return what a field of the shape could hold."""
    one: Any = {
        "number": 1, "whole number": 1, "yes or no": True, "date": "2018-04-01", "day": "2018-04-01", "country": "BR",
        "quantity": 1, "value": {"en": "In English", "ja": "日本語で"},
    }.get(shape.form, "text")
    if shape.form == "id":
        one = "source-id" if shape.names == "sources" else "record-id"
    elif shape.form == "word":
        one = shape.words[0]
    elif shape.model:
        one = {field.name: example(field.shape) for field in fields(shape.model)
               if field.is_required or field.name in ("sources", *_PARTS)}
    if shape.claims:
        one = {"value": one, "sources": ["source-id"], "confidence": "confirmed"}
    return {"a_key": one} if shape.by_key else [one] if shape.many else one


def _comment(field: FieldOf) -> Iterator[str]:
    words = f" {'Some' if field.shape.many else 'One'} of: {', '.join(field.shape.words)}." if field.shape.words else ""
    for line in textwrap.wrap(f"{field.description}{words}", _WIDTH):
        yield f"# {line}"


def _empty(field: FieldOf) -> Iterator[str]:
    """Yield a field that is still to be filled in."""
    if field.shape.model and not field.shape.many:
        yield f"{field.name}:"
        yield from (f"  {part.name}:" for part in fields(field.shape.model))
    elif field.shape.model:
        yield from _yaml({field.name: example(field.shape)})
    else:
        yield f"{field.name}:"


def _yaml(value: dict[str, Any]) -> list[str]:
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000,
                     default_flow_style=None).strip()
    text = text[1:-1] if text.startswith("{") else text  # one plain value alone
    return _DATE.sub(r'"\1"' if "checked" in value else r"\1", text).split("\n")
