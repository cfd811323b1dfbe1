"""Find a Chromium for the tests, or install one; print its path, or nothing where none is to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def given() -> str | None:
    """Return the browser that the environment names."""
    return os.environ.get("CHROMIUM") or None


def of_playwright() -> str | None:
    """Return the browser that Playwright has installed."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def of_the_system() -> str | None:
    """Return a browser on the path."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def installed_by_playwright() -> str | None:
    """Let Playwright install its browser."""
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True, timeout=600
    )
    return of_playwright() if done.returncode == 0 else None


def installed_by_apt() -> str | None:
    """Install Debian's package and fonts for Japanese, where apt and root are there."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], check=False, **quiet)
    return of_the_system()


if __name__ == "__main__":
    for find in (given, of_playwright, of_the_system, installed_by_playwright, installed_by_apt):
        if browser := find():
            print(browser)
            break
    else:
        print("No Chromium was found or could be installed: the browser tests cannot run.", file=sys.stderr)
