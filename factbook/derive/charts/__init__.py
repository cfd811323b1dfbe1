"""Numbers to the geometry of charts: no markup, no words."""

from __future__ import annotations

from datetime import date

from factbook.derive.charts.ages import AgeChart, age_chart
from factbook.derive.charts.drawing import Axis, Place, Scale, Tick, round_ticks
from factbook.derive.charts.figures import figures
from factbook.derive.charts.steps import StepChart, cases_of, step_chart
from factbook.models.benefit import Parameter

Chart = StepChart | AgeChart


def parameter_chart(parameter: Parameter, today: date) -> Chart | None:
    """Return the history of a parameter as a chart, or None for rules, words and lists."""
    if parameter.unit is None:
        return None
    if any(version.brackets for version in parameter.versions):
        return age_chart(parameter)
    cases = [cases_of(version) for version in parameter.versions]
    if None in cases or not any(cases):
        return None
    return step_chart(parameter, cases, today)  # type: ignore[arg-type]


__all__ = ["AgeChart", "Axis", "Place", "Scale", "StepChart", "Tick", "figures", "parameter_chart", "round_ticks"]
