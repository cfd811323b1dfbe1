"""Charts and the timeline: their geometry, and what they say in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from factbook.derive import timeline
from factbook.derive.charts import AgeChart, Axis, StepChart, Tick, figures, parameter_chart, round_ticks
from factbook.derive.claims import ledger
from factbook.load import Facts, load
from factbook.models.benefit import Parameter, Statistic
from factbook.render.timeline import timeline_page
from tests.conftest import ROOT
from tests.sample import facts, site

TODAY = date(2026, 1, 2)
HEAD = {"title": {"en": "It", "ja": "それ"}, "summary": {"en": "It.", "ja": "それ。"}, "sections": ["benefits"],
        "checked": "2026-01-02"}
EVERY_POINT = {"sources": [], "confidence": "confirmed"}


def series(points: dict[str, Any], unit: str = "people", basis: str = "Counted.") -> dict[str, Any]:
    return {"label": {"en": "Paid", "ja": "支給"}, "unit": unit, "basis": {"en": basis},
            "points": [{"period": when, "value": value} | EVERY_POINT for when, value in points.items()]}


def statistic(**of: dict[str, Any]) -> Statistic:
    return Statistic.model_validate(HEAD | {"series": of})


def parameter(*versions: dict[str, Any], unit: str = "jpy") -> Parameter:
    return Parameter.model_validate(HEAD | {"group": "survivors", "place": 1, "unit": unit, "versions": [
        version | {"confidence": "confirmed"} for version in versions]})


def steps(*versions: dict[str, Any]) -> StepChart:
    chart = parameter_chart(parameter(*versions), TODAY)
    assert isinstance(chart, StepChart)
    return chart


def ages(*versions: dict[str, Any]) -> AgeChart:
    chart = parameter_chart(parameter(*versions), TODAY)
    assert isinstance(chart, AgeChart)
    return chart


def table(*rows: tuple[int, int | None, int, int]) -> list[dict[str, Any]]:
    return [dict(zip(("age_from", "age_to", "min", "max"), row, strict=True)) for row in rows]


CASES = [{"en": "With", "ja": "有"}, {"en": "Without", "ja": "無"}]
COLUMNS = [{"label": {"en": "Case"}}, {"label": {"en": "Least"}, "unit": "jpy"},
           {"label": {"en": "Most"}, "unit": "jpy"}]
FIRST = {"from": "2008-07-01", "to": "2024-06-14"}
SECOND = {"from": "2024-06-15"}
THREE = {"FY2005": 412, "FY2006": 458, "FY2007": 445}


@pytest.mark.parametrize(("low", "high"), [(0, 8.3), (0, 715), (0, 2_065_000_000), (0, 1), (0, 0), (0, 0.3),
                                           (0, 39_935_000), (181, 196), (0, 4200), (0, 1e-3)])
def test_ticks_are_round_and_cover_what_is_drawn(low: float, high: float):
    ticks = round_ticks(low, high, 6)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 6
    width = ticks[1] - ticks[0]
    assert f"{width:.6e}"[:3] in ("1.0", "2.0", "5.0")
    assert all(b - a == pytest.approx(width) for a, b in pairwise(ticks))


def test_an_axis_counts_in_the_greatest_power_that_keeps_its_ticks_whole():
    axis = Axis("jpy", tuple(Tick(0, value) for value in (0, 500_000_000, 1_000_000_000)))
    assert (axis.power(["8", "4"]), axis.power(["6", "3"]), axis.power(["9"])) == (8, 6, 0)
    assert axis.counted(1_484_470_000, 8) == 14.8447


def test_a_gap_breaks_the_line_and_is_hatched():
    (group,) = figures(statistic(paid=series(THREE | {"FY2009": 566, "FY2010": 600})))
    (line,) = group.chart.lines
    assert [len(part) for part in line.parts] == [3, 2]
    (gap,) = group.chart.gaps
    assert line.marks[2].x < gap.x < gap.x + gap.width < line.marks[3].x
    assert [str(when) for when in line.told.missing] == ["FY2008"]


def test_a_figure_between_gaps_is_a_mark_without_a_line():
    (group,) = figures(statistic(paid=series({"FY2005": 1, "FY2007": 2, "FY2009": 3})))
    assert group.chart.lines[0].parts == ()
    assert len(group.chart.lines[0].marks) == 3


def test_two_figures_of_one_year_are_not_joined():
    points = series({"FY2005": 1, "FY2006": 2, "FY2007": 3})
    points["points"].append({"period": "FY2007", "value": 5} | EVERY_POINT)
    (group,) = figures(statistic(paid=points))
    assert [len(part) for part in group.chart.lines[0].parts] == [3]


def test_a_fiscal_year_is_never_joined_with_a_calendar_year():
    (group,) = figures(statistic(paid=series({"FY2005": 1, "2006": 2, "2007": 3})))
    assert [len(part) for part in group.chart.lines[0].parts] == [2]


@pytest.mark.parametrize("other", [series(THREE, basis="Otherwise."), series(THREE, unit="decisions"),
                                   series({"2005": 412, "2006": 458, "2007": 445})])
def test_two_bases_never_share_a_drawing(other: dict[str, Any]):
    groups = figures(statistic(one=series(THREE), other=other))
    assert [group.keys for group in groups] == [("one",), ("other",)]
    assert all(len(group.chart.lines) == 1 for group in groups)


def test_series_of_one_basis_share_a_drawing_each_with_its_own_line_letter_and_shape():
    (group,) = figures(statistic(one=series(THREE), other=series(THREE)))
    assert [(line.key, line.letter, line.shape) for line in group.chart.lines] == [("one", "A", 0), ("other", "B", 1)]
    assert len({line.name_at for line in group.chart.lines}) == 2


def test_a_series_that_would_be_flat_beside_another_has_its_own_drawing():
    many = {when: value * 100 for when, value in THREE.items()}
    assert [group.keys for group in figures(statistic(one=series(THREE), many=series(many)))] == [("one",), ("many",)]


def test_fewer_than_three_figures_have_no_drawing():
    (group,) = figures(statistic(paid=series({"FY2005": 412, "FY2006": 458})))
    assert (group.keys, group.chart) == (("paid",), None)


def test_a_range_is_a_bar_and_an_approximate_figure_a_hollow_mark():
    points = {"FY2005": {"min": 2, "max": 4}, "FY2006": {"min": 3}, "FY2007": {"about": 3}, "FY2008": 5}
    (group,) = figures(statistic(paid=series(points)))
    (line,) = group.chart.lines
    closed, open_bar = line.bars
    assert closed.top < closed.bottom < group.chart.bottom
    assert not closed.open_top
    assert open_bar.open_top
    assert open_bar.top == group.chart.top
    assert [mark.approximate for mark in line.marks] == [True, False]
    assert len(line.parts) == 1


def test_everything_drawn_lies_within_the_axes():
    (group,) = figures(statistic(paid=series(THREE | {"FY2022": 715})))
    chart = group.chart
    for mark in chart.lines[0].marks:
        assert chart.left <= mark.x <= chart.right
        assert chart.top <= mark.y <= chart.bottom


def test_no_two_numbers_of_a_line_stand_on_each_other():
    (group,) = figures(statistic(paid=series({f"FY{year}": 400 + year % 3 for year in range(1990, 2020)})))
    labels = group.chart.lines[0].labels
    assert all(abs(a.x - b.x) >= 35 or abs(a.y - b.y) >= 13 for a in labels for b in labels if a != b)


def test_a_parameter_is_steps_from_its_first_version_to_today():
    chart = steps({"crimes": FIRST, "value": 3_200_000}, {"crimes": SECOND, "value": 10_600_000})
    (panel,) = chart.panels
    assert [(run.x == chart.left, run.end == chart.right) for run in panel.runs] == [(True, False), (False, True)]
    assert panel.runs[0].end == panel.runs[1].x
    assert panel.runs[0].y > panel.runs[1].y
    assert len(panel.joints) == 1


def test_a_version_that_is_not_known_is_a_hatched_gap_and_no_step():
    chart = steps({"crimes": FIRST, "not_known": {"en": "Looked for."}}, {"crimes": SECOND, "value": 1})
    (panel,) = chart.panels
    assert (panel.gaps[0].x, len(panel.runs), panel.joints) == (chart.left, 1, ())
    assert [str(when) for when in panel.told.missing] == ["2008-07-01/2024-06-14"]


def test_the_same_value_in_two_versions_is_one_step():
    (panel,) = steps({"crimes": FIRST, "value": 1}, {"crimes": SECOND, "value": 1}).panels
    assert len(panel.runs) == 1


def test_a_version_of_the_future_ends_the_drawing():
    chart = steps({"crimes": {"from": "2024-06-15", "to": "2027-03-31"}, "value": 1},
                  {"crimes": {"from": "2027-04-01"}, "value": 2})
    assert all(chart.left <= run.x <= run.end <= chart.right for run in chart.panels[0].runs)


def test_rows_of_least_and_most_are_bands_in_panels_of_one_scale():
    before, after = [[CASES[0], 1, 2], [CASES[1], None, None]], [[CASES[0], 3, 4], [CASES[1], 1, 2]]
    chart = steps({"crimes": FIRST, "value": {"columns": COLUMNS, "rows": before}},
                  {"crimes": SECOND, "value": {"columns": COLUMNS, "rows": after}})
    one, other = chart.panels
    assert [(run.y < run.bottom) for run in one.runs] == [True, True]
    assert (len(other.runs), len(other.gaps)) == (1, 1)
    assert (one.runs[0].y, one.runs[0].bottom) == (other.runs[0].y, other.runs[0].bottom)


def test_a_case_of_which_nothing_is_known_has_no_panel():
    rows = [[CASES[0], 1, 2], [CASES[1], None, None]]
    assert len(steps({"crimes": SECOND, "value": {"columns": COLUMNS, "rows": rows}}).panels) == 1


def test_age_tables_are_bars_in_panels_of_one_scale_with_what_differs_marked():
    before = table((0, 19, 3600, 5300), (20, 24, 4200, 6400), (25, None, 5200, 7900))
    after = table((0, 24, 5900, 5900), (25, None, 5200, 7000))
    chart = ages({"crimes": FIRST, "brackets": before}, {"crimes": SECOND, "brackets": after})
    first, second = chart.panels
    assert all(row.min_change is None for row in first.rows)
    young, rest = second.rows
    assert (young.x, young.min_change, young.max_change) == (young.end, "higher", "mixed")
    assert (rest.min_change, rest.max_change) == (None, "lower")
    assert len(young.before) == 2
    assert rest.x == first.rows[2].x


def test_an_unknown_age_table_is_a_panel_without_rows():
    chart = ages({"crimes": FIRST, "not_known": {"en": "Looked for."}},
                 {"crimes": SECOND, "brackets": table((0, None, 1, 2))})
    assert [len(panel.rows) for panel in chart.panels] == [0, 1]
    assert not chart.changes


@pytest.mark.parametrize("value", [{"en": "A third."}, True, [1, 2], {"columns": COLUMNS[:1], "rows": [[1]]}])
def test_words_lists_and_other_tables_have_no_chart(value: Any):
    assert parameter_chart(parameter({"crimes": SECOND, "value": value}), TODAY) is None


def test_rules_in_words_have_no_chart():
    rules = [{"case": {"en": "One"}, "outcome": {"en": "Nothing"}}]
    assert parameter_chart(parameter({"crimes": SECOND, "rules": rules}), TODAY) is None


@pytest.mark.parametrize(("code", "said"), [
    ("en", ("First: 412 people (fiscal year 2005)", "Last: about 403 people (fiscal year 2022)",
            "Highest: 715 people (fiscal year 2011)", "No figure for fiscal year 2008 to fiscal year 2010")),
    ("ja", ("最初は412人（2005年度）", "最後は約403人（2022年度）", "最高は715人（2011年度）",
            "2008年度から2010年度まで"))])
def test_the_description_of_a_line_names_first_last_and_highest_and_what_is_missing(code: str, said: tuple[str, ...]):
    record = statistic(paid=series(THREE | {"FY2011": 715, "FY2022": {"about": 403}}))
    html = site().renderer(code, f"{code}/statistics/it/").render(
        "record/series.html", record=record, ledger=ledger(record), figures=figures(record))
    description = html.split("<desc")[1].split("</desc>")[0]
    assert [words for words in said if words not in description] == []
    assert 'role="img"' in html
    assert html.count("<tr id=") == 5


def test_the_description_of_steps_names_first_last_and_highest():
    record = parameter({"crimes": FIRST, "value": 3_200_000}, {"crimes": SECOND, "value": 10_600_000})
    html = site().renderer("en", "en/parameters/it/").render(
        "record/chart.html", record=record, chart=parameter_chart(record, TODAY))
    for words in ("First: 3,200,000 yen (crimes from 1 July 2008)", "Last: 10,600,000 yen (crimes from 15 June 2024)",
                  "Highest: 10,600,000 yen"):
        assert words in html


def test_the_same_record_gives_the_same_chart():
    made = [(figures(statistic(one=series(THREE), other=series(THREE))),
             steps({"crimes": FIRST, "value": 1}, {"crimes": SECOND, "value": 2})) for _ in range(2)]
    assert made[0] == made[1]


def entries(of: Facts) -> tuple[timeline.Entry, ...]:
    return timeline.entries(of, {ident: ledger(record) for ident, record in of.records.items()}, TODAY)


def test_the_real_timeline_is_in_order_and_every_entry_leads_to_a_record_and_its_evidence():
    real = load(ROOT / "data")
    found = entries(real)
    assert [entry.known for entry in found] == sorted(entry.known for entry in found)
    assert len({entry.anchor for entry in found}) == len(found)
    for entry in found:
        numbers = {item.number for item in ledger(real.records[entry.record]).all}
        assert entry.claims
        assert {item.number for item in (*entry.claims, *entry.crimes_from)} <= numbers
    said = [(entry.date.text, entry.record) for entry in found]
    for step in (("1974-08-30", "bombing-1974"), ("1980-05-01", "revision-1980-enactment"),
                 ("2005-12-27", "basic-plans-crime-victims"), ("2017-04-10", "revision-2018-04"),
                 ("2017-07", "revision-2018-04"), ("2024-03-26", "supreme-court-2024"),
                 (TODAY.isoformat(), "revision-2024-06")):
        assert step in said
    assert set(real.of("revisions")) <= {entry.record for entry in found}


def test_what_comes_before_the_promulgation_is_preparation():
    sorts = {entry.date.text: entry.sort for entry in entries(load(ROOT / "data"))}
    assert sorts["2017-04-10"] == "preparation"
    assert sorts["2018-03-30"] == "order"
    assert sorts["2008-04-18"] == "act"


def test_the_stops_of_the_strip_can_be_pressed_apart_and_hold_every_entry():
    found = entries(load(ROOT / "data"))
    drawn = timeline.strip(found, TODAY)
    for lane in drawn.lanes:
        assert all(b.x - a.x >= timeline.TARGET for a, b in pairwise(lane.stops))
        assert [entry for stop in lane.stops for entry in stop.entries] == [
            entry for entry in found if entry.sort is lane.sort]


def test_a_day_before_the_first_rules_has_no_rules_of_today():
    of = facts()
    ledgers = {ident: ledger(record) for ident, record in of.records.items()}
    assert [entry.sort for entry in timeline.entries(of, ledgers, date(2000, 1, 1)) if entry.sort == "today"] == []


def test_the_page_has_an_entry_for_every_mark_of_its_strip():
    html = "".join(part.html for part in timeline_page(site(), "en").sections)
    targets = {piece.split('"')[0] for piece in html.split('href="#')[1:]}
    assert targets
    assert all(f'id="{target}"' in html for target in targets)


def test_the_page_of_nothing_is_still_a_page():
    empty = site()
    empty = type(empty)(Facts((), (), ROOT), TODAY, ROOT, empty.settings)
    assert timeline_page(empty, "ja").uri == "ja/benefits/history/"
