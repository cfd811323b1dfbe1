"""Pages on the benefit system that are no record: rules on a day, two days side by side, how it is calculated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from factbook.derive.regimes import Comparison, compare, days_of_change, in_group_order, rules_on
from factbook.language import Language
from factbook.models.benefit import Group, Parameter, Version
from factbook.render.page import Page, Section
from factbook.render.site import Renderer, Site

# The benefits, each with the term that says what it is and the parameter that says how it is worked out.
PARTS = {
    "survivors": ("term-survivor-benefit", "survivors-formula"),
    "disability": ("term-disability-benefit", "disability-formula"),
    "serious-injury": ("term-serious-injury-benefit", "serious-injury-formula"),
}
# The detail of `benefit-published-amounts` that holds examples of each.
WORKED = {"survivors": "survivors_published", "disability": "disability_worked",
          "serious-injury": "serious_injury_worked"}


# Stand for the two days in what is made once for many pairs of them; no text contains them.
_BEFORE, _AFTER = "@@before@@", "@@after@@"


@lru_cache(maxsize=2)
def _parameters(site: Site) -> dict[str, Parameter]:
    return in_group_order(site.facts.of("parameters"))


def days(site: Site) -> tuple[date, ...]:
    """Return every day from which on other rules apply, oldest first, as far as they have come."""
    return tuple(day for day in days_of_change(_parameters(site)) if day <= site.today)


def hub_page(site: Site, code: str) -> Page:
    """Return the page from which the benefit pages are reached."""
    return _listing(site, code, "benefits/", "Victim benefits: questions answered", "benefits hub description",
                    "benefits/hub.html", days=days(site))


def rules_index(site: Site, code: str) -> Page:
    """Return the page on which the day of the crime is chosen."""
    return _listing(site, code, "benefits/rules/", "Rules on a date", "benefits rules description",
                    "benefits/rules_index.html", periods=_periods(site), changed=_changed(site))


def compare_index(site: Site, code: str) -> Page:
    """Return the page on which two days are chosen."""
    return _listing(site, code, "benefits/compare/", "Compare two dates", "benefits compare description",
                    "benefits/compare_index.html", days=days(site))


def calculation_page(site: Site, code: str) -> Page:
    """Return how each benefit is calculated today, step by step, with what is around it."""
    uri = f"{code}/benefits/calculation/"
    page = site.renderer(code, uri)
    lang = page.language
    parameters = _parameters(site)
    now = rules_on(parameters, site.today)
    title = lang.say("How it is calculated")
    parts = [Section("top", "", page.render("benefits/calculation.html", title=title))]
    for group, (term, formula) in PARTS.items():
        html = page.render(
            "benefits/calculation_part.html", term=term if term in site.records else None,
            formula=_shown(site, parameters, now, [formula]),
            others=_shown(site, parameters, now, [ident for ident, it in parameters.items()
                                                  if it.group.value == group and ident != formula]),
            worked=_worked(site, group))
        parts.append(Section(group, lang.say(f"group {group}"), html))
    for group in (Group.all, Group.withholding):
        shown = _shown(site, parameters, now, [ident for ident, it in parameters.items() if it.group == group])
        parts.append(Section(group.value, lang.say(f"group {group.value}"),
                             page.render("benefits/parameters.html", shown=shown)))
    parts = [part for part in parts if part.html]
    parts.extend(ask(page))
    return Page(uri=uri, language=code, title=title, description=lang.say("benefits calculation description"),
                template="listing", sections=tuple(parts), crumbs=crumbs(lang))


def rules_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield a page for each day from which on other rules apply: every rule and table for a crime on that day."""
    parameters = _parameters(site)
    for start, end in _periods(site):
        uri = f"{code}/benefits/rules/{start}/"
        page = site.renderer(code, uri)
        lang = page.language
        now = rules_on(parameters, start)
        words = "Rules for crimes from {first} to {last}" if end else "Rules for crimes from {first}"
        title = lang.say(words, first=lang.date(start), last=lang.date(end or start))
        parts = [Section("top", "", page.render(
            "benefits/rules.html", title=title, start=start, end=end, days=days(site),
            new=[ident for ident, place in now.items() if parameters[ident].versions[place].crimes.starts == start],
            estimable=all(not parameters[formula].versions[now[formula]].not_known if formula in now else False
                          for _, formula in PARTS.values())))]
        for group in Group:
            shown = _shown(site, parameters, now, [ident for ident, it in parameters.items() if it.group == group])
            if shown:
                parts.append(Section(group.value, lang.say(f"group {group.value}"),
                                     page.render("benefits/parameters.html", shown=shown, start=start)))
        parts.extend(ask(page))
        yield Page(uri=uri, language=code, title=title, description=lang.say("benefits rules description"),
                   template="benefits/rules", sections=tuple(parts), facets=_facets(lang, start),
                   crumbs=(*crumbs(lang), (lang.say("Rules on a date"), f"{code}/benefits/rules/")))


def compare_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield a page for each two of these days, the earlier one first."""
    parameters = _parameters(site)
    for before, after in combinations(days(site), 2):
        uri = f"{code}/benefits/compare/{before}/{after}/"
        page = site.renderer(code, uri)
        lang = page.language
        found = compare(parameters, before, after)
        title = lang.say("Crimes on {first} and on {last}: what differs",
                         first=lang.date(before), last=lang.date(after))
        differing = [it for it in found if it.differs]
        parts = [Section("top", "", page.render("benefits/compare.html", title=title, before=before, after=after,
                                                days=days(site), count=len(differing), of=len(found)))]
        for group in Group:
            own = [it for it in differing if parameters[it.ident].group == group]
            if own:
                parts.append(Section(group.value, lang.say(f"group {group.value}"),
                                     _side_by_side(page, own, before, after)))
        same = [it for it in found if not it.differs]
        if same:
            parts.append(Section("same", lang.say("The same on both days"), page.render(
                "benefits/same.html", html=_side_by_side(page, same, before, after), same=[it.ident for it in same])))
        parts.extend(ask(page))
        yield Page(uri=uri, language=code, title=title, description=lang.say("benefits compare description"),
                   template="benefits/compare", sections=tuple(parts), facets=_facets(lang, after),
                   crumbs=(*crumbs(lang), (lang.say("Compare two dates"), f"{code}/benefits/compare/")))


def _side_by_side(page: Renderer, comparisons: list[Comparison], before: date, after: date) -> str:
    """Return the parameters below each other; what two versions have in common with other days is made once."""
    html = "\n".join(page.render_once("benefits/comparison.html", (it.ident, it.before, it.after), it=it,
                                      before=_BEFORE, after=_AFTER) for it in comparisons)
    return html.replace(_BEFORE, page.language.date(before)).replace(_AFTER, page.language.date(after))


def ask(page: Renderer) -> tuple[Section, ...]:
    """Return the part of a page that says where victims and families can ask, if the record is there."""
    html = page.render("benefits/ask.html")
    return (Section("ask", page.language.say("Where to ask"), html),) if html else ()


def _listing(site: Site, code: str, path: str, title: str, description: str, template: str, **seen: object) -> Page:
    uri = f"{code}/{path}"
    page = site.renderer(code, uri)
    lang = page.language
    trail = crumbs(lang) if path != "benefits/" else crumbs(lang)[:2]
    parts = (Section("top", "", page.render(template, title=lang.say(title), **seen)), *ask(page))
    return Page(uri=uri, language=code, title=lang.say(title), description=lang.say(description),
                template="listing", sections=parts, crumbs=trail)


def crumbs(lang: Language) -> tuple[tuple[str, str], ...]:
    """Return what leads to a benefit page."""
    return ((lang.say("Home"), f"{lang.code}/"), (lang.say("section benefits"), f"{lang.code}/topics/benefits/"),
            (lang.say("Victim benefits: questions answered"), f"{lang.code}/benefits/"))


def _facets(lang: Language, day: date) -> tuple[tuple[str, str], ...]:
    return (("kind", lang.say("Rules on a date")), ("year", str(day.year)))


def _periods(site: Site) -> list[tuple[date, date | None]]:
    """Return each day of change with the last day before the next, None for the last."""
    found = days(site)
    return [(start, found[place + 1] - timedelta(days=1) if place + 1 < len(found) else None)
            for place, start in enumerate(found)]


def _changed(site: Site) -> dict[date, list[str]]:
    """Return the parameters of which another version applies from each day on."""
    return {day: [ident for ident, it in _parameters(site).items()
                  if any(version.crimes.starts == day for version in it.versions)] for day in days(site)}


def _shown(site: Site, parameters: dict[str, Parameter], now: dict[str, int],
           idents: list[str]) -> list[tuple[str, Parameter, Version, int]]:
    """Return the id, the parameter, its version and the number of its evidence for those that have a version."""
    return [(ident, parameters[ident], parameters[ident].versions[now[ident]],
             site.ledgers[ident].at("versions", now[ident]).number) for ident in idents if ident in now]


def _worked(site: Site, group: str) -> tuple[str, str] | None:
    """Return the record and the detail that hold a worked example of a benefit, if there is one."""
    ident, key = "benefit-published-amounts", WORKED[group]
    return (ident, key) if ident in site.records and key in site.records[ident].details else None
