"""Ask addresses whether they still answer: one request at a time to a host, with a pause after each."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

MOST_REDIRECTS = 10
LONGEST_ADDRESS = 2000

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_SAFE = "%!$&'()*+,/:;=?@[]~"


class State(StrEnum):
    """What became of an address."""

    good = "good"
    gone = "gone"
    refused = "refused"
    unreachable = "unreachable"


@dataclass(frozen=True)
class Answer:
    """What an address answers: `said` is the status, or the reason why there is none.

    `moved` is the address to which it leads for good, percent-encoded; None if it does not.
    """

    url: str
    state: State
    said: str
    moved: str | None = None


@dataclass(frozen=True)
class Manners:
    """How to ask: who we say we are, seconds to wait for an answer and after it, how many hosts at once.

    A host that was unreachable `patience` times in a row is not asked again.
    """

    agent: str
    timeout: float = 20.0
    pause: float = 1.0
    hosts_at_once: int = 8
    patience: int = 3


def agent(contact: str | None = None) -> str:
    """Return who we say we are, with an address at which the asked may complain."""
    return f"factbook-links/1 (checks the addresses of a bibliography; {contact or 'no contact set'})"


def ask(urls: Iterable[str], manners: Manners) -> list[Answer]:
    """Return an answer for each address, in their order; what the network does is told in them, never raised."""
    urls = list(dict.fromkeys(urls))
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)
    asker = _Asker(manners)
    with ThreadPoolExecutor(manners.hosts_at_once) as pool:
        answers = pool.map(asker.host, sorted(hosts.values(), key=len, reverse=True))
        found = {answer.url: answer for some in answers for answer in some}
    return [found[url] for url in urls]


@dataclass(frozen=True)
class _Reply:
    """What stood at the end of the redirects: `url` is the address asked last."""

    url: str
    state: State
    said: str
    moved: str | None
    again: bool = True


class _Asker:
    """Asks for addresses; several threads may use it."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.opener = OpenerDirector()  # without the handlers that follow redirects and raise for a status
        for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
            self.opener.add_handler(handler)
        self.turns: dict[str, threading.Lock] = {}

    def host(self, urls: Sequence[str]) -> list[Answer]:
        """Return the answers of addresses that are on one host."""
        answers, silent = [], 0
        for url in urls:
            if silent >= self.manners.patience:
                said = f"not asked: the host did not answer {silent} times in a row"
                answers.append(Answer(url, State.unreachable, said))
                continue
            reply = self._follow("HEAD", url)
            if reply.state != State.good and reply.again:
                reply = self._follow("GET", url)
            own = reply.state == State.unreachable and _host(reply.url) == _host(url)
            silent = silent + 1 if own else 0
            answers.append(Answer(url, reply.state, reply.said, reply.moved))
        return answers

    def _follow(self, method: str, url: str) -> _Reply:
        """Return what stands where the address leads."""
        moved, permanent = None, True
        for _ in range(MOST_REDIRECTS + 1):
            try:
                status, location = self._once(method, url)
                target = _ascii(urljoin(_ascii(url), location)) if location and status in _REDIRECTS else None
            except (OSError, HTTPException, ValueError) as error:
                return _Reply(url, State.unreachable, self._reason(error), moved)
            if target is None:
                return _Reply(url, _state(status), str(status), moved, again=status != 429)
            url, permanent = target, permanent and status in _PERMANENT
            moved = url if permanent else moved
        return _Reply(url, State.refused, f"more than {MOST_REDIRECTS} redirects", moved)

    def _once(self, method: str, url: str) -> tuple[int, str | None]:
        """Return the status and the redirect of one request, made when it is its host's turn."""
        headers = {"User-Agent": self.manners.agent, "Accept": "*/*", "Accept-Language": "ja, en;q=0.8"}
        request = Request(_ascii(url), method=method, headers=headers)
        with self.turns.setdefault(_host(url), threading.Lock()):
            try:
                with self.opener.open(request, timeout=self.manners.timeout) as reply:
                    location = reply.headers.get("Location")
                    return reply.status, location and location.encode("latin-1").decode("utf-8", "replace")
            finally:
                time.sleep(self.manners.pause)

    def _reason(self, error: Exception) -> str:
        """Return in words why there was no answer."""
        if isinstance(error, URLError) and isinstance(error.reason, Exception):
            error = error.reason
        match error:
            case socket.gaierror():
                return "no host of this name is known"
            case TimeoutError():
                return f"no answer within {self.manners.timeout:g} seconds"
            case ssl.SSLCertVerificationError():
                return f"its certificate does not hold: {error.verify_message}"
            case ssl.SSLError():
                return "no secure connection can be made"
            case ConnectionRefusedError():
                return "the host takes no connections"
            case ConnectionError():
                return "the connection broke off"
            case HTTPException():
                return "the answer cannot be read"
            case ValueError():
                return "it is, or leads to, no right address"
        return " ".join(str(getattr(error, "strerror", None) or error).split())[:100]


def _state(status: int) -> State:
    """Return what a status means; one that says neither yes nor no may be a wall against robots."""
    if 200 <= status < 300:
        return State.good
    return State.gone if status in (404, 410) else State.refused


def _host(url: str) -> str:
    """Return the name of the host without its port; empty if there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _ascii(url: str) -> str:
    """Return the address as it is sent, without its fragment; raises ValueError if it is none of the web."""
    parts = urlsplit(url)
    place = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:@\[\]-]+", place, re.ASCII):
        raise ValueError("no address of the web")
    sent = urlunsplit((parts.scheme, place, quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), ""))
    if len(sent) > LONGEST_ADDRESS:
        raise ValueError("too long")
    return sent
