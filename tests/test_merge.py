"""Two records become one: facts, names and mentions move, and the id that goes leads to the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factbook.check import check
from factbook.cli import main
from factbook.load import load
from factbook.publish import api
from factbook.render import Settings, Site, pages
from tests.sample import DAY, NAMES, ONE, ROOT

OTHER = """\
title: {en: Treaty Two, ja: 第二条約}
aliases: [T1, T2]
summary: {en: The same treaty again., ja: 同じ条約である。}
sections: [promotion]
partners: [KR]
checked: "2026-01-02"
form: agreement
# When it was signed.
signed: {value: 2007-12-02, sources: [paper-report], confidence: single}
text_agreed: {value: 2007-08, sources: [paper-report], confidence: single}
details:
  articles:
    label: {en: Number of articles, ja: 条文の数}
    claims:
    - {value: 22, sources: [ministry-signing], confidence: single}
  pages:
    label: {en: Pages, ja: ページ数}
    claims:
    - {value: 9, sources: [paper-report], confidence: single}
events:
- {date: 2007-09, text: {en: It was read., ja: 読まれた。}, sources: [paper-report], confidence: single}
related:
- {kind: see-also, to: treaty-one}
- {kind: run-by, to: ministry-one}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project in which a treaty stands twice, with all ids published."""
    shutil.copytree(ONE, tmp_path / "data")
    (tmp_path / "data" / "frameworks" / "treaty-two.yaml").write_text(OTHER, encoding="utf-8")
    gaps = tmp_path / "data" / "gaps" / "investigation.yaml"
    gaps.write_text(gaps.read_text(encoding="utf-8").replace("[treaty-one]", "[treaty-one, treaty-two]"),
                    encoding="utf-8")
    assert "treaty-two" in gaps.read_text(encoding="utf-8")
    assert run(tmp_path, "register").exit_code == 0
    return tmp_path


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words])


def test_facts_names_and_relations_are_united_and_what_is_to_be_judged_is_told(root: Path):
    done = run(root, "merge", "treaty-two", "treaty-one")
    assert done.exit_code == 0, done.output
    facts = load(root / "data")
    assert check(facts) == []
    it = facts.records["treaty-one"]
    assert (it.title.en, it.form.value, it.partners) == ("Treaty One", "treaty", ("CN", "KR"))
    assert it.aliases == ("T1", "T2", "Treaty Two", "第二条約")
    assert [claim.value.text for claim in it.signed] == ["2007-12-01", "2007-12-02"]
    assert it.text_agreed[0].value.text == "2007-08"
    assert [claim.value for claim in it.details["articles"].claims] == [21, 22]
    assert "pages" in it.details
    assert [event.date.text for event in it.events] == ["2007-08", "2007-09"]
    assert [(one.kind.value, one.to) for one in it.related] == [("run-by", "ministry-one")]
    assert [section.value for section in it.sections] == ["investigation", "promotion"]
    assert facts.gaps["treaty-one-number"].concerns == ("treaty-one",)
    for told in ("signed holds claims of both", "details.articles holds claims of both",
                 "form stays 'treaty'; the other had 'agreement'", "a comment is not kept: # When it was signed."):
        assert told in done.output


def test_the_id_that_went_leads_to_the_other_in_page_json_and_search(root: Path):
    run(root, "merge", "treaty-two", "treaty-one")
    it = Site(load(root / "data"), DAY, ROOT, Settings(names=NAMES))
    moved = next(page for page in pages(it) if page.uri == "en/frameworks/treaty-two/")
    assert "frameworks/treaty-one/" in moved.sections[0].html
    assert json.loads(dict(api.files(it))["api/v1/frameworks/treaty-two.json"])["moved_to"] == "frameworks/treaty-one"
    assert "treaty-two" in it.former["treaty-one"]


@pytest.mark.parametrize(("words", "reason"), [
    (("treaty-two", "treaty-two"), "into itself"), (("treaty-tow", "treaty-one"), "Did you mean 'treaty-two'?"),
    (("treaty-two", "ministry-one"), "records of two kinds have other fields"),
    (("table-one", "period-one"), "both have 'versions'"),
])
def test_what_cannot_be_merged_is_refused_and_nothing_is_written(root: Path, words: tuple[str, str], reason: str):
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    done = run(root, "merge", *words)
    assert (done.exit_code, reason in done.output) == (1, True), done.output
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_an_edit_after_which_something_would_be_wrong_is_not_written(root: Path):
    two, one = (root / "data" / "frameworks" / f"treaty-{name}.yaml" for name in ("two", "one"))
    two.write_text(OTHER.replace("2007-12-02", "2013-12-02").replace("2007-08, s", "2012-08, s"), encoding="utf-8")
    one.write_text(one.read_text(encoding="utf-8").replace("confidence: conflicting", "confidence: confirmed"),
                   encoding="utf-8")
    assert check(load(root / "data")) == []
    before = {it: it.read_bytes() for it in root.rglob("*.yaml")}
    done = run(root, "merge", "treaty-two", "treaty-one")
    assert (done.exit_code, "nothing was written" in done.output, ": order: " in done.output) == (1, True, True)
    assert {it: it.read_bytes() for it in root.rglob("*.yaml")} == before
