"""Rename and withdraw records: rewrite every mention, move the file, and keep the old id in the register."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from factbook.check import check, outline
from factbook.load import Facts, load
from factbook.problems import Problem, did_you_mean
from factbook.register import MOVED, PUBLISHED, read_register

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Refused(Exception):
    """What was asked for cannot be done; the message says why. Nothing has been written."""


@dataclass(frozen=True)
class Edit:
    """What is to be written: the content of files below data/, None for one to remove; `told` says it in words."""

    files: dict[str, str | None]
    told: tuple[str, ...]

    def problems(self, data: Path) -> list[Problem]:
        """Return what would be wrong with the data afterwards; nothing is written there."""
        with TemporaryDirectory(prefix="factbook-") as folder:
            tried = Path(folder) / data.name
            shutil.copytree(data, tried)
            self.write(tried)
            return check(load(tried))

    def write(self, data: Path) -> None:
        """Write it all; each file is written beside and put in place at once."""
        for name, content in self.files.items():
            path = data / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(path.suffix + ".new")
            beside.write_text(content, encoding="utf-8", newline="\n")
            beside.replace(path)


def rename(facts: Facts, old: str, new: str) -> Edit:
    """Return what gives a record another id. Raises Refused."""
    kind = kind_of(facts, old)
    if not _ID.fullmatch(new) or len(new) > 80:
        raise Refused(f"'{new}' is no id; expected lower-case letters, digits and single hyphens, at most 80")
    register = read_register(facts.folder)
    taken = [name for name in (*register.published, *register.moved) if name.partition("/")[2] == new]
    if new in facts.kinds or taken:
        raise Refused(f"the id '{new}' is taken by {facts.kinds[new] + '/' + new if new in facts.kinds else taken[0]}"
                      "; an id is never used again")
    files, told = mentions_rewritten(facts, old, new)
    name = f"{kind}/{old}.yaml"
    files[f"{kind}/{new}.yaml"] = files.pop(name, None) or _text(facts.folder / name)
    files[name] = None
    files |= registered(facts.folder, f"{kind}/{old}", {"to": f"{kind}/{new}"}, also=f"{kind}/{new}")
    return Edit(files, (f"{kind}/{old} → {kind}/{new}", *told))


def withdraw(facts: Facts, ident: str, en: str, ja: str) -> Edit:
    """Return what takes a record off the site, with the reason. Raises Refused while anything mentions it."""
    kind = kind_of(facts, ident)
    mentions = [f"{it.path}" for it in map(outline, facts.entries) if it.id != ident
                and any(mention.target == ident for mention in it.mentions)]
    if mentions:
        raise Refused(f"'{ident}' is mentioned in {', '.join(sorted(set(mentions)))}; take these mentions away first")
    files: dict[str, str | None] = {f"{kind}/{ident}.yaml": None}
    files |= registered(facts.folder, f"{kind}/{ident}", {"withdrawn": {"en": en, "ja": ja}})
    return Edit(files, (f"{kind}/{ident} withdrawn: {en}",))


def with_new_ids(facts: Facts) -> Edit:
    """Return what adds every id that is there to those ever published."""
    known = read_register(facts.folder).published
    present = {f"{kind}/{ident}" for ident, kind in facts.kinds.items()}
    added = sorted(present - set(known))
    return Edit({PUBLISHED: _lines({*known, *present})} if added else {}, tuple(f"+ {name}" for name in added))


def kind_of(facts: Facts, ident: str) -> str:
    """Return the kind of a record. Raises Refused if there is none."""
    if ident not in facts.kinds:
        raise Refused(f"no record is called '{ident}'." + did_you_mean(ident, facts.kinds))
    return facts.kinds[ident]


def mentions_rewritten(facts: Facts, old: str, new: str) -> tuple[dict[str, str | None], list[str]]:
    """Return the files that mention an id with the other in its place, and nothing else touched."""
    files: dict[str, str | None] = {}
    told = []
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for entry in facts.entries:
        places = [entry.problem(mention.path, "", "") for mention in outline(entry).mentions if mention.target == old]
        if not places:
            continue
        lines = _text(Path(entry.file)).split("\n")
        for place in sorted(places, key=lambda it: (it.line, it.column), reverse=True):
            number = next(n for n in range(place.line - 1, len(lines))
                          if word.search(lines[n], place.column - 1 if n == place.line - 1 else 0))
            start = place.column - 1 if number == place.line - 1 else 0
            lines[number] = lines[number][:start] + word.sub(new, lines[number][start:], count=1)
        files[entry.path.partition("/")[2]] = "\n".join(lines)
        told.append(f"  {entry.path}: {len(places)} mention{'s' * (len(places) > 1)}")
    return files, told


def registered(data: Path, name: str, went: dict[str, object], also: str | None = None) -> dict[str, str | None]:
    """Return the files of the register with a record that went away, if it had ever been published."""
    register = read_register(data)
    if name not in register.published:
        return {}
    path = data / MOVED
    before = _text(path).rstrip("\n") + "\n" if path.exists() else ""
    line = f"{name}: {json.dumps(went, ensure_ascii=False)}\n"
    return {MOVED: before + line, PUBLISHED: _lines({*register.published, *([also] if also else [])})}


def _lines(names: set[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names))


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


