"""Pages that list: indexes of kinds, sections, bibliography, open questions, coverage, home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.derive.headline import headline_date
from factbook.models import RECORD_KINDS
from factbook.models.base import Section as SiteSection
from factbook.models.source import Publisher
from factbook.render import benefits
from factbook.render.changes import FEED, MOST_NEW, PATH, changes_page
from factbook.render.codes import codes_page
from factbook.render.estimator import estimator_page
from factbook.render.fieldreference import fields_page
from factbook.render.page import Page, Section
from factbook.render.site import Site
from factbook.render.suggest import can_be_proposed, suggest_page
from factbook.render.timeline import timeline_page

# Which overview record introduces a section of the site.
OVERVIEWS = {
    SiteSection.investigation: "npa-investigative-cooperation",
    SiteSection.information_exchange: "npa-information-exchange",
    SiteSection.conferences: "npa-conferences",
    SiteSection.promotion: "npa-promotion-of-cooperation",
    SiteSection.benefits: "benefit-system",
}

# What each section shows, in its order: a kind, and a message for its heading.
SHOWN = {
    SiteSection.investigation: (("frameworks", "Frameworks"), ("operations", "Operations"),
                                ("organisations", "Organisations"), ("statistics", "Statistics")),
    SiteSection.information_exchange: (("programmes", "Programmes"), ("operations", "Operations"),
                                       ("frameworks", "Frameworks"), ("organisations", "Organisations"),
                                       ("conferences", "Conferences"), ("statistics", "Statistics")),
    SiteSection.conferences: (("symposia", "CTINS"), ("conferences", "Conferences"),
                              ("organisations", "Organisations"), ("frameworks", "Frameworks")),
    SiteSection.promotion: (("programmes", "Programmes"), ("organisations", "Organisations"),
                            ("conferences", "Conferences"), ("frameworks", "Frameworks")),
    SiteSection.benefits: (("revisions", "Revisions"), ("parameters", "Amounts and rules"),
                           ("statistics", "Statistics"), ("frameworks", "Acts"),
                           ("programmes", "Programmes"), ("organisations", "Organisations")),
}


def _page(site: Site, code: str, path: str, title: str, description: str, template: str, **seen: Any) -> Page:
    """Return a page made from the templates of a listing: its lead, then each part it has."""
    uri = f"{code}/{path}"
    page = site.renderer(code, uri)
    lang = page.language
    parts = [Section("top", "", page.render(f"{template}.html", title=title, **seen))]
    crumbs = ((lang.say("Home"), f"{code}/"),) if path else ()
    return Page(uri=uri, language=code, title=title, description=description, template="listing",
                sections=tuple(parts), crumbs=crumbs)


def listing_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield every page of a language that lists something, the home page first."""
    yield home(site, code)
    for section in SiteSection:
        yield section_page(site, code, section)
    for kind in RECORD_KINDS:
        yield kind_page(site, code, kind)
    if site.facts.of("parameters"):
        for make in (benefits.hub_page, benefits.rules_index, benefits.compare_index, benefits.calculation_page):
            yield make(site, code)
    if "survivors-formula" in site.records:
        yield estimator_page(site, code)
        yield timeline_page(site, code)
    yield sources_page(site, code)
    yield gaps_page(site, code)
    yield coverage_page(site, code)
    yield codes_page(site, code)
    yield fields_page(site, code)
    yield changes_page(site, code)
    if site.settings.repository:
        yield suggest_page(site, code)


def home(site: Site, code: str) -> Page:
    """Return the first page of a language."""
    lang = site.languages[code]
    uri = f"{code}/"
    page = site.renderer(code, uri)
    html = page.render("home.html", latest=site.latest(6), sections=list(SiteSection), overviews=OVERVIEWS,
                       title=site.settings.names[code], releases=site.changes[:3], most=MOST_NEW)
    return Page(uri=uri, language=code, title=lang.say("Home"),
                description=lang.say("home description"), template="listing",
                sections=(Section("top", "", html),), feed=f"{code}/{PATH}{FEED}")


def section_page(site: Site, code: str, section: SiteSection) -> Page:
    """Return the page of a section of the site, with what it holds kind by kind."""
    lang = site.languages[code]
    uri = f"{code}/topics/{section.value}/"
    page = site.renderer(code, uri)
    title = lang.say(f"section {section.value}")
    intro = OVERVIEWS[section]
    lead = page.render("section.html", title=title, intro=intro if intro in site.records else None,
                       doors=section == SiteSection.benefits and bool(site.facts.of("parameters")))
    parts = [Section("top", "", lead)]
    for kind, heading in SHOWN[section]:
        records = order(site, kind, site.in_section(section.value, kind), code)
        records.pop(intro, None)
        if records:
            html = page.render(f"index/{kind}.html", records=records, title=title)
            parts.append(Section(kind, lang.say(heading), html))
    gaps = [key for key, of in site.gap_sections.items() if of == section.value]
    if gaps:
        parts.append(Section("not-known", lang.say("What is not known"),
                             page.render("record/gaps.html", gaps=gaps)))
    return Page(uri=uri, language=code, title=title, description=lang.say(f"section {section.value} description"),
                template="listing", sections=tuple(parts), crumbs=((lang.say("Home"), f"{code}/"),))


def kind_page(site: Site, code: str, kind: str) -> Page:
    """Return the index of a kind."""
    lang = site.languages[code]
    uri = f"{code}/{kind}/"
    page = site.renderer(code, uri)
    records = order(site, kind, site.facts.of(kind), code)
    html = page.render("kind.html", kind=kind, records=records, title=lang.say(kind),
                       proposed=bool(site.settings.repository) and kind in can_be_proposed(),
                       counts=site.coverage_by_kind.get(kind))
    return Page(uri=uri, language=code, title=lang.say(kind), description=lang.say(f"kind {kind}"),
                template="listing", sections=(Section("top", "", html),),
                crumbs=((lang.say("Home"), f"{code}/"),), feed=f"{code}/{PATH}{kind}/{FEED}")


def order(site: Site, kind: str, records: dict[str, Any], code: str) -> dict[str, Any]:
    """Return the records in the order of their index: by date, latest first, or by name."""
    lang = site.languages[code]
    named = sorted(records, key=lambda ident: lang.sort_key(lang.pick(records[ident].title)[0]))
    if kind in ("conferences", "operations", "symposia", "revisions"):
        dated = [i for i in named if headline_date(kind, records[i])]
        rest = [i for i in named if not headline_date(kind, records[i])]
        dated.sort(key=lambda i: headline_date(kind, records[i]), reverse=True)  # type: ignore[arg-type, return-value]
        named = dated + rest
    return {ident: records[ident] for ident in named}


def sources_page(site: Site, code: str) -> Page:
    """Return the list of publishers with the number of sources and facts of each."""
    lang = site.languages[code]
    publishers = {entry.id: entry.model for entry in site.facts.entries if isinstance(entry.model, Publisher)}
    rows = sorted(
        ((ident, it, sum(len(site.uses.get(key, ())) for key in it.sources)) for ident, it in publishers.items()),
        key=lambda row: (-row[2], row[0]))
    return _page(site, code, "sources/", lang.say("Sources"), lang.say("sources description"),
                 "sources", rows=rows)


def publisher_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield a page for each publisher: its sources, each with the facts that rest on it."""
    lang = site.languages[code]
    for entry in site.facts.entries:
        if not isinstance(entry.model, Publisher):
            continue
        uri = f"{code}/sources/{entry.id}/"
        title = lang.pick(entry.model.publisher)[0]
        html = site.renderer(code, uri).render("publisher.html", publisher=entry.model, title=title, source=entry.path)
        yield Page(
            uri=uri, language=code, title=title,
            description=lang.say("{publisher}: sources and the facts that rest on them", publisher=title),
            template="sources", sections=(Section("top", "", html),), source=entry.path,
            names=tuple(entry.model.sources), facets=(("kind", lang.say("Sources")),),
            crumbs=((lang.say("Home"), f"{code}/"), (lang.say("Sources"), f"{code}/sources/")))


def gaps_page(site: Site, code: str) -> Page:
    """Return the page of what is not known, with how to help."""
    lang = site.languages[code]
    groups = {section: {key: site.facts.gaps[key] for key, of in site.gap_sections.items() if of == section.value}
              for section in SiteSection}
    return _page(site, code, "gaps/", lang.say("What is not known"), lang.say("gaps description"),
                 "gaps", groups=groups)


def coverage_page(site: Site, code: str) -> Page:
    """Return the page of how much is evidenced, kind by kind."""
    lang = site.languages[code]
    return _page(site, code, "coverage/", lang.say("Evidence in numbers"), lang.say("coverage description"), "coverage")
