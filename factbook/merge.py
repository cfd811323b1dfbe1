"""Merge two records: one takes over the facts, names and relations of the other, whose id leads to it for ever."""

from __future__ import annotations

import re
from typing import Any

import yaml

from factbook import yamlread
from factbook.fields import fields
from factbook.load import Entry, Facts
from factbook.mend import mended
from factbook.models import RECORD_KINDS
from factbook.problems import Mend
from factbook.rename import Edit, Refused, kind_of, mentions_rewritten, registered
from factbook.style import comments, styled

_DATE = re.compile(r"(?<=[ \[])'([0-9]{4}(?:-[0-9]{2}){0,2})'(?=[,\]}\n])")


def merge(facts: Facts, old: str, into: str) -> Edit:
    """Return what makes one record a part of another of its kind. Raises Refused.

    `told` also names the fields that now hold claims of both and must be judged, those of which only the one of
    `into` is kept, and the comments that could not be kept.
    """
    kind = kind_of(facts, old)
    if old == into:
        raise Refused("a record cannot be merged into itself")
    if kind_of(facts, into) != kind:
        raise Refused(f"'{old}' is one of {kind}, '{into}' one of {facts.kinds[into]}; records of two kinds have other "
                      "fields, so move the facts by hand and withdraw the one that is left")
    files, told = mentions_rewritten(facts, old, into)
    name, gone = f"{kind}/{into}.yaml", f"{kind}/{old}.yaml"
    entries = {entry.id: entry for entry in facts.entries if entry.kind == kind}
    before = files.get(name) or (facts.folder / name).read_text(encoding="utf-8")
    other = _named_anew(entries[old].document.value, old, into)
    text, judged = _united(before, other, kind, into)
    files[name] = styled(text, kind)
    files[gone] = None
    kept = comments(str(files[name]))
    said = comments(before) + comments((facts.folder / gone).read_text(encoding="utf-8"))
    judged += [f"  a comment is not kept: {it}" for it in said if it not in kept]
    for entry in facts.entries:  # a list that named both names the one twice now
        path = f"{entry.kind}/{entry.id}.yaml"
        if files.get(path) and path != name:
            files[path] = _named_once(str(files[path]), entry, into)
    files |= registered(facts.folder, f"{kind}/{old}", {"to": f"{kind}/{into}"})
    return Edit(files, (f"{kind}/{old} → {kind}/{into}", *told, *judged))


def _named_anew(value: Any, old: str, into: str) -> Any:
    if isinstance(value, dict):
        return {key: into if item == old and key in ("record", "to") else _named_anew(item, old, into)
                for key, item in value.items()}
    return [_named_anew(item, old, into) for item in value] if isinstance(value, list) else value


def _united(text: str, other: dict[str, Any], kind: str, into: str) -> tuple[str, list[str]]:
    """Return the text of a record with what another adds to it, and what an editor must look at."""
    own = yamlread.read(text.encode()).value
    changed: dict[str, Any] = {}
    told = []
    names = [*own.get("aliases", []), *other.get("aliases", []), *other["title"].values()]
    changed["aliases"] = [it for it in dict.fromkeys(names) if it not in own["title"].values()]
    for field in fields(RECORD_KINDS[kind]):
        mine, theirs = own.get(field.name), other.get(field.name)
        if field.name in ("title", "aliases", "summary", "checked") or theirs is None or theirs == mine:
            continue
        if mine is None:
            changed[field.name] = theirs
        elif field.shape.claims:
            changed[field.name] = _listed(mine) + [it for it in _listed(theirs) if it not in _listed(mine)]
            told.append(f"  {field.name} holds claims of both: judge them")
        elif field.name == "details":
            changed[field.name], both = _details(mine, theirs)
            told += [f"  details.{key} holds claims of both: judge them" for key in both]
        elif field.name in ("sections", "partners", "events", "related"):
            changed[field.name] = mine + [it for it in theirs if it not in mine]
        elif field.shape.many or field.shape.by_key:
            raise Refused(f"both have '{field.name}'; bring those of one over by hand, take them away there, and "
                          "merge then")
        else:
            told.append(f"  {field.name} stays {mine!r}; the other had {theirs!r}")
    if "related" in own or "related" in changed:
        related = changed.get("related", own.get("related", []))
        changed["related"] = [it for it in related if it["to"] != into]
    for name, value in changed.items():
        text = _written(text, own, name, value)
    return text, told


def _listed(claims: Any) -> list[Any]:
    return claims if isinstance(claims, list) else [claims]


def _details(mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    found, both = dict(mine), []
    for key, detail in theirs.items():
        if key not in found:
            found[key] = detail
        elif detail != found[key]:
            new = [it for it in detail["claims"] if it not in found[key]["claims"]]
            found[key] = {**found[key], "claims": [*found[key]["claims"], *new]}
            both += [key] if new else []
    return found, both


def _written(text: str, own: dict[str, Any], name: str, value: Any) -> str:
    """Return the text with a field of its own written anew, or a new one at its end; style puts it in its place."""
    if own.get(name) == value:
        return text
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    start = next((number for number in starts if lines[number].startswith(f"{name}:")), None)
    new = _yaml(name, value) if value else []
    if start is None:
        return text.rstrip("\n") + "\n" + "".join(f"{line}\n" for line in new)
    end = next((number for number in starts if number > start), len(lines) - 1)
    return "\n".join([*lines[:start], *new, *lines[end:]])


def _yaml(name: str, value: Any) -> list[str]:
    text = yaml.dump({name: value}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000,
                     default_flow_style=None).rstrip("\n")
    plain = text[1:-1] if text.startswith("{") else text
    return _DATE.sub(lambda it: f'"{it[1]}"' if len(it[1]) == 4 else it[1], plain).split("\n")


def _named_once(text: str, entry: Entry, into: str) -> str:
    """Return the text of a file whose lists of records name one twice with the later ones taken away."""
    value = yamlread.read(text.encode()).value
    twice: list[Mend] = []
    for key, gap in value.get("gaps", {}).items() if entry.kind == "gaps" else ():
        places = [index for index, it in enumerate(gap.get("concerns", [])) if it == into]
        twice += [Mend(("gaps", key, "concerns", index), "remove") for index in places[1:]]
    related = value.get("related", []) if entry.kind in RECORD_KINDS else []
    seen: list[Any] = []
    for index, it in enumerate(related):
        if it["to"] == into and (it["kind"], it["to"]) in seen:
            twice.append(Mend(("related", index), "remove"))
        seen.append((it["kind"], it["to"]))
    return mended(text, twice)


