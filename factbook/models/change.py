"""What a release of the data changed: written by `factbook release`, never by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from factbook.models.base import Id, Line, Many, Model

Name = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]

Sort = Literal["gone", "moved", "withdrawn", "titled", "status", "added", "removed", "changed", "evidence",
               "related", "unrelated", "opened", "closed"]


class Changed(Model):
    """One thing that a release changed, in the words of the day of the release."""

    sort: Sort = Field(description="What sort of change it is.")
    record: Name | None = Field(None, description="The record that changed, as kind/id; none for an open question.")
    fact: Line | None = Field(None, description="The fact that changed, by its place in the record.")
    en: Line = Field(description="What changed, in English; the title of the record goes before it.")
    ja: Line = Field(description="What changed, in Japanese.")
    sources_added: Many[Id] = Field((), description="Sources on which the fact rests only now.")
    sources_removed: Many[Id] = Field((), description="Sources on which the fact rested only before.")


class Release(Model):
    """What differs between a release and the one before it."""

    data: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")] = Field(
        description="The fingerprint of the facts as they were released.")
    new: Many[Name] = Field((), description="The records that were published for the first time, as kind/id.")
    changes: Many[Changed] = Field((), description="What else changed, record by record.")
