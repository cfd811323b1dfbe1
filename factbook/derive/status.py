"""The status of a record on a day, worked out from its dates and never stored."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from factbook.dates import HonestDate
from factbook.models.base import Claim, Record
from factbook.models.benefit import Parameter, Revision
from factbook.models.framework import Framework
from factbook.models.meeting import Meeting
from factbook.models.operation import Operation
from factbook.models.organisation import Organisation
from factbook.models.programme import Programme


class Status(StrEnum):
    """How things stand with a record; the value is the message shown."""

    in_force = "In force"
    not_for_japan = "In force, not for Japan"
    signed = "Signed, not in force"
    agreed = "Not yet signed"
    adopted = "Adopted, not in force"
    approved = "Not yet in force"
    working = "At work"
    ended = "Ended"
    under_way = "Under way"
    series = "Series"
    held = "Held"
    planned = "Planned"
    announced = "Announced"
    no_date = "Date not known"
    superseded = "No longer for new crimes"


# The dates by which a status comes about, where one does.
BROUGHT_BY = {
    Status.in_force: ("in_force_japan", "in_force"), Status.not_for_japan: ("in_force",),
    Status.signed: ("signed", "japan_signed"), Status.adopted: ("adopted",), Status.agreed: ("text_agreed",),
    Status.working: ("started", "founded"), Status.under_way: ("started",), Status.held: ("held",),
    Status.announced: ("announced",), Status.ended: ("ended", "last_held"),
}


def status(record: Record, today: date) -> Status | None:
    """Return the status on the day, or None where the facts say nothing of one."""
    for model, find in _FINDERS.items():
        if isinstance(record, model):
            return find(record, today)
    return None


def _come(claims: tuple[Claim[HonestDate], ...] | None, today: date) -> bool:
    """Say whether any of the dates has surely come."""
    return any(claim.value.certainly_by(today) for claim in claims or ())


def _framework(it: Framework, today: date) -> Status | None:
    if _come(it.ended, today):
        return Status.ended
    if _come(it.in_force_japan, today):
        return Status.in_force
    multilateral = it.form in ("convention", "protocol")
    if _come(it.in_force, today):
        return Status.not_for_japan if multilateral else Status.in_force
    if _come(it.started, today):
        return Status.working
    if _come(it.signed, today) or _come(it.japan_signed, today):
        return Status.signed
    if _come(it.adopted, today) or _come(it.opened_for_signature, today):
        return Status.adopted
    if _come(it.text_agreed, today) or _come(it.negotiations_agreed, today):
        return Status.agreed
    return None


def _organisation(it: Organisation, today: date) -> Status | None:
    return Status.ended if _come(it.ended, today) else None


def _meeting(it: Meeting, today: date) -> Status | None:
    if it.form == "series":
        return Status.ended if _come(it.last_held, today) else Status.series
    dates = it.held or it.fiscal_year
    if not dates:
        return Status.no_date
    return Status.held if _come(dates, today) else Status.planned


def _programme(it: Programme, today: date) -> Status | None:
    if _come(it.ended, today):
        return Status.ended
    return Status.under_way if _come(it.started, today) else None


def _operation(it: Operation, today: date) -> Status | None:
    return Status.announced if _come(it.announced, today) or _come(it.took_place, today) else None


def _revision(it: Revision, today: date) -> Status | None:
    if not it.in_force:
        return None
    return Status.in_force if _come(it.in_force, today) else Status.approved


def _parameter(it: Parameter, today: date) -> Status | None:
    last = it.versions[-1].crimes
    return Status.in_force if last.ends is None or last.ends >= today else Status.superseded


_FINDERS = {
    Framework: _framework,
    Organisation: _organisation,
    Meeting: _meeting,
    Programme: _programme,
    Operation: _operation,
    Revision: _revision,
    Parameter: _parameter,
}
