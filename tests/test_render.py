"""Pages: compared with saved ones in fixtures/golden. Change those by hand and read the difference."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from factbook.check.codes import CODES
from factbook.language import LANGUAGES
from factbook.models import RECORD_KINDS
from factbook.render import content, listing_pages, pages, record_pages
from factbook.render.glossary import Glossary
from factbook.render.records import record_page
from tests.sample import facts, site

GOLDEN = Path(__file__).parent / "fixtures" / "golden"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("ident", ["treaty-one", "revision-one", "period-one", "meeting-one"])
def test_a_record_page_is_as_saved(ident: str, code: str):
    it = site()
    made = content(it, record_page(it, code, ident)) + "\n"
    assert made == (GOLDEN / f"{ident}.{code}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_home_page_is_as_saved(code: str):
    it = site()
    made = content(it, next(listing_pages(it, code))) + "\n"
    assert made == (GOLDEN / f"home.{code}.html").read_text(encoding="utf-8")


def test_every_page_exists_in_both_languages():
    uris = {page.uri for page in pages(site())}
    assert {uri[2:] for uri in uris if uri.startswith("en/")} == {uri[2:] for uri in uris if uri.startswith("ja/")}


def test_every_record_and_publisher_has_a_page():
    made = {page.uri for page in record_pages(site(), "en")}
    expected = {f"en/{kind}/{ident}/" for ident, kind in facts().kinds.items()}
    expected |= {"en/sources/ministry/", "en/sources/paper/"} | {f"en/editing/codes/{code}/" for code in CODES}
    expected |= {f"en/changes/{kind}/" for kind in RECORD_KINDS}
    assert {uri for uri in made if "/benefits/" not in uri} == expected


def test_every_mark_leads_to_evidence_on_the_same_page_and_back():
    it = site()
    for page in record_pages(it, "en"):
        html = content(it, page)
        ids = set(re.findall(r' id="([^"]+)"', html))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= ids, page.uri


def test_two_renderings_of_the_same_facts_are_the_same():
    first, second = ([content(it, page) for page in pages(it)] for it in (site(), site()))
    assert first == second


def test_the_status_is_that_of_the_day_given():
    assert "Signed, not in force" in content(site(), record_page(site(today=date(2008, 1, 1)), "en", "treaty-one"))


def test_conflicting_claims_stand_side_by_side():
    html = content(site(), record_page(site(), "en", "treaty-one"))
    row = re.search(r'<tr class="fb-conflict">.*?</tr>', html, re.DOTALL)
    assert row
    assert "23 November 2008" in row[0]
    assert "24 November 2008" in row[0]


def test_english_that_stands_in_for_japanese_is_marked():
    html = content(site(), record_page(site(), "ja", "treaty-one"))
    assert '<span lang="en">Second</span>' in html


def test_text_of_a_record_cannot_become_markup():
    assert Glossary("en", {}, None).marker(lambda uri: uri)("<b>&") == "&lt;b&gt;&amp;"


def test_a_term_is_marked_once_a_page_and_inside_a_japanese_sentence():
    mark = Glossary.of(facts(), "ja").marker(lambda uri: "../" + uri)
    assert mark("各国の中央当局と中央当局") == (
        '各国の<a class="fb-term" href="../ja/terms/term-central-authority/" '
        'title="請求を送り、受け取る当局。">中央当局</a>と中央当局')
    assert mark("中央当局") == "中央当局"


def test_an_english_term_is_marked_only_as_a_whole_word():
    mark = Glossary.of(facts(), "en").marker(lambda uri: uri)
    assert mark("central authoritysomething") == "central authoritysomething"


def test_without_a_repository_a_record_leads_to_its_yaml_and_with_one_to_its_editing():
    assert "api/v1/frameworks/treaty-one.yaml" in content(site(), record_page(site(), "en", "treaty-one"))
    with_forge = site(repository="https://forge.example/owner/name")
    assert "https://forge.example/owner/name/edit/main/data/frameworks/treaty-one.yaml" in content(
        with_forge, record_page(with_forge, "en", "treaty-one"))
