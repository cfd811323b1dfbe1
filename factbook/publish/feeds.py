"""Atom feeds of what has changed: of everything, of each kind and of each record, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.render.changes import FEED, feeds
from factbook.render.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the site's root and the content of every feed."""
    for code in site.languages:
        for feed in feeds(site, code):
            # Links lead to the public address of the site; where none is set, they are relative to the feed.
            to = site.settings.url or "../" * feed.uri.count("/")
            yield feed.uri, (site.renderer(code, feed.uri).render("feed.xml", feed=feed, to=to) + "\n").encode()


__all__ = ["FEED", "files"]
