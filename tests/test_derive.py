from __future__ import annotations

from datetime import date

import pytest

from factbook.derive import claims, coverage, relations, symposia, usage
from factbook.derive.headline import headline_date, headline_year
from factbook.derive.status import Status, status
from factbook.models.base import Names
from factbook.models.framework import Framework
from tests.sample import facts, site

RECORD = {"title": {"en": "T", "ja": "題"}, "summary": {"en": "S.", "ja": "概要。"}, "sections": ["investigation"],
          "checked": "2026-01-02"}


def framework(form: str = "treaty", **dates: str) -> Framework:
    claim = {"sources": ["a"], "confidence": "confirmed"}
    return Framework.model_validate(
        {**RECORD, "form": form, **{name: {"value": value, **claim} for name, value in dates.items()}})


@pytest.mark.parametrize(("record", "today", "expected"), [
    (framework(signed="2022-01-24", in_force="2022-11-03"), "2022-11-03", Status.in_force),
    (framework(signed="2022-01-24", in_force="2022-11-03"), "2022-11-02", Status.signed),
    (framework(text_agreed="2021-08"), "2021-12-31", Status.agreed),
    (framework("convention", in_force="2004-07-01"), "2010-01-01", Status.not_for_japan),
    (framework("convention", in_force="2004-07-01", in_force_japan="2012-11-01"), "2012-11-01", Status.in_force),
    (framework("convention", adopted="2024-12-24", japan_signed="2025-10-25"), "2025-12-01", Status.signed),
    (framework("network", started="1999"), "2000-01-01", Status.working),
    (framework(signed="2022-01-24", in_force="2022-11-03", ended="2030-01-01"), "2030-01-01", Status.ended),
    (framework(), "2026-01-01", None),
])
def test_the_status_follows_from_the_dates_on_the_day(record: Framework, today: str, expected: Status | None):
    assert status(record, date.fromisoformat(today)) == expected


def test_a_month_counts_as_come_only_when_it_is_over():
    record = framework(signed="2022-01-24", in_force="2022-11")
    assert status(record, date(2022, 11, 29)) == Status.signed
    assert status(record, date(2022, 11, 30)) == Status.in_force


def test_a_relation_written_on_one_side_is_shown_on_both():
    found = relations.relations(facts())
    assert relations.Related("Run by", "ministry-one") in found["treaty-one"]
    assert relations.Related("Runs", "treaty-one") in found["ministry-one"]


def test_a_changed_parameter_leads_back_to_its_revision():
    found = relations.relations(facts())
    assert relations.Related("Changes", "period-one") in found["revision-one"]
    assert relations.Related("Changed by", "revision-one") in found["period-one"]


def test_every_claim_has_a_number_of_its_own_in_the_order_of_the_page():
    for ledger in site().ledgers.values():
        assert [item.number for item in ledger.all] == list(range(1, len(ledger.all) + 1))
    rows = site().ledgers["treaty-one"].rows
    assert [row.label for row in rows] == [
        "Signed", "Entry into force", Names(en="Number of articles", ja="条文の数"), Names(en="Steps", ja="手順")]


def test_a_row_is_a_conflict_only_where_its_claims_contradict():
    rows = {str(row.label): row.is_conflict for row in site().ledgers["treaty-one"].rows}
    assert rows["Entry into force"]
    assert not rows["Signed"]


def test_the_history_holds_dated_fields_and_events_oldest_first():
    steps = site().history("treaty-one")
    assert [str(step.date) for step in steps] == ["2007-08", "2007-12-01", "2008-11-23", "2008-11-24"]
    assert claims.history(facts().records["ctins-17"], site().ledgers["ctins-17"])[0].label == "Held"


def test_coverage_counts_facts_sources_conflicts_and_japanese():
    counts = coverage.coverage([facts().records["treaty-one"]])
    assert (counts.records, counts.facts, counts.sourced, counts.confirmed, counts.conflicts) == (1, 6, 6, 2, 2)
    assert (counts.texts, counts.japanese) == (10, 9)
    assert counts.oldest_check == date(2026, 1, 2)


def test_coverage_of_nothing_is_nothing():
    counts = coverage.coverage([])
    assert (counts.share_sourced, counts.share_confirmed, counts.oldest_check) == (0.0, 0.0, None)


def test_the_editions_of_ctins_run_from_the_first_fiscal_year_without_a_gap():
    rows = symposia.editions(facts(), date(2026, 11, 23))
    assert [row.fiscal_year for row in rows] == list(range(2000, 2026))
    assert (rows[0].number, rows[0].is_worked_out, rows[0].id) == (1, True, None)
    assert (rows[16].number, rows[16].is_worked_out, rows[16].id) == (17, False, "ctins-17")
    assert rows[17].number is None


def test_a_source_knows_the_claims_that_rest_on_it():
    found = usage.uses(facts(), site().ledgers)
    assert {use.record for use in found["paper-report"]} == {
        "treaty-one", "meeting-one", "operation-one", "figures-one"}


def test_a_record_is_listed_by_the_first_of_its_main_dates():
    records = facts().records
    assert str(headline_date("frameworks", records["treaty-one"])) == "2008-11-23"
    assert headline_year("programmes", records["training-one"]) == "2003"
    assert headline_year("symposia", records["ctins"]) == "2001"
    assert headline_date("terms", records["term-central-authority"]) is None
