"""Which facts rest on a source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from factbook.derive.claims import Ledger, Numbered
from factbook.load import Facts


@dataclass(frozen=True)
class Use:
    """A claim of a record that names a source."""

    record: str
    claim: Numbered


def uses(facts: Facts, ledgers: dict[str, Ledger]) -> dict[str, tuple[Use, ...]]:
    """Return the claims that rest on each source, in the order of the records."""
    found: dict[str, list[Use]] = defaultdict(list)
    for ident in facts.records:
        for item in ledgers[ident].all:
            for source in item.claim.sources:
                found[source].append(Use(ident, item))
    return {source: tuple(found[source]) for source in sorted(found)}
