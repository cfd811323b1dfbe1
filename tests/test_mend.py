"""What `factbook mend` does, and what it leaves."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from factbook.check.warnings import warn
from factbook.cli import main
from factbook.dates import written_otherwise
from factbook.load import load
from factbook.mend import Unsure, mended
from factbook.problems import Mend
from tests.test_check import FIXTURES


@pytest.mark.parametrize(("text", "mend", "expected"), [
    ("a: 2018/4/1 # day\nb: 1\n", Mend(("a",), "value", "2018-04-01"), "a: 2018-04-01 # day\nb: 1\n"),
    ("日本: {甲: 乙, singed: 1}\n", Mend(("日本", "singed"), "key", "signed"), "日本: {甲: 乙, signed: 1}\n"),
    ("a: [x, y, x] # z\n", Mend(("a", 2), "remove"), "a: [x, y] # z\n"),
    ("a: [x, y, z]\n", Mend(("a", 0), "remove"), "a: [y, z]\n"),
    ("a:\n- b: 1\n  c: 2\n- d: 3\ne: 4\n", Mend(("a", 0), "remove"), "a:\n- d: 3\ne: 4\n"),
    ("a:\n- b: 1\n# on d\n- d: 3\n", Mend(("a", 1), "remove"), "a:\n- b: 1\n# on d\n"),
    ("a: \"平成30年4月1日\"\r\nb: 1\r\n", Mend(("a",), "value", "2018-04-01"), "a: 2018-04-01\r\nb: 1\r\n"),
])
def test_an_edit_changes_one_place_and_no_other_byte(text: str, mend: Mend, expected: str):
    assert mended(text, [mend]) == expected


@pytest.mark.parametrize(("text", "mend"), [
    ("a: [x]\n", Mend(("a", 0), "remove")),
    ("a: 1\nb: 2\n", Mend(("a",), "key", "b")),
    ("a: 1\n", Mend(("b",), "value", "2")),
    ("a: [\n", Mend(("a",), "value", "2")),
])
def test_what_is_not_sure_is_refused(text: str, mend: Mend):
    with pytest.raises(Unsure):
        mended(text, [mend])


@pytest.mark.parametrize(("given", "expected"), [
    ("2018/4/1", "2018-04-01"), ("2018.4.1", "2018-04-01"), ("2018-4-1", "2018-04-01"),
    ("平成30年4月1日", "2018-04-01"), ("平成３０年４月", "2018-04"), ("平成29年度", "FY2017"),
    ("令和元年5月1日", "2019-05-01"), ("昭和64年1月7日", "1989-01-07"),
    ("2018年4月", "2018-04"), ("2018年度", "FY2018"), ("昭和64年1月8日", None), ("令和元年4月30日", None),
    ("1 April 2018", "2018-04-01"), ("April 1, 2018", "2018-04-01"), ("1 Apr. 2018", "2018-04-01"),
    ("April 2018", "2018-04"), ("31 April 2018", None), ("1 Abril 2018", None), ("1 April 2 2018", None),
    ("2018/2/30", None), ("4/1/2018", None), ("spring 2018", None), ("平成30年度4月", None),
])
def test_a_date_in_another_form_is_read_only_if_it_is_sure(given: str, expected: str | None):
    assert written_otherwise(given) == expected


def test_the_command_mends_what_is_sure_and_leaves_the_rest(tmp_path: Path):
    shutil.copytree(FIXTURES / "broken", tmp_path / "broken")
    root = tmp_path / "broken"
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    dry = CliRunner().invoke(main, ["--root", str(root), "mend", "--dry-run"])
    assert "7 problems can be mended; 87 left" in dry.output
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    done = CliRunner().invoke(main, ["--root", str(root), "mend"])
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "7 problems mended; 80 left")
    changed = {path.name for path in before if path.read_bytes() != before[path]}
    assert changed == {"missing.yaml", "treaty-a.yaml", "unknown-key.yaml", "wrong-types.yaml"}
    assert "signed: {value: 2018-04-01, sources: [source-a], confidence: sure}" in (
        root / "data/frameworks/wrong-types.yaml").read_text(encoding="utf-8")


def test_a_relation_typed_on_both_records_is_taken_away_from_one(tmp_path: Path):
    shutil.copytree(FIXTURES / "one", tmp_path / "one")
    treaty, term = (tmp_path / f"one/data/{name}.yaml" for name in (
        "frameworks/treaty-one", "terms/term-central-authority"))
    for path, line in ((treaty, "- {kind: explains, to: term-central-authority}\n"),
                       (term, "- {kind: see-also, to: ministry-one}\n")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\nrelated:\n", f"\nrelated:\n{line}"), encoding="utf-8")
    before = treaty.read_text(encoding="utf-8"), term.read_text(encoding="utf-8")
    done = CliRunner().invoke(main, ["--root", str(tmp_path / "one"), "mend"])
    assert "1 problem mended; 0 left" in done.output
    assert treaty.read_text(encoding="utf-8") == before[0]
    assert term.read_text(encoding="utf-8") == before[1].replace("- {kind: explains, to: treaty-one}\n", "")


def test_a_date_in_another_form_is_mended_in_the_file(tmp_path: Path):
    shutil.copytree(FIXTURES / "one", tmp_path / "one")
    path = tmp_path / "one/data/terms/term-central-authority.yaml"
    text = path.read_text(encoding="utf-8")
    for given, mended_to in (("2026/1/2", '2026-01-02'), ("令和8年1月2日", '2026-01-02')):
        path.write_text(text.replace('"2026-01-02"', given), encoding="utf-8")
        done = CliRunner().invoke(main, ["--root", str(tmp_path / "one"), "mend"])
        assert "1 problem mended; 0 left" in done.output
        assert path.read_text(encoding="utf-8") == text.replace('"2026-01-02"', mended_to)


def test_warnings_fail_no_check(tmp_path: Path):
    shutil.copytree(FIXTURES / "one", tmp_path / "one")
    path = tmp_path / "one/data/organisations/ministry-one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-01-02", "2001-01-02"), encoding="utf-8")
    done = CliRunner().invoke(main, ["--root", str(tmp_path / "one"), "check", "--warnings", str(path)])
    assert done.exit_code == 0
    assert "ministry-one.yaml:4:1: warning: not-checked-lately: checked: was last checked on 2001-01-02" in done.output


def test_a_fact_is_due_after_three_years_and_not_before():
    facts = load(FIXTURES / "one" / "data")
    assert "not-checked-lately" not in {it.code for it in warn(facts, date(2029, 1, 2))}
    assert "not-checked-lately" in {it.code for it in warn(facts, date(2029, 1, 3))}


def test_explain_tells_a_rule_and_suggests_for_a_word_that_is_none():
    done = CliRunner().invoke(main, ["explain", "date"])
    assert done.exit_code == 0
    assert "2007-12-01" in done.output
    wrong = CliRunner().invoke(main, ["explain", "dates"])
    assert (wrong.exit_code, "Did you mean 'date'?" in wrong.output) == (1, True)
