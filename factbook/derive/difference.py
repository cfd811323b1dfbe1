"""What differs between two states of the data, fact by fact; wording, order and layout are no difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from factbook.dates import HonestDate
from factbook.derive.claims import Numbered, ledger
from factbook.derive.status import BROUGHT_BY, Status, status
from factbook.load import Facts, dotted
from factbook.models.base import Evidence, Model, Names, Record, Text
from factbook.models.benefit import Version
from factbook.register import Register, read_register

Sort = Literal["new", "gone", "moved", "withdrawn", "titled", "status", "added", "removed", "changed", "evidence",
               "related", "unrelated", "opened", "closed"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs: in which record (`kind/id`), of which sort, and of which fact.

    `label`, `unit` and `versions_from` say of which fact, as its page does; `before` and `after` hold its claims.
    For `moved`, `was` is the former `kind/id`; for `titled`, the former title; for `related` and `unrelated`, `to` is
    the id of the other record; for `opened` and `closed`, `record` is empty and `to` the id of the open question.
    For `status`, `statuses` are the former and the present one, and `after` the dates that brought it, if a date did.
    """

    sort: Sort
    record: str
    fact: str = ""
    label: str | Names = ""
    before: tuple[Numbered, ...] = ()
    after: tuple[Numbered, ...] = ()
    was: str | Names = ""
    to: str = ""
    statuses: tuple[Status | None, Status | None] = (None, None)

    @property
    def sources_added(self) -> tuple[str, ...]:
        """Return the ids of the sources on which the fact rests only now, sorted."""
        return tuple(sorted(_sources(self.after) - _sources(self.before)))

    @property
    def sources_removed(self) -> tuple[str, ...]:
        """Return the ids of the sources on which the fact rested only before, sorted."""
        return tuple(sorted(_sources(self.before) - _sources(self.after)))


def difference(old: Facts, new: Facts, today: date) -> tuple[Difference, ...]:
    """Return everything that differs in what the facts say, record by record in the order of the data.

    Statuses are those of the day, before and after: what time alone has changed is no difference.
    """
    return tuple(_differences(old, new, today))


def _differences(old: Facts, new: Facts, today: date) -> Iterator[Difference]:
    register = read_register(new.folder)
    before = {f"{kind}/{ident}": old.records[ident] for ident, kind in old.kinds.items()}
    after = {f"{kind}/{ident}": new.records[ident] for ident, kind in new.kinds.items()}
    went = {name: end for name in before.keys() - after.keys() if (end := _end(register, name)) in after}
    came = {end: name for name, end in went.items() if end not in before}
    renamed = {record_id(name): record_id(end) for end, name in came.items()}
    for name, record in after.items():
        if name in came:
            yield Difference("moved", name, was=came[name])
            yield from _with_status(name, before[came[name]], record, renamed, today)
        elif name in before:
            yield from _with_status(name, before[name], record, renamed, today)
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


def _with_status(
        name: str, old: Record, new: Record, renamed: dict[str, str], today: date) -> Iterator[Difference]:
    """Yield what differs in a record; a new status together with the date that brought it, as one difference."""
    if _is_another(old.title, new.title):
        yield Difference("titled", name, was=old.title)
    found = list(_in_record(name, old, new, renamed))
    statuses = status(old, today), status(new, today)
    if statuses[1] and statuses[0] != statuses[1]:
        fields = BROUGHT_BY.get(statuses[1], ())
        brought = next((it for it in found if it.sort in ("added", "changed") and it.fact in fields), None)
        if brought:
            found.remove(brought)
        yield replace(brought or Difference("status", name), sort="status", statuses=statuses)
    yield from found


def _in_record(name: str, old: Record, new: Record, renamed: dict[str, str]) -> Iterator[Difference]:
    before, after = _by_fact(old), _by_fact(new)
    for fact in dict.fromkeys((*after, *before)):
        was, now = before.get(fact, ()), after.get(fact, ())
        told = {"fact": fact, "label": (now or was)[0].label, "before": was, "after": now}
        if not was:
            yield Difference("added", name, **told)
        elif not now:
            yield Difference("removed", name, **told)
        elif _said(was, renamed) != _said(now, {}) or _other_words(was, now):
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


def _said(claims: tuple[Numbered, ...], renamed: dict[str, str]) -> list[Any]:
    """Return what the claims of a fact say, without their evidence and their wording, in one order."""
    return sorted((_plain(it.claim, renamed) for it in claims), key=repr)


def _other_words(was: tuple[Numbered, ...], now: tuple[Numbered, ...]) -> bool:
    """Say whether values in words differ in every language that they are written in.

    A translation added, or one language put better, is no other value.
    """
    before, after = [], []
    for found, claims in ((before, was), (after, now)):
        for it in claims:
            found += _texts(it.claim)
    left, come = ([it for it in these if it not in those] for these, those in ((before, after), (after, before)))
    return any(all(_is_another(text, other) for other in come) for text in left)


def _is_another(text: Text | Names, other: Text | Names) -> bool:
    return text.en != other.en and not (text.ja and text.ja == other.ja)


def _texts(value: Any) -> list[Text | Names]:
    """Return the texts among what a claim says."""
    if isinstance(value, Text | Names):
        return [value]
    if isinstance(value, Model):
        return [text for name in _saying(value) for text in _texts(getattr(value, name))]
    return [text for item in value for text in _texts(item)] if isinstance(value, tuple) else []


def _saying(value: Model) -> list[str]:
    """Return the fields of a claim, or of a part of it, that say what is the case, not whence it is known."""
    aside = Evidence.model_fields.keys() - {"as_of"} if isinstance(value, Evidence) else ()
    return [name for name in type(value).model_fields if name not in aside and name not in ("set_by", "article")]


def _plain(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, Text | Names):
        return "text"
    if isinstance(value, HonestDate):
        return value.text
    if isinstance(value, Model):
        return tuple((name, _plain(getattr(value, name), renamed)) for name in _saying(value))
    if isinstance(value, tuple):
        return tuple(_plain(item, renamed) for item in value)
    return renamed.get(value, value) if isinstance(value, str) else value


def _sources(claims: tuple[Numbered, ...]) -> set[str]:
    return {key for it in claims for key in it.claim.sources}


def _sureness(claims: tuple[Numbered, ...]) -> list[str]:
    return sorted(it.claim.confidence.value for it in claims)
