"""The rules: every one is broken once in fixtures/broken, and the whole list of messages is asserted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factbook.check import ACROSS, EACH, check, outline
from factbook.check.codes import CODES, FUNCTIONS
from factbook.check.examples import example
from factbook.check.examples import problems_of as problems_of_files
from factbook.check.survey import survey
from factbook.check.warnings import WARNINGS
from factbook.load import load
from factbook.problems import report
from factbook.register import ids_never_vanish
from factbook.releases import releases_speak_of_records

FIXTURES = Path(__file__).parent / "fixtures"
RECORD = """\
title: {en: A title, ja: 題名}
summary: {en: A summary., ja: 概要。}
sections: [investigation]
checked: "2026-01-02"
form: treaty
"""


def problems_of(tmp_path: Path, name: str, content: bytes) -> list[str]:
    path = tmp_path / "data" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return [str(problem) for problem in check(load(tmp_path / "data"))]


def test_every_broken_rule_is_told_in_one_run():
    told = report(check(load(FIXTURES / "broken" / "data"))) + "\n"
    assert told == (FIXTURES / "broken" / "expected.txt").read_text(encoding="utf-8")


def test_each_rule_is_broken_in_the_fixture():
    facts = load(FIXTURES / "broken" / "data")
    outlines = [outline(entry) for entry in facts.entries]
    silent = [rule.__name__ for rule in EACH if not any(list(rule(entry)) for entry in facts.entries)]
    silent += [rule.__name__ for rule in ACROSS if not list(rule(outlines))]
    assert silent == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_an_example_that_breaks_just_its_rule_and_one_that_keeps_all(code: str):
    wrong, told = problems_of_files(example(code).wrong)
    assert [it.code for it in wrong] == [code]
    assert wrong[0].is_warning == CODES[code].is_warning
    assert f": {code}: " in told
    assert problems_of_files(example(code).right)[0] == []


def test_every_code_that_is_told_has_its_rule():
    told = {it.code for it in check(load(FIXTURES / "broken" / "data"))}
    assert told <= set(CODES)
    assert {code for code in CODES if not CODES[code].is_warning} - told == {"register"}
    apart = {ids_never_vanish, releases_speak_of_records}
    assert set(EACH) | set(ACROSS) | set(WARNINGS) | apart == set(FUNCTIONS.values())


def test_a_rule_tells_its_own_code_alone():
    facts = load(FIXTURES / "broken" / "data")
    outlines = [outline(entry) for entry in facts.entries]
    for code, rule in FUNCTIONS.items():
        if rule in EACH:
            assert {it.code for entry in facts.entries for it in rule(entry)} == {code}
        elif rule in ACROSS:
            assert {it.code for it in rule(outlines)} == {code}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_survey_tells_what_a_check_tells_in_one_process_or_in_two(jobs: int):
    told = report(survey(FIXTURES / "broken" / "data", jobs).problems) + "\n"
    assert told == (FIXTURES / "broken" / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "before", "after"), [
    ("frameworks/treaty-one.yaml", "form: treaty", "form: treety"),
    ("frameworks/treaty-one.yaml", "form: treaty", 'form: "treaty'),
    ("frameworks/treaty-one.yaml", "form: treaty", "form: treaty\nform: act"),
    ("sources/ministry.yaml", "kind: primary", "kind: first"),
    ("gaps/investigation.yaml", "question:", "questions:"),
])
def test_one_mistake_is_told_in_its_own_file_alone(tmp_path: Path, name: str, before: str, after: str):
    shutil.copytree(FIXTURES / "one", tmp_path / "one")
    data = tmp_path / "one" / "data"
    facts = load(data)
    (data / "ids").mkdir(exist_ok=True)
    (data / "ids" / "published.txt").write_text(
        "".join(f"{line}\n" for line in sorted(f"{kind}/{ident}" for ident, kind in facts.kinds.items())))
    assert check(load(data)) == []
    text = (data / name).read_text(encoding="utf-8")
    assert before in text
    (data / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    assert {it.path for it in check(load(data))} == {f"data/{name}"}


def test_what_a_file_with_a_mistake_mentions_is_looked_at_in_the_same_run(tmp_path: Path):
    told = problems_of(tmp_path, "frameworks/a.yaml", (RECORD.replace("treaty", "treety") + (
        "signed: {value: 2001, sources: [nowhere], confidence: confirmed}\n"
        "related:\n- {kind: part-of, to: nobody}\n")).encode())
    assert [it.split(": ")[1] for it in told] == ["unknown-word", "source", "reference"]


def test_one_step_out_of_order_is_one_problem(tmp_path: Path):
    steps = "".join(f"{name}: {{value: {year}, sources: [s], confidence: confirmed}}\n" for name, year in (
        ("signed", 2019), ("submitted_to_diet", 2008), ("diet_approval", 2009), ("in_force", 2010)))
    told = problems_of(tmp_path, "frameworks/a.yaml", (RECORD + steps).encode())
    assert [it for it in told if ": order: " in it] == [
        "data/frameworks/a.yaml:6:10: order: signed.value: 2019 comes after submitted_to_diet (2008)"]


@pytest.mark.parametrize(("given", "letters"), [("China", "CN"), ("中国", "CN"), ("cn", "CN"), ("Brasilia", None)])
def test_a_country_by_its_name_is_known_in_both_languages(tmp_path: Path, given: str, letters: str | None):
    told = problems_of(tmp_path, "frameworks/a.yaml", f"{RECORD}partners: [{given}]\n".encode())
    assert ("Did you mean" in told[0], f"Did you mean '{letters}'?" in told[0]) == (bool(letters), bool(letters))


def test_a_missing_field_says_which_words_it_can_hold(tmp_path: Path):
    told = problems_of(tmp_path, "organisations/a.yaml", RECORD.replace("form: treaty\n", "").encode())
    assert "what sort of organisation it is. One of: ministry, " in told[0]


def test_the_smallest_right_tree_has_no_problem():
    assert check(load(FIXTURES / "one" / "data")) == []


def test_problems_are_sorted_and_exit_with_one():
    command = [sys.executable, "-m", "factbook", "--root", str(FIXTURES / "broken"), "check", "--format=lines"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False,
                          env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 1
    assert done.stdout == (FIXTURES / "broken" / "expected.txt").read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr


def test_only_the_files_named_are_told():
    command = [sys.executable, "-m", "factbook", "--root", str(FIXTURES / "broken"), "check", "--format=lines",
               str(FIXTURES / "broken" / "data" / "gaps")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {"data/gaps/investigation.yaml"}


@pytest.mark.parametrize("content", [
    pytest.param(b"", id="empty"),
    pytest.param(b"\x00\x01\x02", id="control characters"),
    pytest.param(b"\xff\xfe\x00a", id="utf-16"),
    pytest.param(b"a: [" * 1000, id="a thousand levels, flow"),
    pytest.param(b"- " * 1000 + b"x", id="a thousand levels, block"),
    pytest.param(b"x" * 10_000_000, id="10 MB"),
    pytest.param(b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", id="alias bomb"),
    pytest.param(b"%YAML 9.9\n---\na: b\n", id="unknown version"),
    pytest.param(b"a: b: c\n", id="two colons"),
    pytest.param(b"!!python/object/apply:os.system ['true']\n", id="a tag that runs code"),
    pytest.param(b"? ? ?\n", id="question marks"),
    pytest.param(b"title: 99999999999999999999999999\n", id="a huge number"),
    pytest.param(b"title: .nan\nsummary: 1e400\n", id="odd floats"),
])
def test_no_bytes_raise_an_error(tmp_path: Path, content: bytes):
    told = problems_of(tmp_path, "frameworks/one.yaml", content)
    assert told
    assert all(line.startswith("data/frameworks/one.yaml:") for line in told)


def test_a_link_out_of_the_data_is_refused(tmp_path: Path):
    outside = tmp_path / "outside.yaml"
    outside.write_text(RECORD, encoding="utf-8")
    folder = tmp_path / "data" / "frameworks"
    folder.mkdir(parents=True)
    (folder / "one.yaml").symlink_to(outside)
    (tmp_path / "data" / "terms").symlink_to(folder)
    told = report(check(load(tmp_path / "data")))
    assert told == ("data/frameworks/one.yaml:1:1: file: is a link to another file; expected a file of its own\n"
                    "data/terms:1:1: file: is a link to another file; expected a file of its own")


def test_a_folder_in_a_folder_is_told(tmp_path: Path):
    told = problems_of(tmp_path, "frameworks/more/one.yaml", RECORD.encode())
    assert told[0].startswith("data/frameworks/more/one.yaml:1:1: file: lies too deep, expected data/KIND/ID.yaml")
