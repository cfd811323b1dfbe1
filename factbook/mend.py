"""Apply the edits that checks are sure of, and nothing else: every other byte of a file stays."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import yaml

from factbook import yamlread
from factbook.problems import Mend


class Unsure(Exception):
    """An edit would do more, or less, than it says; nothing was changed by it."""


def mended(text: str, mends: Iterable[Mend]) -> str:
    """Return the text of a file with all edits made. Raises Unsure."""
    changes = sorted({it for it in mends if it.change != "remove"}, key=lambda it: str(it.at))
    removals = sorted({it for it in mends if it.change == "remove"}, key=lambda it: it.at, reverse=True)
    renamed = [it for it in changes if it.change == "key"]
    for mend in (*(it for it in changes if it.change == "value"), *removals, *renamed):  # a new key is another path
        text = _edited(text, mend)
    return text


def _edited(text: str, mend: Mend) -> str:
    """Return the text with one edit made, read again to see that it did just that."""
    start, end = _span(text, mend)
    after = text[:start] + mend.text + text[end:]
    try:
        if yamlread.read(after.encode()).value != _expected(yamlread.read(text.encode()).value, mend):
            raise Unsure(f"cannot be edited safely at {mend.at}")
    except (yamlread.Unreadable, LookupError, TypeError):
        raise Unsure(f"cannot be edited safely at {mend.at}") from None
    return after


def _expected(value: Any, mend: Mend) -> Any:
    """Return what the file holds once the edit is made."""
    value = deepcopy(value)
    holder = value
    for part in mend.at[:-1]:
        holder = holder[part]
    last = mend.at[-1]
    if mend.change == "value":
        holder[last] = yamlread.read(mend.text.encode()).value
    elif mend.change == "remove":
        del holder[last]
    else:
        if mend.text in holder:
            raise Unsure(f"there is a field '{mend.text}' already")
        holder[mend.text] = holder.pop(last)
    return value


def _span(text: str, mend: Mend) -> tuple[int, int]:
    """Return from where to where the text of an edit stands now."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(mark: yaml.Mark) -> int:
        return starts[mark.line] + mark.column

    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        holder, key = None, None
        for part in mend.at:
            holder = node
            if isinstance(node, yaml.MappingNode):
                key, node = next(pair for pair in node.value if pair[0].value == part)
            else:
                node = node.value[part]
    except (yaml.YAMLError, StopIteration, LookupError, AttributeError, TypeError):
        raise Unsure(f"nothing stands at {mend.at}") from None
    if mend.change == "key" and key is not None:
        return offset(key.start_mark), offset(key.end_mark)
    if mend.change == "value":
        return offset(node.start_mark), offset(node.end_mark)
    items, place = holder.value, mend.at[-1]
    if len(items) < 2 or not isinstance(place, int):
        raise Unsure(f"it is the only one at {mend.at}; take the field away")
    if holder.flow_style:
        if place + 1 < len(items):
            return offset(node.start_mark), offset(items[place + 1].start_mark)
        return offset(items[place - 1].end_mark), offset(node.end_mark)
    start = starts[node.start_mark.line]
    if text[start:offset(node.start_mark)].strip() != "-":
        raise Unsure(f"cannot be edited safely at {mend.at}")
    last = offset(node.end_mark)
    if last > start and text[last - 1] == "\n":  # a block ends where the next one starts
        return start, last
    end = text.find("\n", last)
    return start, len(text) if end < 0 else end + 1
