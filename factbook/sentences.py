"""A difference as a sentence, in the words of the site."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from factbook.derive.claims import Numbered
from factbook.derive.difference import Difference, record_id
from factbook.derive.relations import WORDS
from factbook.derive.rows import RowDifference, rows_that_differ
from factbook.language import Language
from factbook.load import Facts
from factbook.models.base import Event, kind_of_value
from factbook.models.benefit import Bracket, Change, Instrument, Point, Version

LONGEST_VALUE = 80  # characters
MOST_ROWS = 6


def sentence(it: Difference, old: Facts, new: Facts, lang: Language) -> str:
    """Return what differs as one sentence without a full stop; titles are those of the newer state."""
    what = saying(it, old, new, lang)
    if not it.record:
        return what
    return lang.say("{record}: {what}", record=_title(it.record, new, old, lang), what=what)


def saying(it: Difference, old: Facts, new: Facts, lang: Language) -> str:
    """Return what differs, without the record that it differs in."""
    if it.sort in ("opened", "closed"):
        gap = (new if it.sort == "opened" else old).gaps[it.to]
        words = "New open question: {question}" if it.sort == "opened" else "No longer an open question: {question}"
        return lang.say(words, question=lang.pick(gap.question)[0])
    if it.sort in OF_RECORD:
        return lang.say(OF_RECORD[it.sort], old=it.was if isinstance(it.was, str) else lang.pick(it.was)[0],
                        new=it.record)
    if it.sort == "status":
        before, after = (_within(lang.say(status.value), lang) if status else "" for status in it.statuses)
        words = ("{after}, {date}" if it.after else "{after}") + (" (was: {before})" if it.statuses[0] else "")
        return lang.say(words, before=before, after=after, date=lang.date(it.after[0].value) if it.after else "")
    if it.sort in ("related", "unrelated"):
        fact = lang.say(WORDS[it.fact][0])
        return lang.say("{fact}: {after}" if it.sort == "related" else "{fact}: no longer {before}", fact=fact,
                        **dict.fromkeys(("before", "after"), _title(f"/{it.to}", new, old, lang)))
    fact = _fact(it, lang)
    if it.sort == "evidence":
        return lang.say("{fact}: evidence: {words}", fact=fact, words=_evidence(it, old, new, lang))
    if it.sort == "changed" and len(it.before) == len(it.after) == 1:
        rows = rows_that_differ(*(item[0].claim if isinstance(item[0].claim, Version) else item[0].value
                                  for item in (it.before, it.after))) if _is_table(it.after[0]) else ()
        if rows:
            return lang.say("{fact}: {words}", fact=fact, words=_rows(rows, it.after[0].unit, new, lang))
    before, after = _shortened(*(_values(claims, facts, lang) for claims, facts in ((it.before, old), (it.after, new))))
    if before == after:
        return lang.say("{fact}: other values than before", fact=fact)
    words = {"added": "{fact}: {after} (not stated before)",
             "removed": "{fact}: no longer stated (was: {before})"}.get(it.sort, "{fact}: {after} (was: {before})")
    return lang.say(words, fact=fact, before=before, after=after)


# What is said of a record as a whole.
OF_RECORD = {"new": "new record", "withdrawn": "no longer on the site", "gone": "no longer on the site",
              "moved": "{old} is now {new}", "titled": "new title (was: {old})"}


def _within(text: str, lang: Language) -> str:
    """Return words that begin a line as they stand within a sentence."""
    return text[:1].lower() + text[1:] if lang.code == "en" else text


def as_data(it: Difference, old: Facts, new: Facts, languages: dict[str, Language]) -> dict[str, Any]:
    """Return a difference as plain values: record, sort, fact, its sentence by language, sources added and removed."""
    return {"record": it.record, "sort": it.sort, "fact": it.fact,
            **{code: sentence(it, old, new, lang) for code, lang in languages.items()},
            "sources_added": list(it.sources_added), "sources_removed": list(it.sources_removed)}


def _title(name: str, new: Facts, old: Facts, lang: Language) -> str:
    ident = record_id(name)
    record = new.records.get(ident) or old.records.get(ident)
    return lang.pick(record.title)[0] if record else ident


def _fact(it: Difference, lang: Language) -> str:
    """Return which fact of the record it is: its label, the crimes of a version, the date of an event or figure."""
    label = lang.say(it.label) if isinstance(it.label, str) else lang.pick(it.label)[0]
    item = (it.after or it.before)[0]
    if isinstance(item.claim, Version):
        return lang.period(item.claim.crimes)
    if isinstance(item.claim, Event):
        return lang.date(item.claim.date)
    if isinstance(item.claim, Change):
        return lang.pick(item.claim.topic)[0]
    if isinstance(item.claim, Instrument):
        return item.claim.number.code
    return f"{label} ({lang.date(item.claim.period)})" if isinstance(item.claim, Point) else label


def _evidence(it: Difference, old: Facts, new: Facts, lang: Language) -> str:
    said = []
    for words, keys, facts in (("now rests also on {sources}", it.sources_added, new),
                               ("no longer rests on {sources}", it.sources_removed, old)):
        if keys:
            titles = [_source_title(facts, key, lang) for key in keys]
            said.append(lang.say(words, sources=lang.say(", ").join(titles)))
    sure = [sorted({lang.say(item.claim.confidence.value) for item in claims}) for claims in (it.before, it.after)]
    if sure[0] != sure[1]:
        said.append(lang.say("{after} (was: {before})", before=lang.say(", ").join(sure[0]),
                             after=lang.say(", ").join(sure[1])))
    return lang.say("; ").join(said) or lang.say("how sure it is")


def _source_title(facts: Facts, key: str, lang: Language) -> str:
    source = facts.sources.get(key)
    return getattr(source, f"title_{lang.code}", None) or source.title if source else key


def _values(claims: tuple[Numbered, ...], facts: Facts, lang: Language) -> str:
    """Return what the claims of a fact say, in words, each once."""
    said = dict.fromkeys(_value(_content(item), item.unit, facts, lang) for item in claims)
    return lang.say(" / ").join(said)


def _content(item: Numbered) -> Any:
    claim = item.claim
    if isinstance(claim, Change):
        return claim.after if claim.after is not None else claim.after_note
    if isinstance(claim, Instrument):
        return tuple(it for it in (claim.promulgated, claim.in_force) if it)
    if isinstance(claim, Version) and not claim.not_known and claim.value is None:
        return claim
    return next((it for name in ("value", "not_known", "text") if (it := getattr(claim, name, None)) is not None), None)


def _value(value: Any, unit: str | None, facts: Facts, lang: Language) -> str:
    """Return a value in words."""
    form = kind_of_value(value)
    if isinstance(value, Version) or form == "table":
        said = lang.say("a table")
    elif isinstance(value, StrEnum):
        said = value.value
    elif form == "date":
        said = lang.date(value)
    elif form == "yes_no":
        said = lang.say("Yes" if value else "No")
    elif form == "number":
        said = lang.quantity(value, unit)
    elif form == "text":
        said = lang.pick(value)[0]
    elif form in ("code", "link"):
        said = value.code if form == "code" else value.url
    elif form == "reference":
        said = _title(f"/{value.record}", facts, facts, lang)
    elif form == "range" and None in (value.min, value.max):
        words, bound = ("at most {n}", value.max) if value.min is None else ("at least {n}", value.min)
        said = lang.say(words, n=lang.quantity(bound, unit))
    elif form == "range":
        said = lang.say("{first} to {last}", first=lang.quantity(value.min, unit), last=lang.quantity(value.max, unit))
    elif form == "about":
        said = lang.say("about {n}", n=lang.quantity(value.about, unit))
    elif form == "list":
        said = lang.say(", ").join(_value(item, unit, facts, lang) for item in value)
    else:
        said = lang.say("not known")
    return said


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Return two long texts as what stands around their first difference."""
    same = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
                min(len(before), len(after)))
    return tuple(_excerpt(text, same) for text in (before, after))  # type: ignore[return-value]


def _excerpt(text: str, place: int) -> str:
    if len(text) <= LONGEST_VALUE:
        return text
    start = max(0, place - LONGEST_VALUE // 4) if place > LONGEST_VALUE // 2 else 0
    shown = text[start:start + LONGEST_VALUE - 2]
    return "…" * bool(start) + shown.strip() + "…" * (start + len(shown) < len(text))


def _is_table(item: Numbered) -> bool:
    return isinstance(item.claim, Version) or kind_of_value(item.value) == "table"


def _rows(rows: tuple[RowDifference, ...], unit: str | None, facts: Facts, lang: Language) -> str:
    """Return the rows that differ in words, the first few of many."""
    said = [_row(row, unit, facts, lang) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        said.append(lang.say("and {n} more rows", n=lang.number(len(rows) - MOST_ROWS)))
    return lang.say("; ").join(said)


def _row(row: RowDifference, unit: str | None, facts: Facts, lang: Language) -> str:
    label = (lang.ages(row.label) if isinstance(row.label, Bracket)
             else _excerpt(_value(row.label, None, facts, lang), 0))
    before, after = _shortened(*(
        lang.say(" / ").join(_value(it, unit, facts, lang) for it in cells)
        for cells in (row.before or (), row.after or ())))
    words = ("{fact}: {after} (new row)" if row.before is None else
             "{fact}: row left away (was: {before})" if row.after is None else "{fact}: {after} (was: {before})")
    return lang.say(words, fact=label, before=before, after=after)
