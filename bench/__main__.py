"""Run the measurements: `make bench`, or `python -m bench 100 1000` for other numbers of records."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.synthetic import project
from bench.weight import page_weight, search_payload
from factbook.load import load
from factbook.publish.stage import stage
from factbook.render import Settings, Site

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PLAIN = """\
site_name: Plain
theme: {name: material, font: false, features: [navigation.tabs]}
plugins: []
markdown_extensions: [attr_list, md_in_html, tables]
nav: [{Home: en/index.md}]
"""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds of the clock, seconds of the processor, megabytes at its peak."""

    seconds: float
    processor: float
    megabytes: float


def run(folder: Path, *command: str, **environment: str) -> Run:
    """Run a command in a folder and return what it took; end the benchmark if it fails."""
    start = time.perf_counter()
    child = os.posix_spawn(
        "/bin/sh", ["sh", "-c", f'cd "{folder}" && exec {" ".join(command)} >"{folder}/log" 2>&1'],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder), **environment})
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{(folder / 'log').read_text()[-2000:]}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size(folder: Path) -> tuple[int, float]:
    """Return the number of files and the megabytes of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1_000_000


def measure(count: int, scratch: Path) -> float:
    """Measure a synthetic project of so many records; return the seconds of a build per record."""
    folder = scratch / str(count)
    folder.mkdir()
    project(ROOT, load(ROOT / "data"), count, folder)
    checked = run(folder, f"{BIN}/python", "-m", "factbook", "check")
    pages = run(folder, f"{BIN}/mkdocs", "build", "--quiet", FACTBOOK_NO_SEARCH="1")
    whole = run(folder, f"{BIN}/mkdocs", "build", "--quiet")
    files, megabytes = size(folder / "site")
    print(f"{count:>7} {checked.seconds:>8.2f} {checked.megabytes:>7.0f} {pages.seconds:>9.1f} {pages.megabytes:>7.0f} "
          f"{whole.seconds:>9.1f} {whole.megabytes:>7.0f} {files:>7} {megabytes:>8.0f}", flush=True)
    return pages.seconds / count


def against_markdown(few: int, many: int, scratch: Path) -> None:
    """Build the same pages as Markdown through MkDocs and Material, and tell the ratio.

    The cost of a page is what each page from `few` records to `many` adds: neither side's start and listings count.
    Seconds are those of the processor: what else the machine does would tell in those of the clock.
    """
    costs = {}
    for count in (few, many):
        ours, plain = scratch / str(count), scratch / f"plain-{count}"
        html = len(list((ours / "site").rglob("*.html")))
        stage(Site(load(ours / "data"), date(2026, 1, 1), ROOT, Settings(names={"en": "A", "ja": "B"})), plain / "docs")
        shutil.rmtree(plain / "docs" / "api")
        (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
        costs[count] = (
            run(plain, f"{BIN}/mkdocs", "build", "--quiet").processor, len(list((plain / "docs").rglob("*.md"))),
            run(ours, f"{BIN}/mkdocs", "build", "--quiet", FACTBOOK_NO_SEARCH="1").processor, html)
    markdown, staged, finished, html = (after - before for before, after in zip(costs[few], costs[many], strict=True))
    one, other = 1000 * markdown / staged, 1000 * finished / html
    print(f"\nA page more, milliseconds of the processor, from {few} to {many} records ({html} pages):")
    print(f"  as Markdown through MkDocs and Material {one:.1f}; by this project {other:.1f}; ratio {other / one:.2f}")
    (markdown, staged, finished, html) = costs[many]
    print(f"A whole build of {many} records: {markdown:.1f} s for {staged} pages, {finished:.1f} s for {html}; "
          f"ratio of a page {finished / html / (markdown / staged):.2f}")


def real(scratch: Path) -> None:
    """Measure the real data: check, build, the weight of a page, the payload of a first search."""
    out = scratch / "real"
    checked = run(ROOT, f"{BIN}/python", "-m", "factbook", "check")
    (ROOT / "log").unlink(missing_ok=True)
    built = run(ROOT, f"{BIN}/mkdocs", "build", "--quiet", "--site-dir", str(out))
    (ROOT / "log").unlink(missing_ok=True)
    files, megabytes = size(out)
    print(f"\nThe real data: check {checked.seconds:.2f} s, {checked.megabytes:.0f} MB; "
          f"build {built.seconds:.1f} s, {built.megabytes:.0f} MB; {files} files, {megabytes:.0f} MB")
    weights = sorted((page_weight(out, path), path) for path in out.glob("en/*/*/index.html"))
    heavy, path = weights[-1]
    median = weights[len(weights) // 2][0]
    print(f"Record pages with all they load, compressed: median {median / 1000:.0f} KB, "
          f"heaviest {heavy / 1000:.0f} KB ({path.relative_to(out).parent})")
    for query, payload in search_payload(out).items():
        print(f"First search for {query}: {payload / 1000:.0f} KB")


def main() -> None:
    """Measure what is asked for."""
    counts = [int(word) for word in sys.argv[1:]] or [100, 1000, 10000]
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        print("records    check      MB     build      MB    +search     MB   files       MB")
        per_record = {count: measure(count, scratch) for count in counts}
        if len(counts) > 1:
            last, before = counts[-1], counts[-2]
            print(f"time per record at {last} against {before}: {per_record[last] / per_record[before]:.2f}")
            against_markdown(counts[0], counts[1], scratch)
        real(scratch)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
