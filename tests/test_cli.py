from __future__ import annotations

import json
from pathlib import Path

import click
from click.testing import CliRunner

from factbook.cli import COMMANDS, main
from tests.sample import ROOT

ONE = str(ROOT / "tests" / "fixtures" / "one")
BROKEN = str(ROOT / "tests" / "fixtures" / "broken")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found
    return found


def run(*words: str):
    return CliRunner().invoke(main, list(words))


def test_check_says_how_much_it_found_right():
    done = run("--root", ONE, "check")
    assert (done.exit_code, done.output) == (0, "12 records, 2 sources: no problem found\n")


def test_coverage_tells_each_kind_and_all():
    done = run("--root", ONE, "coverage")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].split() == ["kind", "records", "facts", "sourced", "confirmed", "derived", "conflicts", "Japanese",
                                "oldest", "check"]
    assert lines[-1].split()[:2] == ["all", "12"]


def test_coverage_of_broken_data_tells_the_problems_instead():
    done = run("--root", BROKEN, "coverage")
    assert done.exit_code == 1
    assert "data/frameworks/tab.yaml:6:1" in done.output


def test_schema_prints_one_kind_or_all():
    assert json.loads(run("schema", "terms").output)["title"] == "Term"
    assert set(json.loads(run("schema").output)) >= {"frameworks", "sources", "gaps"}


def test_schema_of_an_unknown_kind_says_which_there_are():
    done = run("schema", "term")
    assert done.exit_code == 2
    assert "'terms'" in done.output


def test_stage_writes_the_pages_of_the_real_data(tmp_path: Path):
    done = run("--root", str(ROOT), "stage", str(tmp_path / "out"), "--today", "2026-01-02")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "ja" / "revisions" / "revision-2018-04" / "index.md").exists()


def test_stage_into_a_folder_with_something_in_it_is_refused(tmp_path: Path):
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    done = run("--root", str(ROOT), "stage", str(tmp_path))
    assert done.exit_code == 1
    assert "is not empty" in done.output


def test_every_command_is_told_in_the_readme_and_every_option_in_its_help():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"factbook {name}" not in readme] == []
    undocumented = [(name, option.name) for name in COMMANDS for option in command(name).params
                    if isinstance(option, click.Option) and not option.help]
    assert undocumented == []
