from __future__ import annotations

from pathlib import Path

import pytest

from factbook.dates import HonestDate
from factbook.language import Language
from factbook.models.base import Text

LOCALES = Path(__file__).parent.parent / "locales"
EN, JA = Language.read("en", LOCALES), Language.read("ja", LOCALES)


@pytest.mark.parametrize(("text", "english", "japanese"), [
    ("2018-04-01", "1 April 2018", "2018年4月1日"),
    ("2018-04", "April 2018", "2018年4月"),
    ("2018", "2018", "2018年"),
    ("FY2018", "fiscal year 2018", "2018年度"),
    ("2018-08-28/2018-08-31", "28–31 August 2018", "2018年8月28日～31日"),
    ("2013/2016-03", "2013 to March 2016", "2013年から2016年3月まで"),
    ("2014-05/", "since May 2014", "2014年5月から"),
    ("..2007-05", "by May 2007", "2007年5月以前"),
    ("2007..", "2007 or later", "2007年以後"),
    ("2001-01..2001-03", "between January 2001 and March 2001", "2001年1月から2001年3月までの間"),
])
def test_a_date_is_said_at_its_own_precision(text: str, english: str, japanese: str):
    when = HonestDate.parse(text)
    assert (EN.date(when), JA.date(when)) == (english, japanese)


@pytest.mark.parametrize(("value", "unit", "english", "japanese"), [
    (29645000, "jpy", "29,645,000 yen", "29,645,000円"),
    (1, "years", "1 year", "1年"),
    (3, "years", "3 years", "3年"),
    (12, None, "12", "12"),
])
def test_a_number_is_said_with_its_unit(value: int, unit: str | None, english: str, japanese: str):
    assert (EN.quantity(value, unit), JA.quantity(value, unit)) == (english, japanese)


def test_a_share_is_never_rounded_up_to_all():
    assert EN.percent(0.99999) == "99.9%"
    assert EN.percent(1.0) == "100%"


def test_english_stands_in_for_missing_japanese_and_says_so():
    assert JA.pick(Text(en="Only English")) == ("Only English", "en")
    assert JA.pick(Text(en="Both", ja="両方")) == ("両方", "ja")


def test_countries_have_their_names_in_both_languages():
    assert (EN.country("BR"), JA.country("BR")) == ("Brazil", "ブラジル")
    assert (EN.country("EU"), JA.country("EU")) == ("European Union", "欧州連合")
