"""The benefit pages as a family, an adviser or a journalist uses them."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import AXE
from tests.conftest import ROOT

ESTIMATOR = "/{}/benefits/estimator/"


def fill(page: Page, kind: str = "survivors", **answers: str) -> None:
    page.locator(f"#fb-kind-{kind}").check()
    for name, value in ({"crime_date": "2024-06-15", "victim_age": "40", "daily_income_jpy": "9000"} | answers).items():
        field = page.locator(f"#fb-{name}")
        field.select_option(value) if field.evaluate("it => it.tagName") == "SELECT" else field.fill(value)


def add(page: Page, relation: str, age: int) -> None:
    page.locator("[data-fb-add]").click()
    person = page.locator(".fb-dependants > li").last
    person.locator("[data-name=relation]").select_option(relation)
    person.locator("[data-name=age]").fill(str(age))


def submit(page: Page) -> None:
    page.locator(".fb-estimator button[type=submit]").click()


@pytest.mark.parametrize(("code", "amount", "base"), [  # (7,800 + 4,200) × 2,010
    ("en", "24,120,000 yen", "Order art. 5(2)(i) and Table 1"), ("ja", "24,120,000円", "令第5条第2項第1号及び別表第一"),
])
def test_a_case_is_worked_out_with_every_step_and_its_article(visitor, code: str, amount: str, base: str):
    reader = visitor()
    page = reader.page()
    page.goto(ESTIMATOR.format(code))
    fill(page, recipient="spouse")
    add(page, "wife", 40)
    add(page, "child", 12)
    submit(page)
    expect(page.locator(".fb-amount")).to_have_text(amount)
    expect(page.locator("#fb-result")).to_be_focused()
    expect(page.locator(".fb-steps-table")).to_contain_text(base)
    links = page.locator(".fb-steps-table a")
    for link in [links.nth(place).get_attribute("href") for place in range(links.count())]:
        other = reader.page()
        other.goto(page.url.split("#")[0])
        other.goto(other.evaluate("(to) => new URL(to, location.href).href", link))
        assert other.locator("#" + link.split("#")[1]).count() == 1, link
        other.close()
    assert reader.wrong == []


def test_what_is_missing_is_said_beside_the_field_and_the_first_is_gone_to(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    submit(page)
    expect(page.locator("#fb-crime_date")).to_be_focused()
    expect(page.locator("#fb-crime_date")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#fb-crime_date-error")).to_contain_text("Give the day of the crime")
    fill(page, victim_age="-3")
    submit(page)
    expect(page.locator("#fb-crime_date-error")).to_be_empty()
    expect(page.locator("#fb-victim_age")).to_be_focused()
    expect(page.locator("[data-fb-result]")).to_be_hidden()


@pytest.mark.parametrize("code", ["en", "ja"])
def test_for_a_day_of_which_the_tables_are_not_known_no_number_is_given(visitor, code: str):
    page = visitor().page()
    page.goto(ESTIMATOR.format(code))
    fill(page, crime_date="2008-06-30")
    submit(page)
    expect(page.locator("#fb-crime_date-error")).to_contain_text("2008")
    expect(page.locator("[data-fb-result]")).to_be_hidden()


def test_only_what_matters_is_asked(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    shown = {}
    for kind in ("survivors", "disability", "serious_injury"):
        page.locator(f"#fb-kind-{kind}").check()
        shown[kind] = {name for name in ("recipient", "grade", "leave_days", "care", "medical_cost_jpy")
                       if page.locator(f"#fb-{name}").is_visible()}
    assert shown == {"survivors": {"recipient", "leave_days", "medical_cost_jpy"}, "disability": {"grade", "care"},
                     "serious_injury": {"leave_days", "medical_cost_jpy"}}
    page.locator("#fb-kind-disability").check()
    page.locator("#fb-grade").select_option("3")
    expect(page.locator("#fb-care")).to_be_hidden()


def test_people_are_added_and_removed_by_keyboard_and_this_is_said(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    page.locator("[data-fb-add]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-fb-said]")).to_have_text("Dependant 1 added.")
    expect(page.locator("[data-name=relation]")).to_be_focused()
    page.locator("[data-fb-add]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-fb-remove]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-fb-said]")).to_have_text("Dependant 1 removed.")
    expect(page.locator(".fb-dependants > li")).to_have_count(1)
    expect(page.locator(".fb-dependants legend")).to_have_text("Dependant 1")


def test_an_age_that_is_missing_for_a_dependant_is_pointed_at(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    fill(page)
    page.locator("[data-fb-add]").click()
    submit(page)
    expect(page.locator("#fb-dependants-error")).to_contain_text("age in whole years")
    expect(page.locator("[data-name=age]")).to_be_focused()


def test_the_same_case_under_two_days(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    fill(page, crime_date="2018-04-01", second_date="2024-06-15", victim_age="19", daily_income_jpy="0")
    submit(page)
    expect(page.locator(".fb-amount")).to_have_text(["3,200,000 yen", "10,600,000 yen"])
    expect(page.locator(".fb-difference")).to_have_text("Difference: +7,400,000 yen")


def test_a_case_goes_into_the_address_only_when_the_reader_says_so(visitor):
    reader = visitor()
    page = reader.page()
    page.goto(ESTIMATOR.format("en"))
    fill(page, first_rank_count="2", recipient="parent")
    add(page, "sibling", 17)
    submit(page)
    expect(page.locator(".fb-amount")).to_be_visible()
    assert "#" not in page.url.replace("#fb-", "")
    page.locator("[data-fb-keep]").click()
    kept = json.loads(unquote(page.url.split("#case=")[1]))
    assert kept["dependants"] == [{"relation": "sibling", "age": 17, "disabled": False}]
    other = reader.page()
    other.goto(page.url)
    expect(other.locator(".fb-amount")).to_have_text(page.locator(".fb-amount").inner_text())
    expect(other.locator("#fb-recipient")).to_have_value("parent")
    stored = "[localStorage.length, sessionStorage.length, document.cookie]"
    before = page.evaluate(stored)
    page.locator("#fb-victim_age").fill("41")
    submit(page)
    assert page.evaluate(stored) == before
    assert [url for url in reader.asked if "case=" in url.split("#")[0] or "41" in url.split("?")[-1:]] == []
    assert reader.wrong == []


@pytest.mark.parametrize("broken", [
    "#case=%7B", "#case=null", "#case=%5B%5D", "#case=%7B%22kind%22%3A%22x%22%7D", "#x"])
def test_an_address_that_holds_no_case_is_left_alone(visitor, broken: str):
    reader = visitor()
    page = reader.page()
    page.goto(ESTIMATOR.format("en") + broken)
    expect(page.locator(".fb-estimator")).to_be_visible()
    expect(page.locator("[data-fb-result]")).to_be_hidden()
    assert reader.wrong == []


def test_the_rules_of_the_day_stand_beside_the_share_that_they_withhold(visitor):
    page = visitor().page()
    page.goto(ESTIMATOR.format("en"))
    fill(page, crime_date="2015-01-01")
    page.locator(".fb-less summary").click()
    rules = page.locator("[data-fb-rules-of-day]")
    expect(rules).to_contain_text("Brothers and sisters living together")
    page.locator("#fb-crime_date").fill("2018-04-01")
    page.locator("#fb-crime_date").dispatch_event("change")
    expect(rules).not_to_contain_text("Brothers and sisters living together")


@pytest.mark.parametrize("code", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_result_breaks_no_rule_of_accessibility_and_fits_a_phone(visitor, code: str, scheme: str):
    reader = visitor(color_scheme=scheme, viewport={"width": 375, "height": 800}, reduced_motion="reduce")
    page = reader.page()
    page.goto(ESTIMATOR.format(code))
    fill(page, second_date="2018-04-01", first_rank_count="2")
    add(page, "child", 3)
    page.locator(".fb-less summary").click()
    submit(page)
    expect(page.locator(".fb-amount").first).to_be_visible()
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    broken = page.evaluate("options => axe.run(document, options)", AXE)["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in broken] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.emulate_media(media="print")
    assert page.locator(".fb-amount").first.is_visible()
    assert not page.locator(".fb-actions").is_visible()
    assert reader.wrong == []


@pytest.mark.parametrize("code", ["en", "ja"])
def test_without_javascript_the_form_is_away_and_the_tables_are_named(visitor, code: str):
    page = visitor(java_script_enabled=False).page()
    page.goto(ESTIMATOR.format(code))
    assert not page.locator(".fb-estimator").is_visible()
    page.locator("[data-fb-noscript] a").first.click()
    expect(page).to_have_url(re.compile(f"/{code}/benefits/calculation/$"))


def test_a_day_between_two_changes_leads_to_the_rules_that_held(visitor):
    reader = visitor()
    page = reader.page()
    page.goto("/en/benefits/rules/")
    page.locator("#fb-day").fill("2019-05-03")
    page.locator(".fb-pick button").click()
    expect(page).to_have_url(re.compile(r"/benefits/rules/2018-04-01/\?on=2019-05-03$"))
    expect(page.locator("[data-fb-asked]")).to_have_text("You asked for a crime on 3 May 2019.")
    expect(page.locator("#young-child-addition")).to_be_visible()
    assert reader.wrong == []


def test_two_days_are_chosen_and_the_link_keeps_them(visitor):
    page = visitor().page()
    page.goto("/ja/benefits/compare/")
    page.locator("#fb-first").select_option("2018-04-01")
    page.locator("#fb-second").select_option("2009-10-01")
    page.locator(".fb-pick button").click()
    expect(page.locator(".fb-pick__error")).to_contain_text("後の日")
    page.locator("#fb-second").select_option("2024-06-15")
    page.locator(".fb-pick button").click()
    expect(page).to_have_url(re.compile(r"/ja/benefits/compare/2018-04-01/2024-06-15/$"))
    expect(page.locator(".fb-differs").first).to_contain_text("相違")


@pytest.mark.parametrize("code", ["en", "ja"])
def test_where_to_ask_stands_on_every_benefit_page(built, code: str):
    pages = sorted((built / code / "benefits").rglob("index.html"))
    assert len(pages) > 60
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    assert [page for page, text in texts.items() if 'id="ask"' not in text or "#9110" not in text] == []
