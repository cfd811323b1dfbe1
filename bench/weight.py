"""What a reader's browser loads: a page with its files, and a first search."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

from tests.browser.find import of_playwright, of_the_system

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
PACKED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")


def page_weight(site: Path, page: Path) -> int:
    """Return the compressed bytes of a page and of every style, script and icon that it names."""
    html = page.read_text(encoding="utf-8")
    named = re.findall(r'<script[^>]+src="([^"]+)"|<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"', html)
    files = {(page.parent / (script or link)).resolve() for script, link in named}
    return _packed(html.encode()) + sum(_packed(path.read_bytes()) for path in files) + _packed(
        (site / "assets" / "find.js").read_bytes())


def search_payload(site: Path) -> dict[str, int]:
    """Return the compressed bytes that a first search loads in each language, by its query."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return {query: _first_search(server.server_port, code, query)
                for code, query in (("en", "mutual legal assistance"), ("ja", "遺族給付金"))}
    finally:
        server.shutdown()


def _first_search(port: int, code: str, query: str) -> int:
    answers: list[Response] = []
    found = of_playwright() or of_the_system()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/{code}/")
        page.on("response", lambda answer: answers.append(answer))
        page.keyboard.press("/")
        page.keyboard.type(query)
        page.wait_for_selector(".fb-search__results li")
        page.wait_for_load_state("networkidle")
        loaded = sum(_weight(answer.url, answer.body()) for answer in answers)
        browser.close()
    return loaded


def _weight(url: str, body: bytes) -> int:
    return len(body) if url.split("?")[0].endswith(PACKED) else _packed(body)


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
