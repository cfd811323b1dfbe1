"""Ministries, police forces, units, international bodies and groups."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Claims, Country, OrganisationId, Record, Value


class Form(StrEnum):
    """What sort of organisation it is."""

    ministry = "ministry"
    police = "police"
    unit = "unit"
    commission = "commission"
    international = "international"
    group = "group"
    centre = "centre"
    association = "association"
    overview = "overview"


class Organisation(Record):
    """An organisation that takes part in the cooperation or runs the benefit system."""

    form: Form = Field(strict=False, description="What sort of organisation it is.")
    country: Country | None = Field(None, title="Country", description="Where it belongs; none if international.")
    parent: OrganisationId | None = Field(None, title="Part of", description="The organisation above it.")
    founded: Claims[HonestDate] | None = Field(
        None, title="Founded", description="When it was founded or began to work."
    )
    ended: Claims[HonestDate] | None = Field(None, title="Ended", description="When it was dissolved or merged.")
    headquarters: Claims[Value] | None = Field(None, title="Headquarters", description="The city it sits in.")
    members: Claims[Value] | None = Field(
        None, title="Members", description="How many members it had, each claim with its as_of."
    )
    website: Claims[Value] | None = Field(None, title="Website", description="Its public address.")
