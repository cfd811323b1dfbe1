"""The same pages as a plain folder of Markdown, for any site generator."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

from factbook.publish import api, feeds
from factbook.render import Page, Site, pages

_BLANK = re.compile(r"\n\s*\n+")


def markdown(page: Page) -> str:
    """Return a page as Markdown: front matter, a heading with its id for each part, HTML blocks.

    No blank line stands inside an HTML block: Markdown would end it there.
    """
    front = {"title": page.title, "description": page.description, "lang": page.language,
             **({"source": page.source} if page.source else {})}
    lines = ["---", *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()), "---", ""]
    for part in page.sections:
        if part.heading:
            lines += [f"## {part.heading} {{#{part.id}}}", ""]
        lines += [_BLANK.sub("\n", part.html), ""]
    return "\n".join(lines)


def stage(site: Site, folder: Path) -> int:
    """Write every page and every file of the interface below the folder; return how many pages.

    Raises FileExistsError if the folder holds anything: nothing is ever written over.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    count = 0
    for page in pages(site):
        path = folder / (page.uri + "index.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(page), encoding="utf-8")
        count += 1
    for name, content in chain(api.files(site), feeds.files(site)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return count
