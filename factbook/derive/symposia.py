"""The editions of CTINS as rows: those on record, those worked out, and the gaps between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factbook.load import Facts
from factbook.models.meeting import Symposium

FIRST_FISCAL_YEAR = 2000
LAST_NUMBERED_FISCAL_YEAR = 2016
OFFSET = 1999  # number = fiscal year − 1999: the 17th fell in fiscal 2016, one each year before it


@dataclass(frozen=True)
class Edition:
    """A row of the table of editions; `id` and `record` where the edition has a page of its own."""

    fiscal_year: int
    number: int | None
    id: str | None = None
    record: Symposium | None = None

    @property
    def is_worked_out(self) -> bool:
        """Say whether the number is worked out, not stated by a source."""
        return self.number is not None and not (self.record and self.record.number and any(
            claim.confidence != "derived" for claim in self.record.number))


def editions(facts: Facts, today: date) -> tuple[Edition, ...]:
    """Return a row for every fiscal year from the first to the one before the day's, oldest first.

    After the last number that a source carries, only the year is given, and the number where the edition is on
    record: nothing says whether the symposium was held in each year.
    """
    known: dict[int, tuple[str, Symposium]] = {}
    for ident, record in facts.of("symposia").items():
        for claim in (record.fiscal_year or ()) if record.form == "edition" else ():
            known[claim.value.earliest.year] = (ident, record)
    current = today.year if today.month >= 4 else today.year - 1
    return tuple(
        Edition(year, year - OFFSET if year <= LAST_NUMBERED_FISCAL_YEAR else _number(known.get(year)),
                *known.get(year, (None, None)))
        for year in range(FIRST_FISCAL_YEAR, current)
    )


def _number(known: tuple[str, Symposium] | None) -> int | None:
    """Return the number of an edition on record, as its record has it."""
    return next((claim.value for claim in known[1].number or ()), None) if known else None
