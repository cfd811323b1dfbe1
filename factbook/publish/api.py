"""The files of api/v1: a JSON and the YAML for each record, indexes, everything, and the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field
from pydantic_core import to_json

from factbook import releases
from factbook.derive.changes import RecordChanges, of_kind
from factbook.derive.headline import headline_date
from factbook.models import RECORD_KINDS
from factbook.models.base import Id, Model, Names
from factbook.models.change import Changed
from factbook.models.source import Gap, Source
from factbook.publish.benefits import benefit_parameters
from factbook.render.site import Site

SCHEMA_VERSION = 1
ROOT = "api/v1/"

R = TypeVar("R")


class GeneratedFrom(Model):
    """From which data, and as of which day, a file was made."""

    data: str = Field(description="sha256 of all files of facts in data/, in the order of their paths.")
    day: str = Field(description="The day on which statuses were worked out, as 2018-04-01.")


class RelatedRecord(Model):
    """A relation of the record, in one direction."""

    relation: str = Field(description="How the record stands to the other, in English.")
    id: Id = Field(description="The id of the other record.")


class PublishedSource(Source):
    """A source with who published it."""

    publisher: Names = Field(description="The publisher, in both languages.")


class Published(Model, Generic[R]):
    """A record with its evidence."""

    schema_version: Literal[1] = Field(description="Raised when a field changes its meaning.")
    generated_from: GeneratedFrom = Field(description="From which data it was made.")
    kind: str = Field(description="The kind, named after its folder.")
    id: Id = Field(description="The id.")
    status: str | None = Field(None, description="The status on the day, in English.")
    paths: dict[str, str] = Field(description="The page in each language, below the root of the site.")
    record: R = Field(description="The record as it is in data/.")
    sources: dict[Id, PublishedSource] = Field(description="The sources that it names.")
    related: list[RelatedRecord] = Field(description="Relations in both directions.")
    open_questions: dict[Id, Gap] = Field(description="What is not known of it.")
    changes: list[PublishedChanges] = Field(description="What has changed in it since it was published, newest first.")


class PublishedChanges(Model):
    """What a release changed in a record, or in open questions."""

    day: str = Field(description="The day of the release, as 2026-04-01.")
    release: str = Field(description="The name of the release: the day, or the day and a number.")
    record: str | None = Field(None, description="The record by its present kind/id; none for open questions.")
    is_new: bool = Field(description="Whether the record was published for the first time.")
    changes: list[Changed] = Field(description="What changed, each a sentence without its subject, in both languages.")


class Changes(Model):
    """What has changed, newest first: in everything, or in a kind."""

    schema_version: Literal[1]
    generated_from: GeneratedFrom
    changes: list[PublishedChanges]


class Summary(Model):
    """A line of an index."""

    id: Id
    kind: str
    title: Names
    status: str | None = None
    date: str | None = None
    path: str = Field(description="The record's JSON, below api/v1/.")


class Index(Model):
    """The records of a kind."""

    schema_version: Literal[1]
    generated_from: GeneratedFrom
    kind: str
    records: list[Summary]


def fingerprint(site: Site) -> dict[str, str]:
    """Return what the data was: a hash over all files of facts, and the day."""
    return {"data": releases.fingerprint(site.facts.folder), "day": site.today.isoformat()}


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the site's root and the content of every file of the interface."""
    stamp = fingerprint(site)
    everything: list[dict[str, Any]] = []
    for kind in RECORD_KINDS:
        lines = []
        for ident in site.facts.of(kind):
            published = record_json(site, stamp, ident)
            yield f"{ROOT}{kind}/{ident}.json", _bytes(published)
            yield f"{ROOT}{kind}/{ident}.yaml", (site.facts.folder / kind / f"{ident}.yaml").read_bytes()
            lines.append(_summary(site, ident))
            everything.append({key: value for key, value in published.items()
                               if key not in ("schema_version", "generated_from", "sources")})
        yield f"{ROOT}{kind}.json", _bytes(
            {"schema_version": SCHEMA_VERSION, "generated_from": stamp, "kind": kind, "records": lines})
    for name, went in site.register.moved.items():
        yield f"{ROOT}{name}.json", _bytes(
            {"schema_version": SCHEMA_VERSION, "generated_from": stamp, "id": name.partition("/")[2],
             "moved_to": site.register.standing_for(name),
             **({"withdrawn": _dump(went.withdrawn)} if went.withdrawn else {})})
    yield f"{ROOT}all.json", _bytes({
        "schema_version": SCHEMA_VERSION, "generated_from": stamp, "records": everything,
        "sources": {key: _source(site, key) for key in site.sources},
        "open_questions": {key: _dump(gap) for key, gap in site.facts.gaps.items()}})
    for name, found in (("changes", site.changes), *((f"changes/{kind}", of_kind(site.changes, kind))
                                                      for kind in RECORD_KINDS)):
        yield f"{ROOT}{name}.json", _bytes({
            "schema_version": SCHEMA_VERSION, "generated_from": stamp,
            "changes": [_changes(row) for it in found for row in (*it.new, *it.others)]})
    yield f"{ROOT}benefit-parameters.json", _bytes(benefit_parameters(site, stamp))
    for name, schema in schemas().items():
        yield f"{ROOT}schema/{name}.json", _bytes(schema)


def record_json(site: Site, stamp: dict[str, str], ident: str) -> dict[str, Any]:
    """Return a record with its evidence, as it is published."""
    kind = site.kinds[ident]
    used = dict.fromkeys(s for item in site.ledgers[ident].all for s in item.claim.sources)
    status = site.status(ident)
    return {
        "schema_version": SCHEMA_VERSION, "generated_from": stamp, "kind": kind, "id": ident,
        **({"status": status.value} if status else {}),
        "paths": {code: f"{code}/{kind}/{ident}/" for code in site.languages},
        "record": _dump(site.records[ident]),
        "sources": {key: _source(site, key) for key in sorted(used)},
        "related": [{"relation": other.words, "id": other.id} for other in site.relations[ident]],
        "open_questions": {key: _dump(site.facts.gaps[key]) for key in site.gaps_of.get(ident, [])},
        "changes": [_changes(it) for it in site.changes_of.get(f"{kind}/{ident}", ())],
    }


def _source(site: Site, key: str) -> dict[str, Any]:
    return _dump(site.sources[key]) | {"publisher": _dump(site.publisher_names[key])}


def _changes(it: RecordChanges) -> dict[str, Any]:
    return {"day": it.day.isoformat(), "release": it.release, **({"record": it.record} if it.record else {}),
            "is_new": it.is_new, "changes": [_dump(one) for one in it.changes]}


def _summary(site: Site, ident: str) -> dict[str, Any]:
    kind = site.kinds[ident]
    status, date = site.status(ident), headline_date(kind, site.records[ident])
    return {"id": ident, "kind": kind, "title": _dump(site.records[ident].title),
            **({"status": status.value} if status else {}), **({"date": date.text} if date else {}),
            "path": f"{kind}/{ident}.json"}


@lru_cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of a published record of each kind, of an index, and of changes."""
    found = {kind: Published[model].model_json_schema() for kind, model in RECORD_KINDS.items()}  # type: ignore[valid-type]
    return found | {"index": Index.model_json_schema(), "changes": Changes.model_json_schema()}


def _dump(model: Model) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _bytes(value: object) -> bytes:
    return to_json(value, indent=1) + b"\n"
