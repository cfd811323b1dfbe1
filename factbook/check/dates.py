"""Dates: steps come in their order."""

from __future__ import annotations

from collections.abc import Iterator

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
        given = [(name, claim.value) for name in steps
                 for claim in (getattr(entry.model, name) or ()) if claim.confidence != "conflicting"]
        for index, (name, value) in enumerate(given):
            for earlier, before in given[:index]:
                if earlier != name and before.certainly_after(value):
                    yield entry.problem((name,), "order", f"{value} comes before {earlier} ({before})")


EACH = (steps_in_order,)
