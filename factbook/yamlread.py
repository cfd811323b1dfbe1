"""Read YAML without surprises: no implicit types, no repeated keys, every value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml_rs

LARGEST_FILE = 2_000_000

Path = tuple[str | int, ...]
Place = tuple[int, int]


class Unreadable(Exception):
    """The text is not YAML that this project accepts; `line` and `column` count from 1."""

    def __init__(self, line: int, column: int, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.path = line, column, message, path


@dataclass
class Document:
    """Plain values, and the place of each by its path; a mapping's key has the place of the key."""

    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    refused: list[Unreadable] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Return the line and column of the value, or of the nearest one around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read(content: bytes) -> Document:
    """Return the document in the bytes.

    Raises Unreadable for what is no YAML, too large or too deep. What can be read although it is
    refused (a key written twice, an anchor, a tag) is listed in the document's `refused`.
    """
    if len(content) > LARGEST_FILE:
        size = len(content) / 1_000_000
        raise Unreadable(1, 1, f"the file has {size:.1f} MB, expected at most "
                               f"{LARGEST_FILE // 1_000_000} MB; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise Unreadable(
            line, column, f"byte {content[error.start]:#04x} is no UTF-8; save the file as UTF-8"
        ) from None
    from factbook.compose import compose  # PyYAML: not needed where every file is in order

    return compose(text)


# What the two parsers may read in different ways, or what is refused: a tag, an anchor, an alias, a
# number, true or null in another spelling than ours or as a key, a second document.
_ODD = re.compile(
    r"[\n:,\[{-](?:(?<=[\n,\[{]) *|(?<=[:-]) +)(?=[-+.0-9TFNtfn~&*!%?<>|:\[{])"
    r"(?:[&*!%]|[|>](?!-\n)|[?:](?=\s|$)|\?|<<|---|\.\.\."
    r"|(?:\[[^\]]*\]|\{[^}]*\}) *:"
    r"|(?:True|TRUE|False|FALSE|Null|NULL|[-+]?0[0-9xob_][0-9A-Fa-f_]*|[-+]?[0-9][0-9_.]*[eE][-+]?[0-9]+"
    r"|[-+]?\.[0-9a-zA-Z]+|[-+]?[0-9]+\.|[-+]?[0-9]*_[0-9_]*|\+[0-9.]+|[-+]?[0-9.]{16,})(?= *(?:[,\]}\n:]| #|$))"
    r"|(?:true|false|null|~|[-+]?[0-9.]+) *:(?=\s|$))"
    r"|\{(?! *[A-Za-z_]\w*: \S)|[\[{][^\]}\n]*(?:\n|: [|>])|[\[,] *[|>]")
_THOUSANDS = re.compile(r",0[0-9]{2}\.?")
# Bytes of common text; and, as UTF-8, characters above them that YAML treats apart.
_COMMON = bytes((0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)))
_APART = ("\ufeff".encode(), "\u2028".encode(), "\u2029".encode(), "\ufffe".encode(), "\uffff".encode())
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


def quick(content: bytes) -> Any:
    """Return the values of a file in which nothing is out of the ordinary, without their places; else None.

    What it returns is what `read` returns, in a fifth of the time; None says that only `read` can tell.
    """
    try:
        text = content.decode()
        if len(content) > LARGEST_FILE or _has_odd_characters(content) or _is_odd("\n" + text):
            return None
        return yaml_rs.loads(text, parse_datetime=False)
    except ValueError:  # no UTF-8, no YAML, a key written twice
        return None


def _is_odd(text: str) -> bool:
    """Say whether the parsers may read the text in different ways; `1,000` in a line without brackets is no list."""
    for found in _ODD.finditer(text):
        start, end = text.rfind("\n", 0, found.end()), text.find("\n", found.end())
        line = text[start:end] if end >= 0 else text[start:]
        if not _THOUSANDS.fullmatch(found[0]) or "[" in line or "{" in line:
            return True
    return False


def _has_odd_characters(content: bytes) -> bool:
    """Say whether a control character, a tab or a foreign line end is among the bytes."""
    return (bool(content.translate(None, _COMMON)) or any(apart in content for apart in _APART)
            or (b"\xc2" in content and bool(_C1.search(content))))
