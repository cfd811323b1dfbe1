"""Assistance, training, dialogues, projects and secondments."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Claims, Record, Value


class Form(StrEnum):
    """What sort of programme it is."""

    training = "training"
    technical_cooperation = "technical-cooperation"
    grant = "grant"
    project = "project"
    dialogue = "dialogue"
    police_cooperation = "police-cooperation"
    secondment = "secondment"
    membership = "membership"
    support = "support"
    overview = "overview"


class Programme(Record):
    """A programme of assistance or a standing exchange with partners."""

    form: Form = Field(strict=False, description="What sort of programme it is.")
    started: Claims[HonestDate] | None = Field(None, title="Started", description="When it began.")
    ended: Claims[HonestDate] | None = Field(None, title="Ended", description="When it ended.")
    implementers: Claims[Value] | None = Field(None, title="Run by", description="Who carries it out.")
    funders: Claims[Value] | None = Field(None, title="Funded by", description="Who pays for it.")
    purpose: Claims[Value] | None = Field(None, title="Purpose", description="What it is for.")
    target_group: Claims[Value] | None = Field(None, title="For whom", description="Whom it trains or helps.")
    beneficiaries: Claims[Value] | None = Field(
        None, title="Beneficiary countries", description="Which countries or how many."
    )
    participants: Claims[Value] | None = Field(None, title="Participants", description="How many persons.")
    budget: Claims[Value] | None = Field(None, title="Budget", description="What it costs, with the currency.")
