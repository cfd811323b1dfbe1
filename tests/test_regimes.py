"""The rules on a day: what applies, what replaying the revisions gives, and two days side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.derive.regimes import NOT_KNOWN, compare, days_of_change, first_day_known, in_group_order, rules_on
from factbook.load import load
from factbook.models.benefit import Group
from tests.conftest import ROOT

PARAMETERS = load(ROOT / "data").of("parameters")
DAYS = days_of_change(PARAMETERS)
DAY = st.dates(date(1974, 1, 1), date(2040, 1, 1)) | st.sampled_from(DAYS).flatmap(
    lambda day: st.sampled_from([day - timedelta(days=1), day, day + timedelta(days=1)]))


def replayed(day: date) -> dict[str, int]:
    """Return what holds on a day after every beginning and end of a version up to it, one after the other."""
    steps = [(version.crimes.starts, 1, ident, place) for ident, it in PARAMETERS.items()
             for place, version in enumerate(it.versions)]
    steps += [(version.crimes.ends + timedelta(days=1), 0, ident, place) for ident, it in PARAMETERS.items()
              for place, version in enumerate(it.versions) if version.crimes.ends]
    held: dict[str, int] = {}
    for when, begins, ident, place in sorted(steps):
        if when <= day:
            if begins:
                held[ident] = place
            elif held.get(ident) == place:
                del held[ident]
    return held


@given(DAY)
def test_the_rules_on_a_day_are_those_of_replaying_every_revision_up_to_it(day: date):
    assert rules_on(PARAMETERS, day) == replayed(day)


@given(DAY, DAY)
def test_two_days_differ_only_where_something_changed_between_them(one: date, other: date):
    before, after = sorted((one, other))
    found = compare(PARAMETERS, before, after)
    assert {it.ident for it in found} == rules_on(PARAMETERS, before).keys() | rules_on(PARAMETERS, after).keys()
    for it in found:
        if it.differs:
            assert it.before != it.after
            assert any(before < version.crimes.starts <= after or (
                version.crimes.ends and before <= version.crimes.ends < after)
                for version in PARAMETERS[it.ident].versions)


@given(DAY)
def test_a_day_does_not_differ_from_itself(day: date):
    assert not any(it.differs for it in compare(PARAMETERS, day, day))


@pytest.mark.parametrize(("before", "after", "differing"), [
    ("2014-11-01", "2018-04-01", {
        "young-child-addition", "young-child-addition-formula", "benefit-period", "provisional-payment-cap",
        "medical-cost-cap-without-insurance", "kinship-rules", "kinship-exceptions", "special-circumstances-rule",
        "several-reasons-rule"}),
    ("2018-04-01", "2024-06-15", {
        "survivors-base-with-dependants", "survivors-base-without-dependants", "added-daily-base", "survivors-range",
        "survivors-maximum", "survivors-minimum", "survivors-formula", "disability-base-grades-4-14",
        "disability-range", "leave-base", "leave-base-formula"}),
])
def test_the_revisions_of_2018_and_2024_changed_what_they_changed(before: str, after: str, differing: set[str]):
    found = compare(PARAMETERS, date.fromisoformat(before), date.fromisoformat(after))
    assert {it.ident for it in found if it.differs} == differing


def test_lines_answer_to_each_other_by_age():
    (table,) = [it for it in compare(PARAMETERS, date(2018, 4, 1), date(2024, 6, 15))
                if it.ident == "survivors-base-with-dependants"]
    assert [(row.label.age_from, row.before, row.after) for row in table.rows if row.differs] == [
        (60, (5700, 8000), (6400, 8000))]


def test_rules_that_were_worded_anew_stand_as_a_whole():
    (rules,) = [it for it in compare(PARAMETERS, date(2014, 11, 1), date(2018, 4, 1)) if it.ident == "kinship-rules"]
    assert [row.form for row in rules.rows] == ["rules"]


def test_what_is_not_known_is_said_for_every_line():
    (table,) = [it for it in compare(PARAMETERS, date(2007, 1, 1), date(2010, 1, 1))
                if it.ident == "survivors-base-with-dependants"]
    assert {row.before for row in table.rows} == {NOT_KNOWN}
    assert len(table.rows) == 9


def test_everything_is_known_from_the_day_of_the_revision_of_2008():
    assert first_day_known(PARAMETERS) == date(2008, 7, 1)


def test_parameters_stand_in_the_order_of_their_groups():
    groups = [it.group for it in in_group_order(PARAMETERS).values()]
    assert groups == sorted(groups, key=list(Group).index)
