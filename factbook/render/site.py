"""All that pages are rendered from: facts, what is derived of them, words and templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup, escape

from factbook.dates import HonestDate
from factbook.derive import changes, claims, coverage, relations, status, symposia, usage
from factbook.language import LANGUAGES, Language
from factbook.load import Facts
from factbook.models.base import Names, Record, Section, kind_of_value
from factbook.models.source import Publisher
from factbook.register import Register, read_register
from factbook.releases import read_releases
from factbook.render.glossary import Glossary

_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def is_japanese(text: str) -> bool:
    """Say whether a text is written in Japanese."""
    return bool(_JAPANESE.search(text))


def with_code(text: str) -> Markup:
    """Return text as HTML, what stands in backquotes as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def sort_value(value: Any) -> str:
    """Return what a table sorts a value by."""
    return value.earliest.isoformat() if isinstance(value, HonestDate) else str(getattr(value, "about", value))


@dataclass(frozen=True)
class Settings:
    """What the site's configuration says: its name in each language, its address, its repository."""

    names: Mapping[str, str]
    url: str = ""
    repository: str = ""


class Site:
    """The facts on a day, ready to be rendered. What it says never changes; what was made once is kept."""

    def __init__(self, facts: Facts, today: date, root: Path, settings: Settings) -> None:
        self.facts = facts
        self.today = today
        self.root = root
        self.settings = settings
        self.records: dict[str, Record] = facts.records
        self.kinds = facts.kinds
        self.sources = facts.sources
        self.publishers = facts.publishers
        self.publisher_names: dict[str, Names] = {
            key: entry.model.publisher for entry in facts.entries
            if isinstance(entry.model, Publisher) for key in entry.model.sources}
        self.said: dict[tuple[str, int], dict[tuple[str, Hashable], Any]] = {}
        self.macros: dict[tuple[str, int], tuple[Renderer, dict[str, Any]]] = {}
        self._templates: dict[str, jinja2.Template] = {}
        self.languages = {code: Language.read(code, root / "locales") for code in LANGUAGES}

    @cached_property
    def ledgers(self) -> dict[str, claims.Ledger]:
        """The numbered claims of every record."""
        return {ident: claims.ledger(record) for ident, record in self.records.items()}

    @cached_property
    def relations(self) -> dict[str, tuple[relations.Related, ...]]:
        """The relations of every record, in both directions."""
        return relations.relations(self.facts)

    @cached_property
    def uses(self) -> dict[str, tuple[usage.Use, ...]]:
        """The claims that rest on each source."""
        return usage.uses(self.facts, self.ledgers)

    @cached_property
    def coverage(self) -> coverage.Coverage:
        """The counts over all records."""
        return coverage.in_all(self.coverage_by_kind.values())

    @cached_property
    def coverage_by_kind(self) -> dict[str, coverage.Coverage]:
        """The counts of each kind."""
        return coverage.coverage_by_kind(self.facts)

    @cached_property
    def editions(self) -> tuple[symposia.Edition, ...]:
        """The editions of CTINS, year by year."""
        return symposia.editions(self.facts, self.today)

    @cached_property
    def glossaries(self) -> dict[str, Glossary]:
        """The terms to mark in the text, for each language."""
        return {code: Glossary.of(self.facts, code) for code in LANGUAGES}

    @cached_property
    def gaps_of(self) -> dict[str, list[str]]:
        """The open questions that concern each record."""
        found: dict[str, list[str]] = {}
        for key, gap in self.facts.gaps.items():
            for ident in gap.concerns:
                found.setdefault(ident, []).append(key)
        return found

    @cached_property
    def register(self) -> Register:
        """Which ids were ever published, and where those went that are gone."""
        return read_register(self.facts.folder)

    @cached_property
    def changes(self) -> tuple[changes.ReleaseChanges, ...]:
        """What the releases of the data have changed, newest first."""
        return changes.changes(read_releases(self.facts.folder).all, self.register)

    @cached_property
    def changes_of(self) -> Mapping[str, tuple[changes.RecordChanges, ...]]:
        """What was changed in each record, by kind/id, newest first."""
        return changes.by_record(self.changes)

    @cached_property
    def former(self) -> dict[str, list[str]]:
        """The former ids of each record."""
        found: dict[str, list[str]] = {}
        for name in self.register.moved:
            end = self.register.standing_for(name)
            if end:
                found.setdefault(end.partition("/")[2], []).append(name.partition("/")[2])
        return found

    @cached_property
    def gap_sections(self) -> dict[str, str]:
        """The section of each open question."""
        return {key: entry.model.section.value for entry in self.facts.entries if entry.kind == "gaps"
                for key in entry.model.gaps}  # type: ignore[attr-defined]

    def in_section(self, section: str, *kinds: str) -> dict[str, Record]:
        """Return the records of a section, of the kinds named or of all."""
        return {ident: record for ident, record in self.records.items()
                if Section(section) in record.sections and (not kinds or self.kinds[ident] in kinds)}

    def status(self, ident: str) -> status.Status | None:
        """Return the status of a record today."""
        return status.status(self.records[ident], self.today)

    def history(self, ident: str) -> tuple[claims.Step, ...]:
        """Return the dated facts of a record."""
        return claims.history(self.records[ident], self.ledgers[ident])

    def latest(self, count: int) -> list[tuple[str, claims.Step]]:
        """Return the latest steps up to today that are known to the month or day, newest first."""
        steps = [
            (ident, step) for ident in self.records for step in self.history(ident)
            if step.date.shape == "point" and len(step.date.text) >= 7 and step.date.latest <= self.today
        ]
        return sorted(steps, key=lambda item: (item[1].date, item[0]), reverse=True)[:count]

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The templates, with the filters that need no page."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.root / "templates"),
            autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            extensions=["jinja2.ext.do"], auto_reload=False, cache_size=-1,
        )
        environment.context_class = _Context
        environment.policies["json.dumps_kwargs"] = {}  # in the order that is handed over
        environment.filters["form"] = kind_of_value
        environment.filters["sort_value"] = sort_value
        environment.filters["with_code"] = with_code
        environment.tests["japanese"] = environment.filters["is_japanese"] = is_japanese
        return environment

    def template(self, name: str) -> jinja2.Template:
        """Return a template by its path below templates/."""
        if name not in self._templates:
            self._templates[name] = self.environment.get_template(name)
        return self._templates[name]

    def renderer(self, language: str, uri: str) -> Renderer:
        """Return what the templates of one page see."""
        return Renderer(self, self.languages[language], uri)


class _Context(Context):
    """Values seen by a template; calls are made without asking each time whether the callee wants the context.

    No function or macro that our templates call asks for it, and asking takes an eighth of a build.
    """

    def call(self, called: Callable[..., Any], /, *words: Any, **values: Any) -> Any:
        """Return what is called with the values."""
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return called(*words, **values)


class Renderer:
    """Templates for one page: its language, its place, and which glossary terms it has marked."""

    def __init__(self, site: Site, language: Language, uri: str) -> None:
        self.site = site
        self.language = language
        self.uri = uri
        self._up = "../" * uri.count("/")
        self._marker = site.glossaries[language.code].marker(self.href)

    def href(self, target: str) -> str:
        """Return a relative link to a page or file of the site, from its path below the root."""
        return (self._up + target) or "./"

    def to(self, ident: str) -> str:
        """Return a relative link to a record in the language of the page."""
        return self.href(f"{self.language.code}/{self.site.kinds[ident]}/{ident}/")

    def to_source(self, source: str) -> str:
        """Return a relative link to a source in the bibliography."""
        return self.href(f"{self.language.code}/sources/{self.site.publishers[source]}/#{source}")

    def marked(self, text: str) -> Markup:
        """Return text as HTML with each glossary term marked where it first stands on the page."""
        return self._marker(text)

    def render(self, template: str, **values: Any) -> str:
        """Return the HTML of a template; empty if it has nothing to say."""
        shared, macros = self._shared
        shared._marker = self._marker
        return self.site.template(template).render({**macros, **self._own, **values}).strip()

    def render_once(self, template: str, key: Hashable, **values: Any) -> str:
        """Return the HTML of a template as `render` does, made once for each key, language and depth of the page.

        The template must depend on nothing else: it marks no glossary term and names no place on its own page.
        """
        place = (template, key)
        if place not in self._said:
            self._said[place] = self.render(template, **values)
        return str(self._said[place])

    def frame(self, template: str, **values: Any) -> str:
        """Return the HTML of a template that goes around finished parts and shows no values itself."""
        return self.site.template(template).render({**self._own, **values}).strip()

    @property
    def _own(self) -> dict[str, Any]:
        return {"site": self.site, "page": self, "lang": self.language, "_": self.language.say,
                "ages": self.language.ages, "period": self.language.period}

    @property
    def _shared(self) -> tuple[Renderer, dict[str, Any]]:
        """The macros for pages of this language and depth, and what they see as their page.

        Making them takes longer than rendering a small template, so they are made once; links are the same for all
        these pages, and the terms are those of the page that is rendered.
        """
        place = (self.language.code, self.uri.count("/"))
        if place not in self.site.macros:
            shared = Renderer(self.site, self.language, self.uri)
            module = self.site.template("macros.html").make_module(shared._own)
            macros = {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
            macros |= {name: _once(macros[name], self._said) for name in _SAME_EVERYWHERE}
            self.site.macros[place] = (shared, macros)
        return self.site.macros[place]

    @property
    def _said(self) -> dict[tuple[str, Hashable], Any]:
        """What was made for pages of this language and depth."""
        return self.site.said.setdefault((self.language.code, self.uri.count("/")), {})


# Macros whose HTML depends on their one word, the language and the depth of the page alone.
_SAME_EVERYWHERE = ("record_link", "source_line", "badge")


def _once(macro: Any, said: dict[tuple[str, Hashable], Any]) -> Callable[[str], Markup]:
    """Return the macro, remembering what it said before."""
    def again(word: str) -> Markup:
        key = (macro.name, word)
        if key not in said:
            said[key] = macro(word)
        return said[key]
    return again
