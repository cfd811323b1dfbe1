"""The interface's words: each has its Japanese, and nothing is said in a unit that has no words."""

from __future__ import annotations

import re

import pytest

from factbook.check.codes import CODES
from factbook.derive import relations
from factbook.derive.status import Status
from factbook.fields import fields
from factbook.language import Language
from factbook.load import load
from factbook.models import KINDS, RECORD_KINDS, Model
from factbook.models.base import Column, Confidence, Detail, Section
from factbook.models.benefit import Series
from factbook.models.meeting import Participation
from factbook.models.source import SourceKind
from factbook.render.fieldreference import about, parts_of_records
from factbook.render.records import PARTS
from factbook.render.suggest import WORDS
from factbook.sentences import OF_RECORD
from factbook.walk import parts
from tests.conftest import ROOT

EN, JA = (Language.read(code, ROOT / "locales") for code in ("en", "ja"))
FACTS = load(ROOT / "data")


def in_templates() -> set[str]:
    """Return every message that a template names in full."""
    text = "\n".join(path.read_text(encoding="utf-8") for folder in ("templates", "overrides")
                     for path in sorted((ROOT / folder).rglob("*.html")))
    headings = re.findall(r"heads\(\[(.*?)\]\)", text)
    return set(re.findall(r'_\("([^"]+)"[,)]', text)) | set(re.findall(r'"([^"]+)"', " ".join(headings)))


def units() -> set[str]:
    found = set()
    for record in FACTS.records.values():
        found.add(getattr(record, "unit", None))
        found |= {value.unit for _, value in parts(record) if isinstance(value, (Column, Detail, Series))}
    return found - {None}


def made() -> set[str]:
    """Return every message that is put together of what models and data hold."""
    forms = {record.form.value for record in FACTS.records.values() if hasattr(record, "form")}
    return (
        {field.title for model in RECORD_KINDS.values() for field in model.model_fields.values() if field.title}
        | {pattern.format(kind) for kind in RECORD_KINDS for pattern in ("{}", "one of {}", "kind {}")}
        | {pattern.format(one.value) for one in Section for pattern in ("section {}", "section {} description")}
        | {f"form {form}" for form in forms} | {f"{{n}} {unit}" for unit in units()}
        | {one.value for one in Confidence} | {f"confidence {one.value}" for one in Confidence}
        | {f"participation {one.value}" for one in Participation} | {f"source {one.value}" for one in SourceKind}
        | {word for pair in relations.WORDS.values() for word in pair} | {heading for _, heading, _ in PARTS}
        | {status.value for status in Status} | {text for code in CODES.values() for text in (code.rule, code.why)}
        | {"Why", "Wrong", "What is told", "Right"} | set(WORDS.values()) | set(OF_RECORD.values())
        | {text for model in described() for text in (
            about(model), *(field.description for field in fields(model)))}
        | {f"shape {field.shape.form}" for model in described() for field in fields(model)}
    )


def described() -> set[type[Model]]:
    """Return every model that the reference of fields describes."""
    return {*KINDS.values(), *parts_of_records().values()}


def test_every_word_of_the_interface_has_its_japanese():
    assert sorted(word for word in in_templates() | made() if word not in JA.messages) == []


@pytest.mark.parametrize("prefix", [
    "form ", "section ", "kind ", "one of ", "{n} ", "source ", "participation ", "shape ", "field "])
def test_a_key_that_is_no_english_has_its_english(prefix: str):
    assert sorted(word for word in made() if word.startswith(prefix) and word not in EN.messages) == []


def test_both_languages_fill_in_the_same_places():
    places = re.compile(r"\{(\w+)\}")
    wrong = [word for word, said in JA.messages.items()
             if word not in EN.messages and set(places.findall(word)) != set(places.findall(said))]
    assert wrong == []
