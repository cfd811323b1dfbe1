"""The estimator: every published amount exactly, and what must hold for every claim."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
import yaml

from factbook.check.sources import refusal
from tests.conftest import ROOT

PUBLISHED = yaml.safe_load((ROOT / "tests/fixtures/published_amounts.yaml").read_text(encoding="utf-8"))
ESTIMATE = """async (claims) => {
  const { estimate } = await import("/assets/benefit-estimator.js");
  globalThis.parameters ??= await (await fetch("/api/v1/benefit-parameters.json")).json();
  return claims.map((claim) => {
    try { return estimate(globalThis.parameters, claim); }
    catch (error) {
      if (!error.code) throw error;
      return { code: error.code, field: error.field, message: error.message };
    }
  });
}"""
DAYS = ["2008-07-01", "2009-09-30", "2009-10-01", "2014-10-31", "2014-11-01", "2018-03-31", "2018-04-01",
        "2024-06-14", "2024-06-15", "2026-11-24"]
AGES = [0, 17, 19, 20, 24, 25, 29, 30, 34, 35, 39, 40, 44, 45, 49, 50, 54, 55, 59, 60, 75]
INCOMES = [0, 5000, 9000, 12345.6, 20000, 100000]
WIFE = {"relation": "wife", "age": 40, "disabled": False}


@pytest.fixture(scope="module")
def estimate(browser, address):
    """Return a function that works out claims in a page of the site."""
    page = browser.new_context(base_url=address).new_page()
    page.goto("/en/about/")
    yield lambda claims: page.evaluate(ESTIMATE, claims)
    page.context.close()


def survivors(**changes: Any) -> dict[str, Any]:
    return {"kind": "survivors", "crime_date": "2024-06-15", "victim_age": 40, "daily_income_jpy": 9000,
            "recipient": "spouse", "dependants": [WIFE]} | changes


def disability(**changes: Any) -> dict[str, Any]:
    return {"kind": "disability", "crime_date": "2024-06-15", "victim_age": 40, "daily_income_jpy": 9000,
            "grade": 7, "care": None} | changes


def injury(**changes: Any) -> dict[str, Any]:
    return {"kind": "serious_injury", "crime_date": "2024-06-15", "victim_age": 40, "daily_income_jpy": 9000,
            "medical_cost_jpy": 100_000, "leave_days": 30} | changes


def child(age: int) -> dict[str, Any]:
    return {"relation": "child", "age": age, "disabled": False}


def persons(count: int) -> list[dict[str, Any]]:
    return [WIFE, *(child(9 + n) for n in range(count - 1))] if count else []


def cases(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the claims over which the least and the most of a published range are looked for."""
    ages = spec.get("ages", AGES)
    if spec["kind"] == "serious_injury":
        return [injury(victim_age=age, daily_income_jpy=income, medical_cost_jpy=cost, leave_days=days)
                for age, income, cost, days in product(ages, INCOMES, (0, 500_000, 5_000_000), (0, 400))]
    if spec["kind"] == "disability":
        first, last = spec["grades"]
        return [disability(victim_age=age, daily_income_jpy=income, grade=grade, care=care)
                for age, income, grade in product(ages, INCOMES, range(first, last + 1))
                for care in (None, *({1: ("constant",), 2: ("occasional",)}.get(grade, ())))]
    counts = [spec["persons"]] if "persons" in spec else {True: [1, 2, 3, 4], False: [0]}.get(
        spec.get("dependants"), [0, 1, 2, 3, 4])
    return [survivors(victim_age=age, daily_income_jpy=income, dependants=persons(count), recipient=recipient)
            for age, income, count, recipient in product(ages, INCOMES, counts, spec.get("recipients", ["spouse"]))]


def days_of(entry: dict[str, Any]) -> list[str]:
    first, last = entry["crimes"]["from"], entry["crimes"].get("to") or "2026-11-24"
    return [day for day in dict.fromkeys((first, last, *DAYS)) if first <= day <= last]


def test_every_published_amount_names_a_page_that_can_stand():
    assert len(PUBLISHED) >= 40
    assert [entry["id"] for entry in PUBLISHED if entry.get("url") and refusal(entry["url"])] == []


@pytest.mark.parametrize("entry", PUBLISHED, ids=lambda entry: entry["id"])
def test_a_published_amount_comes_out_exactly(estimate, entry):
    for day in days_of(entry):
        if "claim" in entry:
            (found,) = estimate([entry["claim"] | {"crime_date": day}])
            assert found["amount_jpy"] == entry["amount_jpy"], day
        else:
            found = estimate([case | {"crime_date": day} for case in cases(entry["among"])])
            amounts = [one["amount_jpy"] for one in found]
            if "least_jpy" in entry:
                assert min(amounts) == entry["least_jpy"], day
            if "most_jpy" in entry:
                assert max(amounts) == entry["most_jpy"], day


def test_more_income_never_gives_less(estimate):
    incomes = [0, 1, 3000, 6000, 8141, 8143, 9999.5, 12000, 17285, 17287, 30000]
    for day, age in product(DAYS, AGES):
        for make in (survivors, disability, injury):
            found = estimate([make(crime_date=day, victim_age=age, daily_income_jpy=income) for income in incomes])
            assert all(less["amount_jpy"] <= more["amount_jpy"] for less, more in pairwise(found)), (day, age)


def test_one_dependant_more_never_gives_less(estimate):
    families = [[], [WIFE], [WIFE, child(17)], [WIFE, child(17), child(7)], [WIFE, child(17), child(7), child(0)],
                [WIFE, child(17), child(7), child(0), child(0)]]
    for day, age, income in product(DAYS, AGES, (0, 9000, 30000)):
        found = estimate([survivors(crime_date=day, victim_age=age, daily_income_jpy=income, dependants=family)
                          for family in families])
        assert all(less["amount_jpy"] <= more["amount_jpy"] for less, more in pairwise(found)), (day, age, income)


def test_the_daily_base_stays_within_the_table_and_changes_on_the_birthday(estimate):
    bounds = {"survivors-base-with-dependants": survivors(), "disability-base-grades-4-14": disability(),
              "survivors-base-without-dependants": survivors(dependants=[])}
    for ident, claim in bounds.items():
        data = yaml.safe_load((ROOT / f"data/parameters/{ident}.yaml").read_text(encoding="utf-8"))
        for version in (v for v in data["versions"] if "brackets" in v):
            day = version["crimes"]["from"].isoformat()
            for row in version["brackets"]:
                for age in {row["age_from"], row["age_to"] or 99}:
                    low, high = estimate([claim | {"crime_date": day, "victim_age": age, "daily_income_jpy": income}
                                          for income in (0, 10**6)])
                    for found, bound in ((low, row["min"]), (high, row["max"])):
                        base = next(step["value"] for step in found["steps"] if step["parameter"] == ident)
                        assert base == bound, (ident, day, age)


@pytest.mark.parametrize(("age", "added"), [(0, 8 * 153), (1, 7 * 153), (6, 2 * 153), (7, 153), (8, 0)])
def test_a_child_of_exactly_an_age_is_not_under_it(estimate, age: int, added: int):
    (found,) = estimate([survivors(dependants=[child(age)])])
    assert sum(step["value"] for step in found["steps"] if step["key"] == "multiplier-young") == added


def test_the_addition_for_children_exists_from_the_day_on_which_it_was_made(estimate):
    before, after = estimate([survivors(crime_date=day, dependants=[child(3)]) for day in ("2018-03-31", "2018-04-01")])
    multipliers = [sum(step["value"] for step in found["steps"] if step["key"] in ("multiplier", "multiplier-young"))
                   for found in (before, after)]
    assert multipliers == [1530, 1530 + 5 * 153]


def test_the_addition_of_2024_is_for_spouses_children_and_parents_from_the_day_on(estimate):
    everybody = ["spouse", "child", "parent", "grandchild", "grandparent", "sibling"]
    for day, extra in (("2024-06-14", [0] * 6), ("2024-06-15", [4200] * 3 + [0] * 3)):
        found = estimate([survivors(crime_date=day, recipient=who, victim_age=40) for who in everybody])
        base = next(step["value"] for step in found[-1]["steps"] if step["key"].startswith("base"))
        assert [it["amount_jpy"] - base * 1530 for it in found] == [1530 * one for one in extra]


@pytest.mark.parametrize(("family", "multiplier"), [
    ([{"relation": "wife", "age": 54}], 1530), ([{"relation": "wife", "age": 55}], 1750),
    ([{"relation": "wife", "age": 30, "disabled": True}], 1750), ([{"relation": "husband", "age": 60}], 1530),
    ([{"relation": "wife", "age": 60}, child(17)], 2010), ([{"relation": "husband", "age": 59}], 1000),
    ([{"relation": "husband", "age": 59, "disabled": True}], 1530), ([child(18)], 1000), ([child(17)], 1530),
    ([{"relation": "parent", "age": 60}, {"relation": "grandparent", "age": 59}], 1530),
    ([{"relation": "sibling", "age": 18}], 1000), ([{"relation": "sibling", "age": 60}], 1530), ([], 1000),
])
def test_who_counts_as_a_dependant(estimate, family, multiplier: int):
    (found,) = estimate([survivors(crime_date="2010-01-01", dependants=family)])
    assert next(step["value"] for step in found["steps"] if step["key"] == "multiplier") == multiplier
    dropped = [note for note in found["notes"] if note["key"] == "note-not-dependant"]
    assert len(dropped) == len(family) - {1000: 0, 1530: 1, 1750: 1, 2010: 2}[multiplier]


def test_the_rules_change_exactly_on_their_day(estimate):
    changes = yaml.safe_load((ROOT / "data/parameters/survivors-base-with-dependants.yaml").read_text(encoding="utf-8"))
    days = [version["crimes"]["from"] for version in changes["versions"][1:]]
    for day in days[1:]:
        before, after = estimate([survivors(crime_date=(day - timedelta(days=back)).isoformat(), victim_age=70,
                                            daily_income_jpy=0) for back in (1, 0)])
        assert before["regime_from"] < after["regime_from"] == day.isoformat()
        assert before["amount_jpy"] < after["amount_jpy"]
    assert days[0] == date(2008, 7, 1)


def test_what_is_taken_off(estimate):
    whole, third, most, none, other, damages, both, gone = estimate([
        disability(), disability(unpaid_share="1/3"), disability(unpaid_share="2/3"), disability(unpaid_share="all"),
        disability(other_compensation_jpy=1_000_000), disability(damages_received_jpy=500_000),
        disability(unpaid_share="1/3", other_compensation_jpy=1_000_000, damages_received_jpy=500_000),
        disability(damages_received_jpy=10**9)])
    amount = whole["amount_jpy"]
    assert amount == 7200 * 560
    assert [third["amount_jpy"], most["amount_jpy"], none["amount_jpy"]] == [amount * 2 // 3, amount // 3, 0]
    assert [other["amount_jpy"], damages["amount_jpy"]] == [amount - 1_000_000, amount - 500_000]
    assert both["amount_jpy"] == amount * 2 // 3 - 1_500_000
    assert gone["amount_jpy"] == 0
    assert "note-nothing-left" in [note["key"] for note in gone["notes"]]


def test_serious_injury_counts_from_the_fourth_day_up_to_the_cap(estimate):
    three, four, capped, earned = estimate([
        injury(leave_days=3), injury(leave_days=4), injury(medical_cost_jpy=1_200_000),
        injury(leave_days=13, leave_earnings_jpy=3200)])
    base = 4320
    assert [three["amount_jpy"], four["amount_jpy"], capped["amount_jpy"]] == [100_000, 100_000 + base, 1_200_000]
    assert earned["amount_jpy"] == 100_000 + 10 * base - 3200


def test_treatment_before_death_is_added_up_to_its_own_cap_and_shared(estimate):
    (found,) = estimate([survivors(medical_cost_jpy=2_000_000, first_rank_count=3)])
    (plain,) = estimate([survivors()])
    assert found["amount_jpy"] == plain["amount_jpy"] + 1_200_000
    assert found["per_recipient_jpy"] == found["amount_jpy"] // 3


def test_where_a_fraction_of_a_yen_stands_in_the_base_the_range_says_so(estimate):
    loose, exact = estimate([survivors(daily_income_jpy=12345), survivors(daily_income_jpy=12340)])
    assert exact["range_jpy"] is None
    low, high = loose["range_jpy"]
    assert (low, high) == ((8641 + 4200) * 1530, (8642 + 4200) * 1530)
    assert low < loose["amount_jpy"] < high


@pytest.mark.parametrize(("claim", "code", "field"), [
    (disability(grade=15), "grade", "grade"), (disability(grade=0), "grade", "grade"),
    (disability(daily_income_jpy=-1), "daily_income_jpy", "daily_income_jpy"),
    (disability(daily_income_jpy=None) | {"daily_income_jpy": "9000"}, "daily_income_jpy", "daily_income_jpy"),
    (survivors(crime_date="2008-06-30"), "too-early", "crime_date"),
    (survivors(crime_date="2018-02-30"), "crime_date", "crime_date"),
    (survivors(crime_date="yesterday"), "crime_date", "crime_date"),
    (survivors(victim_age=-1), "victim_age", "victim_age"),
    (survivors(victim_age=40.5), "victim_age", "victim_age"), (survivors(recipient="friend"), "recipient", "recipient"),
    (survivors(first_rank_count=0), "first_rank_count", "first_rank_count"),
    (survivors(dependants=[{"relation": "friend", "age": 3}]), "dependants", "dependants"),
    (disability(care="always"), "care", "care"), (injury(leave_days=1.5), "leave_days", "leave_days"),
    (injury(medical_cost_jpy=-5), "medical_cost_jpy", "medical_cost_jpy"),
    (injury(unpaid_share="half"), "unpaid_share", "unpaid_share"), ({"kind": "other"}, "kind", "kind"),
    (injury(damages_received_jpy=-5), "damages_received_jpy", "damages_received_jpy"),
    (injury(other_compensation_jpy=-5), "other_compensation_jpy", "other_compensation_jpy"),
])
def test_a_claim_without_sense_is_refused_and_says_where(estimate, claim, code: str, field: str):
    (found,) = estimate([claim])
    assert (found["code"], found["field"]) == (code, field)
    assert not found["message"].startswith("refuse")


def test_every_step_says_where_it_is_written_and_every_word_is_there(estimate):
    claims = [make(**changes) for make in (survivors, disability, injury) for changes in (
        {}, {"unpaid_share": "1/3", "other_compensation_jpy": 1000, "damages_received_jpy": 1000}, {"victim_age": 70},
        {"victim_age": 10}, {"daily_income_jpy": 10**6})]
    claims += [survivors(first_rank_count=2, medical_cost_jpy=5000, leave_days=20, leave_earnings_jpy=9,
                         dependants=[child(3), child(18)]), disability(grade=5, care="constant")]
    for found in estimate(claims):
        assert found["steps"]
        for step in found["steps"]:
            assert step["article"], step
            assert (ROOT / f"data/parameters/{step['parameter']}.yaml").exists()
            assert not step["label"].startswith("estimate ")
        for note in found["notes"]:
            assert not note["text"].startswith("estimate ")
            assert "{" not in note["text"]


def test_the_code_holds_no_amount_rate_or_bracket(built):
    code = (built / "assets/benefit-estimator.js").read_text(encoding="utf-8")
    without_comments = "\n".join(line for line in code.splitlines() if not line.strip().startswith(("//", "/**", "*")))
    numbers = set(re.findall(r"(?<![\w.#-])\d[\d_.]*(?![\w-])", without_comments))
    # Shares as 2/3, percent, the greatest age, the shape of a day; amounts, multipliers and ages of the law are others.
    assert numbers <= {"0", "1", "2", "3", "4", "6", "00", "100", "130", "1e"}, numbers
