"""The finished site, file by file."""

from __future__ import annotations

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import jsonschema
import pytest
from lxml import html as lxml_html

from factbook.check.codes import CODES
from factbook.derive.regimes import days_of_change
from factbook.language import LANGUAGES
from factbook.load import load
from factbook.models import RECORD_KINDS
from tests.conftest import ROOT, build

BY_HAND = ("about", "data", "editing")


@cache
def documents(built: Path) -> dict[str, lxml_html.HtmlElement]:
    """Return every page of the site by its path below the root."""
    return {path.relative_to(built).as_posix(): lxml_html.document_fromstring(path.read_bytes())
            for path in sorted(built.rglob("*.html"))}


def pages(built: Path) -> dict[str, lxml_html.HtmlElement]:
    """Return the pages that are in a language: all but the root and the page for what is missing."""
    return {name: page for name, page in documents(built).items() if name.startswith(LANGUAGES)}


def test_no_internal_link_or_anchor_is_broken(built: Path):
    ids = {name: {one.get("id") for one in page.iter() if one.get("id")} for name, page in documents(built).items()}
    broken = []
    for name, page in documents(built).items():
        for one in page.iter("a", "link", "script", "img"):
            link = one.get("href") or one.get("src")
            if not link or urlsplit(link).scheme or link.startswith("//"):
                continue
            target, anchor = urldefrag(urljoin(f"/{name}", link))
            path = unquote(target).lstrip("/")
            path = path + "index.html" if path.endswith("/") or not path else path
            if not (built / path).is_file():
                broken.append(f"{name}: {link}")
            elif anchor and path in ids and anchor not in ids[path]:
                broken.append(f"{name}: {link} has no such anchor")
    assert broken == []


def test_two_builds_of_the_same_data_are_the_same_bytes(built: Path, tmp_path: Path):
    build(tmp_path / "site", FACTBOOK_NO_SEARCH="1", PYTHONHASHSEED="7")
    first, second = ({path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
                     for root in (built, tmp_path / "site"))
    assert {name for name in first if not name.startswith("pagefind/")} == second.keys()
    assert [name for name, path in second.items() if path.read_bytes() != first[name].read_bytes()] == []


def test_every_page_exists_in_both_languages(built: Path):
    names = set(pages(built))
    assert {name[2:] for name in names if name.startswith("en/")} == {n[2:] for n in names if n.startswith("ja/")}


def test_the_site_holds_every_record_and_publisher_and_nothing_unknown(built: Path):
    facts = load(ROOT / "data")
    expected = {f"{kind}/{ident}" for ident, kind in facts.kinds.items()}
    expected |= {f"sources/{entry.id}" for entry in facts.entries if entry.kind == "sources"}
    expected |= {*RECORD_KINDS, *BY_HAND, "sources", "gaps", "coverage", ""}
    found = {name[3:].removesuffix("index.html").rstrip("/") for name in pages(built) if name.startswith("en/")}
    days = {day.isoformat() for day in days_of_change(facts.of("parameters"))}
    expected |= {"benefits"} | {f"benefits/{name}" for name in
                                ("calculation", "compare", "estimator", "history", "rules")}
    expected |= {f"benefits/rules/{day}" for day in days}
    expected |= {"changes"} | {f"changes/{kind}" for kind in RECORD_KINDS}
    expected |= {"editing/codes", "editing/fields"} | {f"editing/codes/{code}" for code in CODES}
    expected |= {f"benefits/compare/{first}/{second}" for first in days for second in days if first < second}
    assert {name for name in found if not name.startswith("topics/")} == expected
    assert len([name for name in found if name.startswith("topics/")]) == 5


def test_every_page_has_its_language_title_description_and_one_heading(built: Path):
    wrong = []
    for name, page in pages(built).items():
        description = page.xpath("string(//meta[@name='description']/@content)")
        title = page.xpath("string(//title)").strip()
        if page.get("lang") != name[:2] or not title or not description.strip() or len(page.xpath("//h1")) != 1:
            wrong.append((name, page.get("lang"), title, description, len(page.xpath("//h1"))))
    assert wrong == []


def test_every_page_keeps_the_strict_policy(built: Path):
    wrong = []
    for name, page in documents(built).items():
        if name == "index.html":
            continue
        if "default-src 'none'" not in page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"):
            wrong.append(f"{name}: no policy")
        for one in page.iter():
            if not isinstance(one.tag, str):
                continue
            if one.tag == "script" and not one.get("src") and one.get("type") != "application/json":
                wrong.append(f"{name}: inline script")
            if one.tag == "style" or one.get("style") is not None:
                wrong.append(f"{name}: inline style on <{one.tag}>")
            wrong += [f"{name}: {key}" for key in one.attrib if key.startswith("on")]
    assert wrong == []


def test_every_published_file_keeps_the_published_schema(built: Path):
    api = built / "api" / "v1"
    for kind in RECORD_KINDS:
        validator = jsonschema.Draft202012Validator(json.loads((api / "schema" / f"{kind}.json").read_bytes()))
        for path in sorted((api / kind).glob("*.json")):
            validator.validate(json.loads(path.read_bytes()))
    changes = jsonschema.Draft202012Validator(json.loads((api / "schema" / "changes.json").read_bytes()))
    for path in (api / "changes.json", *sorted((api / "changes").glob("*.json"))):
        changes.validate(json.loads(path.read_bytes()))


def test_every_statement_of_the_founding_document_is_on_the_site(built: Path):
    text = {name: " ".join(page.text_content().split()) for name, page in pages(built).items() if name[:2] == "en"}
    said = {
        "en/programmes/npa-investigative-cooperation/index.html": (
            "Convention on Cybercrime", "Mutual legal assistance", "INTERPOL", "24/7"),
        "en/programmes/npa-information-exchange/index.html": ("counter cyber threats",),
        "en/programmes/npa-conferences/index.html": ("Multilateral cooperation", "since 2001", "digital forensics"),
        "en/symposia/ctins/index.html": ("Counter-cybercrime Technology and Investigation Symposium",),
        "en/programmes/npa-promotion-of-cooperation/index.html": (
            "Ministry of Foreign Affairs", "Japan International Cooperation Agency"),
        "en/revisions/revision-2018-04/index.html": ("April 2017", "July 2017", "March 2018", "1 April 2018"),
    }
    missing = [(name, word) for name, words in said.items() for word in words if word.lower() not in text[name].lower()]
    assert missing == []


def test_a_page_of_the_site_holds_what_the_package_made(built: Path):
    from factbook.render import Settings, Site, content, listing_pages, record_pages

    stamp = json.loads((built / "api" / "v1" / "frameworks.json").read_bytes())["generated_from"]
    from datetime import date

    site = Site(load(ROOT / "data"), date.fromisoformat(stamp["day"]), ROOT,
                Settings(names={"en": "Japan Police Cooperation and Victim Benefits: a reference",
                                "ja": "警察の国際協力と犯罪被害給付 資料集"}))
    for code in LANGUAGES:
        for page in (*listing_pages(site, code), *record_pages(site, code)):
            built_page = (built / page.uri / "index.html").read_text(encoding="utf-8")
            assert content(site, page) in built_page, page.uri


def test_html_is_valid(built: Path):
    kinds = {name: [built / "en" / name / "index.html"] for name in RECORD_KINDS}
    chosen = [built / "404.html", built / "index.html"]
    for code in LANGUAGES:
        chosen += [built / code / "index.html", *(built / code / "topics").glob("*/index.html")]
        chosen += [built / code / name / "index.html" for name in (
            "gaps", "coverage", "sources", "changes", "changes/frameworks", "editing/fields", *BY_HAND)]
        for kind in kinds:
            records = sorted((built / code / kind).glob("*/index.html"), key=lambda path: path.stat().st_size)
            chosen += [built / code / kind / "index.html", records[0], records[-1]]
        chosen += [built / code / "benefits" / name / "index.html" for name in (
            "", "estimator", "calculation", "rules", "rules/2024-06-15", "rules/1987-04-01", "compare", "history",
            "compare/2018-04-01/2024-06-15", "compare/2014-11-01/2018-04-01")]
        chosen.append(max((built / code / "sources").glob("*/index.html"), key=lambda path: path.stat().st_size))
    node = ROOT / "node_modules" / ".bin" / "html-validate"
    if not node.exists():
        pytest.fail("html-validate is missing: run the tests with 'make test'")
    done = subprocess.run(
        [str(node), "--config", str(ROOT / ".htmlvalidate.json"), "--formatter", "text", *map(str, chosen)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"})
    assert done.returncode == 0, re.sub(re.escape(str(built)), "", done.stdout)[:6000] + done.stderr[:2000]
