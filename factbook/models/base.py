"""What every record shares: text in two languages, values, claims with their evidence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from factbook.dates import HonestDate

T = TypeVar("T")

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
# Ids that name something: `x-names` says of which kinds, so that editors are offered what there is.
RecordId = Annotated[Id, Field(json_schema_extra={"x-names": "records"})]
RevisionId = Annotated[Id, Field(json_schema_extra={"x-names": "revisions"})]
ParameterId = Annotated[Id, Field(json_schema_extra={"x-names": "parameters"})]
SeriesId = Annotated[Id, Field(json_schema_extra={"x-names": "symposia conferences"})]
OrganisationId = Annotated[Id, Field(json_schema_extra={"x-names": "organisations"})]
SourceId = Annotated[Id, Field(json_schema_extra={"x-names": "sources"})]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(json_schema_extra={"x-names": "countries"})]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
Many = Annotated[tuple[T, ...], Field(strict=False)]
Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("day", "expected a day, as 2018-04-01") from None
    if isinstance(value, date):
        return value
    raise PydanticCustomError("day", "expected a day, as 2018-04-01")


Day = Annotated[date, BeforeValidator(_day)]


class Model(BaseModel):
    """A closed, strict, frozen mapping: an unknown key is an error, "1896" is not 1896."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Names(Model):
    """A name or text that always has both languages."""

    en: Line = Field(description="In English.")
    ja: Line = Field(description="In Japanese.")


class Text(Model):
    """Text in English and, where it is written already, in Japanese."""

    en: Line = Field(description="In English.")
    ja: Line | None = Field(None, description="In Japanese; English stands in while it is missing.")


class Code(Model):
    """A number, a name or a title that stands as it is in both languages."""

    code: Line = Field(description="The text as it stands, the same in both languages.")


class Link(Model):
    """A public address."""

    url: Url = Field(description="The address, with http:// or https://.")


class Reference(Model):
    """Another record of this site."""

    record: RecordId = Field(description="The id of the record.")


class Range(Model):
    """A number known only within bounds; at least one bound is given."""

    min: int | float | None = Field(None, description="The least that it can be.")
    max: int | float | None = Field(None, description="The most that it can be.")


class About(Model):
    """A number that its source calls approximate."""

    about: int | float = Field(description="The approximate number.")


_SHAPES = {
    "en": "text", "ja": "text", "code": "code", "url": "link", "record": "reference",
    "min": "range", "max": "range", "about": "about", "columns": "table", "rows": "table",
}


_FORMS = {
    str: "date", HonestDate: "date", bool: "yes_no", int: "number", float: "number", list: "list", tuple: "list",
    Text: "text", Code: "code", Link: "link", Reference: "reference", Range: "range", About: "about",
}


def kind_of_value(value: Any) -> str | None:
    """Return which form of value was written, by its shape alone."""
    if type(value) is dict:
        return next((_SHAPES[key] for key in value if key in _SHAPES), None)
    return _FORMS.get(type(value)) or ("table" if type(value).__name__ == "Table" else None)


_VALUE_EXPECTED = (
    "expected a value: a date as 2018-04-01, a number, true or false, text as {en: …, ja: …}, "
    "{code: …}, {url: …}, {record: id}, {min: …, max: …}, {about: …}, a list of these, "
    "or a table with columns and rows"
)

Scalar = Annotated[
    Annotated[HonestDate, Tag("date")]
    | Annotated[bool, Tag("yes_no")]
    | Annotated[int | float, Tag("number")]
    | Annotated[Text, Tag("text")]
    | Annotated[Code, Tag("code")]
    | Annotated[Link, Tag("link")]
    | Annotated[Reference, Tag("reference")]
    | Annotated[Range, Tag("range")]
    | Annotated[About, Tag("about")],
    Discriminator(
        kind_of_value, custom_error_type="value", custom_error_message=_VALUE_EXPECTED
    ),
]


class Column(Model):
    """A column of a table."""

    label: Text = Field(description="The heading.")
    unit: str | None = Field(None, description="The unit of every number below: jpy, years, people …")


class Table(Model):
    """A value that is a table. A cell that is not known is null."""

    columns: Some[Column] = Field(description="The columns, from left to right.")
    rows: Some[Some[Scalar | None]] = Field(description="The rows, each with a cell for each column.")


Value = Annotated[
    Annotated[HonestDate, Tag("date")]
    | Annotated[bool, Tag("yes_no")]
    | Annotated[int | float, Tag("number")]
    | Annotated[Text, Tag("text")]
    | Annotated[Code, Tag("code")]
    | Annotated[Link, Tag("link")]
    | Annotated[Reference, Tag("reference")]
    | Annotated[Range, Tag("range")]
    | Annotated[About, Tag("about")]
    | Annotated[Table, Tag("table")]
    | Annotated[Some[Scalar], Tag("list")],
    Discriminator(
        kind_of_value, custom_error_type="value", custom_error_message=_VALUE_EXPECTED
    ),
]

Number = Annotated[
    Annotated[int | float, Tag("number")]
    | Annotated[Range, Tag("range")]
    | Annotated[About, Tag("about")],
    Discriminator(
        kind_of_value,
        custom_error_type="value",
        custom_error_message="expected a number, {min: …, max: …} or {about: …}",
    ),
]


class Confidence(StrEnum):
    """How sure a claim is."""

    confirmed = "confirmed"
    single = "single"
    conflicting = "conflicting"
    derived = "derived"


class Evidence(Model):
    """What a claim rests on."""

    as_of: HonestDate | None = Field(None, description="The date for which the value was true.")
    sources: Many[SourceId] = Field((), description="Ids of the sources that say so.")
    locator: Line | None = Field(None, description="Where in the source: a page, an article.")
    confidence: Confidence = Field(
        strict=False,
        description="confirmed: a primary source or several; single: one source that is not primary, "
        "or a partial one; conflicting: sources differ; derived: worked out from other facts."
    )
    checked: Day | None = Field(
        None, description="The day on which the source was last read, if another than the record's."
    )
    derived_from: Text | None = Field(
        None, description="For a derived value: from what it was worked out, and how."
    )
    note: Text | None = Field(None, description="What a reader must know to read the value rightly.")


class Claim(Evidence, Generic[T]):
    """A value and what it rests on."""

    value: T = Field(description="The value as the sources give it.")


def _as_list(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


class Detail(Model):
    """A fact for which the kind has no field of its own."""

    label: Names = Field(description="What the fact says, in one to five words.")
    unit: str | None = Field(None, description="The unit of the numbers: jpy, usd, people, countries …")
    claims: Some[Claim[Value]] = Field(
        description="What is known, one claim for each value; conflicting claims stand side by side."
    )


class Event(Evidence):
    """A dated step in the history of a record."""

    date: HonestDate = Field(description="When it happened.")
    text: Text = Field(description="What happened, in one sentence.")


class Section(StrEnum):
    """Where on the site a record belongs."""

    investigation = "investigation"
    information_exchange = "information-exchange"
    conferences = "conferences"
    promotion = "promotion"
    benefits = "benefits"


class RelationKind(StrEnum):
    """How one record stands to another; the inverse is derived."""

    part_of = "part-of"
    implements = "implements"
    amends = "amends"
    follows = "follows"
    based_on = "based-on"
    run_by = "run-by"
    funded_by = "funded-by"
    takes_part = "takes-part"
    uses = "uses"
    explains = "explains"
    see_also = "see-also"


class Relation(Model):
    """A typed relation to another record, written on one side only."""

    kind: RelationKind = Field(strict=False, description="How this record stands to the other.")
    to: RecordId = Field(description="The id of the other record.")
    note: Text | None = Field(None, description="More about the relation.")


class Record(Model):
    """What every kind of record has."""

    title: Names = Field(description="The name by which readers know it, in both languages.")
    aliases: Many[Line] = Field((), description="Other names, short names and numbers it is searched by.")
    summary: Names = Field(
        description="One paragraph for a reader who knows nothing; it says nothing that the facts do not."
    )
    sections: Some[Annotated[Section, Field(strict=False)]] = Field(
        description="The sections of the site it belongs to.")
    partners: Many[Country] = Field(
        (), description="Countries, regions and the EU that it concerns beside Japan, as two letters."
    )
    checked: Day = Field(description="The day on which its sources were last read.")
    details: dict[Key, Detail] = Field(
        default_factory=dict, description="Facts for which the kind has no field of its own."
    )
    events: Many[Event] = Field((), description="Dated steps that no field holds.")
    related: Many[Relation] = Field((), description="Relations to other records.")


class Claims:
    """`Claims[T]`: one claim, or several side by side; always read as a tuple."""

    def __class_getitem__(cls, of: Any) -> Any:
        one = Claim[of]
        return Annotated[
            tuple[one, ...],
            Field(strict=False, min_length=1),
            BeforeValidator(_as_list, json_schema_input_type=one | list[one]),
        ]
