"""What the rules across records need to know of a file: small, and cheap to hand from one process to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from factbook.load import Entry, Unread, Written
from factbook.models import RECORD_KINDS
from factbook.models.base import Record, Reference, Relation
from factbook.models.benefit import Change, Rule
from factbook.models.meeting import Meeting
from factbook.models.organisation import Organisation
from factbook.models.source import Gaps, Publisher
from factbook.yamlread import Path


class Mention(NamedTuple):
    """Where a record names another, its id, and the kinds that it may be of; none: any."""

    path: Path
    target: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline(Written):
    """A file without its values: whom it names, on which sources it rests, which ids it gives."""

    is_record: bool
    mentions: tuple[Mention, ...]
    cites: tuple[tuple[Path, tuple[str, ...]], ...]
    relations: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str | None, str], ...] = ()  # id, address, date
    questions: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()  # of a file that cannot be read: each may name something


def outline(entry: Entry | Unread) -> Outline:
    """Return the outline of a file."""
    if isinstance(entry, Unread):
        return Outline(entry.kind, entry.id, entry.path, entry.file, entry.kind in RECORD_KINDS, (), (),
                       words=entry.words)
    model = entry.model
    return Outline(
        entry.kind, entry.id, entry.path, entry.file, isinstance(model, Record),
        mentions=tuple(_mentions(entry)),
        cites=tuple((path, claim.sources) for path, claim in entry.found.evidence if claim.sources),
        relations=tuple((relation.kind.value, relation.to) for relation in getattr(model, "related", ())),
        sources=tuple((key, source.url, str(source.published)) for key, source in model.sources.items())
        if isinstance(model, Publisher) else (),
        questions=tuple(model.gaps) if isinstance(model, Gaps) else (),
    )


def _mentions(entry: Entry) -> list[Mention]:
    model = entry.model
    found = []
    if isinstance(model, Gaps):
        found += [Mention(("gaps", key, "concerns", index), ident)
                  for key, gap in model.gaps.items() for index, ident in enumerate(gap.concerns)]
    if isinstance(model, Meeting) and model.series:
        found.append(Mention(("series",), model.series, ("symposia", "conferences")))
    if isinstance(model, Organisation) and model.parent:
        found.append(Mention(("parent",), model.parent, ("organisations",)))
    for path, part in entry.found.naming:
        if isinstance(part, Reference):
            found.append(Mention((*path, "record"), part.record))
        elif isinstance(part, Relation):
            found.append(Mention((*path, "to"), part.to))
        elif isinstance(part, Change):
            if part.parameter:
                found.append(Mention((*path, "parameter"), part.parameter, ("parameters",)))
        elif isinstance(part, Rule):
            if part.table:
                found.append(Mention((*path, "table"), part.table, ("parameters",)))
        elif part.revision:
            found.append(Mention((*path, "revision"), part.revision, ("revisions",)))
    return found
