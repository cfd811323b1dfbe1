"""Relations in both directions: each is typed on one side, the inverse is derived here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook import walk
from factbook.load import Facts
from factbook.models.base import Record, Reference, Text
from factbook.models.benefit import Change, Rule, Setting
from factbook.models.meeting import Meeting
from factbook.models.organisation import Organisation

# The message for each relation, and for its inverse.
WORDS = {
    "part-of": ("Part of", "Has as parts"),
    "implements": ("Implements", "Implemented by"),
    "amends": ("Amends", "Amended by"),
    "follows": ("Follows on", "Followed by"),
    "based-on": ("Based on", "Basis of"),
    "run-by": ("Run by", "Runs"),
    "funded-by": ("Funded by", "Funds"),
    "takes-part": ("Takes part in", "Taking part"),
    "uses": ("Uses", "Used by"),
    "explains": ("Explains", "Terms"),
    "see-also": ("See also", "See also"),
    "series": ("Edition of", "Editions"),
    "parameter": ("Changes", "Changed by"),
    "mentions": ("Mentions", "Mentioned by"),
}


@dataclass(frozen=True)
class Related:
    """Another record, and the message that says how it stands to this one."""

    words: str
    id: str
    note: Text | None = None


def relations(facts: Facts) -> dict[str, tuple[Related, ...]]:
    """Return the relations of every record in both directions, typed ones first, each pair once."""
    found: dict[str, dict[str, Related]] = {ident: {} for ident in facts.records}
    order = list(WORDS)
    edges = sorted(_edges(facts), key=lambda edge: order.index(edge[1]))
    for start, kind, end, note in edges:
        if start == end or end not in found:
            continue
        forward, backward = WORDS[kind]
        found[start].setdefault(end, Related(forward, end, note))
        found[end].setdefault(start, Related(backward, start, note))
    return {ident: tuple(others.values()) for ident, others in found.items()}


def _edges(facts: Facts) -> Iterator[tuple[str, str, str, Text | None]]:
    for ident, record in facts.records.items():
        for relation in record.related:
            yield ident, relation.kind, relation.to, relation.note
        if isinstance(record, Meeting) and record.series:
            yield ident, "series", record.series, None
        if isinstance(record, Organisation) and record.parent:
            yield ident, "part-of", record.parent, None
        for target, kind in _inside(record):
            yield ident, kind, target, None


def _inside(record: Record) -> Iterator[tuple[str, str]]:
    for _, value in walk.find(record).naming:
        if isinstance(value, Reference):
            yield value.record, "mentions"
        elif isinstance(value, Change) and value.parameter:
            yield value.parameter, "parameter"
        elif isinstance(value, Rule) and value.table:
            yield value.table, "mentions"
        elif isinstance(value, Setting) and value.revision:
            # The revision changes the parameter; the record at hand is the parameter.
            yield value.revision, "mentions"
