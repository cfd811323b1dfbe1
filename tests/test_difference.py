"""A change is a sentence: what is said of small edits, and of what is no change of a fact."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from factbook.cli import main
from factbook.derive.difference import difference as difference_on
from factbook.derive.touched import fields_touched
from factbook.language import Language
from factbook.load import Facts, load
from factbook.sentences import sentence
from tests.conftest import ROOT
from tests.test_check import FIXTURES

EN, JA = (Language.read(code, ROOT / "locales") for code in ("en", "ja"))
ONE = FIXTURES / "one" / "data"


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """Return what copies the smallest right tree and replaces text in its files."""
    def edit(*changes: tuple[str, str, str]) -> Path:
        data = tmp_path / "data"
        shutil.copytree(ONE, data)
        for name, before, after in changes:
            text = (data / name).read_text(encoding="utf-8")
            assert before in text
            (data / name).write_text(text.replace(before, after, 1), encoding="utf-8")
        return data
    return edit


def difference(old: Facts, new: Facts):
    return difference_on(old, new, date(2026, 1, 2))


def told(data: Path, language: Language) -> list[str]:
    old, new = load(ONE), load(data)
    return [sentence(it, old, new, language) for it in difference(old, new)]


@pytest.mark.parametrize(("change", "english", "japanese"), [
    (("frameworks/treaty-one.yaml", "value: 2007-12-01", "value: 2007-12-02"),
     "Treaty One: Signed: 2 December 2007 (was: 1 December 2007)",
     "第一条約：署名：2007年12月2日（以前：2007年12月1日）"),
    (("frameworks/treaty-one.yaml", "value: 21", "value: 22"),
     "Treaty One: Number of articles: 22 (was: 21)", "第一条約：条文の数：22（以前：21）"),
    (("organisations/ministry-one.yaml", "country: JP\n",
      "ended: {value: 2001-01-06, sources: [ministry-signing], confidence: confirmed}\n"),
     "Ministry One: ended, 6 January 2001", "第一省：終了（2001年1月6日）"),
    (("frameworks/treaty-one.yaml", "in_force:", "japan_accepted:"),
     "Treaty One: signed, not in force (was: in force)", "第一条約：署名済み・未発効（以前：発効・施行中）"),
    (("organisations/ministry-one.yaml", "founded: {value: \"1952\"", "founded: {value: \"1953\""),
     "Ministry One: Founded: 1953 (was: 1952)", "第一省：設立：1953年（以前：1952年）"),
    (("frameworks/treaty-one.yaml", "  sources: [ministry-signing]\n  confidence: confirmed\n  note",
      "  sources: [ministry-signing, paper-report]\n  confidence: confirmed\n  note"),
     "Treaty One: Signed: evidence: now rests also on A report", "第一条約：署名：根拠：A report が加わった"),
    (("frameworks/treaty-one.yaml", "confidence: single\n      locator", "confidence: confirmed\n      locator"),
     "Treaty One: Number of articles: evidence: confirmed (was: one source)",
     "第一条約：条文の数：根拠：確認済み（以前：単一の資料）"),
    (("frameworks/treaty-one.yaml", "related:\n- {kind: run-by, to: ministry-one}", "related: []"),
     "Treaty One: Run by: no longer Ministry One", "第一条約：実施主体：第一省 ではなくなった"),
    (("parameters/table-one.yaml", "max: 6900", "max: 7000"),
     "Table One: Crimes from 1 July 2008: 25 and over: 6,600 yen a day to 7,000 yen a day "
     "(was: 6,600 yen a day to 6,900 yen a day)",
     "第一表：2008年7月1日以後の犯罪行為：25歳以上：6,600円/日から7,000円/日まで（以前：6,600円/日から6,900円/日まで）"),
    (("frameworks/treaty-one.yaml", "{en: Treaty One, ja: 第一条約}", "{en: The First Treaty, ja: 一番目の条約}"),
     "The First Treaty: new title (was: Treaty One)", "一番目の条約：題名が変わった（以前：第一条約）"),
])
def test_a_small_edit_is_a_sentence(
        edited: Callable[..., Path], change: tuple[str, str, str], english: str, japanese: str):
    data = edited(change)
    assert english in told(data, EN)
    assert japanese in told(data, JA)


@pytest.mark.parametrize(("change", "english"), [
    (("details:", "ended: {value: 2025-03-31, sources: [paper-report], confidence: single}\ndetails:"),
     ["Treaty One: ended, 31 March 2025 (was: in force)"]),
    (("{en: The text was agreed., ja: 条文に合意した。}", "{en: The text was initialled., ja: 条文に仮署名した。}"),
     ["Treaty One: August 2007: The text was initialled. (was: The text was agreed.)"]),
    (("{en: The text was agreed., ja: 条文に合意した。}", "{en: The text was agreed., ja: 条文が合意された。}"), []),
    (("{en: Second}, null", "{en: Second, ja: 次}, null"), []),
    (("{en: Second}, null", "{en: Second}, 500"), ["Treaty One: Steps: Second: 500 (was: not known)"]),
    (("- [{en: Second}, null]", ""), ["Treaty One: Steps: Second: row left away (was: not known)"]),
])
def test_what_is_said_of_a_state_of_words_and_of_rows(
        edited: Callable[..., Path], change: tuple[str, str], english: list[str]):
    assert told(edited(("frameworks/treaty-one.yaml", *change)), EN) == english


def test_of_many_rows_the_first_are_said_and_of_long_words_what_differs(edited: Callable[..., Path]):
    rows = "".join(f"        - [{{code: R{n}}}, {n}]\n" for n in range(9))
    words = "A long value that goes on and on before anything in it is another, and then it is {} and ends so. "
    value = f"{words}A long value. {words}"
    before = edited(
        ("frameworks/treaty-one.yaml", "        - [{en: First, ja: 最初}, 1000]\n", rows),
        ("frameworks/treaty-one.yaml", "value: 21", f'value: {{en: "{value.format("one", "x")}"}}'))
    old = load(before)
    text = (before / "frameworks/treaty-one.yaml").read_text(encoding="utf-8")
    for number in range(9):
        text = text.replace(f"[{{code: R{number}}}, {number}]", f"[{{code: R{number}}}, {number + 10}]")
    (before / "frameworks/treaty-one.yaml").write_text(text.replace("then it is one", "then it is two"),
                                                       encoding="utf-8")
    new = load(before)
    articles, steps = (sentence(it, old, new, EN) for it in difference(old, new))
    assert "then it is two" in articles
    assert "then it is one" in articles
    assert len(articles) < 250
    assert steps.startswith("Treaty One: Steps: R0: 10 (was: 0); R1: 11 (was: 1); ")
    assert steps.endswith("; and 3 more rows")


@pytest.mark.parametrize("change", [
    ("frameworks/treaty-one.yaml", "Signed in the capital.", "It was signed in the capital."),
    ("frameworks/treaty-one.yaml", "A treaty between two states", "A treaty of two states"),
    ("frameworks/treaty-one.yaml", "The text was agreed.", "Its text was agreed."),
    ("frameworks/treaty-one.yaml", "{en: Treaty One, ja: 第一条約}", "{en: The Treaty One, ja: 第一条約}"),
    ("frameworks/treaty-one.yaml", "aliases: [T1]", "aliases:\n- T1 # short"),
    ("frameworks/treaty-one.yaml", "locator: p. 3", "locator: p. 4"),
])
def test_words_and_layout_make_no_sentence(edited: Callable[..., Path], change: tuple[str, str, str]):
    assert told(edited(change), EN) == []


def test_the_fields_touched_are_listed_where_nothing_is_said(edited: Callable[..., Path]):
    data = edited(("frameworks/treaty-one.yaml", "Signed in the capital.", "It was signed in the capital."))
    assert fields_touched(load(ONE), load(data)) == {"data/frameworks/treaty-one.yaml": ("signed[1].note.en",)}


def test_a_state_does_not_differ_from_itself():
    real = load(ROOT / "data")
    assert difference(real, real) == ()
    assert fields_touched(real, real) == {}


def test_forth_and_back_speak_of_the_same_facts(edited: Callable[..., Path]):
    new = load(edited(("frameworks/treaty-one.yaml", "value: 21", "value: 22"),
                      ("parameters/table-one.yaml", "max: 6900", "max: 7000"),
                      ("organisations/ministry-one.yaml", "founded: {value: \"1952\"", "ended: {value: \"1952\"")))
    old = load(ONE)
    forth, back = ({(it.record, it.fact) for it in it} for it in (difference(old, new), difference(new, old)))
    assert forth == back
    assert len(difference(old, new)) == 4


def test_a_record_that_comes_and_one_that_goes(edited: Callable[..., Path]):
    data = edited()
    (data / "operations/operation-one.yaml").rename(data / "operations/operation-two.yaml")
    assert told(data, EN) == ["Operation One: new record", "Operation One: no longer on the site"]


def test_a_renamed_record_has_moved(tmp_path: Path):
    shutil.copytree(FIXTURES / "one", tmp_path / "one")
    root = ["--root", str(tmp_path / "one")]
    assert CliRunner().invoke(main, [*root, "register"]).exit_code == 0
    shutil.copytree(tmp_path / "one", tmp_path / "before")
    assert CliRunner().invoke(main, [*root, "rename", "treaty-one", "first-treaty"]).exit_code == 0
    done = CliRunner().invoke(main, [*root, "diff", str(tmp_path / "before"), "--language", "en"])
    assert done.output.splitlines()[0] == "- Treaty One: frameworks/treaty-one is now frameworks/first-treaty"


def test_an_open_question_that_is_answered(edited: Callable[..., Path]):
    data = edited()
    (data / "gaps/investigation.yaml").unlink()
    assert told(data, EN) == ["No longer an open question: What is the number of the treaty?"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with two commits, of which the second changes a date."""
    root = tmp_path / "repository"
    shutil.copytree(ONE, root / "data")

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=root, check=True,
                       capture_output=True)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    path = root / "data/frameworks/treaty-one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2007-12-01", "2007-12-02"), encoding="utf-8")
    git("commit", "-qam", "two")
    return root


def diff(root: Path, *words: str):
    return CliRunner().invoke(main, ["--root", str(root), "diff", *words])


def test_two_revisions_are_compared(repository: Path):
    done = diff(repository, "HEAD~1", "HEAD", "--format=json")
    assert done.exit_code == 0, done.output
    (change,) = json.loads(done.output)["changes"]
    assert (change["record"], change["fact"], change["sort"]) == ("frameworks/treaty-one", "signed", "changed")
    assert change["ja"] == "第一条約：署名：2007年12月2日（以前：2007年12月1日）"
    assert diff(repository).output.splitlines()[0] == "No fact differs."


def test_what_a_stranger_writes_is_no_markup_in_markdown(repository: Path):
    path = repository / "data/frameworks/treaty-one.yaml"
    text = path.read_text(encoding="utf-8").replace("Treaty One", '"<b>[Treaty](x)"').replace("value: 21", "value: 3")
    path.write_text(text, encoding="utf-8")
    line = diff(repository, "--format=markdown", "--language", "en").output.splitlines()[0]
    assert line == r"- \<b\>\[Treaty\](x): Number of articles: 3 (was: 21)"


@pytest.mark.parametrize("state", ["nowhere", "--output=x", "-x"])
def test_a_state_that_is_none_is_told(repository: Path, state: str):
    done = diff(repository, "--", state)
    assert done.exit_code == 1
    assert "is neither a folder with a data/ in it nor a revision" in done.output


def test_a_state_with_problems_is_told_and_not_compared(repository: Path):
    (repository / "data/frameworks/treaty-one.yaml").write_text("form: tready\n", encoding="utf-8")
    done = diff(repository)
    assert done.exit_code == 1
    assert "in the files as they are now" in done.output
    assert "Traceback" not in done.output
