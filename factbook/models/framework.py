"""Conventions, treaties, agreements, acts, arrangements and channels of cooperation."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import Claims, Record, Value


class Form(StrEnum):
    """What sort of framework it is."""

    convention = "convention"
    protocol = "protocol"
    treaty = "treaty"
    agreement = "agreement"
    act = "act"
    arrangement = "arrangement"
    declaration = "declaration"
    channel = "channel"
    network = "network"
    overview = "overview"


class Framework(Record):
    """A framework of international cooperation."""

    form: Form = Field(strict=False, description="What sort of framework it is.")
    official_title: Claims[Value] | None = Field(
        None, title="Official title", description="The title as the instrument itself has it."
    )
    number: Claims[Value] | None = Field(
        None, title="Official number", description="The number in a treaty series or of an act."
    )
    negotiations_agreed: Claims[HonestDate] | None = Field(
        None, title="Negotiations agreed", description="When it was agreed to negotiate."
    )
    text_agreed: Claims[HonestDate] | None = Field(
        None, title="Text agreed", description="When the negotiators agreed on the text."
    )
    adopted: Claims[HonestDate] | None = Field(
        None, title="Adopted", description="When a body adopted the text."
    )
    opened_for_signature: Claims[HonestDate] | None = Field(
        None, title="Opened for signature", description="When states could begin to sign."
    )
    signed: Claims[HonestDate] | None = Field(
        None, title="Signed", description="When both sides of a bilateral instrument signed it."
    )
    japan_signed: Claims[HonestDate] | None = Field(
        None, title="Signed by Japan", description="When Japan signed a multilateral instrument."
    )
    submitted_to_diet: Claims[HonestDate] | None = Field(
        None, title="Submitted to the Diet", description="When the Government asked for approval."
    )
    lower_house_approval: Claims[HonestDate] | None = Field(
        None, title="Approved by the House of Representatives", description="The plenary vote."
    )
    diet_approval: Claims[HonestDate] | None = Field(
        None, title="Approved by the Diet", description="The vote that completed the approval."
    )
    promulgated: Claims[HonestDate] | None = Field(
        None, title="Promulgated", description="When Japan published it as law."
    )
    instruments_exchanged: Claims[HonestDate] | None = Field(
        None, title="Instruments exchanged", description="When ratifications or notes were exchanged."
    )
    japan_accepted: Claims[HonestDate] | None = Field(
        None, title="Accepted by Japan", description="When Japan deposited its instrument."
    )
    in_force: Claims[HonestDate] | None = Field(
        None, title="Entry into force", description="When the instrument itself came into force."
    )
    in_force_japan: Claims[HonestDate] | None = Field(
        None, title="Entry into force for Japan", description="For multilateral instruments."
    )
    started: Claims[HonestDate] | None = Field(
        None, title="Started", description="When a channel or network began to work."
    )
    ended: Claims[HonestDate] | None = Field(
        None, title="Ended", description="When it ceased to be in force or to work."
    )
    central_authority_japan: Claims[Value] | None = Field(
        None, title="Central authority of Japan", description="Who sends and receives requests."
    )
    central_authority_partner: Claims[Value] | None = Field(
        None, title="Central authority of the partner", description="Who sends and receives there."
    )
    legal_basis: Claims[Value] | None = Field(
        None, title="Legal basis", description="The law or instrument it stands on."
    )
