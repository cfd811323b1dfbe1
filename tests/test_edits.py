"""Where each value of a record stands in its YAML: an edit there changes that value and nothing else."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from factbook import yamlread
from factbook.load import load
from factbook.publish.edits import ROOT as FOLDER
from factbook.publish.edits import editable, files
from factbook.render import Settings, Site
from tests.conftest import ROOT
from tests.sample import site

REPOSITORY = "https://forge.example/owner/name"


@pytest.fixture(scope="module")
def real() -> Site:
    """Return the real data as a site with a repository."""
    return Site(load(ROOT / "data"), date(2026, 1, 2), ROOT, Settings(names={"en": "A", "ja": "B"},
                                                                      repository=REPOSITORY))


def at(value: Any, path: list[Any]) -> Any:
    for part in path:
        value = value[part]
    return value


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    for edit in sorted(edits, key=lambda it: (it["start"], it["end"]), reverse=True):
        text = text[:edit["start"]] + edit["text"] + text[edit["end"]:]
    return text


def test_without_a_repository_nothing_is_made_for_the_form():
    assert list(files(site())) == []
    made = {name for name, _ in files(site(repository=REPOSITORY))}
    assert {f"{FOLDER}frameworks/treaty-one.json", f"{FOLDER}frameworks.json", f"{FOLDER}sources.json"} <= made


def test_every_value_of_every_record_can_be_edited_where_it_is_said_to_stand(real: Site):
    for ident, kind in real.kinds.items():
        it = editable(real, kind, ident)
        expected = deepcopy(it["value"])
        edits = []
        for number, one in enumerate(one for group in it["values"] for one in group["fields"]):
            assert at(it["value"], one["at"]) is not None
            edits.append({"start": one["start"], "end": one["end"], "text": json.dumps(f"new: {number}, “改”")})
            at(expected, one["at"][:-1])[one["at"][-1]] = f"new: {number}, “改”"
        assert yamlread.read(applied(it["text"], edits).encode()).value == expected, ident


def test_every_scalar_of_a_record_is_offered_once(real: Site):
    def scalars(value: Any, path: tuple = ()) -> list[tuple]:
        if isinstance(value, dict):
            return [it for key, inner in value.items() for it in scalars(inner, (*path, key))]
        if isinstance(value, list):
            return [it for index, inner in enumerate(value) for it in scalars(inner, (*path, index))]
        return [path] if value not in (None, "") else []

    for ident in ("mlat-china", "ctins", "revision-2018-04"):
        it = editable(real, real.kinds[ident], ident)
        offered = [tuple(one["at"]) for group in it["values"] for one in group["fields"]]
        assert sorted(map(str, offered)) == sorted(map(str, scalars(it["value"])))


def test_a_further_claim_goes_beside_the_others_and_a_missing_fact_into_its_place(real: Site):
    count = 0
    for ident, kind in real.kinds.items():
        it = editable(real, kind, ident)
        for group in it["values"]:
            more = group.get("more")
            if not more:
                continue
            count += 1
            path = next(one["at"] for one in group["fields"])
            claims = path[:path.index("claims") + 1] if "claims" in path else path[:1]
            line = f"{' ' * more['indent']}- {{value: 77777, sources: [x], confidence: single}}\n"
            edits = [*([more["first"]] if "first" in more else []),
                     {"start": more["start"], "end": more["start"], "text": line}]
            after = yamlread.read(applied(it["text"], edits).encode()).value
            before = at(it["value"], claims)
            assert at(after, claims) == [*(before if isinstance(before, list) else [before]),
                                         {"value": 77777, "sources": ["x"], "confidence": "single"}], ident
        for missing in it["missing"][:3]:
            text = applied(it["text"], [{"start": missing["start"], "end": missing["start"],
                                         "text": f"{missing['name']}:\n- value: 1\n"}])
            assert yamlread.read(text.encode()).value == {**it["value"], missing["name"]: [{"value": 1}]}, ident
    assert count > 500


def test_a_claim_in_one_line_and_one_without_a_list_get_company():
    it = editable(site(repository=REPOSITORY), "frameworks", "treaty-one")
    signed = next(group for group in it["values"] if group["fields"][0]["at"][0] == "signed")
    assert "first" in signed["more"]
    other = editable(site(repository=REPOSITORY), "organisations", "ministry-one")
    founded = next(group for group in other["values"] if group["fields"][0]["at"][0] == "founded")
    edits = [founded["more"]["first"], {"start": founded["more"]["start"], "end": founded["more"]["start"],
                                        "text": "- {value: 1953, sources: [x], confidence: single}\n"}]
    after = yamlread.read(applied(other["text"], edits).encode()).value
    assert [claim["value"] for claim in after["founded"]] == ["1952", 1953]
