"""The code of every rule: what problems are told under, in the order in which an author meets them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from factbook import register, releases
from factbook.check import benefits, dates, references, sources, warnings

# What reading a file already tells: the rules of the format, of the names of files, and of the models.
_READING = {
    "file": """A file lies at data/KIND/ID.yaml, and its name is the id of the record.

        The site is made from the files of data/ alone, and the place of a file says what it is.
        """,
    "yaml": """A file is plain YAML in UTF-8: no tab at the start of a line, no key twice, no anchor, alias or tag.

        What an author sees in the file is all that there is; no word of it means something hidden.
        """,
    "unknown-field": """Every field is one that the kind of record has.

        A misspelt field would otherwise be lost in silence. A fact for which there is no field goes into `details`.
        """,
    "missing": """A field that every record of the kind needs is there.

        Without it the page would have a hole where readers look first: a title, a summary, the day of the check.
        """,
    "unknown-word": """Where there is a fixed list of words, the word is one of them.

        Pages, filters and the translation know these words alone.
        """,
    "date": """A date is written as the source gives it: 2018, 2018-04, 2018-04-01, FY2018, or from one to another.

        Dates are sorted, compared and said in two languages; so they have one form, which keeps how precise they are.
        """,
    "shape": """A value has the form that its field asks for: text, a number, a list, a mapping of fields.

        Text that could be read as something else, as a number, stands in double quotes.
        """,
}

_RULES: dict[str, Callable[..., Any]] = {
    "id": references.ids_are_unique,
    "reference": references.references_exist,
    "relation": references.relations_are_written_once,
    "evidence": sources.facts_have_sources,
    "conflict": sources.conflicts_have_two_sides,
    "source": sources.sources_exist,
    "unused-source": sources.sources_are_used,
    "address-twice": sources.addresses_stand_once,
    "refused-source": sources.sources_can_be_shown,
    "source-title": sources.titles_are_titles,
    "order": dates.steps_in_order,
    "version-form": benefits.versions_have_one_form,
    "version": benefits.versions_follow,
    "bracket": benefits.brackets_cover_every_age,
    "register": register.ids_never_vanish,
    "release": releases.releases_speak_of_records,
}

_WARNINGS: dict[str, Callable[..., Any]] = {
    "not-checked-lately": warnings.checked_lately,
    "one-language": warnings.says_it_in_both_languages,
    "secondary-only": warnings.rests_on_more_than_secondary_sources,
}


class Code(NamedTuple):
    """A rule for its author: what holds, and why; both in English, as messages of the interface."""

    code: str
    rule: str
    why: str
    is_warning: bool


def _code(code: str, docstring: str) -> Code:
    rule, *why = (" ".join(part.split()) for part in inspect.cleandoc(docstring).split("\n\n"))
    return Code(code, rule, " ".join(why), code in _WARNINGS)


FUNCTIONS = _RULES | _WARNINGS
CODES: dict[str, Code] = {code: _code(code, text) for code, text in (
    *_READING.items(), *((code, function.__doc__ or "") for code, function in FUNCTIONS.items()))}

__all__ = ["CODES", "FUNCTIONS", "Code"]
