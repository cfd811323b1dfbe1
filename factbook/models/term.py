"""The glossary."""

from __future__ import annotations

from pydantic import Field

from factbook.models.base import Claims, Line, Many, Record, Value


class Term(Record):
    """A term of the field, in both languages."""

    definition: Claims[Value] = Field(title="Definition", description="What it means, in one or two sentences.")
    japanese_term: Claims[Value] | None = Field(
        None, title="Japanese term", description="The Japanese term as the sources write it."
    )
    english_term: Claims[Value] | None = Field(
        None, title="English rendering", description="The English renderings that the sources use."
    )
    match_en: Many[Line] = Field((), description="English words and phrases that are marked in the text.")
    match_ja: Many[Line] = Field((), description="Japanese words that are marked in the text.")
