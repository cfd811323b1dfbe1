"""What an author's editor knows: the schemas, and a language server with them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from factbook.language import catalogue
from factbook.load import load
from factbook.models import KINDS
from factbook.publish.schemas import FOLDER, author_schemas, modeline, write_schemas
from tests.conftest import ROOT
from tests.languageserver import LanguageServer
from tests.sample import ONE, facts

WRONG = """\
{modeline}
title: {{en: A treaty, ja: 条約}}
summary: {{en: A treaty., ja: 条約である。}}
sections: [investigation]
partners: [ZZ]
checked: "2026-01-02"
form: tready
singed: {{value: 2007-12-01, sources: [ministry-signing], confidence: confirmed}}
signed: {{value: 1 December 2007, sources: [ministry-sining], confidence: confirmed}}
related:
- {{kind: part-of, to: treaty-on}}
events:
- date: 2001
  text: {{en: Something., ja: 何か。}}
  sources:
  - ministry-signing
  confidence: confirmed
"""


def test_the_schemas_accept_every_real_file_with_the_ids_that_there_are():
    real = load(ROOT / "data")
    schemas = {kind: jsonschema.Draft7Validator(schema) for kind, schema in author_schemas(real).items()}
    assert set(schemas) == set(KINDS)
    wrong = [f"{entry.path}: {error.message[:200]}" for entry in real.entries
             for error in schemas[entry.kind].iter_errors(entry.document.value)]
    assert wrong == []


@pytest.mark.parametrize(("before", "after"), [
    ("form: treaty", "form: tready"), ("form: treaty", "from: treaty"), ("value: 2007-12-01", "value: 1 December 2007"),
    ("partners: [CN]", "partners: [China]"), ("partners: [CN]", "partners: [ZZ]"),
    ("[ministry-signing]", "[ministry-sining]"), ("to: ministry-one", "to: ministry-two"),
    ("value: 21", "value: {x: 1}"), ("confidence: single", "confidence: sure"),
    ("title: {en: Treaty One, ja: 第一条約}", "title: {en: Treaty One}"),
])
def test_the_schemas_refuse_what_the_checks_refuse(tmp_path: Path, before: str, after: str):
    text = (ONE / "frameworks" / "treaty-one.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "data" / "frameworks").mkdir(parents=True)
    (tmp_path / "data" / "frameworks" / "a.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    found = load(tmp_path / "data")
    value = (*found.unread, *found.entries)[0].document.value
    assert list(jsonschema.Draft7Validator(author_schemas(facts())["frameworks"]).iter_errors(value))


def test_every_field_is_described():
    bare = [f"{kind}: {name}.{field}" for kind, schema in author_schemas().items()
            for name, model in {"": schema, **schema.get("$defs", {})}.items()
            for field, it in model.get("properties", {}).items()
            if not (it.get("description") or schema["$defs"][it["$ref"].rpartition("/")[2]].get("description"))]
    assert bare == []


def test_what_editors_are_told_of_a_field_stands_in_both_languages():
    japanese = catalogue(ROOT / "locales", "ja")
    told = author_schemas(facts(), japanese)["frameworks"]["properties"]
    assert told["sections"]["description"] == (
        "The sections of the site it belongs to.\n\nサイトのどの分野に属するか。")
    assert author_schemas(facts())["frameworks"]["properties"]["sections"]["description"] == (
        "The sections of the site it belongs to.")


def test_the_editor_is_told_of_every_kind():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"{FOLDER}/{kind}.json": f"data/{kind}/*.yaml" for kind in KINDS}
    assert all(modeline(kind).endswith(f"=../../{FOLDER}/{kind}.json") for kind in KINDS)


def test_schemas_are_written_anew_only_where_they_differ_and_stay_while_a_file_cannot_be_read(tmp_path: Path):
    shutil.copytree(ONE, tmp_path / "data")
    write_schemas(tmp_path, load(tmp_path / "data"))
    path = tmp_path / FOLDER / "frameworks.json"
    before = path.read_text(encoding="utf-8")
    assert "treaty-one" in before
    path.write_text("other", encoding="utf-8")
    treaty = tmp_path / "data" / "frameworks" / "treaty-one.yaml"
    right = treaty.read_text(encoding="utf-8")
    treaty.write_text("title: [", encoding="utf-8")
    write_schemas(tmp_path, load(tmp_path / "data"))
    assert path.read_text(encoding="utf-8") == "other"
    treaty.write_text(right, encoding="utf-8")
    write_schemas(tmp_path, load(tmp_path / "data"))
    assert path.read_text(encoding="utf-8") == before


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the smallest right tree, its schemas, and a record with mistakes."""
    root = tmp_path_factory.mktemp("edited")
    shutil.copytree(ONE, root / "data")
    write_schemas(root, load(root / "data"))
    (root / "data" / "frameworks" / "wrong.yaml").write_text(
        WRONG.format(modeline=modeline("frameworks")), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[LanguageServer]:
    """Return a language server that knows nothing but what stands in the file."""
    server = LanguageServer(project, {"yaml": {
        "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, "yamlVersion": "1.2"}})
    yield server
    server.close()


def test_an_editor_shows_mistakes_offers_ids_and_explains_fields(project: Path, editor: LanguageServer):
    path = project / "data" / "frameworks" / "wrong.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {it["range"]["start"]["line"]: it["message"] for it in editor.open(path)}
    at = {name: next(n for n, line in enumerate(lines) if name in line) for name in (
        "partners", "form:", "singed", "1 December", "to:", "- date", "- ministry-signing")}
    assert "singed" in found[at["singed"]]
    assert "convention" in found[at["form:"]]
    assert set(found) >= {at["partners"], at["1 December"], at["to:"]}
    assert at["- date"] not in found
    offered = editor.complete(path, at["- ministry-signing"], 4)
    assert {"ministry-signing", "paper-report"} <= set(offered)
    assert "What sort of framework it is." in editor.hover(path, at["form:"], 1)
    assert "When it happened." in editor.hover(path, at["- date"], 3)


def test_an_editor_finds_nothing_wrong_with_a_right_record(project: Path, editor: LanguageServer):
    path = project / "data" / "frameworks" / "treaty-one.yaml"
    path.write_text(f"{modeline('frameworks')}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert editor.open(path) == []
