"""How much of the data is evidenced, confirmed, translated, and how long ago it was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from factbook import walk
from factbook.load import Facts
from factbook.models.base import Confidence, Record, Text


@dataclass(frozen=True)
class Coverage:
    """Counts over some records; shares are of `facts` and `texts`, between 0 and 1."""

    records: int
    facts: int
    sourced: int
    confirmed: int
    derived: int
    conflicts: int
    texts: int
    japanese: int
    oldest_check: date | None

    @property
    def share_sourced(self) -> float:
        """Share of facts that name a source."""
        return self.sourced / self.facts if self.facts else 0.0

    @property
    def share_confirmed(self) -> float:
        """Share of facts that are confirmed."""
        return self.confirmed / self.facts if self.facts else 0.0

    @property
    def share_japanese(self) -> float:
        """Share of texts that are written in Japanese too."""
        return self.japanese / self.texts if self.texts else 0.0


def coverage(records: Iterable[Record]) -> Coverage:
    """Return the counts for the records."""
    records = list(records)
    claims = [(record, claim) for record in records for _, claim in walk.evidence(record)]
    texts = [text for record in records for _, text in walk.texts(record)]
    checks = [claim.checked or record.checked for record, claim in claims]
    return Coverage(
        records=len(records),
        facts=len(claims),
        sourced=sum(bool(claim.sources) for _, claim in claims),
        confirmed=sum(claim.confidence == Confidence.confirmed for _, claim in claims),
        derived=sum(claim.confidence == Confidence.derived for _, claim in claims),
        conflicts=sum(claim.confidence == Confidence.conflicting for _, claim in claims),
        texts=len(texts),
        japanese=sum(not isinstance(text, Text) or text.ja is not None for text in texts),
        oldest_check=min(checks, default=None),
    )


def in_all(kinds: Iterable[Coverage]) -> Coverage:
    """Return the counts of several kinds together."""
    kinds = list(kinds)
    checks = [it.oldest_check for it in kinds if it.oldest_check]
    counts = {it.name: sum(getattr(kind, it.name) for kind in kinds) for it in fields(Coverage)
              if it.name != "oldest_check"}
    return Coverage(**counts, oldest_check=min(checks, default=None))


def coverage_by_kind(facts: Facts) -> dict[str, Coverage]:
    """Return the counts for each kind that has records."""
    kinds = dict.fromkeys(facts.kinds.values())
    return {kind: coverage(facts.of(kind).values()) for kind in kinds}
