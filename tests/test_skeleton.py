"""A new record and a new source: begun by a command, refused with a reason, told by the checks until filled in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from factbook.check import check
from factbook.cli import main
from factbook.fields import fields, models_inside
from factbook.load import load
from factbook.models import KINDS, RECORD_KINDS
from factbook.skeleton import next_edition, skeleton
from tests.conftest import ROOT
from tests.sample import ONE, facts

DAY = date(2026, 6, 1)
GIVEN = {"title": {"en": "A new one", "ja": "新しいもの"}, "summary": {"en": "It is new.", "ja": "新しい。"},
         "sections": ["investigation"]}
# What each kind needs beside these.
NEEDED: dict[str, dict[str, Any]] = {
    "frameworks": {"form": "treaty"}, "organisations": {"form": "ministry"}, "symposia": {"form": "meeting"},
    "conferences": {"form": "meeting"}, "programmes": {"form": "training"}, "operations": {"form": "takedown"},
    "revisions": {"form": "act"}, "statistics": {},
    "parameters": {"group": "all", "place": 1, "versions": [{
        "crimes": {"from": "2018-04-01"}, "value": 3, "sources": ["ministry-signing"], "confidence": "single"}]},
    "terms": {"definition": {"value": {"en": "A.", "ja": "あ。"}, "sources": ["ministry-signing"],
                             "confidence": "single"}},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with the smallest right tree."""
    shutil.copytree(ONE, tmp_path / "data")
    return tmp_path


def run(root: Path, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], input=given)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_skeleton_filled_in_keeps_every_rule(root: Path, kind: str):
    text = skeleton(kind, GIVEN | NEEDED[kind], DAY)
    (root / "data" / kind / "new-one.yaml").write_text(text, encoding="utf-8")
    assert check(load(root / "data")) == []


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_skeleton_names_every_field_in_the_order_of_a_file(kind: str):
    lines = skeleton(kind, {}, DAY).splitlines()
    places = [next(n for n, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{field.name}:"))
              for field in fields(RECORD_KINDS[kind])]
    assert places == sorted(places)
    assert {field.name for field in fields(RECORD_KINDS[kind])} == {
        field.alias or name for name, field in RECORD_KINDS[kind].model_fields.items()}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_example_in_a_skeleton_is_of_the_right_form(root: Path, kind: str):
    lines = [line[2:] if line.startswith("# ") and (line[2:3] in " -" or line[2:].split(":")[0] in {
        field.name for field in fields(RECORD_KINDS[kind])}) else line
        for line in skeleton(kind, GIVEN | NEEDED[kind], DAY).splitlines()]
    assert set(yaml.safe_load("\n".join(lines))) == {field.name for field in fields(RECORD_KINDS[kind])}
    (root / "data" / kind / "new-one.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [str(it) for it in check(load(root / "data")) if it.code in ("shape", "date", "unknown-word", "missing")]
    assert told == []


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_what_is_not_filled_in_is_told(root: Path, kind: str):
    done = run(root, "new", kind, "new-one", "--today", "2026-06-01")
    assert done.exit_code == 0, done.output
    told = [it.field for it in load(root / "data").problems]
    assert {"title.en", "title.ja", "summary.en", "summary.ja", "sections"} <= set(told)


def test_asked_in_a_terminal_a_wrong_word_is_asked_again(root: Path):
    done = run(root, "new", "operations", "--ask", given="Two Words\noperation-two\nTwo\n二\nIt is.\n二である。\n"
               "investigatio\ninvestigation, promotion\ntakedwn\ntakedown\n")
    assert done.exit_code == 0, done.output
    assert "'Two Words' is no id" in done.output
    assert "Did you mean 'investigation'?" in done.output
    assert "Did you mean 'takedown'?" in done.output
    assert check(load(root / "data")) == []
    written = load(root / "data").records["operation-two"]
    assert ([it.value for it in written.sections], written.form.value) == (["investigation", "promotion"], "takedown")


@pytest.mark.parametrize(("words", "reason"), [
    (("treaties", "x"), "no kind is called 'treaties'"), (("framework", "x"), "Did you mean 'frameworks'?"),
    (("frameworks", "New_One"), "is no id"), (("terms", "treaty-one"), "is taken by frameworks/treaty-one"),
    (("frameworks",), "name an id"), (("frameworks", "new-one", "--form", "tready"), "Did you mean 'treaty'?"),
    (("frameworks", "new-one", "--section", "benefit"), "Did you mean 'benefits'?"),
])
def test_what_cannot_be_begun_is_refused_with_a_reason(root: Path, words: tuple[str, ...], reason: str):
    before = sorted(path for path in root.rglob("*"))
    done = run(root, "new", *words)
    assert (done.exit_code, reason in done.output, "Traceback" in done.output) == (1, True, False), done.output
    assert sorted(path for path in root.rglob("*")) == before


def test_an_id_that_was_published_once_is_taken_for_ever(root: Path):
    run(root, "register")
    assert run(root, "withdraw", "operation-one", "--en", "Out", "--ja", "外").exit_code == 0
    assert "is taken by operations/operation-one" in run(root, "new", "terms", "operation-one").output


def test_the_next_edition_of_ctins_is_proposed_and_what_is_worked_out_says_so():
    ident, known = next_edition(load(ROOT / "data"))
    assert (ident, known["number"]["value"], known["fiscal_year"]["value"]) == ("ctins-18", 18, "FY2017")
    assert {known[name]["confidence"] for name in ("number", "fiscal_year")} == {"derived"}
    assert "17th" in known["number"]["derived_from"]["en"]


def test_the_fields_of_every_model_are_known_in_plain_form():
    models = {model for kind in KINDS.values() for model in (kind, *models_inside(kind))}
    assert {"Detail", "Version", "Source", "Bracket", "Names"} <= {model.__name__ for model in models}
    found = {(field.shape.form, field.shape.claims) for model in models for field in fields(model)}
    assert {form for form, _ in found} == {"text", "number", "whole number", "yes or no", "date", "day", "id",
                                           "country", "word", "part", "value", "quantity"}
    names = {field.name: field.shape for field in fields(RECORD_KINDS["frameworks"])}
    assert (names["signed"].form, names["signed"].claims) == ("date", True)
    assert (names["partners"].form, names["partners"].many) == ("country", True)
    assert (names["details"].by_key, names["details"].model.__name__) == (True, "Detail")


SOURCE = ("--title", "条約の署名について", "--language", "ja", "--kind", "primary")


def test_a_source_is_added_to_its_publishers_file_without_touching_what_is_there(root: Path):
    path = root / "data" / "sources" / "ministry.yaml"
    before = path.read_text(encoding="utf-8")
    host = next(it.url for it in facts().sources.values() if it.url).split("/")[2]
    done = run(root, "source", f"https://{host}/signing/new-page.html", *SOURCE, "--published", "2018")
    assert done.exit_code == 0, done.output
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after[len(before):].splitlines()[0] == "  ministry-signing-new-page:"
    assert "sources: [ministry-signing-new-page]" in done.output
    assert str(load(root / "data").sources["ministry-signing-new-page"].published.text) == "2018"
    assert [it.code for it in check(load(root / "data"))] == ["unused-source"]


def test_a_new_publisher_gets_a_file_of_its_own(root: Path):
    words = ("source", "https://www.example.com/a", *SOURCE, "--id", "agency-a")
    assert "no publisher has an address there yet" in run(root, *words).output
    assert "give --publisher-en and --publisher-ja" in run(root, *words, "--publisher", "agency").output
    done = run(root, *words, "--publisher", "agency", "--publisher-en", "Agency", "--publisher-ja", "庁")
    assert done.exit_code == 0, done.output
    assert load(root / "data").publishers["agency-a"] == "agency"


def test_asked_for_a_source_the_id_is_proposed(root: Path):
    done = run(root, "source", "https://www.example.com/press/signing.html", "--ask",
               given="agency\nAgency\n庁\n署名について\nja\nfirst\nprimary\n\n")
    assert done.exit_code == 0, done.output
    assert "'first' is none of" in done.output
    assert "agency-press-signing" in load(root / "data").sources


@pytest.mark.parametrize(("words", "reason"), [
    (("ftp://x.example/a", *SOURCE), "is no address"), (("https://greta.5ch.net/x", *SOURCE), "a forum"),
    (("https://www.example.com/a", *SOURCE[:4], "--kind", "first", "--publisher", "ministry"), "is none of"),
    (("https://www.example.com/a", *SOURCE, "--publisher", "ministry", "--published", "spring"), "is not a date"),
    (("https://www.example.com/a", *SOURCE, "--publisher", "ministry", "--id", "paper-report"), "is taken by"),
    (("https://www.example.com/a", "--publisher", "ministry"), "still needed: --title, --language, --kind"),
])
def test_what_is_no_source_is_refused_with_a_reason(root: Path, words: tuple[str, ...], reason: str):
    before = (root / "data" / "sources" / "ministry.yaml").read_bytes()
    done = run(root, "source", *words)
    assert (done.exit_code, reason in done.output, "Traceback" in done.output) == (1, True, False), done.output
    assert (root / "data" / "sources" / "ministry.yaml").read_bytes() == before


def test_an_address_that_stands_already_is_refused_with_its_id(root: Path):
    key, source = next((key, it) for key, it in facts().sources.items() if it.url)
    assert f"stands under '{key}' already" in run(root, "source", source.url, *SOURCE).output
