"""Compose plain values, each with its place, out of the events of YAML's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from factbook.yamlread import Document, Path, Place, Unreadable
from factbook.yamlwords import told

DEEPEST_NESTING = 24

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None}


def compose(text: str) -> Document:
    """Return the document in a text; Unreadable and `refused` are as in `factbook.yamlread.read`."""
    document = Document()
    try:
        events = iter(yaml.CSafeLoader(text).get_event, None)
        document.value = _first_document(events, document)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(*told(error, text)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, 1, f"the character {error.character!r} is not allowed") from None
    return document


def _first_document(events: Iterator[yaml.Event], document: Document) -> Any:
    value = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(*_place(event), "a second document starts here; expected one a file")
            value = _value(next(events), events, document, ())
    return value


def _place(event: yaml.Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _value(event: yaml.Event, events: Iterator[yaml.Event], document: Document, path: Path) -> Any:
    place = _place(event)
    document.places.setdefault(path, place)
    if len(path) > DEEPEST_NESTING:
        raise Unreadable(*place, f"nested more than {DEEPEST_NESTING} levels deep", path)
    if isinstance(event, yaml.AliasEvent):
        document.refused.append(
            Unreadable(*place, f"alias '*{event.anchor}' is not allowed; write the value out", path)
        )
        return None
    if event.anchor:
        document.refused.append(
            Unreadable(*place, f"anchor '&{event.anchor}' is not allowed; leave it away", path)
        )
    if event.tag:
        document.refused.append(
            Unreadable(*place, f"tag '{event.tag}' is not allowed; leave it away", path)
        )
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, document, (*path, len(items))))
        return items
    return _mapping(events, document, path)


def _mapping(events: Iterator[yaml.Event], document: Document, path: Path) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        place = _place(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(*place, "a key must be a plain word", path)
        key = event.value
        inner = (*path, key)
        if key == "<<":
            document.refused.append(
                Unreadable(*place, "merge key '<<' is not allowed; write the values out", inner)
            )
        if key in mapping:
            first = document.places[inner][0]
            document.refused.append(
                Unreadable(*place, f"'{key}' is written twice; the first is in line {first}", inner)
            )
        document.places[inner] = place
        mapping[key] = _value(next(events), events, document, inner)
    return mapping


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Return a plain scalar as true, false, null, a number or text; a quoted one as text."""
    text = event.value
    if event.style:
        return text
    if text in _WORDS or not text:
        return _WORDS.get(text)
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= 18 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
