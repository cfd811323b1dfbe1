"""A synthetic project: the real records again and again under new ids, as many as asked for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from factbook.load import Facts
from factbook.models.base import Record

COPIED = ("mkdocs.yml", "CONTRIBUTING.md", "CONTRIBUTING.ja.md", "hooks", "templates", "locales", "overrides", "docs",
          "factbook")


def project(root: Path, facts: Facts, count: int, folder: Path) -> None:
    """Write a project with `count` records below the folder; everything but data/ is the real one's."""
    for name in COPIED:
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    records = [entry for entry in facts.entries if isinstance(entry.model, Record)]
    known = {entry.id for entry in records}
    written = set()
    for number in range(count):
        entry, turn = records[number % len(records)], number // len(records)
        path = folder / "data" / entry.kind / f"{_again(entry.id, turn)}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        written.add((entry.id, turn))
        path.write_text(_yaml(_renamed(entry.document.value, known, turn)), encoding="utf-8")
    _complete(records, written, known, folder)
    used = {source for path in (folder / "data").rglob("*.yaml") for source in _sources(path)}
    _write_sources(facts, used, folder)


def _complete(records: list[Any], written: set[tuple[str, int]], known: set[str], folder: Path) -> None:
    """Drop what the last, incomplete turn refers to but does not have."""
    last = max(turn for _, turn in written)
    have = {ident for ident, turn in written if turn == last}
    for entry in records:
        path = folder / "data" / entry.kind / f"{_again(entry.id, last)}.yaml"
        if entry.id in have and len(have) < len(records):
            value = {key: _without(item, known - have) for key, item in entry.document.value.items()}
            if isinstance(value.get("series"), str) and value["series"] in known - have:
                del value["series"]
                value["form"] = "meeting"
            if value.get("parent") in known - have:
                del value["parent"]
            path.write_text(_yaml(_renamed(value, known, last)), encoding="utf-8")


def _without(value: Any, missing: set[str]) -> Any:
    """Return a value with the mentions of missing records put as plain text."""
    if isinstance(value, dict):
        if set(value) == {"record"} and value["record"] in missing:
            return {"code": value["record"]}
        return {key: _without(item, missing) for key, item in value.items()
                if not (key in ("parameter", "revision") and item in missing)}
    if isinstance(value, list):
        return [_without(item, missing) for item in value
                if not (isinstance(item, dict) and item.get("to") in missing)]
    return value


def _again(ident: str, turn: int) -> str:
    return f"{ident}-t{turn}" if turn else ident


def _renamed(value: Any, known: set[str], turn: int, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _renamed(item, known, turn, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, known, turn, key) for item in value]
    if turn and key in ("to", "record", "series", "parent", "parameter", "revision") and value in known:
        return _again(value, turn)
    return value


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _sources(path: Path) -> set[str]:
    found: set[str] = set()

    def look(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                look(item, name)
        elif isinstance(value, list):
            if key == "sources":
                found.update(value)
            for item in value:
                look(item)

    look(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))
    return found


def _write_sources(facts: Facts, used: set[str], folder: Path) -> None:
    for entry in facts.entries:
        if entry.kind == "sources":
            value = entry.document.value
            kept = {key: item for key, item in value["sources"].items() if key in used}
            if kept:
                path = folder / "data" / "sources" / f"{entry.id}.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_yaml({**value, "sources": kept}), encoding="utf-8")
