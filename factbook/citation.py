"""Citations of articles, written in English form in the data and said in Japanese form."""

from __future__ import annotations

import re

_LAWS = {"Act": "法", "Order": "令", "Ordinance": "規則"}
_KANJI = "〇一二三四五六七八九十"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_LETTERS = {"a": "イ", "b": "ロ", "c": "ハ", "d": "ニ"}
_ERAS = (("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912), ("明治", 1868))
_PART = r"\((?:\d+|[ivx]+|[a-d])\)"
_TOKEN = re.compile(
    rf"Act No\. (?P<act>\d+) of (?P<year>\d{{4}})"
    rf"|(?P<law>Act|Order|Ordinance)\b,?|(?P<arts>arts?\.)|(?P<tables>Tables?)|(?P<item>no\. \d+)"
    rf"|(?P<number>\d+)(?:-(?P<branch>\d+))?(?P<parts>(?:{_PART})*)|(?P<bare>{_PART}(?:{_PART})*)"
    r"|(?P<joint>, (?=Act|Order|Ordinance|Tables?|\d|\()| and (?=Tables?|\d|\()|–| to (?=\d))"
)


def in_japanese(citation: str) -> str | None:
    """Return `Order art. 6(1)(i) and Table 1` as 令第6条第1項第1号及び別表第一; None for any other text."""
    said: list[str] = []
    place, of, law, range_end = 0, "articles", False, False
    text = citation.strip()
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        found = _TOKEN.match(text, place) or _TOKEN.match(text, place - 1)
        if not found:
            return None
        place = found.end()
        if found["act"]:
            said.append(f"{_era(int(found['year']))}法律第{found['act']}号")
            law = True
        elif found["law"]:
            said.append(_LAWS[found["law"]])
            law = True
        elif found["arts"]:
            of = "articles"
        elif found["tables"]:
            of = "tables"
        elif found["item"]:
            said.append(f"第{found['item'][4:]}号")
        elif found["number"]:
            said.append(_table(int(found["number"])) if of == "tables" else _article(found))
        elif found["bare"]:
            said.append(_parts(found["bare"]))
        else:
            joint = found["joint"]
            range_end = joint in ("–", " to ")
            said.append({" and ": "及び", "–": "から", " to ": "から"}.get(joint, "、"))
            continue
        if range_end and (found["number"] or found["bare"]):
            said.append("まで")
            range_end = False
    return "".join(said) if law else None


def _era(year: int) -> str:
    """Return a year in the Japanese era that it ends in: 1950 as 昭和25年, 2019 as 令和元年."""
    name, first = next((name, first) for name, first in _ERAS if year >= first)
    return f"{name}{year - first + 1 if year > first else '元'}年"


def _article(found: re.Match[str]) -> str:
    branch = f"の{found['branch']}" if found["branch"] else ""
    return f"第{found['number']}条{branch}{_parts(found['parts'])}"


def _parts(text: str) -> str:
    said = ""
    for part in re.findall(r"\(([^)]+)\)", text):
        said += f"第{part}項" if part.isdigit() else _LETTERS.get(part) or f"第{_ROMAN[part]}号"
    return said


def _table(number: int) -> str:
    return f"別表第{_KANJI[number]}"
