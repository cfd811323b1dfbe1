"""The reference of fields: what each kind of record can hold, made from the models."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.fields import FieldOf, fields, models_inside
from factbook.language import Language
from factbook.models import KINDS, RECORD_KINDS
from factbook.models.base import Claim, Model, Record, Relation, Table, Text
from factbook.render.page import Page, Section
from factbook.render.site import Site

PATH = "editing/fields/"

# What every record has is told once; parts are told once after the kinds.
COMMON = tuple(field.name for field in fields(Record))


def fields_page(site: Site, code: str) -> Page:
    """Return the page of all fields: those of every record, of each kind, and of the parts that these hold."""
    uri = f"{code}/{PATH}"
    page = site.renderer(code, uri)
    lang = page.language
    title = lang.say("Fields of the records")
    parts = [Section("top", "", page.render("fields.html", part="lead", title=title))]
    for name, heading, said, rows in _tables(lang):
        parts.append(Section(name, heading, page.render(
            "fields.html", part="table", name=name, about=said, rows=rows, links=_links())))
    return Page(uri=uri, language=code, title=title, description=lang.say("fields description"), template="listing",
                sections=tuple(parts), crumbs=((lang.say("Home"), f"{code}/"),
                                               (lang.say("For editors"), f"{code}/editing/")))


def parts_of_records() -> dict[str, type[Model]]:
    """Return the models that stand inside files, by the anchor of each."""
    inside = [it for model in KINDS.values() for it in models_inside(model)]
    apart = [model for kind, model in KINDS.items() if kind not in RECORD_KINDS]
    found = dict.fromkeys((Claim, Text, *inside, Relation, Table, *models_inside(Table)))
    return {f"part-{model.__name__.lower()}": model for model in found if model not in apart}  # type: ignore[misc]


def _links() -> dict[type[Model], str]:
    return {model: name for name, model in parts_of_records().items()}


def _tables(lang: Language) -> Iterator[tuple[str, str, str, tuple[FieldOf, ...]]]:
    yield "every", lang.say("Every record"), "", tuple(field for field in fields(Record))
    for kind, model in KINDS.items():
        own = fields(model) if kind not in RECORD_KINDS else tuple(
            field for field in fields(model) if field.name not in COMMON)
        heading = lang.say({"sources": "Sources", "gaps": "What is not known"}.get(kind, kind))
        yield kind, f"{heading} (data/{kind}/)", about(model), own
    for name, model in parts_of_records().items():
        yield name, lang.say("Part: {name}", name=model.__name__), about(model), fields(model)


def about(model: type[Model]) -> str:
    """Return what a model is, in one sentence."""
    return " ".join((model.__doc__ or "").split("\n\n")[0].split())
