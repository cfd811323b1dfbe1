from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from factbook.models import RECORD_KINDS
from factbook.publish import api
from factbook.publish.policy import keep_policy
from factbook.publish.sitemap import sitemap
from factbook.publish.stage import markdown, stage
from factbook.render import content, pages
from tests.sample import ONE, facts, site


def test_every_published_record_keeps_the_published_schema():
    files = dict(api.files(site()))
    for ident, kind in facts().kinds.items():
        schema = json.loads(files[f"api/v1/schema/{kind}.json"])
        jsonschema.validate(json.loads(files[f"api/v1/{kind}/{ident}.json"]), schema)


def test_every_index_keeps_its_schema_and_names_files_that_exist():
    files = dict(api.files(site()))
    schema = json.loads(files["api/v1/schema/index.json"])
    for kind in RECORD_KINDS:
        index = json.loads(files[f"api/v1/{kind}.json"])
        jsonschema.validate(index, schema)
        assert all(f"api/v1/{line['path']}" in files for line in index["records"])


def test_the_schema_refuses_a_record_with_a_key_of_its_own():
    files = dict(api.files(site()))
    broken = json.loads(files["api/v1/frameworks/treaty-one.json"])
    broken["record"]["singed"] = "2001"
    with pytest.raises(jsonschema.ValidationError, match="singed"):
        jsonschema.validate(broken, json.loads(files["api/v1/schema/frameworks.json"]))


def test_a_published_record_carries_its_evidence():
    published = json.loads(dict(api.files(site()))["api/v1/frameworks/treaty-one.json"])
    assert published["schema_version"] == 1
    assert published["generated_from"]["day"] == "2026-01-02"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", published["generated_from"]["data"])
    assert set(published["sources"]) == {"ministry-signing", "paper-report"}
    assert published["record"]["in_force"][1]["confidence"] == "conflicting"
    assert "treaty-one-number" in published["open_questions"]


def test_the_yaml_is_published_as_it_was_written():
    assert dict(api.files(site()))["api/v1/frameworks/treaty-one.yaml"] == (
        ONE / "frameworks" / "treaty-one.yaml").read_bytes()


def test_the_same_data_gives_the_same_bytes():
    assert list(api.files(site())) == list(api.files(site()))


def test_a_staged_folder_holds_what_the_site_shows(tmp_path: Path):
    it = site()
    count = stage(it, tmp_path / "out")
    assert count == len(list((tmp_path / "out").rglob("*.md")))
    for page in pages(it):
        staged = (tmp_path / "out" / page.uri / "index.md").read_text(encoding="utf-8")
        assert _words(staged.split("---\n", 2)[2]) == _words(_without_crumbs(content(it, page)))


def test_a_staged_page_never_ends_an_html_block_early():
    for page in pages(site()):
        blocks = markdown(page).split("---\n", 2)[2].strip().split("\n\n")
        headings = sum(bool(section.heading) for section in page.sections)
        assert len(blocks) == len(page.sections) + headings, page.uri
        assert all(block.startswith(("<", "## ")) for block in blocks)


def test_nothing_is_staged_over_what_is_there(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        stage(site(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def _words(html: str) -> list[str]:
    text = re.sub(r"\{#[\w-]+\}|^## ", " ", html, flags=re.MULTILINE)
    return re.sub(r"<[^>]+>", " ", text).split()


def _without_crumbs(html: str) -> str:
    return re.sub(r'<nav class="fb-crumbs".*?</nav>', "", html, flags=re.DOTALL)


def test_inline_scripts_move_to_files_and_the_policy_is_set():
    html = '<head><meta charset="utf-8"></head><script>let a = 1</script><script type="application/json">{}</script>'
    kept, scripts = keep_policy(html, "../")
    ((name, code),) = scripts.items()
    assert code == "let a = 1"
    assert f'<script src="../{name}"></script>' in kept
    assert '<script type="application/json">{}</script>' in kept
    assert "default-src 'none'" in kept


def test_the_sitemap_names_each_page_in_both_languages():
    made = sitemap(["en/a/", "ja/a/"], "https://site.example/").decode()
    assert made.count("<loc>") == 2
    assert made.count('hreflang="ja" href="https://site.example/ja/a/"') == 2
