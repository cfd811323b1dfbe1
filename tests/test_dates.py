from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.dates import HonestDate

parse = HonestDate.parse


@pytest.mark.parametrize(("text", "earliest", "latest"), [
    ("2018", "2018-01-01", "2018-12-31"),
    ("2018-02", "2018-02-01", "2018-02-28"),
    ("2018-04-01", "2018-04-01", "2018-04-01"),
    ("FY2000", "2000-04-01", "2001-03-31"),
    ("2018-08-28/2018-08-31", "2018-08-28", "2018-08-31"),
    ("2001-01..2001-03", "2001-01-01", "2001-03-31"),
    ("..2007-05", "0001-01-01", "2007-05-31"),
    ("2007..", "2007-01-01", "9999-12-31"),
    ("2014/", "2014-01-01", "9999-12-31"),
])
def test_a_date_knows_the_first_and_last_day_it_can_mean(text: str, earliest: str, latest: str):
    when = parse(text)
    assert (when.earliest.isoformat(), when.latest.isoformat(), str(when)) == (earliest, latest, text)


@pytest.mark.parametrize("text", [
    "", "2018-13", "2018-02-30", "18-04-01", "2018/4/1", "April 2018", "FY18", "2018-4", "..", "/",
    "2018-04-02/2018-04-01", "2018-04-01T00:00", "２０１８", "2018 ", "2018..2017",
])
def test_another_form_or_a_day_that_does_not_exist_is_refused(text: str):
    with pytest.raises(ValueError, match=r"is not a date|no day of the calendar|ends before it starts"):
        parse(text)


def test_dates_sort_by_their_first_day_then_their_last():
    texts = ["2018-04-01", "2018", "FY2018", "2018-04", "..2018"]
    assert [str(d) for d in sorted(map(parse, texts))] == ["..2018", "2018", "2018-04-01", "2018-04", "FY2018"]


def test_a_month_has_certainly_come_only_when_it_is_over():
    assert not parse("2018-04").certainly_by(date(2018, 4, 29))
    assert parse("2018-04").certainly_by(date(2018, 4, 30))


def test_what_goes_on_has_come_once_it_has_begun():
    assert parse("2014-05/").certainly_by(date(2014, 5, 31))
    assert not parse("2014-05/").certainly_by(date(2014, 5, 30))


def test_one_date_is_certainly_after_another_only_if_they_cannot_touch():
    assert parse("2018-05").certainly_after(parse("2018-04-30"))
    assert not parse("2018-04").certainly_after(parse("2018-04-30"))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_as_itself(day: date):
    assert parse(day.isoformat()).earliest == parse(day.isoformat()).latest == day


@given(st.text(max_size=24))
def test_any_other_text_raises_only_value_error(text: str):
    try:
        parse(text)
    except ValueError:
        pass
    else:
        assert parse(text).earliest <= parse(text).latest
