"""The benefit system for crime victims: its revisions, and each amount with its versions."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from factbook.dates import HonestDate
from factbook.models.base import (
    Claims,
    Code,
    Day,
    Evidence,
    Key,
    Line,
    Many,
    Model,
    Names,
    Number,
    ParameterId,
    Record,
    RevisionId,
    Some,
    Text,
    Value,
)


class Change(Evidence):
    """One row of the outline of a revision: what it was before and after."""

    topic: Text = Field(description="What changed.")
    before: Value | None = Field(None, description="The rule or value before; absent if none or not known.")
    before_note: Text | None = Field(None, description="Why there is no value before: not known, or did not exist.")
    after: Value | None = Field(None, description="The rule or value after.")
    after_note: Text | None = Field(None, description="Why there is no value after.")
    parameter: ParameterId | None = Field(None, description="The parameter that holds the values.")


class Instrument(Evidence):
    """An act, order or ordinance by which the revision was made."""

    title: Text = Field(description="What it is: Act, Cabinet Order, NPSC Rule.")
    number: Code = Field(description="The number, as 平成30年政令第94号.")
    number_en: Line | None = Field(None, description="The number in English, as Cabinet Order No. 94 of 2018.")
    promulgated: HonestDate | None = Field(None, description="When it was published as law.")
    in_force: HonestDate | None = Field(None, description="When it came into force.")


class RevisionForm(StrEnum):
    """What sort of step it is."""

    enactment = "enactment"
    act = "act"
    order = "order"
    technical = "technical"
    ruling = "ruling"
    background = "background"


class Revision(Record):
    """A revision of the benefit system."""

    form: RevisionForm = Field(
        strict=False,
        description="enactment, act (an act amended it), order (order or ordinance only), technical, ruling, "
        "background.",
    )
    instruments: Many[Instrument] = Field((), title="Instruments", description="By what it was made.")
    promulgated: Claims[HonestDate] | None = Field(
        None, title="Promulgated", description="The first day on which one of its instruments was published."
    )
    in_force: Claims[HonestDate] | None = Field(None, title="Entry into force", description="When it took effect.")
    applies_to_crimes_from: Claims[HonestDate] | None = Field(
        None, title="Applies to crimes from", description="The day of the crime that decides."
    )
    trigger: Claims[Value] | None = Field(None, title="What led to it", description="The reason or the event.")
    basis: Claims[Value] | None = Field(None, title="Basis", description="The plan or decision it rests on.")
    committee: Claims[Value] | None = Field(None, title="Experts' committee", description="Who studied it.")
    changes: Many[Change] = Field((), title="What changed", description="The outline, row by row.")


class Bracket(Model):
    """A row of an age table: daily base amounts for victims of these ages."""

    age_from: int = Field(ge=0, le=120, description="The first full year of age.")
    age_to: int | None = Field(ge=0, le=120, description="The last full year of age; null: no upper end.")
    min: int = Field(ge=0, description="The least daily base, in yen.")
    max: int = Field(ge=0, description="The greatest daily base, in yen.")


class Multiplier(Model):
    """A row of a table of multipliers."""

    case: Text = Field(description="The case, in words.")
    count: int | None = Field(None, ge=0, description="The number of persons it is for.")
    count_from: int | None = Field(None, ge=0, description="The number of persons from which on it is for.")
    grade: int | None = Field(None, ge=1, le=14, description="The grade of disability it is for.")
    condition: Line | None = Field(
        None, description="A further condition: wife-aged-or-disabled, constant-care, occasional-care."
    )
    age_from: int | None = Field(None, ge=0, le=120, description="For wife-aged-or-disabled: the first year of age.")
    multiplier: int = Field(ge=0, description="Days' worth of the daily base.")


class Relative(StrEnum):
    """How a survivor was related to the victim; husband and wife also without registered marriage."""

    wife = "wife"
    husband = "husband"
    spouse = "spouse"
    child = "child"
    parent = "parent"
    grandchild = "grandchild"
    grandparent = "grandparent"
    sibling = "sibling"


class Withheld(StrEnum):
    """Which share of the benefit is not paid."""

    none = "none"
    third = "1/3"
    two_thirds = "2/3"
    all = "all"


class Rule(Model):
    """A rule in words; what a calculation takes from it stands beside the words."""

    case: Text = Field(description="When it applies.")
    outcome: Text = Field(description="What follows.")
    article: Line | None = Field(None, description="The article, as Ordinance art. 4.")
    key: Key | None = Field(None, description="The name under which a calculation finds the figure.")
    figure: int | float | None = Field(None, description="The figure in the rule.")
    unit: str | None = Field(None, description="The unit of the figure: days, percent, jpy.")
    withheld: Annotated[Withheld, Field(strict=False)] | None = Field(
        None, description="The share that is not paid: none, 1/3, 2/3, all.")
    relations: Many[Annotated[Relative, Field(strict=False)]] = Field(
        (), description="Which relatives of the victim it is about: wife, husband, child, parent …")
    age_from: int | None = Field(None, ge=0, le=120, description="It holds from this age on.")
    age_below: int | None = Field(None, ge=0, le=120, description="It holds below this age.")
    table: ParameterId | None = Field(None, description="The parameter that holds the table to be used.")
    grade_from: int | None = Field(None, ge=1, le=14, description="It holds from this grade of disability on.")
    grade_to: int | None = Field(None, ge=1, le=14, description="It holds up to this grade of disability.")
    with_disability: bool = Field(False, description="It holds at any age with a disability.")


class Period(Model):
    """The crimes to which a version applies, by the day of the crime."""

    starts: Day = Field(alias="from", description="The first day.")
    ends: Day | None = Field(None, alias="to", description="The last day; absent: still in force.")


class Setting(Model):
    """Where a version is written."""

    instrument: Text = Field(description="The act, order or ordinance.")
    article: Line | None = Field(None, description="The article or table, as art. 6(1) or Table 1.")
    revision: RevisionId | None = Field(None, description="The revision that brought this version.")


class Version(Evidence):
    """The value of a parameter for the crimes of a period; exactly one form of value is given."""

    crimes: Period = Field(description="The crimes it applies to.")
    set_by: Many[Setting] = Field((), description="Where it is written.")
    not_known: Text | None = Field(None, description="For a hole: that it is not known, and what was looked for.")
    value: Value | None = Field(None, description="A number, a range, text or a table.")
    brackets: Many[Bracket] = Field((), description="An age table that covers every age once.")
    multipliers: Many[Multiplier] = Field((), description="A table of multipliers.")
    rules: Many[Rule] = Field((), description="Rules in words.")
    ages: Many[int] = Field((), description="For multipliers by age: below each of these ages the table is used once.")
    recipients: Many[Annotated[Relative, Field(strict=False)]] = Field(
        (), description="For an addition: which recipients get it; none named: all.")


class Group(StrEnum):
    """To which benefit a parameter belongs."""

    survivors = "survivors"
    disability = "disability"
    serious_injury = "serious-injury"
    all = "all"
    withholding = "withholding"


class Parameter(Record):
    """A table, an amount or a rule of the benefit system, with its versions."""

    group: Group = Field(
        strict=False, description="survivors, disability, serious-injury, all (for every benefit) or withholding.")
    place: int = Field(ge=1, description="Its place among those of its group, from 1.")
    unit: str | None = Field(None, title="Unit", description="jpy, jpy_per_day, years, days, share …")
    versions: Some[Version] = Field(title="Versions", description="Oldest first; no overlap, no unstated hole.")


class Point(Evidence):
    """A value of a yearly figure."""

    period: HonestDate = Field(description="The year, fiscal year or day it is for.")
    value: Number = Field(description="The figure.")


class Series(Model):
    """A line of yearly figures counted in one way."""

    label: Names = Field(description="What is counted.")
    unit: str = Field(description="people, decisions, applications, requests, jpy, months, countries …")
    basis: Text | None = Field(None, description="How and by whom it is counted; another basis is another series.")
    points: Some[Point] = Field(description="The figures, oldest first.")


class Statistic(Record):
    """Figures over time."""

    series: dict[str, Series] = Field(
        default_factory=dict, title="Series", description="Figures, each series counted in one way."
    )
