"""Joint investigations, public attributions, advisories and tools."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Claims, Number, Record, Value


class Form(StrEnum):
    """What sort of operation it is."""

    joint_investigation = "joint-investigation"
    takedown = "takedown"
    attribution = "attribution"
    advisory = "advisory"
    tool = "tool"
    series = "series"


class Operation(Record):
    """A joint action with foreign police, or a statement made with them."""

    form: Form = Field(strict=False, description="What sort of operation it is.")
    announced: Claims[HonestDate] | None = Field(None, title="Announced", description="When it was made public.")
    took_place: Claims[HonestDate] | None = Field(None, title="Took place", description="When it was carried out.")
    lead: Claims[Value] | None = Field(None, title="Led by", description="Who led or coordinated it.")
    issuers: Claims[Value] | None = Field(None, title="Issued by", description="Who signed the statement.")
    attributed_to: Claims[Value] | None = Field(None, title="Attributed to", description="Whom the statement names.")
    countries: Claims[Number] | None = Field(
        None, title="Countries and regions", description="How many countries and regions took part."
    )
    countries_named: Claims[Value] | None = Field(
        None, title="Countries named", description="Which countries and bodies took part."
    )
    arrests: Claims[Value] | None = Field(None, title="Arrests", description="How many, where, by whom.")
    npa: Claims[Value] | None = Field(
        None, title="National Police Agency", description="What the NPA or the Japanese police did."
    )
    frameworks_used: Claims[Value] | None = Field(
        None, title="Frameworks used", description="Through which channels the cooperation ran."
    )
