"""Each kind of page, in both languages and both colour schemes: accessible, silent, from one host."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from factbook.language import LANGUAGES
from factbook.models import RECORD_KINDS
from tests.conftest import ROOT

LISTINGS = ("", "topics/investigation/", "topics/conferences/", "topics/benefits/", "sources/", "gaps/", "coverage/",
            "changes/", "about/", "data/", "editing/", "editing/fields/", "editing/codes/date/",
            "benefits/", "benefits/estimator/", "benefits/calculation/",
            "benefits/rules/",
            "benefits/rules/2018-04-01/", "benefits/rules/1987-04-01/", "benefits/compare/", "benefits/history/",
            "benefits/compare/2018-04-01/2024-06-15/", "benefits/compare/2014-11-01/2018-04-01/",
            "parameters/survivors-maximum/", "statistics/benefit-amounts/", *(f"{kind}/" for kind in RECORD_KINDS))
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@cache
def samples(built: Path, code: str) -> list[str]:
    """Return the paths of every listing, and of the largest page of each kind and of a publisher."""
    largest = [max((built / code / kind).glob("*/index.html"), key=lambda path: path.stat().st_size).parent
               for kind in (*RECORD_KINDS, "sources")]
    return [f"/{code}/{name}" for name in LISTINGS] + [f"/{path.relative_to(built)}/" for path in largest]


def violations(page: Page) -> list[str]:
    """Return the rules of accessibility that a page breaks, with some of the places."""
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    return [f"{broken['id']}: " + str([node["html"][:150] + " | " + node["failureSummary"][:200]
                                       for node in broken["nodes"][:2]])
            for broken in page.evaluate("options => axe.run(document, options)", AXE)["violations"]]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility_or_asks_another_host(built: Path, visitor, code: str, scheme: str):
    reader = visitor(color_scheme=scheme, reduced_motion="reduce")
    page = reader.page()
    found = []
    for path in samples(built, code):
        page.goto(path)
        found += [f"{path}: {it}" for it in violations(page)]
    assert found == []
    assert reader.wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_never_scrolls_sideways(built: Path, visitor, code: str):
    page = visitor(viewport={"width": 360, "height": 740}).page()
    wide = []
    for path in samples(built, code):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide.append((path, width))
    assert wide == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_javascript_every_page_can_be_read(built: Path, visitor, code: str):
    page = visitor(java_script_enabled=False).page()
    for path in samples(built, code):
        page.goto(path)
        assert page.locator("h1").is_visible(), path
        assert not page.locator(".fb-search-open--header").is_visible(), path
    page.goto(f"/{code}/revisions/revision-2018-04/")
    page.locator(".fb-mark a").first.click()
    assert page.url.endswith("#e1")
    assert page.locator("#e1").is_visible()


def test_print_leaves_the_navigation_out(visitor):
    page = visitor().page()
    page.goto("/en/revisions/revision-2018-04/")
    page.emulate_media(media="print")
    assert not page.locator(".md-tabs").is_visible()
    assert not page.locator(".fb-search-open--header").is_visible()
    assert page.locator("#changes").is_visible()
