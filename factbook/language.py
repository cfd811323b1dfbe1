"""Words, dates, numbers and names of countries in the language of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_interval
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from factbook.citation import in_japanese
from factbook.dates import HonestDate
from factbook.models.benefit import Bracket, Period

LANGUAGES = ("en", "ja")
LOCALES = {"en": "en_GB", "ja": "ja_JP"}
_MONTH = {"en": "MMMM y", "ja": "y年M月"}
_DAY = {"en": "d MMMM y", "ja": "y年M月d日"}


@lru_cache
def catalogue(folder: Path, language: str) -> dict[str, str]:
    """Return the messages of a language: English text to its translation; none for English."""
    path = folder / language / "LC_MESSAGES" / "site.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


_locale = lru_cache(Locale.parse)


@dataclass(frozen=True)
class Language:
    """How one language says things; `messages` maps the English words of the interface to its own."""

    code: str
    messages: dict[str, str]

    @classmethod
    def read(cls, code: str, locales: Path) -> Language:
        """Return the language with the messages of the folder."""
        return cls(code, catalogue(locales, code))

    @property
    def locale(self) -> Locale:
        """Babel's locale."""
        return _locale(LOCALES[self.code])

    def __hash__(self) -> int:
        return hash(self.code)

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language, with its {places} filled in."""
        text = self.messages.get(message, message)
        return text.format(**values) if values else text

    def pick(self, text: object) -> tuple[str, str]:
        """Return a text and the language it is in: English stands in for missing Japanese."""
        own = getattr(text, self.code, None)
        return (own, self.code) if own else (text.en, "en")  # type: ignore[attr-defined]

    def citation(self, text: str) -> tuple[str, str]:
        """Return a citation of an article, and the language that it is in."""
        said = in_japanese(text) if self.code == "ja" else None
        return (said, "ja") if said else (text, "en")

    @cached_property
    def date(self) -> Callable[[HonestDate | date], str]:
        """Return what says a date at its own precision; each is worked out once."""
        return cache(self._date)

    def _date(self, when: HonestDate | date) -> str:
        if isinstance(when, date):
            return format_date(when, _DAY[self.code], self.locale)
        if when.shape == "point":
            return self._point(when.text)
        first = self._point(when.first) if when.first else None
        last = self._point(when.last) if when.last else None
        if when.shape == "span":
            if not last:
                return self.say("since {date}", date=first)
            if when.first and when.last and len(when.first) == len(when.last) == 10:
                return self._days(when.earliest, when.latest)
            return self.say("{first} to {last}", first=first, last=last)
        if not first:
            return self.say("by {date}", date=last)
        if not last:
            return self.say("{date} or later", date=first)
        return self.say("between {first} and {last}", first=first, last=last)

    def _days(self, first: date, last: date) -> str:
        """Return two days without saying twice what they share."""
        if self.code == "ja":
            return format_interval(first, last, "yMMMd", locale=self.locale)
        shared = "d" if (first.year, first.month) == (last.year, last.month) else (
            "d MMMM" if first.year == last.year else _DAY["en"])
        dash = "–" if shared == "d" else " – "
        return format_date(first, shared, self.locale) + dash + self.date(last)

    def _point(self, text: str) -> str:
        if text.startswith("FY"):
            return self.say("fiscal year {year}", year=text[2:])
        if len(text) == 4:
            return self.say("{year} (year)", year=text) if self.code == "ja" else text
        when = date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        return format_date(when, (_DAY if len(text) == 10 else _MONTH)[self.code], self.locale)

    def period(self, crimes: Period) -> str:
        """Return the crimes to which a version applies, in words."""
        if crimes.ends is None:
            return self.say("Crimes from {first}", first=self.date(crimes.starts))
        return self.say("Crimes from {first} to {last}", first=self.date(crimes.starts), last=self.date(crimes.ends))

    def ages(self, row: Bracket) -> str:
        """Return the ages of a bracket, in words."""
        if row.age_to is None:
            return self.say("{first} and over", first=row.age_from)
        if row.age_from == 0:
            return self.say("up to {last}", last=row.age_to)
        return self.say("{first} to {last} years", first=row.age_from, last=row.age_to)

    @cached_property
    def number(self) -> Callable[[float], str]:
        """Return what says a number with the marks of the language; each is worked out once."""
        return cache(lambda value: format_decimal(value, locale=self.locale))

    def quantity(self, value: float, unit: str | None) -> str:
        """Return a number with its unit; yen as readers write them."""
        figure = self.number(value)
        if not unit:
            return figure
        one = f"1 {unit}"
        return self.messages[one] if value == 1 and one in self.messages else self.say(f"{{n}} {unit}", n=figure)

    def percent(self, share: float) -> str:
        """Return a share between 0 and 1 as a percentage, never rounded up to all."""
        cut = min(share, 0.999) if share < 1 else 1.0
        return format_percent(cut, "#,##0.#%", locale=self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country or region, or of the EU."""
        return self.messages.get(f"country {code}") or self.locale.territories.get(code, code)

    @property
    def sort_key(self) -> Callable[[str], tuple[str, str]]:
        """Return a key that sorts text without regard to width, case and accents."""
        return lambda text: (unicodedata.normalize("NFKD", text).casefold(), text)


__all__ = ["LANGUAGES", "Language"]
