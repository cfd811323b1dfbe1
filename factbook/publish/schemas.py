"""The JSON Schema of what authors write, for their editors: with every id that there is to name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from factbook.dates import EXPECTED, PATTERN
from factbook.language import catalogue
from factbook.load import Facts
from factbook.models import KINDS

FOLDER = ".build/schemas"  # below the project's root; made again whenever the site is served or checked

_DATE = {
    "anyOf": [{"type": "string", "pattern": PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}],
    "description": EXPECTED, "examples": ["2018-04-01", "2018-04", "FY2018", "2018-08-28/2018-08-31"],
}
_NO_COUNTRIES = ("EZ", "QO", "UN", "XA", "XB", "ZZ")  # codes of Unicode's for what is no country or region
_DAY = {"examples": ["2018-04-01"]}


def modeline(kind: str) -> str:
    """Return the comment by which an editor finds the schema of a file of the kind."""
    return f"# yaml-language-server: $schema=../../{FOLDER}/{kind}.json"


def author_schemas(
        facts: Facts | None = None, japanese: Mapping[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Return the schema of a file of data/ of each kind.

    With facts it knows the ids that they hold; with messages in Japanese, descriptions are in both languages.
    """
    known = _known(facts) if facts else {}
    return {kind: _schema(kind, known, japanese or {}) for kind in KINDS}


def write_schemas(root: Path, facts: Facts) -> None:
    """Write the schemas below the project's root.

    A file that would stay as it is is left alone; so is every one while the ids of some file cannot be read.
    """
    for kind, schema in author_schemas(facts, catalogue(root / "locales", "ja")).items():
        path = root / FOLDER / f"{kind}.json"
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if not path.exists() or (not facts.unread and path.read_text(encoding="utf-8") != text):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@cache
def _plain(kind: str) -> str:
    return json.dumps(KINDS[kind].model_json_schema())


def _schema(kind: str, known: dict[str, dict[str, str]], japanese: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = _completed(json.loads(_plain(kind)), known, japanese)
    named = {name for name in known if f'"#/$defs/{_of(name)}"' in json.dumps(schema)}
    schema.setdefault("$defs", {}).update({_of(name): {
        "type": "string", "enum": list(known[name]), "enumDescriptions": list(known[name].values())}
        for name in sorted(named)})
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _of(names: str) -> str:
    return "ids-" + names.replace(" ", "-")


def _completed(part: Any, known: dict[str, dict[str, str]], japanese: Mapping[str, str]) -> Any:
    """Return a part of a schema with dates as authors write them, ids as those that are known, and Japanese words."""
    if isinstance(part, list):
        return [_completed(item, known, japanese) for item in part]
    if not isinstance(part, dict):
        return part
    said = part.get("description")
    if isinstance(said, str) and said in japanese:
        part = {**part, "description": f"{said}\n\n{japanese[said]}"}
    aside = {key: part[key] for key in ("title", "description") if isinstance(part.get(key), str)}
    if part.get("pattern") == PATTERN:
        field = aside.get("description", EXPECTED)
        said = EXPECTED if field == EXPECTED else f"{field}\n\nWritten as {EXPECTED}."
        return {**_DATE, **aside, "description": said}
    names = part.get("x-names")
    if names in known:
        return {**aside, "allOf": [{"$ref": f"#/$defs/{_of(names)}"}]}
    # A whole number is a year where a date belongs, and may be a number too: one form that fits is enough.
    found = {"anyOf" if key == "oneOf" else key: _completed(value, known, japanese) for key, value in part.items()
             if key not in ("x-names", "discriminator")}
    return found | _DAY if found.get("format") == "date" else found


def _known(facts: Facts) -> dict[str, dict[str, str]]:
    """Return what each sort of name can be, with the title of each."""
    def of(*kinds: str) -> dict[str, str]:
        return {ident: f"{record.title.en} / {record.title.ja}" for ident, record in facts.records.items()
                if not kinds or facts.kinds[ident] in kinds}

    english, japanese = Locale("en").territories, Locale("ja").territories
    known = {
        "records": of(), "revisions": of("revisions"), "parameters": of("parameters"),
        "organisations": of("organisations"), "symposia conferences": of("symposia", "conferences"),
        "sources": {key: source.title_en or source.title for key, source in facts.sources.items()},
        "countries": {code: f"{name} / {japanese.get(code, name)}" for code, name in sorted(english.items())
                      if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES},
    }
    return {name: ids for name, ids in known.items() if ids}
