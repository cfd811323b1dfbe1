"""What the estimator calculates from: every parameter of the benefit system with its versions, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.derive.regimes import days_of_change, in_group_order
from factbook.language import LANGUAGES
from factbook.models.benefit import Parameter, Relative, Setting, Version
from factbook.render.site import Site

# What the estimator says: each is a message of the interface, `estimate NAME` in the catalogues.
WORDS = (
    "daily-income-share", "base", "base-fixed", "base-minimum", "base-maximum", "base-added", "multiplier",
    "multiplier-young", "multiplier-total", "amount-base", "leave-base", "leave-days", "leave-addition",
    "leave-earnings", "medical-cost", "medical-sum", "medical-cap", "sum", "withheld", "other-compensation",
    "damages", "amount", "per-recipient",
    "note-not-dependant", "note-rounding", "note-rounding-base", "note-several-recipients", "note-decides",
    "note-not-considered-survivors", "note-not-considered-disability", "note-not-considered-serious-injury",
    "note-care", "note-withheld", "note-compensation", "note-medical-before-death", "note-nothing-left",
)
ERRORS = (
    "kind", "crime_date", "too-early", "victim_age", "daily_income_jpy", "recipient",
    "first_rank_count", "dependants", "grade", "care", "medical_cost_jpy", "leave_days", "leave_earnings_jpy",
    "unpaid_share", "other_compensation_jpy", "damages_received_jpy", "not-known",
)


def benefit_parameters(site: Site, stamp: dict[str, str]) -> dict[str, Any]:
    """Return what `estimate(parameters, claim)` is given: an object with the days of change and all parameters."""
    parameters: dict[str, Parameter] = site.facts.of("parameters")
    return {
        "schema_version": 1,
        "generated_from": stamp,
        "days_of_change": [day.isoformat() for day in days_of_change(parameters)],
        "words": {f"{sort} {name}": {code: site.languages[code].say(f"{sort} {name}") for code in LANGUAGES}
                  for sort, names in (("estimate", WORDS), ("refuse", ERRORS), ("relation", [*Relative]))
                  for name in names},
        "parameters": {ident: {
            "title": _dump(it.title), "group": it.group.value, "unit": it.unit,
            "paths": {code: f"{code}/parameters/{ident}/" for code in LANGUAGES},
            "versions": [dict(_version(site, ident, place, version)) for place, version in enumerate(it.versions)],
        } for ident, it in in_group_order(parameters).items()},
    }


def _version(site: Site, ident: str, place: int, version: Version) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a version; `articles` cites where it is written, in each language."""
    yield "from", version.crimes.starts.isoformat()
    yield "to", version.crimes.ends.isoformat() if version.crimes.ends else None
    yield "anchor", f"f{site.ledgers[ident].at('versions', place).number}"
    yield "articles", [{"from": _since(site, setting, version), **_citation(site, setting.article)}
                       for setting in version.set_by if setting.article]
    for name in ("brackets", "multipliers", "ages", "recipients"):
        if getattr(version, name):
            yield name, [_dump(row) if hasattr(row, "model_dump") else row for row in getattr(version, name)]
    if version.rules:
        yield "rules", [
            {**_dump(rule), **({"article": _citation(site, rule.article)} if rule.article else {})}
            for rule in version.rules]
    if isinstance(version.value, (int, float)) and not isinstance(version.value, bool):
        yield "value", version.value
    if version.not_known:
        yield "not_known", _dump(version.not_known)


def _since(site: Site, setting: Setting, version: Version) -> str:
    """Return the day from which a version is written where the setting says: its revision's, if that is later."""
    revision = site.records.get(setting.revision or "")
    dates = (getattr(revision, "applies_to_crimes_from", None) or getattr(revision, "in_force", None) or ())
    return max([version.crimes.starts, *(claim.value.earliest for claim in dates[:1])]).isoformat()


def _citation(site: Site, article: str) -> dict[str, str]:
    return {code: site.languages[code].citation(article)[0] for code in LANGUAGES}


def _dump(model: Any) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
