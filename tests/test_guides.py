"""The guides for editors say what is so: every command, field, code and output that they show is real."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from factbook import yamlread
from factbook.check.codes import CODES
from factbook.cli import COMMANDS, main
from factbook.fields import fields, models_inside
from factbook.models import KINDS, RECORD_KINDS
from factbook.models.base import Claim, RelationKind, Table
from factbook.render.fieldreference import fields_page
from tests.conftest import ROOT
from tests.sample import site

GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.ja.md")
MAKE = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MODELS = {model for kind in KINDS.values() for model in (kind, *models_inside(kind))} | {Claim, Table}
# Words in backquotes that are neither a command nor a field, and why.
OTHERS = {
    "git", "make", "factbook", "data", "primary", "official-secondary", "secondary", "confirmed", "single",
    "conflicting", "derived", "true", "false", "null", "0", "columns:", "rows:", "survivors", "disability",
    "serious-injury", "all", "withholding", "none", "1/3", "2/3", "[", ": ", " #", *(it.value for it in RelationKind)}


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[tuple[str, str]]:
    """Return the code blocks of a guide with their language."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)


def prose(name: str) -> str:
    return re.sub(r"^```.*?^```$", "", text(name), flags=re.MULTILINE | re.DOTALL)


def field_names() -> set[str]:
    return {field.name for model in MODELS for field in fields(model)}


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found, name
    return found


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_and_option_in_a_guide_exists(name: str):
    called = re.findall(r"(?:`|\$ |= )factbook ([a-z]+)([^`\n]*)", text(name))
    assert {it for it, _ in called} <= set(COMMANDS)
    for it, words in called:
        known = {option for one in command(it).params for option in (*one.opts, *one.secondary_opts)}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", words)) <= known, it
    assert set(re.findall(r"`make ([a-z]+)", text(name))) <= MAKE
    assert set(re.findall(r"factbook explain ([a-z-]+)", text(name))) <= set(CODES)


@pytest.mark.parametrize("name", GUIDES)
def test_every_word_in_backquotes_is_a_field_or_known(name: str):
    words = {word for word in re.findall(r"`([^`]+)`", prose(name))
             if re.fullmatch(r"[a-z_]+:?|[a-z][a-z-]+", word) and word.split()[0] not in COMMANDS}
    assert sorted(words - field_names() - OTHERS) == []


def test_every_command_for_editors_is_named_in_both_guides():
    for_editors = {"check", "explain", "mend", "diff", "fmt", "new", "source", "rename", "merge", "withdraw",
                   "register", "release", "schema"}
    for name in GUIDES:
        assert {it for it in for_editors if f"factbook {it}" not in text(name)} == set(), name
    assert for_editors <= set(COMMANDS)


def test_every_field_is_in_the_reference_in_both_languages():
    for code in ("en", "ja"):
        shown = "".join(part.html for part in fields_page(site(), code).sections)
        missing = {f"{model.__name__}.{field.name}" for model in MODELS for field in fields(model)
                   if f"<code>{field.name}</code>" not in shown}
        assert missing == set()
        ids = re.findall(r' id="([^"]+)"', shown)
        assert len(ids) == len(set(ids))


def test_both_guides_have_the_same_parts_examples_and_tables():
    one, other = (text(name) for name in GUIDES)
    assert [len(it) for it in re.findall(r"^#+ ", one, re.MULTILINE)] == [
        len(it) for it in re.findall(r"^#+ ", other, re.MULTILINE)]
    bare = [[(language, re.sub(r"\s*#.*", "", block)) for language, block in blocks(name)] for name in GUIDES]
    assert bare[0] == bare[1]
    cells = [[line.split(" | ")[0] for line in prose(name).split("\n") if line.startswith("| `")] for name in GUIDES]
    assert cells[0] == cells[1]
    steps = [re.findall(r"^\d\. ", it, re.MULTILINE) for it in (one, other)]
    assert steps[0] == steps[1]


def test_every_example_is_read_and_holds_fields_that_there_are():
    for language, block in blocks("CONTRIBUTING.md"):
        if language != "yaml":
            continue
        value = yamlread.read(block.replace("…", "x").encode()).value
        assert _keys(value) - field_names() - {
            "mofa-china-signature", "assistance_before_treaty", "members"} == set()


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for item in value.values() for key in _keys(item))}
    return {key for item in value for key in _keys(item)} if isinstance(value, list) else set()


def test_the_record_explained_is_right_but_for_what_is_left_away(tmp_path: Path):
    block = next(block for language, block in blocks("CONTRIBUTING.md") if language == "yaml")
    value = yamlread.read(block.encode()).value
    RECORD_KINDS["frameworks"].model_validate(value)
    real = yamlread.read((ROOT / "data/frameworks/mlat-china.yaml").read_bytes()).value
    assert value["title"] == real["title"]
    assert value["signed"][0]["value"] == real["signed"][0]["value"]
    assert value["signed"][0]["sources"] == real["signed"][0]["sources"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the real data."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def shown(start: str) -> str:
    return next(block for _, block in blocks("CONTRIBUTING.md") if start in block)


def test_the_output_of_a_check_is_what_is_told(copy: Path):
    path = copy / "data/frameworks/mlat-china.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nsigned:", "\nsinged:", 1), encoding="utf-8")
    told = CliRunner().invoke(main, ["--root", str(copy), "check"]).output.split("\n")
    for line in shown("singed").rstrip("\n").split("\n"):
        assert any(it.startswith(line.removesuffix("…")) for it in told), line


def test_the_output_of_a_difference_is_what_is_told(copy: Path):
    path = copy / "data/frameworks/mlat-china.yaml"
    right = path.read_text(encoding="utf-8")
    shutil.copytree(copy, copy / "before")
    (copy / "before/data/frameworks/mlat-china.yaml").write_text(right.replace("2007-12-01", "2007-12-02", 1),
                                                                 encoding="utf-8")
    told = CliRunner().invoke(main, ["--root", str(copy), "diff", str(copy / "before"), str(copy)]).output
    assert shown("2 December 2007") in told


@pytest.mark.parametrize("start", ["$ factbook new", "$ factbook source"])
def test_the_output_of_a_command_is_what_is_told(copy: Path, start: str):
    line, _, output = shown(start).partition("\n")
    words = [one or other for one, other in re.findall(r'"([^"]*)"|(\S+)', line.removeprefix("$ factbook "))]
    done = CliRunner().invoke(main, ["--root", str(copy), *words])
    assert (done.exit_code, done.output) == (0, output)
