"""Ids: what is mentioned exists, and no id is given twice."""

from __future__ import annotations

from collections.abc import Iterator

from factbook import walk
from factbook.load import Facts
from factbook.models.base import Record, Reference, Relation
from factbook.models.benefit import Change, Setting
from factbook.models.meeting import Meeting
from factbook.models.organisation import Organisation
from factbook.models.source import Gaps
from factbook.problems import Problem, did_you_mean


def references_exist(facts: Facts) -> Iterator[Problem]:
    """A record that is mentioned must exist."""
    known = facts.kinds
    for entry in facts.entries:
        for path, target, kinds in _mentions(entry.model):
            fitting = [ident for ident, kind in known.items() if not kinds or kind in kinds]
            if target not in known:
                yield entry.problem(
                    path, "reference", f"no record is called '{target}'." + did_you_mean(target, fitting)
                )
            elif target not in fitting:
                yield entry.problem(
                    path, "reference",
                    f"'{target}' is one of {known[target]}, expected one of {', '.join(kinds)}")
            elif target == entry.id:
                yield entry.problem(path, "reference", "the record refers to itself")


def _mentions(model: object) -> Iterator[tuple[walk.Path, str, tuple[str, ...]]]:
    """Yield the path, the id and the kinds allowed of each mention of another record."""
    if isinstance(model, Gaps):
        for key, gap in model.gaps.items():
            for index, ident in enumerate(gap.concerns):
                yield ("gaps", key, "concerns", index), ident, ()
    if not isinstance(model, Record):
        return
    if isinstance(model, Meeting) and model.series:
        yield ("series",), model.series, ("symposia", "conferences")
    if isinstance(model, Organisation) and model.parent:
        yield ("parent",), model.parent, ("organisations",)
    for path, value in walk.parts(model):
        if isinstance(value, Reference):
            yield (*path, "record"), value.record, ()
        elif isinstance(value, Relation):
            yield (*path, "to"), value.to, ()
        elif isinstance(value, Change) and value.parameter:
            yield (*path, "parameter"), value.parameter, ("parameters",)
        elif isinstance(value, Setting) and value.revision:
            yield (*path, "revision"), value.revision, ("revisions",)


def ids_are_unique(facts: Facts) -> Iterator[Problem]:
    """An id names one record only, whatever its kind; a source and a question likewise."""
    seen: dict[tuple[str, str], str] = {}
    for entry in facts.entries:
        names = [("record", entry.id, ())] if isinstance(entry.model, Record) else [
            (group, key, (group, key))
            for group in ("sources", "gaps") for key in getattr(entry.model, group, ())
        ]
        for group, key, path in names:
            first = seen.setdefault((group, key), entry.path)
            if first != entry.path:
                yield entry.problem(path, "id", f"the id '{key}' is taken by {first}")


def relations_are_written_once(facts: Facts) -> Iterator[Problem]:
    """A relation is written on one side; its inverse is derived."""
    seen: set[tuple[str, str, str]] = set()
    for entry in facts.entries:
        for index, relation in enumerate(getattr(entry.model, "related", ())):
            pair = (entry.id, relation.kind, relation.to)
            if pair in seen or (relation.to, relation.kind, entry.id) in seen:
                yield entry.problem(
                    ("related", index), "relation",
                    f"the relation {relation.kind} with '{relation.to}' is written already; leave one away")
            seen.add(pair)


RULES = (references_exist, ids_are_unique, relations_are_written_once)
