"""Problems as they are told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from factbook.cli import main
from factbook.problems import Problem
from factbook.tell import as_github, as_json, as_text, excerpt

FIXTURES = Path(__file__).parent / "fixtures"
WRONG = Problem("data/terms/a.yaml", 2, 8, "shape", "title", "given 1, expected text")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data/terms").mkdir(parents=True)
    (tmp_path / "data/terms/a.yaml").write_text("# a\ntitle: 1\nja: 日本 x\n" + "b: " + "c" * 300, encoding="utf-8")
    return tmp_path


def test_the_line_stands_under_the_problem_with_the_place_marked(root: Path):
    assert as_text([WRONG], root) == (
        "data/terms/a.yaml:2:8: shape: title: given 1, expected text\n"
        "     2 | title: 1\n"
        "       |        ^")


def test_the_mark_stands_under_its_place_after_japanese_text(root: Path):
    assert excerpt(Problem("data/terms/a.yaml", 3, 8, "x", "", ""), root).splitlines()[1] == "       |          ^"


@pytest.mark.parametrize(("line", "column", "marked"), [
    ("- value: 2007-13-01", 3, "value: 2007-13-01"),
    ("form: Treaty  # a comment", 1, "form: Treaty"),
    ("- {kind: part-of, to: nobody}", 19, "to: nobody"),
    ("sources: [one, two]", 11, "one"),
    ("sources: [one, two]", 1, "sources:"),
    ("title:", 1, "title:"),
    ('checked: "2026, or so"', 1, 'checked: "2026, or so"'),
    ("- value: {code: A}", 1, "-"),
])
def test_the_whole_word_or_the_field_with_its_value_is_marked(tmp_path: Path, line: str, column: int, marked: str):
    (tmp_path / "a.yaml").write_text(line, encoding="utf-8")
    shown, mark = excerpt(Problem("a.yaml", 1, column, "x", "", ""), tmp_path).splitlines()
    start = mark.index("^")
    assert (shown[start:start + mark.count("^")], mark.strip(" |^")) == (marked, "")


def test_of_a_long_line_only_what_is_around_the_place_is_shown(root: Path):
    shown, mark = excerpt(Problem("data/terms/a.yaml", 4, 200, "x", "", ""), root).splitlines()
    assert len(shown) < 130
    assert shown[len(mark) - 1] == "c"


@pytest.mark.parametrize("problem", [Problem("data/none.yaml", 1, 1, "x", "", ""), Problem("data", 1, 1, "x", "", ""),
                                     Problem("data/terms/a.yaml", 99, 1, "x", "", "")])
def test_where_there_is_no_line_the_problem_stands_alone(root: Path, problem: Problem):
    assert excerpt(problem, root) == ""
    assert as_text([problem], root) == str(problem)


def test_an_annotation_escapes_what_would_end_it(root: Path):
    problem = Problem("data/a,b.yaml", 2, 8, "shape", "title", "50%:\nnext")
    assert as_github([problem], root) == (
        "::error file=data/a%2Cb.yaml,line=2,col=8,title=shape::title: 50%25:%0Anext")


def test_json_holds_every_field(root: Path):
    assert json.loads(as_json([WRONG], root)) == [
        {"level": "error", "mend": None,
         "path": "data/terms/a.yaml", "line": 2, "column": 8, "code": "shape", "field": "title",
         "message": "given 1, expected text"}]


def run(root: Path, *arguments: str):
    return CliRunner().invoke(main, ["--root", str(root), "check", *arguments])


def test_json_of_sound_data_is_an_empty_list():
    done = run(FIXTURES / "one", "--format=json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_every_problem_of_the_broken_data_can_be_told_in_every_form():
    counts = {form: run(FIXTURES / "broken", f"--format={form}") for form in ("text", "lines", "github", "json")}
    assert {done.exit_code for done in counts.values()} == {1}
    lines = counts["lines"].stdout.splitlines()
    assert len(json.loads(counts["json"].stdout)) == len(counts["github"].stdout.splitlines()) == len(lines)
    assert all(line in counts["text"].stdout for line in lines)


def test_only_what_a_change_touches_fails(root: Path):
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True,
                       capture_output=True)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    done = run(root, "--changed-since", "HEAD")
    assert done.exit_code == 0
    assert "problems in files that the change does not touch" in done.stderr
    (root / "data/terms/new.yaml").write_text("a: 1\n", encoding="utf-8")
    done = run(root, "--changed-since=HEAD", "--format=lines")
    assert done.exit_code == 1
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {"data/terms/new.yaml"}
    assert run(root, "--changed-since", "nowhere").stderr == (
        "Error: git knows no revision 'nowhere' that this state comes from; name a branch, a tag or a commit\n")
