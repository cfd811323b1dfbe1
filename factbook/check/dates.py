"""Dates: steps come in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from factbook.dates import HonestDate
from factbook.load import Entry
from factbook.problems import Problem

IN_ORDER: dict[str, tuple[tuple[str, ...], ...]] = {
    "frameworks": (
        ("negotiations_agreed", "text_agreed", "signed", "submitted_to_diet", "lower_house_approval",
         "diet_approval", "instruments_exchanged", "in_force", "ended"),
        ("adopted", "opened_for_signature", "in_force", "in_force_japan", "ended"),
        ("opened_for_signature", "japan_signed", "japan_accepted", "in_force_japan"),
        ("diet_approval", "japan_accepted"),
        ("promulgated", "in_force"),
        ("started", "ended"),
    ),
    "organisations": (("founded", "ended"),),
    "symposia": (("first_held", "last_held"),),
    "conferences": (("first_held", "last_held"),),
    "programmes": (("started", "ended"),),
    "operations": (("took_place", "announced"),),
    "revisions": (("promulgated", "in_force"),),
}


def steps_in_order(entry: Entry) -> Iterator[Problem]:
    """A later step is not dated before an earlier one: signed before in force, first held before last held.

    Such dates are mostly mistyped, or taken from the wrong row of a table. Dates are compared at the precision that
    they have, and claims in conflict are left out.
    """
    for steps in IN_ORDER.get(entry.kind, ()):
        given = [(name, place, claim.value) for name in steps
                 for place, claim in enumerate(getattr(entry.model, name) or ()) if claim.confidence != "conflicting"]
        wrong = [pair for pair in combinations(range(len(given)), 2) if _are_swapped(given[pair[0]], given[pair[1]])]
        while wrong:  # the one step that disagrees with most others is told, and the others no more because of it
            counts = Counter(index for pair in wrong for index in pair)
            worst = max(counts, key=lambda index: (counts[index], index))
            nearest = min((sum(pair) - worst for pair in wrong if worst in pair), key=lambda it: abs(it - worst))
            (name, place, value), (other, _, when) = given[worst], given[nearest]
            yield entry.problem((name, place, "value"), "order",
                                f"{value} comes {'before' if nearest < worst else 'after'} {other} ({when})")
            wrong = [pair for pair in wrong if worst not in pair]


def _are_swapped(earlier: tuple[str, int, HonestDate], later: tuple[str, int, HonestDate]) -> bool:
    """Say whether two steps that follow each other have dates that do not."""
    return earlier[0] != later[0] and earlier[2].certainly_after(later[2])


EACH = (steps_in_order,)
