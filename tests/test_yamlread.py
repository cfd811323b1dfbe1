from __future__ import annotations

import pytest

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
