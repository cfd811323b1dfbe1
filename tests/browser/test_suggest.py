"""A reader proposes a correction without Git: the smallest edit, shown first, sent by nobody but the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page, expect

from factbook import yamlread
from factbook.dates import HonestDate
from factbook.load import load
from factbook.models import KINDS
from factbook.publish.schemas import author_schemas
from tests.browser.test_pages import violations
from tests.conftest import ROOT, Visitor, build, served

REPOSITORY = "https://forge.example/owner/name"
TREATY = ROOT / "data" / "frameworks" / "mlat-china.yaml"


@pytest.fixture(scope="module")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real site, built with a repository to which proposals go."""
    out = tmp_path_factory.mktemp("proposing") / "site"
    build(out, SITE_REPOSITORY=REPOSITORY, FACTBOOK_NO_SEARCH="1")
    return out


@pytest.fixture(scope="module")
def host(proposing: Path) -> Iterator[str]:
    """Return the address of a server of that site."""
    with served(proposing) as there:
        yield there


@pytest.fixture
def opened(browser: Browser, host: str) -> Iterator[Callable[..., tuple[Page, Visitor]]]:
    """Return a function that opens the form for a reader."""
    contexts = []

    def open_form(path: str, **options: Any) -> tuple[Page, Visitor]:
        context = browser.new_context(base_url=host, **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        reader = Visitor(context, host)
        page = reader.page()
        page.goto(path)
        page.wait_for_selector("form[data-ready]")
        return page, reader

    yield open_form
    for context in contexts:
        context.close()


def fill(page: Page, group: str, label: str, value: str) -> None:
    page.locator("details", has=page.locator("summary", has_text=group)).get_by_label(label).first.fill(value)


def sent(page: Page) -> dict[str, str]:
    """Return what the address on the forge carries."""
    address = urlsplit(page.locator("[data-fb-send]").get_attribute("href"))
    return {"": address.path, **{name: values[0] for name, values in parse_qs(address.query).items()}}


def patched(text: str, fact: str) -> str:
    """Return the text with a difference applied, as an editor would: lines taken away and added at their place."""
    lines = text.split("\n")
    place = 0
    for line in fact.split("\n"):
        if line.startswith(("```", "---", "+++")):
            continue
        if line == "@@":
            continue
        sign, rest = line[:1], line[1:]
        if sign == "+":
            lines.insert(place, rest)
            place += 1
        else:
            place = lines.index(rest, place)
            if sign == "-":
                lines.pop(place)
            else:
                place += 1
    return "\n".join(lines)


def test_a_wrong_date_is_corrected_in_one_line(opened: Callable[..., Any]):
    page, reader = opened("/en/suggest/#frameworks/mlat-china/5")
    assert page.locator("h1").inner_text() == "Suggest a correction: Japan–China Mutual Legal Assistance Treaty"
    fill(page, "Signed (5)", "Value", "2007-12-02")
    page.get_by_label("The source: its address").fill("The treaty itself, p. 9")
    page.get_by_role("button", name="Show the change").click()
    page.wait_for_selector("[data-fb-change]:not([hidden])")
    assert page.evaluate("document.activeElement.hasAttribute('data-fb-change')")
    carried = sent(page)
    assert carried[""] == "/owner/name/issues/new"
    assert carried["template"] == "correction.yml"
    assert carried["source"] == "The treaty itself, p. 9"
    assert carried["page"].endswith("/en/frameworks/mlat-china/")
    before = TREATY.read_text(encoding="utf-8")
    after = patched(before, carried["fact"])
    assert [pair for pair in zip(before.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]] == [
        ("- value: 2007-12-01", "- value: 2007-12-02")]
    assert reader.wrong == []


def test_the_fields_of_the_issue_form_are_those_that_are_filled_in():
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8")
    assert re.findall(r"^    id: (\w+)$", text, re.MULTILINE) == ["page", "fact", "source"]


@pytest.mark.parametrize(("value", "error"), [
    ("spring 2018", "A date as 2018, 2018-04"), ("", "A date as"), ("2018/4/1", "A date as"),
    ("2018-02-30", "A date as"), ("2018-13", "A date as"), ("2018-04-02/2018-04-01", "A date as"),
])
def test_what_is_no_date_is_told_beside_its_field(opened: Callable[..., Any], value: str, error: str):
    page, _ = opened("/en/suggest/#frameworks/mlat-china/5")
    fill(page, "Signed (5)", "Value", value)
    page.get_by_label("The source: its address").fill("x")
    page.get_by_role("button", name="Show the change").click()
    field = page.locator("details", has=page.locator("summary", has_text="Signed (5)")).locator(".fb-field").first
    assert error in field.locator(".fb-error").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert page.locator("[data-fb-change]").is_hidden()


def test_a_change_needs_a_source_and_a_source_alone_is_no_change(opened: Callable[..., Any]):
    page, _ = opened("/ja/suggest/#frameworks/mlat-china/5")
    fill(page, "署名（5）", "値", "2007-12-02")
    page.get_by_role("button", name="変更を確かめる").click()
    assert "どの資料のどこに" in page.locator("#fb-reason-error").inner_text()
    fill(page, "署名（5）", "値", "2007-12-01")
    page.locator("#fb-reason").fill("x")
    page.get_by_role("button", name="変更を確かめる").click()
    assert "まだ何も変更されていません" in page.locator("[role=alert]").inner_text()


def test_another_claim_and_a_missing_fact_are_added_in_their_places(opened: Callable[..., Any]):
    page, reader = opened("/en/suggest/#frameworks/mlat-china/5")
    group = page.locator("details", has=page.locator("summary", has_text="Signed (5)"))
    group.get_by_role("button", name="Add what another source says").click()
    page.keyboard.type("2007-12-03")
    group.locator("fieldset").get_by_label("Sources").fill("chubun-china-2008")
    page.locator("#fb-missing").select_option(label="Promulgated")
    page.get_by_role("button", name="Add it").click()
    page.keyboard.type("2008-11-04")
    page.locator("details", has=page.locator("summary", has_text="Promulgated")).get_by_label("Sources").fill(
        "https://www.example.go.jp/kanpo")
    page.locator("#fb-reason").fill("Two sources")
    page.get_by_role("button", name="Show the change").click()
    carried = sent(page)
    value = yamlread.read(patched(TREATY.read_text(encoding="utf-8"), carried["fact"]).encode()).value
    assert value["signed"][1] == {"value": "2007-12-03", "sources": ["chubun-china-2008"], "confidence": "single"}
    assert value["promulgated"] == [{"value": "2008-11-04", "sources": ["new-source"], "confidence": "single"}]
    assert "https://www.example.go.jp/kanpo" in carried["source"]
    assert reader.wrong == []


def test_a_new_record_opens_as_a_new_file(opened: Callable[..., Any], tmp_path: Path):
    page, reader = opened("/en/suggest/#new/operations")
    page.get_by_label("id", exact=True).fill("Operation X")
    for label, value in (("Title (English)", "Operation X: the first"), ("Title (Japanese)", "作戦X"),
                         ("Summary (English)", "It is."), ("Summary (Japanese)", "ある。")):
        page.get_by_label(label).fill(value)
    page.locator("#fb-reason").fill("A press release\nof the ministry")
    page.get_by_role("button", name="Show the change").click()
    assert "lower-case letters" in page.locator(".fb-error", has_text="lower-case").inner_text()
    page.get_by_label("id", exact=True).fill("operation-x")
    page.get_by_role("button", name="Show the change").click()
    carried = sent(page)
    assert (carried[""], carried["filename"]) == ("/owner/name/new/main", "data/operations/operation-x.yaml")
    path = tmp_path / "data" / "operations" / "operation-x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(carried["value"], encoding="utf-8")
    assert load(tmp_path / "data").problems == ()
    assert load(tmp_path / "data").records["operation-x"].title.en == "Operation X: the first"
    assert reader.wrong == []


def test_what_is_too_long_for_an_address_is_copied(opened: Callable[..., Any]):
    page, _ = opened("/en/suggest/#frameworks/mlat-china/5")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, "Signed (5)", "Value", "2007-12-02")
    page.locator("#fb-reason").fill("資" * 3000)
    page.get_by_role("button", name="Show the change").click()
    assert page.locator("[data-fb-send]").inner_text() == "Open the forge"
    assert sent(page) == {"": "/owner/name/issues/new", "template": "correction.yml"}
    assert "too long" in page.locator("[data-fb-status]").inner_text()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("[data-fb-status]")).to_have_text("Copied.")
    assert "+- value: 2007-12-02" in page.evaluate("navigator.clipboard.readText()")


def test_a_record_that_is_not_there_is_told(opened: Callable[..., Any]):
    page, _ = opened("/en/suggest/#frameworks/nothing")
    assert "could not be loaded" in page.locator("[role=alert]").inner_text()


def test_a_record_and_an_index_lead_to_the_form_and_without_a_repository_nothing_does(proposing: Path, built: Path):
    for path, link in (("en/frameworks/mlat-china/index.html", "../../../en/suggest/#frameworks/mlat-china"),
                       ("ja/frameworks/index.html", "../../ja/suggest/#new/frameworks")):
        assert f'href="{link}"' in (proposing / path).read_text(encoding="utf-8")
        assert "suggest/" not in (built / path).read_text(encoding="utf-8")
    assert not (built / "en" / "suggest").exists()
    assert not list((built / "assets" / "suggest").glob("*.json"))


@pytest.mark.parametrize("code", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_accessible_to_all_and_fits_a_phone(opened: Callable[..., Any], code: str, scheme: str):
    page, reader = opened(f"/{code}/suggest/#frameworks/mlat-china/5", color_scheme=scheme,
                          viewport={"width": 360, "height": 740})
    page.locator("details input").nth(1).wait_for(state="attached")
    group = page.locator("details[open]").first
    group.locator("input").first.fill("2007-12-02")
    page.locator("#fb-reason").fill("x")
    page.locator("[data-fb-suggest] button[type=submit]").click()
    page.wait_for_selector("[data-fb-change]:not([hidden])")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert reader.wrong == []


def test_the_form_can_be_used_by_keyboard_alone(opened: Callable[..., Any]):
    page, _ = opened("/en/suggest/#frameworks/mlat-china/5")
    page.locator("details[open] input").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2007-12-02")
    for _ in range(400):
        if page.evaluate("document.activeElement.id") == "fb-reason":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("The treaty")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-fb-change]:not([hidden])")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-fb-send')"):
            break
    assert page.evaluate("document.activeElement.hasAttribute('data-fb-send')")


@pytest.fixture(scope="module")
def modules(browser: Browser, host: str) -> Iterator[Callable[[str, Any], Any]]:
    """Return a function that runs an expression over the pure modules in a page of the site."""
    page = browser.new_context(base_url=host).new_page()
    page.goto("/en/about/")
    page.evaluate("""async () => {
      globalThis.yamledit = await import("/assets/suggest/yamledit.js");
      globalThis.schemacheck = await import("/assets/suggest/schemacheck.js");
      globalThis.linediff = await import("/assets/suggest/linediff.js");
      globalThis.forge = await import("/assets/suggest/forge.js");
    }""")
    yield page.evaluate
    page.context.close()


texts = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20) | some.sampled_from([
    "no", "2018", "1:2", " x", "x ", "#", "a #b", "it's", '"', "- a", "日本：米国", "🙂 a", "~", "null", "Yes", "a\\b",
    "[a]", "\u2028", "a\u2028b", "a\u2029b", "a\u0085b", "a\x07b", "a\x7fb",
    "a\ufeffb", "1e3", "2018-04-01", "true", "Order art. 6(1)", "@x", "%", "a: b"])


@given(some.lists(texts, min_size=40, max_size=40), some.sampled_from(["", '"', "'", "x"]))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_text_is_written_so_that_it_is_read_as_itself(
        modules: Callable[[str, Any], Any], given_texts: list[str], was: str):
    written = modules("([texts, was]) => texts.map((one) => yamledit.scalar(one, 'text', was))", [given_texts, was])
    for text, line in zip(given_texts, written, strict=True):
        assert yamlread.read(f"a: {line}\nb: 1\n".encode()).value == {"a": text, "b": 1}, line
        assert yamlread.read(f"{{a: {line}, b: [{line}]}}\n".encode()).value == {"a": text, "b": [text]}, line


@given(some.lists(some.builds("".join, some.lists(some.sampled_from(
    ["2018", "2019", "-04", "-02", "-30", "-13", "-01", "FY", "/", "..", "x", ""]), max_size=6)),
    min_size=60, max_size=60))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_browser_takes_for_a_date_what_the_data_takes(modules: Callable[[str, Any], Any], given_texts: list[str]):
    def is_date(text: str) -> bool:
        try:
            HonestDate.parse(text)
        except ValueError:
            return False
        return True

    assert modules("(texts) => texts.map(yamledit.isDate)", given_texts) == [is_date(text) for text in given_texts]


def test_a_number_gets_a_number_beside_it_and_every_label_is_in_the_readers_language(opened: Callable[..., Any]):
    page, reader = opened("/ja/suggest/#frameworks/mlat-china/5")
    group = page.locator("details", has=page.locator("summary", has_text="条約締結前の共助")).first
    group.locator("summary").click()
    group.get_by_role("button", name="別の資料の記載を加える").click()
    page.keyboard.type("三十")
    group.locator("fieldset").get_by_label("資料").first.fill("dpj-china-2008")
    page.locator("#fb-reason").fill("x")
    page.get_by_role("button", name="変更を確かめる").click()
    assert page.locator("[data-fb-change]").is_hidden()
    group.locator("fieldset input").first.fill("30")
    page.get_by_role("button", name="変更を確かめる").click()
    value = yamlread.read(patched(TREATY.read_text(encoding="utf-8"), sent(page)["fact"]).encode()).value
    assert value["details"]["assistance_before_treaty"]["claims"][1]["value"] == 30
    labels = page.locator(".fb-field label").all_inner_texts()
    assert [label for label in labels if re.search("[a-z]_|^[a-z]+$", label)] == []
    assert reader.wrong == []


def test_an_id_that_is_taken_is_told(opened: Callable[..., Any]):
    page, _ = opened("/en/suggest/#new/frameworks")
    page.get_by_label("id", exact=True).fill("mlat-china")
    page.get_by_role("button", name="Show the change").click()
    assert page.locator(".fb-error", has_text="This id is taken.").count() == 1
    first = page.get_by_label("Section").locator("option").first
    assert first.inner_text() == "International investigative cooperation"


def test_edits_count_characters_beyond_the_basic_plane(modules: Callable[[str, Any], Any]):
    after = modules("(edits) => yamledit.applied('🙂a b', edits)", [
        {"start": 1, "end": 2, "text": "x"}, {"start": 3, "end": 3, "text": "!"}])
    assert after == "🙂x !b"


def test_the_browser_knows_every_keyword_of_the_schemas(modules: Callable[[str, Any], Any]):
    def keywords(part: Any, is_schema: bool = True) -> set[str]:
        if isinstance(part, list):
            return {word for it in part for word in keywords(it)}
        if not isinstance(part, dict):
            return set()
        found = set(part) if is_schema else set()
        for key, value in part.items():
            if not is_schema or key in ("items", "additionalProperties", "propertyNames", "anyOf", "allOf"):
                found |= keywords(value)
            elif key in ("properties", "patternProperties", "$defs"):
                found |= keywords(value, is_schema=False)
        return found

    known = set(modules("() => schemacheck.KEYWORDS", None))
    used = {word for schema in author_schemas().values() for word in keywords(schema)}
    assert used <= known, used - known


def test_the_browser_finds_right_and_wrong_what_the_schema_finds_so(modules: Callable[[str, Any], Any]):
    facts = load(ROOT / "data")
    schemas = author_schemas()
    for kind in KINDS:
        if kind in ("sources", "gaps"):
            continue
        validator = jsonschema.Draft7Validator(schemas[kind], format_checker=jsonschema.FormatChecker())
        entries = [entry for entry in facts.entries if entry.kind == kind][:6]
        values = [json.loads(json.dumps(entry.document.value)) for entry in entries]
        wrong = []
        wrong += [{**value, "details": {"Upper": 1}} for value in values[:1]] + [{**values[0], "details": {}}]
        for value in values[:3]:
            for name in list(value):
                for other in (None, 7, "?", [], {"x": 1}, [{"value": "?"}]):
                    wrong.append({**value, name: other})
                wrong.append({key: it for key, it in value.items() if key != name})
            wrong.append({**value, "singed": 1})
        told = modules("([schema, values]) => values.map((it) => schemacheck.check(schema, it).length === 0)",
                       [schemas[kind], [*values, *wrong]])
        assert told == [validator.is_valid(value) for value in (*values, *wrong)], kind


def test_a_difference_holds_the_lines_that_differ_and_some_around(modules: Callable[[str, Any], Any]):
    before = "\n".join(f"line {n}" for n in range(20))
    shown = modules("([one, other]) => linediff.lineDiff(one, other)", [
        before, before.replace("line 5", "line five").replace("line 15\n", "")])
    assert [line for line in shown if line[0] in "+-"] == [["-", "line 5"], ["+", "line five"], ["-", "line 15"]]
    assert [line[0] for line in shown].count("…") == 3
    assert len(shown) == 3 + 3 + 4 + 4
