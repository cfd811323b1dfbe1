"""What a reader's browser needs to propose the smallest edit of a record's YAML: where each value stands in it.

Made only where a repository is named, to which a proposal can go. No interface to rely on: it serves the form alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic_core import to_json

from factbook import yamlread
from factbook.derive.claims import Numbered
from factbook.fields import fields
from factbook.models import RECORD_KINDS
from factbook.publish.schemas import author_schemas
from factbook.render.site import Site

ROOT = "assets/suggest/"

Path = tuple[str | int, ...]


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the site's root and the content of every file of the form; none without a repository."""
    if not site.settings.repository:
        return
    schemas = author_schemas()
    for kind in RECORD_KINDS:
        yield f"{ROOT}{kind}.json", to_json(schemas[kind])
        for ident in site.facts.of(kind):
            yield f"{ROOT}{kind}/{ident}.json", to_json(editable(site, kind, ident))
    yield f"{ROOT}sources.json", to_json({
        key: source.title_en or source.title for key, source in site.sources.items()})
    yield f"{ROOT}taken.json", to_json(sorted({
        name.partition("/")[2] for name in (*(f"/{ident}" for ident in site.kinds), *site.register.published)}))


def editable(site: Site, kind: str, ident: str) -> dict[str, Any]:
    """Return the YAML of a record, what it holds, and where in it each value can be edited.

    `values` are groups: one of what is no fact, then one for each claim in the order of the page, with its `number`
    there, its `label` and where a further claim of the same fact goes (`more`). A value has its path `at`, from
    `start` to `end` in the text (in code points), and the `words` or `form` that it can be.
    `missing` are facts that the record does not have yet, each with where its lines go.
    """
    entry = next(it for it in site.facts.entries if it.kind == kind and it.id == ident)
    with open(entry.file, encoding="utf-8", newline="") as file:
        text = file.read()
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    place = _places(text)
    forms = _Forms(kind)
    claims = {entry.as_written(item.path): item for item in site.ledgers[ident].all}
    groups: dict[Path, list[dict[str, Any]]] = {(): []} | {path: [] for path in claims}
    for path, node in _scalars(root, ()):
        of = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in claims), ())
        start, end = place(node.start_mark), place(node.end_mark)
        groups[of].append({"at": path, "start": start, "end": start + len(text[start:end].rstrip(" \n")),
                           **forms.of(path, node)})
    lines = _Lines(text, root)
    return {
        "path": entry.path, "text": text, "value": entry.document.value,
        "values": [{"number": claims[path].number, "label": _label(site, claims[path]), "fields": found,
                    "more": lines.more(path)} if path else {"number": 0, "fields": found}
                   for path, found in groups.items() if found],
        "missing": [{"name": field.name, "label": {code: site.languages[code].say(field.title)
                                                   for code in site.languages},
                     "form": field.shape.form, "start": lines.before(field.name, kind)}
                    for field in fields(RECORD_KINDS[kind])
                    if field.shape.claims and field.title and field.name not in entry.document.value],
    }


def _label(site: Site, item: Numbered) -> dict[str, str]:
    return {code: lang.say(item.label) if isinstance(item.label, str) else lang.pick(item.label)[0]
            for code, lang in site.languages.items()}


def _scalars(node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.ScalarNode]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _scalars(item, (*path, index))
    elif isinstance(node, yaml.ScalarNode) and (node.style or node.value not in ("", "~", "null")):
        yield path, node


def _places(text: str) -> Any:
    """Return what turns a mark of the parser into a place in the text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return lambda mark: starts[mark.line] + mark.column


class _Forms:
    """What a value can be, by its path: from the fields of the kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def of(self, path: Path, node: yaml.ScalarNode) -> dict[str, Any]:
        """Return the fixed words that a value can be, or the form of a name, date or number."""
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        if name == "confidence":
            return {"words": ["confirmed", "single", "conflicting", "derived"]}
        shape = next((field.shape for field in fields(RECORD_KINDS[self.kind]) if field.name == path[0]), None)
        if shape and len([part for part in path if isinstance(part, str)]) == 1 and not shape.claims:
            return {"words": list(shape.words)} if shape.words else {"form": shape.form}
        if name == "sources":
            return {"form": "source"}
        if shape and shape.claims and name in ("value", path[0]):
            return {"form": shape.form}
        if name == "value" and path[0] == "details":  # text stands there in both languages, so what is bare is no text
            value = yamlread.read(node.value.encode()).value if not node.style else node.value
            return {"words": ["true", "false"]} if isinstance(value, bool) else {
                "form": "date" if isinstance(value, str) else "number"}
        return {"form": "date"} if name in ("as_of", "date") else {"form": "day"} if name == "checked" else {}


class _Lines:
    """Where lines can be added to the text of a record."""

    def __init__(self, text: str, root: yaml.MappingNode) -> None:
        self.text, self.root, self.place = text, root, _places(text)

    def before(self, name: str, kind: str) -> int:
        """Return where the lines of a new field go, in the order of a file."""
        order = [field.name for field in fields(RECORD_KINDS[kind])]
        later = set(order[order.index(name) + 1:])
        following = next((key for key, _ in self.root.value if key.value in later), None)
        return self.place(following.start_mark) if following else len(self.text.rstrip("\n")) + 1

    def more(self, path: Path) -> dict[str, Any] | None:
        """Return how a further claim is added beside the one at a path: what is replaced, where its lines go.

        None where the claim is no fact of its own, or is written in a way that needs a hand.
        """
        holder = path[:-1] if isinstance(path[-1], int) else path
        if holder[0] in ("events", "versions", "changes", "instruments", "series") or not holder:
            return None
        key, node = self._at(holder)
        column = key.start_mark.column
        end = self._end(node)
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return {"start": end, "indent": node.start_mark.column, "of": holder}
        if isinstance(node, yaml.MappingNode) and not node.flow_style and node.start_mark.column == column + 2:
            start = self.place(node.start_mark)
            return {"start": end, "indent": column, "of": holder,
                    "first": {"start": start - 2, "end": start, "text": "- "}}
        if isinstance(node, yaml.MappingNode) and node.flow_style and node.start_mark.line == key.start_mark.line:
            start = self.place(node.start_mark)
            return {"start": end, "indent": column, "of": holder,
                    "first": {"start": start - 1, "end": start, "text": "\n" + " " * column + "- "}}
        return None

    def _at(self, path: Path) -> tuple[yaml.Node, yaml.Node]:
        key, node = None, self.root
        for part in path:
            if isinstance(node, yaml.MappingNode):
                key, node = next(pair for pair in node.value if pair[0].value == part)
            else:
                node = node.value[part]
        assert key is not None
        return key, node

    def _end(self, node: yaml.Node) -> int:
        """Return the beginning of the line after the last of a node."""
        while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = self.place(node.start_mark) + len(
            self.text[self.place(node.start_mark):self.place(node.end_mark)].rstrip(" \n"))
        return self.text.find("\n", end) + 1 or len(self.text)


