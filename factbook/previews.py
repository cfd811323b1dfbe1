"""A folder of previews: the built sites of changes, each under its number, none of them trusted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

MOST_BYTES = 300_000_000
# The previews are no part of the site: no search engine should lead to them.
ROBOTS = "User-agent: *\nDisallow: /\n"


class Refused(Exception):
    """The site cannot be shown; the message says why. Nothing was written."""


def place(site: Path, previews: Path, number: str, keep: int) -> list[str]:
    """Put a site into the folder under its number; return the numbers that are there now, the latest `keep` of them.

    The site is a stranger's: links and hidden files are left away. Raises Refused for a number that is none, and for
    a site that is empty or too large.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number):
        raise Refused(f"{number!r} is no number of a change")
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and not _is_left_away(path, site)]
    if not files:
        raise Refused(f"there is no site in {site}")
    size = sum(path.stat().st_size for path in files)
    if size > MOST_BYTES:
        raise Refused(f"the site has {size:,} bytes, more than {MOST_BYTES:,}")
    shutil.rmtree(previews / number, ignore_errors=True)
    for path in files:
        target = previews / number / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    numbers = sorted((it.name for it in previews.iterdir() if it.is_dir() and it.name.isdigit()), key=int)
    for old in numbers[:-keep]:
        shutil.rmtree(previews / old)
    (previews / "robots.txt").write_text(ROBOTS, encoding="utf-8")
    (previews / ".nojekyll").touch()
    return numbers[-keep:]


def _is_left_away(path: Path, site: Path) -> bool:
    """Say whether a part of the path is hidden, or a link that may lead out of the site."""
    inside = (path, *path.parents)[:len(path.relative_to(site).parts)]
    return any(part.name.startswith(".") or part.is_symlink() for part in inside)
