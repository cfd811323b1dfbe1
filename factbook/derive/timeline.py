"""The history of the benefit system as entries in order of time, and the strip that gives an overview of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from factbook.dates import HonestDate
from factbook.derive.charts import Place, Scale, Tick
from factbook.derive.claims import Ledger, Numbered
from factbook.load import Facts
from factbook.models.base import Record, Section, Text
from factbook.models.benefit import Instrument, Revision


class Sort(StrEnum):
    """What sort of step an entry is, in the order of the strip."""

    background = "background"
    act = "act"
    order = "order"
    preparation = "preparation"
    plan = "plan"
    ruling = "ruling"
    body = "body"
    technical = "technical"
    today = "today"


# Fields whose date is a step in the history of the system.
DATES = {
    "revisions": ("promulgated", "in_force"),
    "frameworks": ("promulgated", "in_force"),
    "programmes": ("started", "ended"),
    "organisations": ("founded", "ended"),
}
OF_FORM = {"background": Sort.background, "enactment": Sort.act, "act": Sort.act, "order": Sort.order,
           "technical": Sort.technical, "ruling": Sort.ruling}
OF_KIND = {"frameworks": Sort.act, "programmes": Sort.plan, "organisations": Sort.body}


@dataclass(frozen=True)
class Entry:
    """A step of the history: when, what sort, of which record, and the claims that it rests on.

    `text` is the sentence of an event; without one, the labels of the claims say what happened.
    `instrument` is that of a technical amendment; `topics` are what a revision changed, and `crimes_from`
    is from which crimes on, both where it takes effect.
    """

    date: HonestDate
    sort: Sort
    record: str
    claims: tuple[Numbered, ...]
    text: Text | None = None
    instrument: Instrument | None = None
    topics: tuple[Text, ...] = ()
    crimes_from: tuple[Numbered, ...] = ()

    @property
    def anchor(self) -> str:
        """Return the id of the entry on its page."""
        return f"{self.record}-{self.claims[0].number}" if self.sort is not Sort.today else "today"

    @property
    def known(self) -> tuple[date, date]:
        """Return the first and the last day that the date can mean; one side for both where the other is open."""
        first = self.date.earliest if self.date.first else self.date.latest
        return first, self.date.latest if self.date.last else self.date.earliest


def entries(facts: Facts, ledgers: Mapping[str, Ledger], today: date) -> tuple[Entry, ...]:
    """Return every step of the history of the benefit system, oldest first, from the first that a revision names on.

    What an act and the revision that it made both say of the same day stands once, with the revision.
    """
    found: list[Entry] = []
    for ident, record in facts.records.items():
        if Section.benefits in record.sections and facts.kinds[ident] in DATES:
            found += _events(ident, record, facts.kinds[ident], ledgers[ident])
            found += _dates(ident, record, facts.kinds[ident], ledgers[ident])
    of_revisions = [entry for entry in found if facts.kinds[entry.record] == "revisions"]
    said = {(entry.date, claim.label) for entry in of_revisions for claim in entry.claims if not entry.text}
    first = min((entry.known[0] for entry in of_revisions), default=today)
    kept = [entry for entry in found
            if entry.known[0] >= first and not (facts.kinds[entry.record] == "frameworks" and all(
                (entry.date, claim.label) in said for claim in entry.claims))]
    return tuple(sorted([*kept, *_today(facts, ledgers, today)], key=_order))


def _order(entry: Entry) -> tuple[date, date, str, str, int]:
    return (*entry.known, entry.date.text, entry.record, entry.claims[0].number)


def _sort(record: Record, kind: str) -> Sort:
    return OF_FORM[record.form.value] if isinstance(record, Revision) else OF_KIND[kind]


def _events(ident: str, record: Record, kind: str, ledger: Ledger) -> Iterator[Entry]:
    """Yield the events of a record; those of a revision before its promulgation are its preparation."""
    sort = _sort(record, kind)
    made = [claim.value.earliest for claim in getattr(record, "promulgated", None) or ()]
    for place, event in enumerate(record.events):
        is_before = sort in (Sort.act, Sort.order) and made and event.date.earliest < min(made)
        yield Entry(event.date, Sort.preparation if is_before else sort, ident, (ledger.at("events", place),),
                    event.text)


def _dates(ident: str, record: Record, kind: str, ledger: Ledger) -> Iterator[Entry]:
    """Yield an entry for each day on which fields of a record have their date; of a technical one its instruments."""
    if _sort(record, kind) is Sort.technical:
        assert isinstance(record, Revision)
        for place, instrument in enumerate(record.instruments):
            when = instrument.in_force or instrument.promulgated
            if when:
                yield Entry(when, Sort.technical, ident, (ledger.at("instruments", place),), instrument=instrument)
        return
    days: dict[HonestDate, list[Numbered]] = {}
    effective = set()
    for name in DATES[kind]:
        for place, claim in enumerate(getattr(record, name, None) or ()):
            days.setdefault(claim.value, []).append(ledger.at(name, place))
            if name == "in_force":
                effective.add(claim.value)
    for when, claims in days.items():
        is_effective = isinstance(record, Revision) and when in effective
        yield Entry(
            when, _sort(record, kind), ident, tuple(claims),
            topics=tuple(change.topic for change in record.changes) if is_effective else (),  # type: ignore[attr-defined]
            crimes_from=tuple(
                ledger.at("applies_to_crimes_from", place)
                for place, _ in enumerate(record.applies_to_crimes_from or ())  # type: ignore[attr-defined]
            ) if is_effective else ())


def _today(facts: Facts, ledgers: Mapping[str, Ledger], today: date) -> Iterator[Entry]:
    """Yield the day itself with the revision whose rules apply to its crimes; none before the first."""
    last = max(((claim.value, ident, place) for ident, record in facts.of("revisions").items()
                if isinstance(record, Revision) and record.form != "technical"
                for place, claim in enumerate(record.applies_to_crimes_from or ()) if claim.value.certainly_by(today)),
               default=None)
    if last:
        _, ident, place = last
        yield Entry(HonestDate.parse(today.isoformat()), Sort.today, ident,
                    (ledgers[ident].at("applies_to_crimes_from", place),))


def decades(found: Iterable[Entry]) -> tuple[tuple[int, tuple[tuple[Entry, ...], ...]], ...]:
    """Return the entries by the first year of their decade: one by one, but technical ones in a row together."""
    return tuple(
        (decade, tuple(run for is_technical, group in groupby(of_decade, key=lambda entry: entry.sort is Sort.technical)
                       for run in ([tuple(group)] if is_technical else [(entry,) for entry in group])))
        for decade, of_decade in groupby(found, key=lambda entry: entry.known[0].year // 10 * 10))


# The strip --------------------------------------------------------------------------------------

TARGET = 24  # the least size of what can be pressed, WCAG 2.2, 2.5.8
LANE = 26


@dataclass(frozen=True)
class Stop:
    """Entries of a lane that stand too near each other to be pressed apart; `reach` is from when to when."""

    x: float
    reach: Place
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lane:
    """The stops of one sort of entries."""

    sort: Sort
    y: float
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Strip:
    """The whole time in one look: a lane for each sort but the technical one, years below."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    years: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    today: float


def strip(found: tuple[Entry, ...], today: date) -> Strip:
    """Return the strip of the entries, from the year of the first to the day or the last of them."""
    width, left, right, top = 680, 132, 660, 14
    starts, ends = found[0].known[0].year, max(today, *(entry.known[1] for entry in found))
    scale = Scale(date(starts, 1, 1).toordinal(), ends.toordinal(), left, right)
    sorts = [sort for sort in Sort if sort not in (Sort.technical, Sort.today)
             and any(entry.sort is sort for entry in found)]
    lanes = tuple(Lane(sort, top + LANE * place, _stops([entry for entry in found if entry.sort is sort], scale))
                  for place, sort in enumerate(sorts))
    years = tuple(Tick(scale.at(date(year, 1, 1).toordinal()), year)
                  for year in range(starts, ends.year + 1) if year % 10 == 0)
    bottom = top + LANE * len(lanes) - LANE / 2
    return Strip(width, bottom + 24, left, right, bottom, years, lanes, scale.at(today.toordinal()))


def _stops(found: list[Entry], scale: Scale) -> tuple[Stop, ...]:
    """Return the entries of a lane as stops at least TARGET apart."""
    groups: list[list[tuple[float, Entry]]] = []
    for entry in found:
        x = scale.at(sum(day.toordinal() for day in entry.known) / 2)
        if groups and x - groups[-1][0][0] < TARGET:
            groups[-1].append((x, entry))
        else:
            groups.append([(x, entry)])
    stops = []
    for group in groups:
        first = min(scale.at(entry.known[0].toordinal()) for _, entry in group)
        last = max(scale.at(entry.known[1].toordinal()) for _, entry in group)
        stops.append(Stop(group[0][0], (first, last), tuple(entry for _, entry in group)))
    return tuple(stops)
