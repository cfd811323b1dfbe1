"""The page of a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.derive.charts import figures, parameter_chart
from factbook.derive.headline import headline_year
from factbook.language import LANGUAGES, Language
from factbook.models.base import Record
from factbook.models.benefit import Parameter, Statistic
from factbook.models.meeting import Meeting, Symposium
from factbook.models.organisation import Organisation
from factbook.render.changes import FEED
from factbook.render.page import Page, Section
from factbook.render.site import Renderer, Site

# Template, heading and anchor of each part of a record's page, in the reader's order.
PARTS = (
    ("changes", "What changed", "changes"),
    ("instruments", "Instruments", "instruments"),
    ("facts", "Key facts", "facts"),
    ("chart", "Over time", "chart"),
    ("versions", "Versions, latest first", "versions"),
    ("series", "Figures", "figures"),
    ("editions", "Editions year by year", "editions"),
    ("history", "History", "history"),
    ("changed", "Changes to this record", "changed"),
    ("gaps", "What is not known", "not-known"),
    ("related", "Related", "related"),
    ("evidence", "Evidence", "evidence"),
    ("tools", "Cite, reuse, correct", "reuse"),
)


def record_page(site: Site, code: str, ident: str) -> Page:
    """Return the page of a record in a language."""
    record, kind = site.records[ident], site.kinds[ident]
    uri = f"{code}/{kind}/{ident}/"
    page = site.renderer(code, uri)
    lang = page.language
    source = f"data/{kind}/{ident}.yaml"
    seen: dict[str, Any] = {
        "record": record, "kind": kind, "ident": ident, "source": source,
        "form": getattr(record, "form", None) and record.form.value,  # type: ignore[attr-defined]
        "other": site.languages[next(c for c in LANGUAGES if c != code)],
        "ledger": site.ledgers[ident],
        "steps": site.history(ident),
        "changed": site.changes_of.get(f"{kind}/{ident}", ()),
        "related": site.relations[ident],
        "gaps": site.gaps_of.get(ident, []),
        "bare": bare_facts(lang, record),
        "figures": figures(record) if isinstance(record, Statistic) else (),
        "chart": parameter_chart(record, site.today) if isinstance(record, Parameter) else None,
        "is_ctins": isinstance(record, Symposium) and record.form == "series",
        "units": {key: getattr(item, "unit", None) for key, item in site.records.items()} | {None: None}
        if kind == "revisions" else {None: None},
        "address": site.settings.url + uri,
        "edit": f"{site.settings.repository}/edit/main/{source}" if site.settings.repository else None,
    }
    parts = [Section("top", "", page.render("record/lead.html", **seen))]
    for name, heading, anchor in PARTS:
        if _has(record, name):
            html = page.render(f"record/{name}.html", **seen)
            if html:
                parts.append(Section(anchor, lang.say(heading), html))
    return Page(
        uri=uri, language=code, title=lang.pick(record.title)[0],
        description=lang.pick(record.summary)[0], template=kind, sections=tuple(parts),
        source=source, facets=tuple(facets(site, lang, ident)), names=(ident, *record.aliases),
        feed=f"{uri}{FEED}",
        crumbs=((lang.say("Home"), f"{code}/"), (lang.say(kind), f"{code}/{kind}/")),
    )


def moved_pages(site: Site, code: str) -> Iterator[Page]:
    """Yield a page at the place of every record that moved or was withdrawn: it says where it went, or why."""
    lang = site.languages[code]
    for name, went in site.register.moved.items():
        kind, _, ident = name.partition("/")
        end = site.register.standing_for(name)
        uri = f"{code}/{name}/"
        title = lang.say("Moved: {id}", id=ident) if end else lang.say("Withdrawn: {id}", id=ident)
        html = site.renderer(code, uri).render(
            "moved.html", title=title, to=end.partition("/")[2] if end else None, why=went.withdrawn)
        yield Page(uri=uri, language=code, title=title, description=title, template=kind,
                   sections=(Section("top", "", html),), names=(ident,), feed=f"{uri}{FEED}", crumbs=(
                       (lang.say("Home"), f"{code}/"), (lang.say(kind), f"{code}/{kind}/")))


def _has(record: Record, part: str) -> bool:
    """Say whether a part can have anything to show for the record."""
    needs = {"changes": "changes", "instruments": "instruments", "versions": "versions", "series": "series"}
    if part == "editions":
        return isinstance(record, Symposium)
    if part == "series" and isinstance(record, Meeting):
        return False  # a meeting's series is another record
    return part not in needs or bool(getattr(record, needs[part], None))


def bare_facts(lang: Language, record: Record) -> list[tuple[str, str]]:
    """Return the fields of a record that are no claims but that readers want to see: label, value."""
    found: list[tuple[str, str]] = []
    if isinstance(record, Meeting):
        if record.series:
            found.append(("Series", record.series))
        if record.participation:
            found.append(("Participation of the NPA", lang.say(f"participation {record.participation.value}")))
    if isinstance(record, (Meeting, Organisation)) and record.country:
        found.append(("Country or region", lang.country(record.country)))
    if len(record.partners) > 3:
        names = sorted((lang.country(code) for code in record.partners), key=lang.sort_key)
        found.append(("Countries and regions concerned", lang.say(", ").join(names)))
    if isinstance(record, Organisation) and record.parent:
        found.append(("Part of", record.parent))
    return found


def facets(site: Site, lang: Language, ident: str) -> list[tuple[str, str]]:
    """Return what the search can filter the record by: kind, status, year, partner."""
    record, kind = site.records[ident], site.kinds[ident]
    found = [("kind", lang.say(kind))]
    state = site.status(ident)
    if state:
        found.append(("status", lang.say(state.value)))
    year = headline_year(kind, record)
    if year:
        found.append(("year", year))
    return found + [("partner", lang.country(code)) for code in record.partners]


__all__ = ["Renderer", "record_page"]
