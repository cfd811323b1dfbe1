"""A difference as a sentence, in the words of the site."""

from __future__ import annotations

from typing import Any

from factbook.derive.claims import Numbered
from factbook.derive.difference import Difference, record_id
from factbook.derive.relations import WORDS
from factbook.language import Language
from factbook.load import Facts
from factbook.models.base import Event, kind_of_value
from factbook.models.benefit import Point, Version

LONGEST_VALUE = 80  # characters


def sentence(it: Difference, old: Facts, new: Facts, lang: Language) -> str:
    """Return what differs as one sentence without a full stop; titles are those of the newer state."""
    if it.sort in ("opened", "closed"):
        gap = (new if it.sort == "opened" else old).gaps[it.to]
        words = "New open question: {question}" if it.sort == "opened" else "No longer an open question: {question}"
        return lang.say(words, question=lang.pick(gap.question)[0])
    title = _title(it.record, new, old, lang)
    if it.sort == "new":
        return lang.say("New record: {record}", record=title)
    if it.sort in ("withdrawn", "gone"):
        return lang.say("No longer on the site: {record}", record=title)
    if it.sort == "moved":
        return lang.say("{old} is now {new}: {record}", old=it.was, new=it.record, record=title)
    if it.sort in ("related", "unrelated"):
        fact = lang.say(WORDS[it.fact][0])
        other = _title(f"/{it.to}", new, old, lang)
        return lang.say("{record}: {fact}: {after}" if it.sort == "related" else
                        "{record}: {fact}: no longer {before}", record=title, fact=fact, before=other, after=other)
    fact = _fact(it, lang)
    before, after = (_values(claims, facts, lang) for claims, facts in ((it.before, old), (it.after, new)))
    if it.sort == "evidence":
        return lang.say("{record}: {fact}: evidence: {words}", record=title, fact=fact,
                        words=_evidence(it, old, new, lang))
    if before == after:
        return lang.say("{record}: {fact}: other values than before", record=title, fact=fact)
    words = {"added": "{record}: {fact}: {after} (not stated before)",
             "removed": "{record}: {fact}: no longer stated (was: {before})"}.get(
                 it.sort, "{record}: {fact}: {after} (was: {before})")
    return lang.say(words, record=title, fact=fact, before=before, after=after)


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
    if item.value is not None:
        return item.value
    for name in ("brackets", "multipliers", "rules"):
        if getattr(claim, name, ()):
            return name
    return next((it for name in ("not_known", "text", "topic", "number") if (it := getattr(claim, name, None))), None)


def _value(value: Any, unit: str | None, facts: Facts, lang: Language) -> str:
    """Return a value in words, shortened where it is long."""
    form = kind_of_value(value)
    if isinstance(value, str) or form == "table":
        said = lang.say("a table")
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
    return said if len(said) <= LONGEST_VALUE else said[:LONGEST_VALUE - 1].rstrip() + "…"
