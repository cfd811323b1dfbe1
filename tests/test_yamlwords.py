"""What is wrong with a text that is no YAML, said so that an author can mend it."""

from __future__ import annotations

import pytest

from factbook.yamlread import Unreadable, read

CASES = {
    # text: line, column, what the message must hold
    "a: A treaty: signed\n": (1, 12, "holds ': '"),
    'a: "x\nb: "y"\n': (1, 4, "not closed in its line"),
    '"a: x\nb: y\n': (1, 1, "not closed in its line"),
    "a: 'x\nb: y\n": (1, 4, "not closed in its line"),
    'a: "he said "no""\n': (1, 14, "goes on after its closing"),
    "a: 'it's'\n": (1, 8, "goes on after its closing"),
    'a: "x" y\n': (1, 7, "goes on after its closing"),
    "a: @x\n": (1, 4, "cannot begin with '@'"),
    "a: `x`\n": (1, 4, "cannot begin with '`'"),
    "a: %x\n": (1, 4, "cannot begin with '%'"),
    "a: >x\n": (1, 4, "cannot begin with '>'"),
    "a: [x, y\nb: 1\n": (1, 4, "is not closed"),
    "a: {x: 1\nb: 2\n": (1, 4, "is not closed"),
    "a: [x\n": (1, 4, "is not closed"),
    "a: x\n  b: y\n": (2, 4, "deeper than the line before"),
    "a:\n  - b\n - c\n": (3, 2, "not in line with those above"),
    "a: - b\n": (1, 4, "begin it on the next line"),
    "a：b\nc: d\n": (1, 2, "Japanese colon"),
    "a: b\nc： d\n": (2, 2, "Japanese colon"),
    "a:b\nc: d\n": (1, 3, "space is missing after the colon"),
    "a: b\nc\n": (2, 1, "needs a colon and a space"),
    "a:\n\tb: c\n": (2, 1, "begins with a tab"),
    'a: "\\d"\n': (1, 5, "write two of them"),
    "a: {en: x}\nb: }\n": (2, 4, "put the text in double quotes"),
}


@pytest.mark.parametrize("text", CASES)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(text: str):
    line, column, words = CASES[text]
    with pytest.raises(Unreadable) as raised:
        read(text.encode())
    assert (raised.value.line, raised.value.column) == (line, column)
    assert words in raised.value.message
