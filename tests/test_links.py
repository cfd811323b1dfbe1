"""Addresses are asked gently; every way to fail is told in words. The network is this machine alone."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from factbook.links import Answer, Manners, State, agent, ask

MANNERS = Manners(agent("https://forge.example/"), timeout=1, pause=0)


@dataclass
class Server:
    """A server on this machine: `asked` are the requests, `most` how many it had at once."""

    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    now: int = 0
    most: int = 0
    free: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def _handler(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            with server.lock:
                server.asked.append((self.command, self.path))
                server.agents.add(self.headers["User-Agent"])
                server.now += 1
                server.most = max(server.most, server.now)
            try:
                self.tell(*self.path.split("/")[1:])
            finally:
                with server.lock:
                    server.now -= 1

        def tell(self, what: str, *more: str) -> None:
            """/status/404, /get-only, /to/301/ and where it leads, /slow, /hang, /loop, /nonsense."""
            status, location = 200, None
            if what == "status":
                status = int(more[0])
            elif what == "get-only" and self.command == "HEAD":
                status = 405
            elif what == "to":
                status, location = int(more[0]), "/" + "/".join(more[1:])
            elif what == "off":
                status, location = 301, {"file": "file:///etc/hostname", "bad": "http://[x"}[more[0]]
            elif what == "loop":
                status, location = 302, "/loop"
            elif what == "slow":
                time.sleep(0.05)
            elif what == "hang":
                server.free.wait(10)
                return
            elif what == "nonsense":
                self.wfile.write(b"nonsense\r\n\r\n")
                return
            elif what == "broken":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "*")
    made = Server()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(made)) as running:
        made.port = running.server_port
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield made
        made.free.set()
        running.shutdown()


def one(url: str, manners: Manners = MANNERS) -> Answer:
    answer, = ask([url], manners)
    assert answer.url == url
    return answer


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.parametrize(("status", "state"), [
    (200, State.good), (204, State.good), (404, State.gone), (410, State.gone), (400, State.refused),
    (401, State.refused), (403, State.refused), (429, State.refused), (500, State.refused), (503, State.refused)])
def test_a_status_says_what_became_of_an_address(server: Server, status: int, state: State):
    answer = one(server.url(f"/status/{status}"))
    assert (answer.state, answer.said, answer.moved) == (state, str(status), None)


def test_what_answers_to_head_is_not_asked_again_and_we_say_who_we_are(server: Server):
    one(server.url("/"))
    assert server.asked == [("HEAD", "/")]
    assert [("https://forge.example/" in it, "factbook" in it) for it in server.agents] == [(True, True)]


def test_what_refuses_head_is_asked_for_the_page(server: Server):
    assert one(server.url("/get-only")).state == State.good
    assert [method for method, _ in server.asked] == ["HEAD", "GET"]


def test_who_asks_for_peace_gets_it(server: Server):
    one(server.url("/status/429"))
    assert server.asked == [("HEAD", "/status/429")]


@pytest.mark.parametrize(("path", "said", "moved"), [
    ("/to/301/new", "200", "/new"),
    ("/to/308/to/301/new", "200", "/new"),
    ("/to/302/new", "200", None),
    ("/to/302/to/301/new", "200", None),
    ("/to/301/to/307/new", "200", "/to/307/new"),
    ("/to/301/status/404", "404", "/status/404")])
def test_redirects_are_followed_and_permanent_ones_named(server: Server, path: str, said: str, moved: str | None):
    answer = one(server.url(path))
    assert (answer.said, answer.moved) == (said, moved and server.url(moved))


def test_a_redirect_in_japanese_is_followed_and_named_percent_encoded(server: Server):
    assert one(server.url("/条約?q=条")).state == State.good
    assert server.asked == [("HEAD", "/%E6%9D%A1%E7%B4%84?q=%E6%9D%A1")]


def test_redirects_without_end_are_for_a_person_to_look_at(server: Server):
    answer = one(server.url("/loop"))
    assert (answer.state, answer.said) == (State.refused, "more than 10 redirects")


@pytest.mark.parametrize("path", ["/off/file", "/off/bad"])
def test_a_redirect_off_the_web_is_not_followed(server: Server, path: str):
    answer = one(server.url(path))
    assert (answer.state, answer.said) == (State.unreachable, "it is, or leads to, no right address")


@pytest.mark.parametrize(("path", "said"), [
    ("/hang", "no answer within 0.2 seconds"), ("/nonsense", "the answer cannot be read"),
    ("/broken", "the connection broke off")])
def test_no_answer_is_told_in_words(server: Server, path: str, said: str):
    answer = one(server.url(path), Manners("test", timeout=0.2, pause=0))
    assert (answer.state, answer.said) == (State.unreachable, said)


def test_a_host_that_takes_no_connection_or_speaks_no_tls_is_unreachable(server: Server):
    assert one(f"http://127.0.0.1:{closed_port()}/").said == "the host takes no connections"
    assert one(server.url("/").replace("http:", "https:")).said == "no secure connection can be made"


def test_a_name_that_nobody_knows_is_told(server: Server, monkeypatch: pytest.MonkeyPatch):
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answer = one("https://forge.example/")
    assert (answer.state, answer.said) == (State.unreachable, "no host of this name is known")


@pytest.mark.parametrize("url", ["http://[x/", "http:///x", "ftp://127.0.0.1/", "http://127.0.0.1:99999/",
                                 "http://127.0.0.1:x/", "http://a b/"])
def test_what_is_no_address_is_told(server: Server, url: str):
    assert one(url).state == State.unreachable


def test_a_host_is_asked_one_thing_at_a_time_and_two_hosts_at_once(server: Server):
    ask([server.url(f"/slow/{n}") for n in range(6)], MANNERS)
    assert (len(server.asked), server.most) == (6, 1)
    redirected = [server.url(f"/to/302/slow/{n}") for n in range(3)]
    ask([*redirected, *(server.url(f"/slow/{n}", "localhost") for n in range(6))], MANNERS)
    assert server.most == 2


def test_there_is_a_pause_after_each_request(server: Server):
    began = time.monotonic()
    ask([server.url("/a"), server.url("/b"), server.url("/c")], Manners("test", pause=0.1))
    assert time.monotonic() - began >= 0.3


def test_answers_come_in_the_order_asked_and_once_each(server: Server):
    urls = [server.url("/b"), server.url("/a", "localhost"), server.url("/b"), server.url("/a")]
    assert [it.url for it in ask(urls, MANNERS)] == [urls[0], urls[1], urls[3]]


def test_a_silent_host_is_left_alone(server: Server):
    urls = [server.url(f"/broken/{n}") for n in range(5)]
    answers = ask(urls, MANNERS)
    assert [it.state for it in answers] == [State.unreachable] * 5
    assert [it.said for it in answers[3:]] == ["not asked: the host did not answer 3 times in a row"] * 2
    assert {path for _, path in server.asked} == {"/broken/0", "/broken/1", "/broken/2"}
