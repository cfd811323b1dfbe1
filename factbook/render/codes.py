"""The pages of the rules that checks keep: what each asks for, why, and an example."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.check.codes import CODES
from factbook.check.examples import example
from factbook.language import Language
from factbook.render.page import Page, Section
from factbook.render.site import Site

PATH = "editing/codes/"


def codes_page(site: Site, code: str) -> Page:
    """Return the list of all rules."""
    uri = f"{code}/{PATH}"
    page = site.renderer(code, uri)
    title = page.language.say("Rules of the checks")
    html = page.render("codes.html", title=title, codes=CODES)
    return Page(uri=uri, language=code, title=title, description=page.language.say("codes description"),
                template="listing", sections=(Section("top", "", html),), crumbs=_crumbs(page.language))


def code_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield a page for each rule, under its code."""
    for it in CODES.values():
        uri = f"{code}/{PATH}{it.code}/"
        page = site.renderer(code, uri)
        lang = page.language
        title = lang.say("Rule: {code}", code=it.code)
        shown = example(it.code)
        parts = [Section("top", "", page.render("code.html", part="lead", title=title, it=it))]
        for part, heading in (("why", "Why"), ("wrong", "Wrong"), ("told", "What is told"), ("right", "Right")):
            parts.append(Section(part, lang.say(heading), page.render("code.html", part=part, it=it, example=shown)))
        yield Page(uri=uri, language=code, title=title, description=lang.say(it.rule), template="editing/codes",
                   sections=tuple(parts), facets=(("kind", lang.say("Rules of the checks")),),
                   names=(it.code,), crumbs=(*_crumbs(lang), (lang.say("Rules of the checks"), f"{code}/{PATH}")))


def _crumbs(lang: Language) -> tuple[tuple[str, str], ...]:
    return ((lang.say("Home"), f"{lang.code}/"),)
