"""What the rules across records need to know of a file: small, and cheap to hand from one process to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

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
    words: frozenset[str] = frozenset()  # of a file that is no YAML: each may name something


def outline(entry: Entry | Unread) -> Outline:
    """Return the outline of a file."""
    if isinstance(entry, Unread):
        return _of_values(entry)
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


# Fields that name a record, and the kinds that it may be of; `to` beside a `kind` alone: a period has one too.
_NAMING: dict[str, tuple[str, ...]] = {
    "record": (), "to": (), "concerns": (), "series": ("symposia", "conferences"), "parent": ("organisations",),
    "parameter": ("parameters",), "table": ("parameters",), "revision": ("revisions",)}


def _of_values(entry: Unread) -> Outline:
    """Return the outline of a file whose values are in some place not those of its kind."""
    mentions: list[Mention] = []
    cites: list[tuple[Path, tuple[str, ...]]] = []

    def look(value: Any, path: Path) -> None:
        if isinstance(value, list):
            for index, item in enumerate(value):
                look(item, (*path, index))
        for key, item in value.items() if isinstance(value, dict) else ():
            at = (*path, key)
            names = item if isinstance(item, list) else [item]
            if key == "sources" and isinstance(item, list) and all(isinstance(it, str) for it in item):
                cites.append((path, tuple(item)))
            elif key in _NAMING and all(isinstance(it, str) for it in names) and (key != "to" or "kind" in value):
                mentions.extend(Mention((*at, index) if isinstance(item, list) else at, name, _NAMING[key])
                                for index, name in enumerate(names))
            else:
                look(item, at)

    look(entry.value, ())
    listed = entry.value.get("sources") if entry.kind == "sources" and entry.value else None
    return Outline(
        entry.kind, entry.id, entry.path, entry.file, entry.kind in RECORD_KINDS, tuple(mentions), tuple(cites),
        sources=tuple((key, None, "") for key in listed) if isinstance(listed, dict) else (), words=entry.words)


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
