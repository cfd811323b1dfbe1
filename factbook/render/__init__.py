"""Records to pages, and pages to the content of a site."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.language import LANGUAGES
from factbook.render.benefits import compare_pages, rules_pages
from factbook.render.listings import listing_pages, publisher_pages
from factbook.render.page import Page, Section
from factbook.render.records import record_page
from factbook.render.site import Settings, Site


def record_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield the pages of a language that are many, made one by one: records, publishers, days and pairs of days."""
    for ident in site.records:
        yield record_page(site, code, ident)
    yield from publisher_pages(site, code)
    yield from rules_pages(site, code)
    yield from compare_pages(site, code)


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site, language by language."""
    for code in LANGUAGES:
        yield from listing_pages(site, code)
        yield from record_pages(site, code)


def content(site: Site, page: Page) -> str:
    """Return the content of a page as one piece of HTML."""
    renderer = site.renderer(page.language, page.uri)
    return renderer.frame("page.html", sections=page.sections, crumbs=page.crumbs)


__all__ = ["Page", "Section", "Settings", "Site", "content", "listing_pages", "pages", "record_pages"]
