"""A small local server that speaks the OpenAI chat protocol, and answers whatever a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ChatServer:
    """What the server answers (`draft`, or `raw` bytes), and what it was asked."""

    draft: str = ""
    raw: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    hangs: bool = False
    drips: bool = False
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        message = {"role": "assistant", "content": self.draft}
        answer = {
            "id": "c",
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        return json.dumps(answer).encode()


@contextmanager
def serving() -> Iterator[ChatServer]:
    """The server on a free port of this machine, until the test is over."""
    told = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            told.keys.append(self.headers.get("authorization"))
            told.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            if told.hangs:
                told.stop.wait(20)
                return
            body = told.body
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if told.drips:
                while not told.stop.is_set():
                    self.wfile.write(b" ")
                    time.sleep(0.02)
                return
            self.wfile.write(body)

        def do_GET(self) -> None:
            told.paths.append(f"GET {self.path}")
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
