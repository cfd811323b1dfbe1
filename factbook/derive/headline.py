"""The one date and the one year by which a record is listed and filtered."""

from __future__ import annotations

from factbook.dates import HonestDate
from factbook.models.base import Record

BY_KIND = {
    "frameworks": ("in_force_japan", "in_force", "started", "signed", "japan_signed", "adopted", "text_agreed"),
    "organisations": ("founded",),
    "symposia": ("held", "fiscal_year", "first_held"),
    "conferences": ("held", "fiscal_year", "first_held"),
    "programmes": ("started",),
    "operations": ("announced", "took_place"),
    "revisions": ("in_force", "promulgated"),
}


def headline_date(kind: str, record: Record) -> HonestDate | None:
    """Return the first of the kind's main dates that the record has."""
    for name in BY_KIND.get(kind, ()):
        claims = getattr(record, name)
        if claims:
            return claims[0].value
    return None


def headline_year(kind: str, record: Record) -> str | None:
    """Return the calendar year of the main date, where the date says it."""
    date = headline_date(kind, record)
    if date is None or (date.shape == "between" and date.earliest.year != date.latest.year):
        return None
    return str(date.earliest.year)
