"""Ids: what is mentioned exists, and no id is given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.check.outline import Outline
from factbook.problems import Problem, did_you_mean, surely_meant


def references_exist(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """A record that is mentioned exists, is of the kind expected there, and is another than the one that mentions it.

    Every mention becomes a link on the site. One to a record that is not there, or to a record of another kind, leads
    the reader astray. Where a record was renamed, `factbook rename` has rewritten the mentions; a misspelt id is the
    usual reason.
    """
    known = {it.id: it.kind for it in outlines if it.is_record}
    for it in outlines:
        for mention in it.mentions:
            target, kinds = mention.target, mention.kinds
            if target not in known:
                fitting = [ident for ident, kind in known.items() if not kinds or kind in kinds]
                yield it.problem(
                    mention.path, "reference", f"no record is called '{target}'." + did_you_mean(target, fitting),
                    it.mend(mention.path, "value", surely_meant(target, fitting)))
            elif kinds and known[target] not in kinds:
                yield it.problem(
                    mention.path, "reference",
                    f"'{target}' is one of {known[target]}, expected one of {', '.join(kinds)}")
            elif target == it.id:
                yield it.problem(mention.path, "reference", "the record refers to itself")


def ids_are_unique(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """An id names one record only, whatever its kind; a source and a question likewise.

    Other records mention a record by its id alone, and it is part of public addresses. Were it given twice, nobody
    could say which of the two is meant.
    """
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
    """A relation is written once, on one of the two records; the other shows its inverse by itself.

    Written on both sides, the two would drift apart as soon as one of them is changed.
    """
    seen: set[tuple[str, str, str]] = set()
    for it in outlines:
        for index, (kind, to) in enumerate(it.relations):
            pair = (it.id, kind, to)
            if pair in seen or (to, kind, it.id) in seen:
                place = ("related", index)
                yield it.problem(place, "relation", f"the relation {kind} with '{to}' is written already; "
                                 "leave one away", it.mend(place, "remove") if len(it.relations) > 1 else None)
            seen.add(pair)


ACROSS = (references_exist, ids_are_unique, relations_are_written_once)
