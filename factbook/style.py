"""The style of the files of data/, brought to a text without touching its meaning or its comments.

1. UTF-8 without a byte order mark, lines end with LF, no blanks at their ends, one line end at the end of the file.
2. The first line names the schema for editors.
3. Fields stand in the order of the models, at every level; a comment above a field stays above it.
4. What is inside a field is indented by two spaces, the items of a list not at all.

Whole lines are moved or shifted; a line that needs nothing stays as it is, quotes and line breaks included. What a
file holds before and after is compared, and every comment: `styled` raises Unsure rather than return something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from factbook import yamlread
from factbook.fields import Shape, fields
from factbook.models import KINDS
from factbook.models.base import Claim, Table, Text
from factbook.publish.schemas import modeline

_MODELINE = re.compile(r"#\s*yaml-language-server:.*")
_COMMENT = re.compile(r"""(?:^|\s)#.*$""")
_TABLE = ("columns", "rows")
_UNSURE = "cannot be brought into style without a change of what it says; look at its layout by hand"


class Unsure(Exception):
    """The text cannot be brought into style without a change of more than its style."""


def styled(text: str, kind: str) -> str:
    """Return a sound file of the kind in the style of the project. Raises Unsure."""
    before = yamlread.read(text.encode())
    after = "\n".join(line.rstrip(" \t") for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    lines = after.strip("\n").split("\n")
    if _MODELINE.fullmatch(lines[0]):
        lines = lines[1:]
    after = "\n".join([modeline(kind), *lines]).rstrip("\n") + "\n"
    for _ in range(len(lines) + 1):
        try:
            root = yaml.compose(after, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            raise Unsure(_UNSURE) from None
        changed = next(_changes(root, Shape("part", model=KINDS[kind]), after), None)
        if changed is None:
            break
        after = changed
    if yamlread.read(after.encode()).value != before.value or comments(after) != comments(text):
        raise Unsure(_UNSURE)
    return after


def _changes(node: yaml.Node, shape: Shape | None, text: str) -> Iterator[str]:
    """Yield the text with the first thing out of style put right, outer before inner."""
    if isinstance(node, yaml.MappingNode):
        names = _order(node, shape)
        if node.flow_style:
            yield from _flow_in_order(node, names, text)
        else:
            yield from _block_in_order(node, names, text)
            yield from _shifted(node, text)
        for key, value in node.value:
            yield from _changes(value, _inner(shape, key.value, node), text)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _changes(item, shape, text)


def _order(node: yaml.MappingNode, shape: Shape | None) -> list[str]:
    """Return the names of the fields of a mapping in their order; none where the order is the author's."""
    keys = {key.value for key, _ in node.value}
    if shape and shape.by_key:
        return []
    if shape and shape.claims:
        return [field.name for field in fields(Claim[Any])] if "confidence" in keys else _of_value(keys)
    if shape and shape.model:
        return [field.name for field in fields(shape.model)]
    return _of_value(keys)


def _of_value(keys: set[str]) -> list[str]:
    return list(_TABLE) if keys <= set(_TABLE) else [field.name for field in fields(Text)] if "en" in keys else []


def _inner(shape: Shape | None, name: str, node: yaml.MappingNode) -> Shape | None:
    """Return the shape of what stands under a name of a mapping."""
    if shape is None:
        return Shape("part", model=Table.model_fields["columns"].annotation.__args__[0]) if name == "columns" else None
    if shape.by_key:
        return Shape(shape.form, model=shape.model)
    model = Claim[Any] if shape.claims and "confidence" in {key.value for key, _ in node.value} else shape.model
    return next((field.shape for field in fields(model) if field.name == name), None) if model else None


def _flow_in_order(node: yaml.MappingNode, names: list[str], text: str) -> Iterator[str]:
    """Yield the text with the fields of a mapping in braces in their order, if all stand in one line."""
    if node.start_mark.line != node.end_mark.line or not _is_out_of_order(node, names):
        return
    at = _offsets(text)
    parts = [text[at(key.start_mark):at(value.end_mark)].rstrip(" ") for key, value in _sorted(node, names)]
    yield text[:at(node.start_mark)] + "{" + ", ".join(parts) + "}" + text[at(node.end_mark):]


def _block_in_order(node: yaml.MappingNode, names: list[str], text: str) -> Iterator[str]:
    """Yield the text with the fields of a mapping in their order, each with the comments above it."""
    if not _is_out_of_order(node, names):
        return
    lines = text.split("\n")
    column = node.start_mark.column
    starts = [key.start_mark.line for key, _ in node.value]
    if len(set(starts)) < len(starts):
        return
    for index in range(1, len(starts)):  # a comment belongs to the field below it; that of the first stays in place
        while starts[index] > starts[index - 1] + 1 and lines[starts[index] - 1].lstrip().startswith("#"):
            starts[index] -= 1
    end = _end(node, lines)
    blocks = {key.value: lines[start:stop] for (key, _), start, stop in zip(
        node.value, starts, [*starts[1:], end], strict=True)}
    first = node.value[0][0].value
    prefix = blocks[first][0][:column]
    blocks[first] = [" " * column + blocks[first][0][column:], *blocks[first][1:]]
    ordered = [blocks[key.value] for key, _ in _sorted(node, names)]
    moved = [line for block in ordered for line in block]
    if prefix.strip():  # the dash of a list's item stands before its first field
        if moved[0].lstrip().startswith("#"):
            return
        moved[0] = prefix + moved[0][column:]
    yield "\n".join([*lines[:starts[0]], *moved, *lines[end:]])


def _shifted(node: yaml.MappingNode, text: str) -> Iterator[str]:
    """Yield the text with what is inside a field shifted to where it belongs."""
    for key, value in node.value:
        if isinstance(value, yaml.ScalarNode) or value.flow_style or value.start_mark.line == key.start_mark.line:
            continue
        wanted = key.start_mark.column + (2 if isinstance(value, yaml.MappingNode) else 0)
        by = wanted - value.start_mark.column
        if by:
            lines = text.split("\n")
            start, end = key.start_mark.line + 1, _end(value, lines)
            inside = [line if not line.strip() else " " * by + line if by > 0 else line[-by:]
                      if not line[:-by].strip() else line.lstrip() for line in lines[start:end]]
            yield "\n".join([*lines[:start], *inside, *lines[end:]])


def _end(node: yaml.Node, lines: list[str]) -> int:
    """Return the line after the last of a block; comments and blank lines after it are not its own."""
    end = min(node.end_mark.line + (node.end_mark.column > 0 and node.end_mark.line == _last_line(node)), len(lines))
    end = max(end, _last_line(node) + 1)
    while end > node.start_mark.line + 1 and (
            not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _last_line(node: yaml.Node) -> int:
    """Return the line in which the last plain value of a node ends."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def _is_out_of_order(node: yaml.MappingNode, names: list[str]) -> bool:
    return [key.value for key, _ in node.value] != [key.value for key, _ in _sorted(node, names)]


def _sorted(node: yaml.MappingNode, names: list[str]) -> list[tuple[yaml.Node, yaml.Node]]:
    place = {name: index for index, name in enumerate(names)}
    return sorted(node.value, key=lambda pair: place.get(pair[0].value, len(names)))


def _offsets(text: str) -> Any:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return lambda mark: starts[mark.line] + mark.column


def comments(text: str) -> list[str]:
    """Return the comments of a text, sorted: what begins with # outside of quotes."""
    found = []
    for line in text.split("\n"):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', lambda it: "x" * len(it[0]), line)
        comment = _COMMENT.search(bare)
        if comment and not _MODELINE.fullmatch(line.strip()):
            found.append(line[comment.start():].strip())
    return sorted(found)
