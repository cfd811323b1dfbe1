"""The page of the history of the benefit system, from its first event to today."""

from __future__ import annotations

from factbook.derive import timeline
from factbook.render.benefits import ask, crumbs
from factbook.render.page import Page, Section
from factbook.render.site import Site

PATH = "benefits/history/"


def timeline_page(site: Site, code: str) -> Page:
    """Return the history of the benefit system in a language: an overview, then the entries decade by decade."""
    lang = site.languages[code]
    uri = f"{code}/{PATH}"
    page = site.renderer(code, uri)
    found = timeline.entries(site.facts, site.ledgers, site.today)
    year = found[0].known[0].year if found else site.today.year
    title = lang.say("History of the system, {year} to today", year=year)
    overview = timeline.strip(found, site.today) if found else None
    parts = [Section("top", "", page.render("benefits/timeline.html", title=title, strip=overview, runs=()))]
    parts += [Section(f"from-{decade}", lang.say("decade {year}", year=decade),
                      page.render("benefits/timeline.html", title=None, strip=None, runs=runs))
              for decade, runs in timeline.decades(found)]
    return Page(
        uri=uri, language=code, title=title, description=lang.say("timeline description"), template="listing",
        sections=(*parts, *ask(page)), crumbs=crumbs(lang))
