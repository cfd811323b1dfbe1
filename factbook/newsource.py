"""A new source for the bibliography: which publisher's file it belongs to, its id, and the text to add there."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from factbook import yamlread
from factbook.check.sources import refusal
from factbook.dates import HonestDate
from factbook.fields import fields
from factbook.load import Facts
from factbook.models.source import Publisher, Source
from factbook.publish.schemas import modeline
from factbook.rename import Edit, Refused

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COMMON = {"the", "of", "and", "on", "in", "for", "a", "an", "to", "www", "html", "htm", "pdf", "index"}


def refused_address(facts: Facts, url: str) -> str | None:
    """Return why an address can be no new source, or None."""
    if not re.fullmatch(r"https?://[^\s]+", url):
        return f"'{url}' is no address; it begins with https:// or http://"
    reason = refusal(url)
    if reason:
        return f"'{url}' is refused: {reason}; look for the source that it used itself"
    there = next((key for key, source in facts.sources.items() if source.url == url), None)
    return f"the address stands under '{there}' already; cite that id" if there else None


def publishers_of(facts: Facts, url: str) -> list[str]:
    """Return the ids of the publishers with addresses of the same host, the one with most of them first."""
    counts = Counter(facts.publishers[key] for key, source in facts.sources.items()
                     if source.url and _host(source.url) == _host(url))
    return [ident for ident, _ in counts.most_common()]


def proposed_id(facts: Facts, publisher: str, url: str, title: str) -> str:
    """Return an id for a source in the style of the publisher's others: its prefix, and words of title or address."""
    others = [key.split("-")[0] for key, of in facts.publishers.items() if of == publisher]
    prefix = Counter(others).most_common(1)[0][0] if others else publisher.split("-")[0]
    words = _words(title) or _words(urlsplit(url).path) or ["page"]
    start = "-".join(dict.fromkeys((prefix, *words[:4])))[:60].strip("-")
    number = 1
    while (found := start if number == 1 else f"{start}-{number}") in facts.sources:
        number += 1
    return found


def added(facts: Facts, publisher: str, ident: str, source: Mapping[str, str | bool],
          names: Mapping[str, str] | None = None) -> Edit:
    """Return what adds a source to the file of its publisher; with `names`, the file is new. Raises Refused.

    Not a byte of what stands in the file already is changed.
    """
    if not _ID.fullmatch(ident) or len(ident) > 80:
        raise Refused(f"'{ident}' is no id; expected lower-case letters, digits and single hyphens, at most 80")
    if ident in facts.sources:
        raise Refused(f"the id '{ident}' is taken by data/sources/{facts.publishers[ident]}.yaml")
    path = facts.folder / "sources" / f"{publisher}.yaml"
    if path.exists() == bool(names):
        raise Refused(f"data/sources/{publisher}.yaml " + ("is there already" if names else
                      "is not there; name the publisher in both languages"))
    lines = [f"  {ident}:"]
    lines += [f"    {field.name}: {_scalar(field.name, source[field.name])}" for field in fields(Source)
              if source.get(field.name)]
    if names:
        lines = [modeline("sources"), "publisher:", *(f"  {code}: {json.dumps(name, ensure_ascii=False)}"
                                                      for code, name in names.items()), "sources:", *lines]
        before = ""
    else:
        before = path.read_text(encoding="utf-8")
        before += "" if before.endswith("\n") else "\n"
    text = before + "\n".join(lines) + "\n"
    value = yamlread.read(text.encode()).value
    Publisher.model_validate(value)
    expected = dict(yamlread.read(before.encode()).value["sources"]) if before else {}
    if {key: it for key, it in value["sources"].items() if key != ident} != expected:
        raise Refused(f"data/sources/{publisher}.yaml does not end with its sources; add the new one by hand")
    return Edit({f"sources/{publisher}.yaml": text},
                (f"data/sources/{publisher}.yaml: {ident}",))


def _scalar(name: str, value: str | bool) -> str:
    if value is True:
        return "true"
    plain = name in ("url", "language", "kind") or (name == "published" and not str(value).isdigit())
    return str(value) if plain and re.fullmatch(r"[^\s#]+", str(value)) else json.dumps(value, ensure_ascii=False)


def check_date(text: str) -> str | None:
    """Return what is wrong with a date as an author writes it, or None."""
    try:
        HonestDate.parse(text)
    except ValueError as error:
        return f"{error}; expected 2018, 2018-04 or 2018-04-01"
    return None


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _COMMON]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
