"""The bibliography: a file for each publisher with its sources; and what is not known."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Day, Id, Line, Many, Model, Names, RecordId, Section, Text, Url


class SourceKind(StrEnum):
    """How near a source is to the fact."""

    primary = "primary"
    official_secondary = "official-secondary"
    secondary = "secondary"


class Source(Model):
    """A page or document."""

    title: Line = Field(description="The title in its own language.")
    title_en: Line | None = Field(None, description="The title in English.")
    title_ja: Line | None = Field(None, description="The title in Japanese.")
    described: bool = Field(False, description="True if the title is our description, not the page's own.")
    url: Url | None = Field(None, description="The public address; absent for a document without one.")
    language: Line = Field(description="The language of the text: ja, en, ko …; several with commas.")
    published: HonestDate | None = Field(None, description="The date of the page's own state.")
    read: Day | None = Field(None, description="When it was last read.")
    kind: SourceKind = Field(strict=False, description="primary, official-secondary or secondary.")
    copy_of: Line | None = Field(None, description="For a copy of an official text: whose text it is.")
    archived: bool = Field(False, description="True if read in a web archive.")
    note: Text | None = Field(None, description="What a reader must know about it.")


class Publisher(Model):
    """A publisher and its sources."""

    publisher: Names = Field(description="The name in both languages.")
    sources: dict[Id, Source] = Field(min_length=1, description="Its sources, by id.")


class Gap(Model):
    """Something looked for and not found."""

    question: Names = Field(description="What is not known, as a question.")
    searched: Text | None = Field(None, description="Where it was looked for and with what result.")
    concerns: Many[RecordId] = Field((), description="Ids of the records it concerns.")


class Gaps(Model):
    """What is not known in one section of the site."""

    section: Section = Field(strict=False, description="The section.")
    gaps: dict[Id, Gap] = Field(min_length=1, description="The open questions, by id.")
