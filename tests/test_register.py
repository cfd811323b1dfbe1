"""Ids never die: renamed, withdrawn and vanished ones."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from factbook.check import check
from factbook.cli import main
from factbook.language import LANGUAGES
from factbook.load import APART, load
from factbook.publish import api, names
from factbook.render import Settings, Site, pages
from tests.sample import DAY, NAMES, ONE, ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ONE, tmp_path / "data")
    assert run(tmp_path, "register").exit_code == 0
    return tmp_path


def run(root: Path, *arguments: str):
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def told(root: Path) -> list[str]:
    return [str(problem) for problem in check(load(root / "data"))]


def site(root: Path) -> Site:
    return Site(load(root / "data"), DAY, ROOT, Settings(names=NAMES))


def test_every_id_is_registered_once_and_in_order(root: Path):
    lines = (root / "data/ids/published.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted({f"{kind}/{ident}" for ident, kind in load(root / "data").kinds.items()})
    assert run(root, "register").stdout == "nothing to add\n"
    assert told(root) == []


def test_a_published_record_cannot_vanish(root: Path):
    (root / "data/terms/term-central-authority.yaml").unlink()
    assert [line for line in told(root) if "register" in line] == [
        "data/ids/published.txt:{}:1: register: 'terms/term-central-authority' was published and is gone; restore it, "
        "or say in data/ids/moved.yaml where it went".format(
            (root / "data/ids/published.txt").read_text().splitlines().index("terms/term-central-authority") + 1)]


def test_a_renamed_record_is_mentioned_by_its_new_id_everywhere_and_nothing_else_changes(root: Path):
    before = {path: path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))}
    done = run(root, "rename", "treaty-one", "treaty-first")
    assert done.exit_code == 0, done.output
    assert told(root) == []
    for path, content in before.items():
        now = path.with_name("treaty-first.yaml") if path.stem == "treaty-one" else path
        if path.name == "moved.yaml":
            continue
        changed = now.read_bytes()
        assert changed.replace(b"treaty-first", b"treaty-one") == content, path
    left = "".join(path.read_text(encoding="utf-8") for path in (root / "data").glob("*/*.yaml")
                   if path.parent.name not in APART)
    assert left.count("treaty-one") == left.count("treaty-one-number:") == 1  # the id of a question is its own


def test_the_site_answers_for_a_renamed_record_in_page_json_and_search(root: Path):
    run(root, "rename", "treaty-one", "treaty-first")
    run(root, "rename", "treaty-first", "treaty-last")
    it = site(root)
    moved = {page.uri: page for page in pages(it) if page.uri.endswith(("/treaty-one/", "/treaty-first/"))}
    assert set(moved) == {f"{code}/frameworks/{name}/" for code in LANGUAGES for name in ("treaty-one", "treaty-first")}
    assert all("frameworks/treaty-last/" in page.sections[0].html for page in moved.values())
    files = dict(api.files(it))
    assert b'"moved_to": "frameworks/treaty-last"' in files["api/v1/frameworks/treaty-one.json"]
    assert all(b'"treaty-one"' in content for _, content in names.files(it))


def test_a_withdrawn_record_says_why(root: Path):
    done = run(root, "withdraw", "table-one", "--en", "It was no table.", "--ja", "表ではなかった。")
    if done.exit_code:
        assert "is mentioned in" in done.output
        pytest.fail(done.output)
    assert told(root) == [] or all("unused" in line or "no fact rests" in line for line in told(root))
    made = {page.uri: page.sections[0].html for page in pages(site(root)) if page.uri.endswith("/table-one/")}
    assert "It was no table." in made["en/parameters/table-one/"]
    assert "表ではなかった。" in made["ja/parameters/table-one/"]


def test_a_record_that_is_mentioned_cannot_be_withdrawn(root: Path):
    done = run(root, "withdraw", "revision-one", "--en", "x", "--ja", "x")
    assert done.exit_code == 1
    assert "take these mentions away first" in done.output
    assert (root / "data/revisions/revision-one.yaml").exists()


@pytest.mark.parametrize(("arguments", "said"), [
    (("rename", "treaty-on", "x"), "Error: no record is called 'treaty-on'. Did you mean 'treaty-one'?\n"),
    (("rename", "treaty-one", "Treaty"), "Error: 'Treaty' is no id; expected lower-case letters, digits and single "
                                         "hyphens, at most 80\n"),
    (("rename", "treaty-one", "term-central-authority"),
     "Error: the id 'term-central-authority' is taken by terms/term-central-authority; an id is never used again\n"),
])
def test_what_cannot_be_done_is_said_and_nothing_is_written(root: Path, arguments: tuple[str, ...], said: str):
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    done = run(root, *arguments)
    assert (done.exit_code, done.stderr) == (1, said)
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before


def test_a_former_id_is_never_used_again(root: Path):
    run(root, "rename", "treaty-one", "treaty-first")
    assert "an id is never used again" in run(root, "rename", "term-central-authority", "treaty-one").output


@pytest.mark.parametrize(("moved", "said"), [
    ("frameworks/gone: {to: frameworks/nowhere}", "leads to 'frameworks/nowhere', and no such record is there."),
    ("frameworks/gone: {to: frameworks/gone}", "leads in a circle"),
    ("frameworks/treaty-one: {to: terms/term-central-authority}", "is said to have moved, and is still there"),
    ("frameworks/gone: {}", "expected either 'to' or 'withdrawn'"),
    ("frameworks/gone: {to: a, too: b}", "no field is called 'too'"),
    ("frameworks/gone: [", "a bracket or comma"),
    ("terms/never: {to: terms/term-central-authority}", "was never published"),
])
def test_a_register_that_is_wrong_is_told(root: Path, moved: str, said: str):
    published = root / "data/ids/published.txt"
    published.write_text("".join(sorted([*published.read_text().splitlines(True), "frameworks/gone\n"])))
    (root / "data/ids/moved.yaml").write_text(moved + "\n", encoding="utf-8")
    assert any(said in line for line in told(root)), told(root)


@pytest.mark.parametrize("line", ["zebras/a", "terms", "", "aaa/b"])
def test_a_line_that_is_no_id_is_told(root: Path, line: str):
    published = root / "data/ids/published.txt"
    published.write_text(published.read_text() + line + "\n")
    assert any("is no kind/id of a record" in told_line for told_line in told(root))


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], cwd=root, check=True,
                   capture_output=True)


def without_a_record_and_its_line(root: Path) -> None:
    (root / "data/terms/term-central-authority.yaml").unlink()
    published = root / "data/ids/published.txt"
    published.write_text(published.read_text().replace("terms/term-central-authority\n", ""))


def test_a_line_that_goes_together_with_its_record_is_told_before_it_is_committed(root: Path):
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    without_a_record_and_its_line(root)
    done = run(root, "check", "--format=lines")
    assert done.exit_code == 1
    assert "'terms/term-central-authority' was published and its line is gone; put it back" in done.output


@pytest.mark.parametrize("option", ["--register-since", "--changed-since"])
def test_a_line_that_went_in_a_commit_is_told_against_the_state_before(root: Path, option: str):
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    without_a_record_and_its_line(root)
    git(root, "commit", "-qam", "two")
    assert "its line is gone" not in run(root, "check").output
    assert "its line is gone" in run(root, "check", f"{option}=HEAD^1").output
    assert run(root, "check", f"{option}=nowhere").exit_code == 1


def test_an_edit_that_would_leave_problems_is_not_written(root: Path):
    source = root / "data/sources/alone.yaml"
    source.write_text("publisher: {en: Alone, ja: 独り}\nsources:\n  source-alone:\n    title: Alone\n"
                      "    url: https://alone.example.org/\n    language: en\n    published: 2018-04-01\n"
                      "    kind: primary\n", encoding="utf-8")
    path = root / "data/terms/term-central-authority.yaml"
    text = path.read_text(encoding="utf-8")
    assert "sources: [" in text
    path.write_text(text.replace("sources: [", "sources: [source-alone, ", 1), encoding="utf-8")
    assert told(root) == []
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    done = run(root, "withdraw", "term-central-authority", "--en", "x", "--ja", "x")
    assert done.exit_code == 1
    assert "nothing was written" in done.stderr
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before
