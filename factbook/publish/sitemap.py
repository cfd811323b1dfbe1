"""The sitemap, with each page in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from factbook.language import LANGUAGES

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(uris: Iterable[str], url: str) -> bytes:
    """Return the sitemap of the pages; `url` is the address of the site, with a slash at its end."""
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for uri in sorted(uris):
        entry = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
        ElementTree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = url + uri
        for code in LANGUAGES:
            ElementTree.SubElement(entry, f"{{{_XHTML}}}link", {
                "rel": "alternate", "hreflang": code, "href": f"{url}{code}{uri[2:]}"})
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
