"""The smallest right tree as a site, on a fixed day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from factbook.load import Facts, load
from factbook.render import Settings, Site

ROOT = Path(__file__).parent.parent
ONE = ROOT / "tests" / "fixtures" / "one" / "data"
DAY = date(2026, 1, 2)
NAMES = {"en": "A reference", "ja": "資料集"}


@cache
def facts() -> Facts:
    """Return the facts of the smallest tree."""
    return load(ONE)


def site(today: date = DAY, **settings: str) -> Site:
    """Return the smallest tree as a site."""
    return Site(facts(), today, ROOT, Settings(names=NAMES, **settings))
