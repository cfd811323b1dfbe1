"""Check a folder without keeping its values: half the files in each of two processes where there are many."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factbook.check import check_across, check_one
from factbook.check.outline import Outline, outline
from factbook.load import Entry, files, in_order, load_file
from factbook.problems import Problem

MANY = 2_000  # files; below it, starting another process takes longer than it saves


@dataclass(frozen=True)
class Survey:
    """The outlines of all files, and every problem, sorted."""

    outlines: tuple[Outline, ...]
    problems: tuple[Problem, ...]

    @property
    def records(self) -> int:
        """Return how many records there are."""
        return sum(it.is_record for it in self.outlines)

    @property
    def sources(self) -> int:
        """Return how many sources there are."""
        return sum(len(it.sources) for it in self.outlines)


def survey(data: Path, jobs: int | None = None) -> Survey:
    """Return what `check` tells of the folder; `jobs` is the number of processes."""
    paths = files(data)
    jobs = jobs or (os.cpu_count() or 1 if len(paths) > MANY else 1)
    with _without_collecting():
        parts = _in_processes(data, paths, jobs) if jobs > 1 else [_part(data, paths)]
        outlines = sorted((it for found, _ in parts for it in found), key=in_order)
        problems = {problem for _, found in parts for problem in found}
        return Survey(tuple(outlines), tuple(sorted(problems.union(check_across(outlines, data)))))


def _in_processes(data: Path, paths: Sequence[str], jobs: int) -> list[tuple[list[Outline], list[Problem]]]:
    from concurrent.futures import ProcessPoolExecutor  # slow to import, seldom needed

    shares = [paths[start::jobs] for start in range(jobs)]  # every so many-th, since files of a kind lie together
    with ProcessPoolExecutor(jobs - 1) as pool:
        others = [pool.submit(_part, data, share) for share in shares[1:]]
        return [_part(data, shares[0]), *(other.result() for other in others)]


def _part(data: Path, paths: Sequence[str]) -> tuple[list[Outline], list[Problem]]:
    """Return the outlines and the problems of some files."""
    outlines, problems = [], []
    with _without_collecting():
        for path in paths:
            for found in load_file(data, path):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    outlines.append(outline(found))
                    problems.extend(check_one(found) if isinstance(found, Entry) else ())
    return outlines, problems


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Do not look for circles of garbage: nothing here forms any, and looking takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
