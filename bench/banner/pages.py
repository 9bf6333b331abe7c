"""Serves every subject's page and files from one server, compressed alike, and cached as the service caches."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.load import LOOPBACK

_PARAGRAPH = "The page has a heading, three paragraphs, a list and a picture of its own, as many pages have. " * 4
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">'
    '<meta name="viewport" content="width=device-width">{head}</head><body><main><h1>A page</h1>'
    + f"<p>{_PARAGRAPH}</p>" * 3
    + "<ul><li>One</li><li>Two</li><li>Three</li></ul></main></body></html>"
)


@contextmanager
def serving(heads: Mapping[str, str], files: Mapping[str, bytes], packages: Path) -> Iterator[str]:
    """Serve a page for each head, these files, and those of the packages; give the address."""
    server = ThreadingHTTPServer((LOOPBACK, 0), _handler(heads, files, packages))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(heads: Mapping[str, str], files: Mapping[str, bytes], packages: Path) -> type[BaseHTTPRequestHandler]:
    @cache
    def compressed(path: str) -> bytes | None:
        if path.startswith("/page/"):
            return gzip.compress(_PAGE.format(head=heads[path.removeprefix("/page/")]).encode())
        if path in files:
            return gzip.compress(files[path])
        file = packages / path[1:]
        return gzip.compress(file.read_bytes()) if file.is_file() else None

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = compressed(path)
            kind = "text/html" if path.startswith("/page/") else mimetypes.guess_type(path)[0]
            self._answer(200 if body is not None else 404, body or b"", kind or "text/plain")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._answer(201, gzip.compress(b"{}"), "application/json")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-cache" if kind == "text/html" else "public, max-age=300")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
