"""What breaks each rule and what keeps it, and what the checks say of both."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from factbook.check import check
from factbook.check.warnings import warn
from factbook.load import load
from factbook.problems import Problem
from factbook.tell import as_text

_HEAD = "# …\n"
_DAY = date(2026, 6, 1)  # on which the examples are checked


@dataclass(frozen=True)
class Example:
    """Files by their path below data/: those that break a rule, with what is said of them, and those that keep it."""

    wrong: Mapping[str, str]
    told: str
    right: Mapping[str, str]


def example(code: str) -> Example:
    """Return the example of a rule's code. Raises KeyError for a code without one."""
    it = _written()["codes"][code]
    return Example(it["wrong"], problems_of(it["wrong"])[1], it["right"])


def problems_of(files: Mapping[str, str]) -> tuple[list[Problem], str]:
    """Return the problems and warnings of the files amid the common ones, and how an author is told of them."""
    written = _written()
    with tempfile.TemporaryDirectory() as root:
        data = Path(root) / "data"
        for name, content in (written["base"] | dict(files)).items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content.replace(_HEAD, written["head"]), encoding="utf-8")
        facts = load(data)
        problems = check(facts) or warn(facts, _DAY)
        return problems, as_text(problems, Path(root))


@cache
def _written() -> dict[str, Any]:
    text = (Path(__file__).parent / "examples.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
