"""Make a page keep a strict policy: no inline script, no other host."""

from __future__ import annotations

import hashlib
import re

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
FOLDER = "assets/inline/"

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HEAD = re.compile(r"<meta charset=\"utf-8\">")
_META = f"<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"


def keep_policy(html: str, up: str) -> tuple[str, dict[str, str]]:
    """Return the page with its inline scripts moved to files, and those files by path.

    `up` leads from the page to the root of the site.
    """
    scripts: dict[str, str] = {}

    def move(found: re.Match[str]) -> str:
        name = f"{FOLDER}{hashlib.sha256(found[1].encode()).hexdigest()[:16]}.js"
        scripts[name] = found[1]
        return f'<script src="{up}{name}"></script>'

    html = _SCRIPT.sub(move, html)
    return _HEAD.sub(lambda found: found[0] + _META, html, count=1), scripts
