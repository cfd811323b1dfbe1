"""A language server as editors run it: a file is opened, and what an author would see is asked for."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

NODE = Path(sys.executable).parent / "node"
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 120  # seconds, so that a busy machine fails nothing


class LanguageServer:
    """yaml-language-server on standard input and output, with a folder as its workspace."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        assert NODE.exists(), "node is missing: run the tests with 'make test'"
        assert SERVER.exists(), "yaml-language-server is missing: run the tests with 'make test'"
        self._process = subprocess.Popen(
            [str(NODE), str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"})
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._settings = settings
        self._count = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.ask("initialize", {
            "processId": os.getpid(), "rootUri": folder.as_uri(),
            "workspaceFolders": [{"uri": folder.as_uri(), "name": "data"}],
            "capabilities": {"workspace": {"configuration": True},
                             "textDocument": {"publishDiagnostics": {}, "hover": {"contentFormat": ["plaintext"]},
                                              "completion": {"completionItem": {"snippetSupport": False}}}}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, path: Path) -> list[dict[str, Any]]:
        """Open a file and return what is found wrong with it."""
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": path.read_text(encoding="utf-8")}})
        while True:
            told = self._next(lambda it: it.get("method") == "textDocument/publishDiagnostics"
                              and it["params"]["uri"] == path.as_uri())
            return told["params"]["diagnostics"]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is shown of a place, counted from 0."""
        found = self.ask("textDocument/hover", self._place(path, line, column))
        contents = (found or {}).get("contents", "")
        return contents["value"] if isinstance(contents, dict) else str(contents)

    def complete(self, path: Path, line: int, column: int) -> list[str]:
        """Return what is offered at a place, counted from 0."""
        found = self.ask("textDocument/completion", self._place(path, line, column))
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found or [])]

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.wait(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            stream.close()

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        return self._next(lambda it: it.get("id") == number and "method" not in it).get("result")

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    @staticmethod
    def _place(path: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _next(self, wanted: Any) -> dict[str, Any]:
        """Return the next message that is wanted; what the server asks meanwhile is answered."""
        while True:
            message = self._said.get(timeout=PATIENCE)
            if "id" in message and "method" in message:
                result = None
                if message["method"] == "workspace/configuration":
                    result = [self._settings.get(item.get("section")) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": result})
            if wanted(message):
                return message

    def _read(self) -> None:
        stream = self._process.stdout
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._said.put(json.loads(stream.read(length)))
