"""A release keeps what has changed as data, and pages, JSON and feeds tell it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from factbook.cli import main
from factbook.derive.changes import by_record, changes, of_kind
from factbook.load import load
from factbook.publish import api, feeds
from factbook.register import Register, read_register
from factbook.releases import fingerprint, read_releases
from factbook.render.changes import MOST_NEW
from tests.sample import ONE, site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the smallest right tree, without releases, committed."""
    root = tmp_path / "repository"
    shutil.copytree(ONE, root / "data")
    shutil.rmtree(root / "data" / "changes")
    git(root, "init", "-q")
    commit(root)
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=root, check=True,
                   capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", ".")
    git(root, "commit", "-qm", "state")


def released(root: Path, day: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "release", "--today", day, *words])


def edit(root: Path, name: str, before: str, after: str) -> None:
    path = root / "data" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def kept(root: Path, name: str) -> dict:
    return yaml.safe_load((root / "data" / "changes" / f"{name}.yaml").read_text(encoding="utf-8"))


def test_the_first_release_lists_every_record_and_publishes_the_ids(repository: Path):
    done = released(repository, "2026-04-01")
    assert done.exit_code == 0, done.output
    first = kept(repository, "2026-04-01")
    assert len(first["new"]) == 12
    assert "changes" not in first
    assert set(read_register(repository / "data").published) == set(first["new"])


def test_a_later_release_keeps_the_sentences_without_their_subject(repository: Path):
    released(repository, "2026-04-01")
    commit(repository)
    edit(repository, "frameworks/treaty-one.yaml", "2007-12-01\n  sources: [ministry-signing]",
         "2007-12-02\n  sources: [ministry-signing, paper-report]")
    commit(repository)
    done = released(repository, "2026-05-01")
    assert done.output.splitlines()[0] == "Treaty One: Signed: 2 December 2007 (was: 1 December 2007)"
    later = kept(repository, "2026-05-01")
    assert later["data"] == fingerprint(repository / "data")
    assert later["changes"] == [{
        "sort": "changed", "record": "frameworks/treaty-one", "fact": "signed",
        "en": "Signed: 2 December 2007 (was: 1 December 2007)", "ja": "署名：2007年12月2日（以前：2007年12月1日）",
        "sources_added": ["paper-report"]}]


def test_wording_makes_no_release_and_a_dry_run_writes_nothing(repository: Path):
    assert released(repository, "2026-04-01", "--dry-run").exit_code == 0
    assert not (repository / "data" / "changes").exists()
    released(repository, "2026-04-01")
    commit(repository)
    edit(repository, "frameworks/treaty-one.yaml", "Signed in the capital.", "It was signed in the capital.")
    done = released(repository, "2026-05-01")
    assert (done.exit_code, "no fact differs" in done.output) == (1, True)


def test_a_second_release_on_a_day_has_a_number_and_none_goes_back_in_time(repository: Path):
    released(repository, "2026-04-01")
    commit(repository)
    edit(repository, "frameworks/treaty-one.yaml", "value: 21", "value: 22")
    assert "after 2026-03-31" in released(repository, "2026-03-31").output
    assert released(repository, "2026-04-01").exit_code == 0
    assert kept(repository, "2026-04-01-2")["changes"][0]["en"] == "Number of articles: 22 (was: 21)"
    assert [it.name for it in read_releases(repository / "data").all] == ["2026-04-01", "2026-04-01-2"]


def test_a_state_that_is_not_that_of_the_latest_release_is_told(repository: Path):
    released(repository, "2026-04-01")
    edit(repository, "frameworks/treaty-one.yaml", "value: 21", "value: 22")
    assert "not committed yet" in released(repository, "2026-05-01").output
    commit(repository)
    done = released(repository, "2026-05-01")
    assert (done.exit_code, "are not those of the release of 2026-04-01" in done.output) == (1, True)


def test_without_a_repository_the_state_can_be_a_folder(repository: Path, tmp_path: Path):
    released(repository, "2026-04-01")
    shutil.copytree(repository, tmp_path / "before")
    shutil.rmtree(repository / ".git")
    edit(repository, "frameworks/treaty-one.yaml", "value: 21", "value: 22")
    assert "no repository of git" in released(repository, "2026-05-01").output
    assert released(repository, "2026-05-01", "--since", str(tmp_path / "before")).exit_code == 0


def test_data_with_problems_is_not_released(repository: Path):
    edit(repository, "frameworks/treaty-one.yaml", "form: treaty", "form: treety")
    done = released(repository, "2026-04-01")
    assert (done.exit_code, "treety" in done.output) == (1, True)
    assert not (repository / "data" / "changes").exists()


def test_a_record_that_goes_and_one_that_moves_are_told_with_their_names(repository: Path):
    root = ["--root", str(repository)]
    released(repository, "2026-04-01")
    commit(repository)
    edit(repository, "operations/operation-one.yaml", "title: {en: Operation One", "title: {en: Operation Gone")
    assert CliRunner().invoke(main, [*root, "withdraw", "operation-one", "--en", "Out", "--ja", "外"]).exit_code == 0
    assert CliRunner().invoke(main, [*root, "rename", "treaty-one", "first-treaty"]).exit_code == 0
    assert released(repository, "2026-05-01").exit_code == 0
    told = {it["sort"]: it["en"] for it in kept(repository, "2026-05-01")["changes"]}
    assert told == {"moved": "frameworks/treaty-one is now frameworks/first-treaty",
                    "withdrawn": "Operation One: no longer on the site"}
    register = read_register(repository / "data")
    found = by_record(changes(read_releases(repository / "data").all, register))
    assert [it.is_new for it in found["frameworks/first-treaty"]] == [False, True]
    assert CliRunner().invoke(main, [*root, "check"]).exit_code == 0


def test_changes_are_newest_first_and_cut_by_kind():
    found = changes(read_releases(ONE).all, Register())
    assert [it.release for it in found] == ["2026-01-02", "2026-01-01"]
    assert [it.record for it in found[0].others] == ["frameworks/treaty-one", ""]
    assert [(it.release, [row.record for row in (*it.new, *it.others)]) for it in of_kind(found, "frameworks")] == [
        ("2026-01-02", ["frameworks/treaty-one"]), ("2026-01-01", ["frameworks/treaty-one"])]
    assert of_kind(found, "terms") == ()


def test_published_changes_keep_the_published_schema():
    files = dict(api.files(site()))
    schema = json.loads(files["api/v1/schema/changes.json"])
    names = [name for name in files if name.startswith("api/v1/changes")]
    assert len(names) == 11
    for name in names:
        jsonschema.validate(json.loads(files[name]), schema)
    everything = json.loads(files["api/v1/changes.json"])["changes"]
    assert [(it["release"], it.get("record"), it["is_new"]) for it in everything[:3]] == [
        ("2026-01-02", "conferences/meeting-one", True), ("2026-01-02", "frameworks/treaty-one", False),
        ("2026-01-02", None, False)]
    record = json.loads(files["api/v1/frameworks/treaty-one.json"])
    assert [it["day"] for it in record["changes"]] == ["2026-01-02", "2026-01-01"]


@pytest.mark.parametrize("url", ["", "https://www.example.org/"])
def test_every_feed_is_atom_with_ids_that_stay_and_links_that_lead_on(url: str):
    it = site(url=url)
    made = dict(feeds.files(it))
    assert len(made) == 2 * (1 + 10 + 12)
    ids: set[str] = set()
    for name, content in made.items():
        feed = ElementTree.fromstring(content)
        assert feed.tag == f"{ATOM}feed"
        for tag in ("id", "title", "updated", "author"):
            assert len(feed.findall(f"{ATOM}{tag}")) == 1, name
        selves = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert selves == ([f"{url}{name}"] if url else [])
        for entry in feed.findall(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link").get("href")
            assert link.startswith(url or "../" * name.count("/"))
            assert entry.find(f"{ATOM}content")[0].tag == "{http://www.w3.org/1999/xhtml}div"
        found = [one.text for one in feed.iter(f"{ATOM}id")]
        assert not ids & set(found)
        ids |= set(found)
        assert len(found) == len(set(found))
    assert ids == {one.text for content in dict(feeds.files(site())).values()
                   for one in ElementTree.fromstring(content).iter(f"{ATOM}id")}


def test_a_feed_tells_what_changed_in_its_language():
    made = {name: ElementTree.fromstring(content) for name, content in feeds.files(site())}
    titles = [one.text for one in made["ja/changes/feed.xml"].iter(f"{ATOM}title")]
    assert titles == ["変更履歴 – 資料集", "第一会合", "第一条約", "分かっていないこと",
                      "第一条約", "第一省", "第一改正"]
    (_, change, _) = made["en/frameworks/treaty-one/feed.xml"].iter(f"{ATOM}updated")
    assert change.text == "2026-01-02T00:00:00Z"
    said = ["".join(one.itertext()) for one in made["en/frameworks/treaty-one/feed.xml"].iter(f"{ATOM}content")]
    assert said == ["Signed: 1 December 2007 (was: 2007)Entry into force: evidence: now rests also on A report",
                    "published for the first time"]
    assert list(made["en/terms/term-central-authority/feed.xml"].iter(f"{ATOM}entry")) == []


def test_many_new_records_are_one_entry(repository: Path):
    for number in range(MOST_NEW):
        terms = repository / "data" / "terms"
        shutil.copy(terms / "term-central-authority.yaml", terms / f"term-{number}.yaml")
    released(repository, "2026-04-01")
    many = site()
    many.facts = load(repository / "data")
    (entry,) = ElementTree.fromstring(dict(feeds.files(many))["en/changes/feed.xml"]).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "32 records were published for the first time."
