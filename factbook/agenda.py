"""What is due, told as text for a terminal or as Markdown for the forge: facts to check, addresses to mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from factbook.derive.due import Due, DueRecord
from factbook.links import Answer, State
from factbook.load import Facts

MOST_PLACES = 6

_PARTS = {
    State.gone: ("Gone: find its new place, or a copy in an archive", "なくなったもの（移転先又は写しを探す）"),
    State.refused: ("Refused, perhaps because a program asked: look by hand", "拒否されたもの（人の目で確かめる）"),
    State.unreachable: ("Unreachable: look again later", "つながらないもの（後日改めて確かめる）"),
}


class _Text:
    """Lines for a terminal, in English."""

    def head(self, level: int, english: str, japanese: str) -> str:
        return f"{'' if level == 1 else '  '}{english}"

    def item(self, text: str) -> str:
        return f"    {text}"

    def words(self, text: str) -> str:
        return text

    code = link = words


class _Markdown(_Text):
    """Markdown with headings in both languages; words and addresses mean nothing but themselves."""

    def head(self, level: int, english: str, japanese: str) -> str:
        return f"{'#' * (level + 1)} {english} / {japanese}\n"

    def item(self, text: str) -> str:
        return f"- {text}"

    def words(self, text: str) -> str:
        return re.sub(r"([\\`*_\[\]<>#&~|])", r"\\\1", text).replace("@", "@\u200b")

    def code(self, text: str) -> str:
        return f"`{text.replace('`', '')}`"

    def link(self, text: str) -> str:
        return f"<{text}>" if re.fullmatch(r"[^\s<>`]+", text) else self.code(text)


def as_text(facts: Facts, due: Due, answers: Sequence[Answer] | None) -> str:
    """Return the report for a terminal; `answers` is None if no address was asked."""
    return _report(_Text(), facts, due, answers)


def as_markdown(facts: Facts, due: Due, answers: Sequence[Answer] | None) -> str:
    """Return the report in Markdown; `answers` is None if no address was asked."""
    return _report(_Markdown(), facts, due, answers)


FORMATS: dict[str, Callable[[Facts, Due, Sequence[Answer] | None], str]] = {"text": as_text, "markdown": as_markdown}


def _report(pen: _Text, facts: Facts, due: Due, answers: Sequence[Answer] | None) -> str:
    """Return the parts of the report, an empty line between them."""
    parts = [list(_checks(pen, due))]
    for kind, records in due.kinds.items():
        parts.append([pen.head(2, *_title(kind, records)), *(pen.item(_record(pen, one)) for one in records)])
    if answers is not None:
        parts.append(list(_links(pen, answers)))
        if any(it.state != State.unreachable for it in answers):
            parts += _addresses(pen, facts, answers)
    return "\n\n".join("\n".join(part) for part in parts)


def _title(kind: str, records: Sequence[DueRecord]) -> tuple[str, str]:
    """Return the heading of a kind with its counts, in both languages."""
    count = sum(len(one.facts) for one in records)
    return (f"{kind}: {_count(count, 'fact')} in {_count(len(records), 'record')}",
            f"{kind}：{len(records)}件の{count}事実")


def _checks(pen: _Text, due: Due) -> Iterator[str]:
    yield pen.head(1, "Facts to check again", "再確認の時期が来た事実")
    yield (f"{due.facts} of {due.all_facts} facts, in {due.records} of {due.all_records} records, "
           f"were last checked before {due.before}." if due.records else
           f"All {due.all_facts} facts in {due.all_records} records were checked on {due.before} or since.")


def _record(pen: _Text, one: DueRecord) -> str:
    """Return a record's line: its oldest check, its name and file, and where the facts stand that are due."""
    start = f"{one.checked}  {pen.words(one.title.en)}, {pen.code(one.path)}: "
    if not one.facts:
        return start + "the record as a whole"
    if len(one.facts) == one.total:
        return start + (f"all {one.total} facts" if one.total > 1 else "its one fact")
    places = [f"{pen.code(fact.field)} (line {fact.line})" for fact in one.facts[:MOST_PLACES]]
    more = len(one.facts) - len(places)
    return (start + f"{len(one.facts)} of {one.total} facts: " + ", ".join(places)
            + (f" and {more} more" if more else ""))


def _links(pen: _Text, answers: Sequence[Answer]) -> Iterator[str]:
    yield pen.head(1, "Addresses of sources", "資料のアドレス")
    counts = {state: sum(it.state == state for it in answers) for state in State}
    if answers and counts[State.unreachable] == len(answers):
        yield (f"None of {_count(len(answers), 'address')} could be reached: the network may be down where this "
               "report was made. Nothing is known of the sources.")
    else:
        yield (f"{_count(len(answers), 'address')} asked: {counts[State.good]} good, {counts[State.gone]} gone, "
               f"{counts[State.refused]} refused, {counts[State.unreachable]} unreachable.")


def _addresses(pen: _Text, facts: Facts, answers: Sequence[Answer]) -> list[list[str]]:
    """Return a part for each way in which an address fails, and one for those that have moved."""
    lines: dict[State | None, list[str]] = {}
    for it in answers:
        where = _sources(pen, facts, it.url)
        if it.moved:
            lines.setdefault(None, []).append(f"{pen.link(it.url)} → {pen.link(it.moved)}: {where}")
        if it.state != State.good:
            lines.setdefault(it.state, []).append(f"{pen.link(it.url)}: {pen.words(it.said)}; {where}")
    titles = {**_PARTS, None: ("Moved for good: take the new address, if the same text stands there",
                               "恒久的に移転したもの（同じ内容であれば新しいアドレスに改める）")}
    return [[pen.head(2, *title), *map(pen.item, lines[state])] for state, title in titles.items() if state in lines]


def _sources(pen: _Text, facts: Facts, url: str) -> str:
    """Return the sources that have an address, with their files, and whether it is one of a web archive."""
    found = [(ident, source) for ident, source in facts.sources.items() if source.url == url]
    named = [f"{pen.code(ident)} in {pen.code(f'data/sources/{facts.publishers[ident]}.yaml')}" for ident, _ in found]
    archived = ", an address in a web archive" if any(source.archived for _, source in found) else ""
    return ", ".join(named) + archived


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}{'es' if noun.endswith('s') else 's'}"
