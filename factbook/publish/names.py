"""What the search knows by name: every record's id, title and other names, and what it is filtered by."""

from __future__ import annotations

import json
from collections.abc import Iterator

from factbook.language import LANGUAGES
from factbook.render.records import facets
from factbook.render.site import Site

FOLDER = "assets/names/"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the site's root and the content of the list of each language.

    A line is [path, title, other names, [[filter, value], …]].
    """
    for code in LANGUAGES:
        language = site.languages[code]
        lines = [
            [f"{code}/{site.kinds[ident]}/{ident}/", language.pick(record.title)[0],
             [ident, *record.aliases, *site.former.get(ident, ())],
             facets(site, language, ident)]
            for ident, record in site.records.items()
        ]
        yield f"{FOLDER}{code}.json", json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode()
