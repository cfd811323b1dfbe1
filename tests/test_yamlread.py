from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factbook import yamlread


def read(text: str) -> object:
    return yamlread.read(text.encode()).value


@pytest.mark.parametrize(("text", "value"), [
    ("a: no", "no"), ("a: yes", "yes"), ("a: 1.10", 1.1), ('a: "1.10"', "1.10"), ("a: 12:30", "12:30"),
    ("a: 2024-01-02", "2024-01-02"), ("a: 2017-07", "2017-07"), ("a: 010", "010"), ("a: 0x10", "0x10"),
    ("a: 1_000", "1_000"), ("a: true", True), ("a: 'true'", "true"), ("a: null", None), ("a: ~", None), ("a:", None),
    ("a: -3", -3), ("a: 1e3", "1e3"), ("a: .inf", ".inf"), ("a: >-\n  1\n", "1"),
])
def test_only_true_false_null_and_plain_numbers_are_converted(text: str, value: object):
    assert read(text) == {"a": value}


def test_every_value_knows_its_line_and_column():
    document = yamlread.read(b"a:\n  b:\n  - c: 1\n  - d: 2\n")
    assert document.place(("a", "b", 1, "d")) == (4, 5)


def test_a_value_that_is_not_there_has_the_place_of_what_is_around_it():
    document = yamlread.read(b"a:\n  b: 1\n")
    assert document.place(("a", "missing", "deep")) == (1, 1)


def test_a_key_written_twice_is_refused_with_the_line_of_the_first():
    (refused,) = yamlread.read(b"a: 1\nb: 2\na: 3\n").refused
    assert (refused.line, refused.message) == (3, "'a' is written twice; the first is in line 1")


def test_a_byte_that_is_no_utf8_is_told_with_its_place():
    with pytest.raises(yamlread.Unreadable, match="byte 0xe9 is no UTF-8") as raised:
        yamlread.read(b"a: 1\nb: caf\xe9\n")
    assert (raised.value.line, raised.value.column) == (2, 7)


def test_a_file_of_windows_is_read_like_any_other():
    assert yamlread.read("\ufeffa: 1\r\nb: あ\r\n".encode()).value == {"a": 1, "b": "あ"}


ODD = [
    "a: True", "a: 010", "a: 0x1F", "a: 1e3", "a: .5", "a: 5.", "a: +1", "a: 1_000", "a: .inf",
    "a: 12345678901234567890",
    "a: -0x1", "[010, 1]", "- 0o7", "{a: 1,b: 007}", "1: a", "true: a", "{null: a}", "2018: a", "a: &b 1", "a: *b",
    "a: !!str 1", "<<: {a: 1}", "? a\n: b", "a: 1\n---\nb: 2", "a: 1\na: 2", "a:\t1", "a: b\r\n", "\ufeffa: b",
    "a: \"\x07\"", "a: b\u2028c", "a: [1, 2", "a: b: c", "a: {b: c}}", "%YAML 1.1\n---\na: 1",
]


@pytest.mark.parametrize("text", ODD)
def test_what_is_out_of_the_ordinary_is_left_to_the_careful_reader(text: str):
    assert yamlread.quick(text.encode()) is None


@pytest.mark.parametrize("content", [b"a: caf\xe9", b"", b"# only a comment"])
def test_what_has_no_value_is_left_to_the_careful_reader(content: bytes):
    assert yamlread.quick(content) is None


def test_the_quick_reader_reads_the_real_data_as_the_careful_one_does():
    paths = sorted((Path(__file__).parent.parent / "data").rglob("*.yaml"))
    quick = {path: yamlread.quick(path.read_bytes()) for path in paths}
    assert sum(value is not None for value in quick.values()) > 0.9 * len(paths)
    for path in paths:
        if quick[path] is not None:
            assert repr(quick[path]) == repr(yamlread.read(path.read_bytes()).value), path


plain = st.text(st.characters(codec="utf-8"), max_size=12)
scalars = plain | st.sampled_from(["1", "01", "1e5", "~", "no", "Null", "- a", "a: b", "#", "'", "x\ny", "1.", "true:"])
trees = st.recursive(scalars | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False),
                     lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
                     max_leaves=8)


@given(st.dictionaries(scalars, trees, min_size=1, max_size=3), st.sampled_from([False, True, None]))
def test_the_quick_reader_never_reads_otherwise_than_the_careful_one(tree: object, flow: bool | None):
    content = yaml.dump(tree, allow_unicode=True, default_flow_style=flow).encode()
    value = yamlread.quick(content)
    if value is not None:
        document = yamlread.read(content)
        assert (repr(document.value), document.refused) == (repr(value), [])


@given(st.text("ab:-, []{}#'\"\n01.&*!|>~", max_size=24))
def test_nor_in_text_that_no_program_would_write(text: str):
    value = yamlread.quick(text.encode())
    if value is not None and only_text_as_keys(value):  # what is not, no model takes, and the careful reader tells
        document = yamlread.read(text.encode())
        assert (repr(document.value), document.refused) == (repr(value), [])


def only_text_as_keys(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and only_text_as_keys(item) for key, item in value.items())
    return not isinstance(value, list) or all(map(only_text_as_keys, value))
