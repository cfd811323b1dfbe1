"""Symposia (CTINS) and conferences: series and their editions."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Claims, Country, Number, Record, SeriesId, Value


class Form(StrEnum):
    """Whether the record is a series, one edition of it, or a meeting of its own."""

    series = "series"
    edition = "edition"
    meeting = "meeting"


class Participation(StrEnum):
    """What the sources say about the National Police Agency at a meeting."""

    stated = "stated"
    japan_listed = "japan-listed"
    not_listed = "not-listed"
    not_stated = "not-stated"


class Meeting(Record):
    """A series of meetings or one of them."""

    form: Form = Field(strict=False, description="A series, an edition of one, or a meeting of its own.")
    series: SeriesId | None = Field(None, title="Series", description="For an edition: the id of its series.")
    number: Claims[int] | None = Field(None, title="Number", description="The number of the edition.")
    held: Claims[HonestDate] | None = Field(
        None, title="Held", description="When it took place: a day, 2018-08-28/2018-08-31, or as far as known."
    )
    fiscal_year: Claims[HonestDate] | None = Field(
        None, title="Fiscal year", description="The Japanese fiscal year, as FY2016."
    )
    first_held: Claims[HonestDate] | None = Field(
        None, title="First held", description="For a series: when it first took place."
    )
    last_held: Claims[HonestDate] | None = Field(
        None, title="Last held", description="For a series that ended: when it last took place."
    )
    frequency: Claims[Value] | None = Field(None, title="How often", description="For a series.")
    city: Claims[Value] | None = Field(None, title="City", description="The city, in both languages.")
    country: Country | None = Field(None, title="Country", description="The country or region of the city.")
    venue: Claims[Value] | None = Field(None, title="Venue", description="The building.")
    organisers: Claims[Value] | None = Field(None, title="Organised by", description="Who held it.")
    participants: Claims[Number] | None = Field(None, title="Participants", description="How many persons.")
    countries: Claims[Number] | None = Field(
        None, title="Countries and regions", description="How many countries and regions."
    )
    topics: Claims[Value] | None = Field(None, title="Topics", description="What it was about.")
    npa: Claims[Value] | None = Field(
        None, title="National Police Agency", description="What the NPA did there, in words."
    )
    participation: Participation | None = Field(
        None, strict=False, title="Participation of the NPA",
        description="stated, japan-listed, not-listed or not-stated.",
    )


class Symposium(Meeting):
    """The CTINS series or an edition of it."""


class Conference(Meeting):
    """Another series of meetings, or a meeting."""
