"""What a reader does: switch, search, filter, sort, lose the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

TREATY = "/en/frameworks/mlat-china/"


def search(page: Page, words: str) -> None:
    page.locator("#fb-search-input").fill(words)
    expect(page.locator(".fb-search__count")).to_have_text(re.compile(r"\d|Nothing|見つかり"))


def all_found(page: Page) -> set[str]:
    """Return the addresses of every hit, after "more" was pressed as often as there was more."""
    more, hits = page.locator(".fb-search__more"), page.locator(".fb-search__results li")
    while more.is_visible():
        shown = hits.count()
        more.click()
        expect(hits.nth(shown).or_(page.locator(".fb-search__more[hidden]")).first).to_be_attached()
    return {link.get_attribute("href") for link in hits.locator("a").all()}


@pytest.mark.parametrize("path", [TREATY, "/en/frameworks/", "/en/about/", "/en/"])
def test_the_language_switch_stays_on_the_page(visitor, path: str):
    page = visitor().page()
    page.goto(path)
    page.locator(".fb-language").click()
    expect(page).to_have_url(re.compile(re.escape(path.replace("/en/", "/ja/")) + "$"))
    assert page.locator("html").get_attribute("lang") == "ja"
    page.locator(".fb-language").click()
    expect(page).to_have_url(re.compile(re.escape(path) + "$"))


@pytest.mark.parametrize(("locale", "code"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en")])
def test_the_root_leads_to_the_language_of_the_reader(visitor, locale: str, code: str):
    page = visitor(locale=locale).page()
    page.goto("/")
    expect(page).to_have_url(re.compile(f"/{code}/$"))


def test_the_language_chosen_before_wins_over_that_of_the_browser(visitor):
    page = visitor(locale="en-GB").page()
    page.goto("/en/")
    page.locator(".fb-language").click()
    page.goto("/")
    expect(page).to_have_url(re.compile("/ja/$"))


def test_the_colours_can_be_changed_and_stay_changed(visitor):
    reader = visitor(color_scheme="light")
    page = reader.page()
    page.goto("/en/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(TREATY)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert reader.wrong == []


def test_search_by_mouse_finds_and_opens_a_record(visitor):
    reader = visitor()
    page = reader.page()
    page.goto("/en/")
    assert not [url for url in reader.asked if "/pagefind/" in url]
    page.locator(".fb-search-open--header").click()
    search(page, "dual criminality")
    first = page.locator(".fb-search__results a").first
    expect(first).to_contain_text(re.compile("dual criminality", re.IGNORECASE))
    first.click()
    expect(page.locator("h1")).to_have_text(re.compile("dual criminality", re.IGNORECASE))
    assert reader.wrong == []


@pytest.mark.parametrize(("code", "keys", "words"), [
    ("en", "/", "Operation Cronos"), ("ja", "Control+K", "遺族給付金"), ("ja", "/", "コンタクトポイント")])
def test_search_by_keyboard_finds_and_opens_a_record(visitor, code: str, keys: str, words: str):
    reader = visitor()
    page = reader.page()
    page.goto(f"/{code}/")
    page.keyboard.press(keys)
    expect(page.locator("#fb-search-input")).to_be_focused()
    page.keyboard.insert_text(words)
    expect(page.locator(".fb-search__results li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".fb-search__results a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{code}/\w+/[\w-]+/$"))
    assert reader.wrong == []


def test_escape_closes_the_search_and_gives_the_focus_back(visitor):
    page = visitor().page()
    page.goto("/en/")
    page.locator(".fb-search-open--header").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fb-search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#fb-search")).not_to_be_visible()
    expect(page.locator(".fb-search-open--header")).to_be_focused()


@pytest.mark.parametrize(("name", "value"), [
    ("kind", "Frameworks"), ("status", "In force"), ("partner", "China"), ("year", "2008")])
def test_a_filter_narrows_what_is_found(visitor, name: str, value: str):
    page = visitor().page()
    page.goto("/en/")
    page.keyboard.press("/")
    search(page, "mutual legal assistance")
    before = all_found(page)
    count = page.locator(".fb-search__count").inner_text()
    page.locator(f"select[data-filter={name}]").select_option(value)
    expect(page.locator(".fb-search__count")).not_to_have_text(count)
    after = all_found(page)
    assert after
    assert after < before


@pytest.mark.parametrize(("code", "says"), [("en", "Nothing found"), ("ja", "見つかりませんでした")])
def test_a_search_without_a_hit_says_so_and_helps(visitor, code: str, says: str):
    page = visitor().page()
    page.goto(f"/{code}/")
    page.keyboard.press("/")
    search(page, "zzzqqqxxx")
    expect(page.locator(".fb-search__count")).to_contain_text(says)
    assert page.locator(".fb-search__count").get_attribute("role") == "status"
    expect(page.locator(".fb-search__empty a").first).to_be_visible()


def test_a_table_keeps_its_filter_and_order_in_the_address(visitor):
    page = visitor().page()
    page.goto("/en/frameworks/")
    page.locator(".fb-filter input").fill("treaty china")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    page.locator("thead button").nth(3).click()
    address = page.url
    page.goto("/en/")
    page.goto(address)
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    assert page.locator("thead th").nth(3).get_attribute("aria-sort") == "ascending"


def test_the_menu_opens_on_a_phone(visitor):
    page = visitor(viewport={"width": 360, "height": 740}).page()
    page.goto("/ja/")
    page.locator("label.md-header__button[for=__drawer]").click()
    link = page.locator(".fb-drawer__link", has_text="枠組み").first
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(re.compile("/ja/frameworks/$"))


def test_a_missing_page_says_so_in_both_languages_wherever_it_is(visitor):
    page = visitor().page()
    page.goto("/en/frameworks/no-such-treaty/deeper/")
    expect(page.locator("section[lang=en] h1")).to_be_visible()
    expect(page.locator("section[lang=ja] h2")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.fb-404')).maxWidth") != "none"
    page.locator("section[lang=ja] a").first.click()
    expect(page).to_have_url(re.compile("/ja/$"))
