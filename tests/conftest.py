"""The finished site, a server for it, and a browser that notes whatever goes wrong."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent
BEGAN = str(int(time.time()))
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('POLICY', e.violatedDirective, e.blockedURI))"

# These machines are noisy: a test is never failed for the time it took.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real site, built once; FACTBOOK_SITE names one that is built already."""
    if os.environ.get("FACTBOOK_SITE"):
        return Path(os.environ["FACTBOOK_SITE"])
    out = tmp_path_factory.mktemp("built") / "site"
    build(out)
    return out


def build(out: Path, **environment: str) -> None:
    """Build the real site into a folder, as of the day on which the tests began."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)], cwd=ROOT, check=False,
        capture_output=True, text=True,
        env={"SOURCE_DATE_EPOCH": BEGAN, **os.environ, "NO_MKDOCS_2_WARNING": "1", **environment})
    assert done.returncode == 0, done.stderr[-4000:]


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is missing with the site's own page."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Return the address of a server of the site."""
    with served(built) as there:
        yield there


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site on this machine, and give its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium; without one the tests fail in CI and are skipped, loudly, elsewhere."""
    path = os.environ.get("CHROMIUM")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: the browser tests cannot run")
        pytest.skip("NO CHROMIUM FOUND: nothing that a reader sees was tested. Install one or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """A reader with a browser of their own; `wrong` holds whatever went wrong on the way."""

    context: BrowserContext
    address: str
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """Return a new page that is watched."""
        page = self.context.new_page()
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def _note(self, bad: bool, text: str) -> None:
        if bad:
            self.wrong.append(text)

    def _asked(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked another host: {url}")


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator:
    """Return a function that makes a reader: `visitor(color_scheme="dark")`."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Visitor:
        context = browser.new_context(base_url=address, **{"viewport": {"width": 1280, "height": 900}, **options})
        context.add_init_script(WATCH)
        contexts.append(context)
        return Visitor(context, address)

    yield make
    for context in contexts:
        context.close()
