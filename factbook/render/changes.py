"""The pages of what has changed on the site, and what its feeds hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from factbook.derive.changes import RecordChanges, ReleaseChanges, of_kind
from factbook.models import RECORD_KINDS
from factbook.render.page import Page, Section
from factbook.render.site import Site

PATH = "changes/"
FEED = "feed.xml"
MOST_NEW = 20  # records named one by one; of more only the number is told

# Made up once; ids of feeds and entries are worked out from it and stay for ever, whatever the address of the site.
_IDS = UUID("6f0d3c1e-52b7-4a52-9a51-0c8f6f1c7d0e")


def changes_page(site: Site, code: str) -> Page:
    """Return the page of all that has changed, newest first."""
    return _page(site, code, None, site.changes)


def kind_changes_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield the page of what has changed in each kind."""
    for kind in RECORD_KINDS:
        yield _page(site, code, kind, of_kind(site.changes, kind))


def _page(site: Site, code: str, kind: str | None, releases: tuple[ReleaseChanges, ...]) -> Page:
    uri = f"{code}/{PATH}{f'{kind}/' if kind else ''}"
    page = site.renderer(code, uri)
    lang = page.language
    title = lang.say("Changes: {kind}", kind=lang.say(kind)) if kind else lang.say("What has changed")
    lead = page.render("changes.html", part="lead", title=title, kind=kind, releases=releases, kinds=RECORD_KINDS)
    parts = [Section("top", "", lead)]
    for it in releases:
        parts.append(Section(f"r{it.release}", lang.date(it.day), page.render(
            "changes.html", part="release", it=it, kind=kind, most=MOST_NEW)))
    crumbs = ((lang.say("Home"), f"{code}/"), *(
        ((lang.say("What has changed"), f"{code}/{PATH}"),) if kind else ()))
    return Page(uri=uri, language=code, title=title, description=lang.say("changes description"),
                template="changes" if kind else "listing", sections=tuple(parts), crumbs=crumbs, feed=f"{uri}{FEED}",
                facets=(("kind", lang.say("What has changed")),) if kind else ())


@dataclass(frozen=True)
class Entry:
    """An entry of a feed: what a release changed, in one record or, in many at once, in none by name."""

    id: str
    day: date
    record: str
    new: int
    rows: tuple[RecordChanges, ...]


@dataclass(frozen=True)
class Feed:
    """A feed: where it lies, whose changes it tells and where their page is, newest entries first."""

    uri: str
    page: str
    record: str
    kind: str
    id: str
    updated: date
    entries: tuple[Entry, ...]


def feeds(site: Site, code: str) -> Iterator[Feed]:
    """Yield the feeds of a language: of everything, of each kind, of each record and each that has moved."""
    yield _feed(code, f"{code}/{PATH}", "", "", site.today, _entries(code, "all", site.changes))
    for kind in RECORD_KINDS:
        yield _feed(code, f"{code}/{PATH}{kind}/", "", kind, site.today,
                    _entries(code, kind, of_kind(site.changes, kind)))
    for name in (*(f"{kind}/{ident}" for ident, kind in site.kinds.items()), *site.register.moved):
        end = site.register.standing_for(name)
        entries = tuple(Entry(_urn(code, name, it.release), it.day, end or name, int(it.is_new), (it,))
                        for it in site.changes_of.get(end or name, ()))
        checked = site.records[end.partition("/")[2]].checked if end else site.today
        yield _feed(code, f"{code}/{name}/", end or name, "", checked, entries)


def _feed(code: str, page: str, record: str, kind: str, otherwise: date, entries: tuple[Entry, ...]) -> Feed:
    updated = entries[0].day if entries else otherwise
    return Feed(f"{page}{FEED}", page, record, kind, _urn(code, page), updated, entries)


def _entries(code: str, of: str, releases: tuple[ReleaseChanges, ...]) -> tuple[Entry, ...]:
    found = []
    for it in releases:
        if len(it.new) > MOST_NEW:
            found.append(Entry(_urn(code, of, it.release), it.day, "", len(it.new), ()))
        rows = (*(it.new if len(it.new) <= MOST_NEW else ()), *it.others)
        found += [Entry(_urn(code, of, it.release, row.record or "questions"), it.day, row.record, int(row.is_new),
                        (row,)) for row in rows]
    return tuple(found)


def _urn(*names: str) -> str:
    return uuid5(_IDS, " ".join(names)).urn
