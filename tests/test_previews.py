"""The folder of previews: a stranger's site, kept apart."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from factbook.previews import Refused, place
from tests.conftest import ROOT


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a built site of two pages."""
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    (folder / "index.html").write_text("root", encoding="utf-8")
    (folder / "en" / "index.html").write_text("home", encoding="utf-8")
    return folder


@pytest.fixture
def previews(tmp_path: Path) -> Path:
    """Return an empty folder of previews."""
    folder = tmp_path / "previews"
    folder.mkdir()
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_site_stands_under_its_number_and_no_search_engine_is_let_in(site: Path, previews: Path):
    assert place(site, previews, "12", keep=3) == ["12"]
    assert files(previews) == [".nojekyll", "12/en/index.html", "12/index.html", "robots.txt"]
    assert "Disallow: /" in (previews / "robots.txt").read_text(encoding="utf-8")


def test_a_later_site_of_a_change_takes_the_place_of_the_earlier(site: Path, previews: Path):
    place(site, previews, "12", keep=3)
    (site / "en" / "index.html").rename(site / "en" / "other.html")
    place(site, previews, "12", keep=3)
    assert files(previews / "12") == ["en/other.html", "index.html"]


def test_the_latest_changes_keep_their_previews(site: Path, previews: Path):
    for number in ("9", "10", "8", "11"):
        place(site, previews, number, keep=2)
    assert sorted(it.name for it in previews.iterdir() if it.is_dir()) == ["10", "11"]


def test_links_and_hidden_files_are_left_away(site: Path, previews: Path, tmp_path: Path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("key", encoding="utf-8")
    (site / "key").symlink_to(tmp_path / "secret" / "key")
    (site / "folder").symlink_to(tmp_path / "secret")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("config", encoding="utf-8")
    place(site, previews, "12", keep=3)
    assert files(previews / "12") == ["en/index.html", "index.html"]


@pytest.mark.parametrize("number", ["../12", "0", "12; ls", "", "１２", "-1", "12\n"])
def test_what_is_no_number_is_refused(site: Path, previews: Path, number: str):
    with pytest.raises(Refused):
        place(site, previews, number, keep=3)
    assert files(previews) == []


def test_an_empty_site_and_a_huge_one_are_refused(site: Path, previews: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("factbook.previews.MOST_BYTES", 7)
    with pytest.raises(Refused, match="more than 7"):
        place(site, previews, "12", keep=3)
    shutil.rmtree(site / "en")
    (site / "index.html").unlink()
    with pytest.raises(Refused, match="no site"):
        place(site, previews, "12", keep=3)


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@localhost", *words], cwd=folder, text=True,
                          capture_output=True, check=True)
    return done.stdout.strip()


def test_make_preview_pushes_one_commit_however_many_previews_there_were(site: Path, tmp_path: Path):
    project, far, start = tmp_path / "project", tmp_path / "far.git", tmp_path / "start"
    for folder in (project / ".build", start):
        folder.mkdir(parents=True)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(far))
    git(start, "init", "--quiet", "--initial-branch=main")
    git(start, "commit", "--quiet", "--allow-empty", "--message", "Previews")
    git(start, "push", "--quiet", str(far), "main")
    shutil.copy(ROOT / "Makefile", project)
    (project / ".venv").symlink_to(ROOT / ".venv")
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, project)
    shutil.copytree(site, project / ".build" / "preview")
    for number in ("7", "12"):
        shutil.rmtree(project / ".build" / "previews", ignore_errors=True)
        git(tmp_path, "clone", "--quiet", "--depth=1", far.as_uri(), str(project / ".build" / "previews"))
        subprocess.run(["make", "preview", f"NUMBER={number}"], cwd=project, check=True, capture_output=True,
                       env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    assert git(far, "rev-list", "--count", "main") == "1"
    assert git(far, "ls-tree", "-r", "--name-only", "main").splitlines() == [
        ".nojekyll", "12/en/index.html", "12/index.html", "7/en/index.html", "7/index.html", "robots.txt"]
