"""What differs between two states of the data, fact by fact; wording, order and layout are no difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from factbook.dates import HonestDate
from factbook.derive.claims import Numbered, ledger
from factbook.load import Facts, dotted
from factbook.models.base import Evidence, Model, Names, Record, Text
from factbook.models.benefit import Version
from factbook.register import Register, read_register

Sort = Literal["new", "gone", "moved", "withdrawn", "added", "removed", "changed", "evidence", "related",
               "unrelated", "opened", "closed"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs: in which record (`kind/id`), of which sort, and of which fact.

    `label`, `unit` and `versions_from` say of which fact, as its page does; `before` and `after` hold its claims.
    For `moved`, `was` is the former `kind/id`; for `related` and `unrelated`, `to` is the id of the other record;
    for `opened` and `closed`, `record` is empty and `to` the id of the open question.
    """

    sort: Sort
    record: str
    fact: str = ""
    label: str | Names = ""
    before: tuple[Numbered, ...] = ()
    after: tuple[Numbered, ...] = ()
    was: str = ""
    to: str = ""

    @property
    def sources_added(self) -> tuple[str, ...]:
        """Return the ids of the sources on which the fact rests only now, sorted."""
        return tuple(sorted(_sources(self.after) - _sources(self.before)))

    @property
    def sources_removed(self) -> tuple[str, ...]:
        """Return the ids of the sources on which the fact rested only before, sorted."""
        return tuple(sorted(_sources(self.before) - _sources(self.after)))


def difference(old: Facts, new: Facts) -> tuple[Difference, ...]:
    """Return everything that differs in what the facts say, record by record in the order of the data."""
    return tuple(_differences(old, new))


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


def _differences(old: Facts, new: Facts) -> Iterator[Difference]:
    register = read_register(new.folder)
    before = {f"{kind}/{ident}": old.records[ident] for ident, kind in old.kinds.items()}
    after = {f"{kind}/{ident}": new.records[ident] for ident, kind in new.kinds.items()}
    went = {name: end for name in before.keys() - after.keys() if (end := _end(register, name)) in after}
    came = {end: name for name, end in went.items() if end not in before}
    for name, record in after.items():
        if name in came:
            yield Difference("moved", name, was=came[name])
            yield from _in_record(name, before[came[name]], record, {came[name].partition("/")[2]: record_id(name)})
        elif name in before:
            yield from _in_record(name, before[name], record, {})
        else:
            yield Difference("new", name)
    for name in before:
        if name not in after and name not in came.values():
            is_withdrawn = name in register.moved and not register.moved[name].to
            yield (Difference("moved", went[name], was=name) if name in went
                   else Difference("withdrawn" if is_withdrawn else "gone", name))
    yield from (Difference("opened", "", to=key) for key in new.gaps if key not in old.gaps)
    yield from (Difference("closed", "", to=key) for key in old.gaps if key not in new.gaps)


def record_id(name: str) -> str:
    """Return the id in a `kind/id`."""
    return name.partition("/")[2]


def _end(register: Register, name: str) -> str | None:
    return register.standing_for(name) if name in register.moved else None


def _in_record(name: str, old: Record, new: Record, renamed: dict[str, str]) -> Iterator[Difference]:
    before, after = _by_fact(old), _by_fact(new)
    for fact in dict.fromkeys((*after, *before)):
        was, now = before.get(fact, ()), after.get(fact, ())
        told = {"fact": fact, "label": (now or was)[0].label, "before": was, "after": now}
        if not was:
            yield Difference("added", name, **told)
        elif not now:
            yield Difference("removed", name, **told)
        elif _said(was) != _said(now):
            yield Difference("changed", name, **told)
        elif _sources(was) != _sources(now) or _sureness(was) != _sureness(now):
            yield Difference("evidence", name, **told)
    told_before = {(it.kind, renamed.get(it.to, it.to)) for it in old.related}
    told_after = {(it.kind, it.to) for it in new.related}
    yield from (Difference("related", name, fact=kind.value, to=to) for kind, to in sorted(told_after - told_before))
    yield from (Difference("unrelated", name, fact=kind.value, to=to) for kind, to in sorted(told_before - told_after))


def _by_fact(record: Record) -> dict[str, tuple[Numbered, ...]]:
    """Return the claims of each fact by a name that stays when others come and go."""
    found: dict[str, tuple[Numbered, ...]] = {}
    for item in ledger(record).all:
        key = _key(item)
        found[key] = (*found.get(key, ()), item)
    return found


def _key(item: Numbered) -> str:
    claim = item.claim
    if isinstance(claim, Version):
        return f"versions from {claim.crimes.starts}"
    if item.path[0] == "events":
        return f"events {claim.date}"  # type: ignore[attr-defined]
    if item.path[0] == "instruments":
        return f"instruments {claim.number.code}"  # type: ignore[attr-defined]
    if hasattr(claim, "period"):
        return f"{dotted(item.path[:-2])} {claim.period}"
    return dotted(part for part in item.path if not isinstance(part, int) and part != "claims")


def _said(claims: tuple[Numbered, ...]) -> list[Any]:
    """Return what the claims of a fact say, without their evidence and their wording, in one order."""
    return sorted((_plain(it.claim) for it in claims), key=repr)


def _plain(value: Any) -> Any:
    if isinstance(value, Text | Names):
        return "text"
    if isinstance(value, HonestDate):
        return value.text
    if isinstance(value, Model):
        aside = Evidence.model_fields.keys() - {"as_of"} if isinstance(value, Evidence) else ()
        return tuple((name, _plain(getattr(value, name))) for name in type(value).model_fields
                     if name not in aside and name not in ("set_by", "article"))
    return tuple(_plain(item) for item in value) if isinstance(value, tuple) else value


def _sources(claims: tuple[Numbered, ...]) -> set[str]:
    return {key for it in claims for key in it.claim.sources}


def _sureness(claims: tuple[Numbered, ...]) -> list[str]:
    return sorted(it.claim.confidence.value for it in claims)


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
