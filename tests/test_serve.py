"""The preview that an editor has open: an edit shows, a mistake is a readable page, mending brings the page back."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PATIENCE = 120  # seconds, so that a busy machine fails nothing; a preview answers in a few


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with the smallest data."""
    folder = tmp_path_factory.mktemp("served")
    for name in ("docs", "hooks", "templates", "overrides", "locales", "factbook", "mkdocs.yml", "CONTRIBUTING.md",
                 "CONTRIBUTING.ja.md"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(ROOT / "tests" / "fixtures" / "one" / "data", folder / "data")
    return folder


@pytest.fixture(scope="module")
def get(project: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that asks the served site for a path, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (project / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"], cwd=project, stdout=log, stderr=log,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "FACTBOOK_NO_SEARCH": "1", "PYTHONPATH": str(project)})

    def ask(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return f"{error.code} {error.read().decode()}"

    def is_up() -> bool:
        assert server.poll() is None, (project / "log").read_text()[-3000:]
        try:
            return bool(ask("/en/"))
        except urllib.error.URLError:
            return False

    until(is_up)
    yield ask
    server.terminate()
    server.wait()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_an_edit_a_mistake_and_its_mending_show_in_the_browser(project: Path, get: Callable[[str], str]):
    path = "/en/frameworks/treaty-one/"
    file = project / "data" / "frameworks" / "treaty-one.yaml"
    right = file.read_text(encoding="utf-8")
    assert "Treaty One" in get(path)

    file.write_text(right.replace("Treaty One", "Treaty Edited"), encoding="utf-8")
    answers = [get(path)]  # asked all the time, the page is always there: that before the edit or that after it
    while "Treaty Edited" not in answers[-1] and len(answers) < PATIENCE * 10:
        time.sleep(0.1)
        answers.append(get(path))
    assert "Treaty Edited" in answers[-1]
    assert [it[:40] for it in answers if it.startswith("404")] == []
    assert "Treaty Edited" in get(path.removesuffix("/"))
    assert "Treaty Edited" in get("/en/frameworks/")
    assert "Treaty Edited" in get("/api/v1/frameworks/treaty-one.json")

    file.write_text(right.replace("form: treaty", "form: treety"), encoding="utf-8")
    until(lambda: "Did you mean" in get(path))
    for wherever in ("/", path, "/ja/gaps/", "/en/benefits/rules/2018-04-01/"):
        assert "treety" in get(wherever)
        assert "data/frameworks/treaty-one.yaml" in get(wherever)
        assert "livereload(" in get(wherever)

    file.write_text(right, encoding="utf-8")
    until(lambda: "Treaty One" in get(path) and "Did you mean" not in get(path))
    assert get("/en/no/such/page/").startswith("404")
    assert get("/en/frameworks/../../../mkdocs.yml").startswith("404")
