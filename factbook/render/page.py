"""A rendered page as a value, and what it is assembled from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """A part of a page: finished HTML under a heading; the first part of a page has none."""

    id: str
    heading: str
    html: str


@dataclass(frozen=True)
class Page:
    """A page of the site, finished but for the shell around it.

    `uri` ends in a slash and starts with the language; `template` names the shell that it shares
    with others of its sort; `source` is the file of data/ that it shows, if it shows just one;
    `feed` is the path of the feed that tells its changes.
    """

    uri: str
    language: str
    title: str
    description: str
    template: str
    sections: tuple[Section, ...]
    source: str | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = field(default=())
    names: tuple[str, ...] = ()
    feed: str = ""

    @property
    def depth(self) -> int:
        """How many folders the page lies below the root of the site."""
        return self.uri.count("/")

    def other(self, language: str) -> str:
        """Return the uri of the same page in another language."""
        return language + self.uri[len(self.language):]
