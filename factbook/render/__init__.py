"""Records to pages, and pages to the content of a site."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.language import LANGUAGES
from factbook.render.benefits import compare_pages, rules_pages
from factbook.render.changes import kind_changes_pages
from factbook.render.codes import code_pages
from factbook.render.listings import listing_pages, publisher_pages
from factbook.render.page import Page, Section
from factbook.render.records import moved_pages, record_page
from factbook.render.site import Settings, Site


def record_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield the pages of a language that are many, made one by one: records, publishers, days and pairs of days."""
    for ident in site.records:
        yield record_page(site, code, ident)
    yield from moved_pages(site, code)
    yield from publisher_pages(site, code)
    yield from code_pages(site, code)
    yield from kind_changes_pages(site, code)
    yield from rules_pages(site, code)
    yield from compare_pages(site, code)


def page_at(site: Site, uri: str) -> Page | None:
    """Return the page of the many that lies at a path, or None."""
    match uri.strip("/").split("/"):
        case [code, "sources", _] if code in LANGUAGES:
            candidates = publisher_pages(site, code)
        case [code, "editing", "codes", _] if code in LANGUAGES:
            candidates = code_pages(site, code)
        case [code, "benefits", "rules", _] if code in LANGUAGES:
            candidates = rules_pages(site, code)
        case [code, "benefits", "compare", _, _] if code in LANGUAGES:
            candidates = compare_pages(site, code)
        case [code, "changes", _] if code in LANGUAGES:
            candidates = kind_changes_pages(site, code)
        case [code, kind, ident] if code in LANGUAGES and site.kinds.get(ident) == kind:
            return record_page(site, code, ident)
        case [code, kind, ident] if code in LANGUAGES and f"{kind}/{ident}" in site.register.moved:
            candidates = moved_pages(site, code)
        case _:
            return None
    return next((page for page in candidates if page.uri == uri), None)


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site, language by language."""
    for code in LANGUAGES:
        yield from listing_pages(site, code)
        yield from record_pages(site, code)


def content(site: Site, page: Page) -> str:
    """Return the content of a page as one piece of HTML."""
    renderer = site.renderer(page.language, page.uri)
    return renderer.frame("page.html", sections=page.sections, crumbs=page.crumbs)


__all__ = ["Page", "Section", "Settings", "Site", "content", "listing_pages", "page_at", "pages", "record_pages"]
