"""Dates kept at the precision of their source: a year, a month, a day, a fiscal year, a range."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Shape = Literal["point", "span", "between"]

_POINT = r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|FY\d{4})"
PATTERN = rf"^(?:{_POINT}|{_POINT}/(?:{_POINT})?|{_POINT}\.\.(?:{_POINT})?|\.\.{_POINT})$"
_RULE = re.compile(PATTERN.replace(r"\d", "[0-9]"))

EXPECTED = (
    "a date: 2018, 2018-04, 2018-04-01, FY2018 (April to March), 2018-04-01/2018-04-03 (from, to), "
    "2001-01..2001-03 (some time between), ..2007 (not after), 2007.. (not before)"
)


@total_ordering
@dataclass(frozen=True)
class HonestDate:
    """A date as precise as its source, with the first and the last day that it can mean.

    `shape` is `point` for a year, month, day or fiscal year; `span` for something that lasted
    from one to the other (no end: it goes on); `between` for one moment somewhere inside.
    Equal only when written the same; ordered by first day, then last day, then text.
    """

    text: str
    shape: Shape
    first: str | None
    last: str | None
    earliest: date
    latest: date

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> HonestDate:
        """Read a date as authors write it.

        Raises ValueError, saying what is wrong, for another form or a day that does not exist.
        """
        if not _RULE.match(text):
            raise ValueError(f"{text!r} is not a date")
        shape: Shape = "point"
        first: str | None = text
        last: str | None = text
        for mark, named in (("..", "between"), ("/", "span")):
            if mark in text:
                shape = named  # type: ignore[assignment]
                first, last = (part or None for part in text.split(mark))
        earliest = _days(first)[0] if first else date.min
        latest = _days(last)[1] if last else date.max
        if earliest > latest:
            raise ValueError(f"{text!r} ends before it starts")
        return cls(text, shape, first, last, earliest, latest)

    @property
    def is_exact(self) -> bool:
        """Say whether the date is one known day."""
        return self.earliest == self.latest

    def certainly_by(self, day: date) -> bool:
        """Say whether the date, whatever its precision, is over or has come by the day."""
        start = _days(self.first)[1] if self.shape == "span" and self.first else self.latest
        return start <= day

    def certainly_after(self, other: HonestDate) -> bool:
        """Say whether every day that this can mean comes after every day that the other can."""
        return self.earliest > other.latest

    def __lt__(self, other: HonestDate) -> bool:
        return (self.earliest, self.latest, self.text) < (other.earliest, other.latest, other.text)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN, "description": EXPECTED}

    @classmethod
    def _validate(cls, value: Any) -> HonestDate:
        if isinstance(value, HonestDate):
            return value
        if isinstance(value, str):
            try:
                return cls.parse(value)
            except ValueError as error:
                raise PydanticCustomError(
                    "honest_date", "{problem}; expected {expected}",
                    {"problem": str(error), "expected": EXPECTED},
                ) from None
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
            return cls.parse(str(value))
        raise PydanticCustomError("honest_date", "expected {expected}", {"expected": EXPECTED})


# The first year of each era of the subject's time, its first day, and the day on which the next begins.
_ERAS = {"昭和": (1926, "1926-12-25", "1989-01-08"), "平成": (1989, "1989-01-08", "2019-05-01"),
         "令和": (2019, "2019-05-01", "9999-12-31")}
_NUMBERS = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_IN_JAPANESE = re.compile(
    r"(?:([0-9]{4})|(昭和|平成|令和)(元|[0-9]{1,2}))年(度)?(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
_IN_ENGLISH = re.compile(r"(?:([0-9]{1,2}) )?([a-z]{3,9}) (?:([0-9]{1,2}) )?([0-9]{4})")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")


def written_otherwise(text: str) -> str | None:
    """Return a day, month or year written as 2018/4/1, 1 April 2018, 平成30年4月1日 or 平成29年度 in our form.

    None for another text, for a day that does not exist, and for one that did not lie in the era named.
    """
    text = unicodedata.normalize("NFKC", text)
    in_english = _IN_ENGLISH.fullmatch(" ".join(text.lower().replace(",", " ").replace(".", " ").split()))
    text = text.replace(" ", "")
    era, fiscal = None, False
    if in_english and not (in_english[1] and in_english[3]):
        month = next((str(n) for n, name in enumerate(_MONTHS, 1) if name.startswith(in_english[2])), "")
        year, day = in_english[4], in_english[1] or in_english[3]
        if not month:
            return None
    elif found := _NUMBERS.fullmatch(text):
        year, month, day = found[1], found[3], found[4]
    elif found := _IN_JAPANESE.fullmatch(text):
        era, fiscal, month, day = _ERAS.get(found[2]), bool(found[4]), found[5], found[6]
        year = found[1] or str((era or (0,))[0] + (1 if found[3] == "元" else int(found[3])) - 1)
        if fiscal and month:
            return None
    else:
        return None
    written = f"FY{year}" if fiscal else "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        when = HonestDate.parse(written)
    except ValueError:
        return None
    if era and not fiscal and not (when.latest.isoformat() >= era[1] and when.earliest.isoformat() < era[2]):
        return None
    return written


def _days(point: str) -> tuple[date, date]:
    """Return the first and last day of a year, month, day or fiscal year."""
    if point.startswith("FY"):
        year = int(point[2:])
        return date(year, 4, 1), date(year + 1, 3, 31)
    numbers = [int(part) for part in point.split("-")]
    try:
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(*numbers)[1]
            return date(*numbers, 1), date(*numbers, last)
        return date(*numbers), date(*numbers)
    except (ValueError, IndexError):
        raise ValueError(f"{point!r} is no day of the calendar") from None
