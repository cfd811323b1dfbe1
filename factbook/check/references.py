"""Ids: what is mentioned exists, and no id is given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.check.outline import Outline
from factbook.problems import Problem, did_you_mean


def references_exist(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """A record that is mentioned must exist."""
    known = {it.id: it.kind for it in outlines if it.is_record}
    for it in outlines:
        for mention in it.mentions:
            target, kinds = mention.target, mention.kinds
            if target not in known:
                fitting = [ident for ident, kind in known.items() if not kinds or kind in kinds]
                yield it.problem(
                    mention.path, "reference", f"no record is called '{target}'." + did_you_mean(target, fitting))
            elif kinds and known[target] not in kinds:
                yield it.problem(
                    mention.path, "reference",
                    f"'{target}' is one of {known[target]}, expected one of {', '.join(kinds)}")
            elif target == it.id:
                yield it.problem(mention.path, "reference", "the record refers to itself")


def ids_are_unique(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """An id names one record only, whatever its kind; a source and a question likewise."""
    seen: dict[tuple[str, str], str] = {}
    for it in outlines:
        names = [("record", it.id, ())] if it.is_record else [
            *(("sources", key, ("sources", key)) for key, _, _ in it.sources),
            *(("gaps", key, ("gaps", key)) for key in it.questions),
        ]
        for group, key, path in names:
            first = seen.setdefault((group, key), it.path)
            if first != it.path:
                yield it.problem(path, "id", f"the id '{key}' is taken by {first}")


def relations_are_written_once(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """A relation is written on one side; its inverse is derived."""
    seen: set[tuple[str, str, str]] = set()
    for it in outlines:
        for index, (kind, to) in enumerate(it.relations):
            pair = (it.id, kind, to)
            if pair in seen or (to, kind, it.id) in seen:
                yield it.problem(
                    ("related", index), "relation",
                    f"the relation {kind} with '{to}' is written already; leave one away")
            seen.add(pair)


ACROSS = (references_exist, ids_are_unique, relations_are_written_once)
