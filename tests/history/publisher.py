"""A publisher of GDELT's files on the loopback, with rows of our own in the published layout, and with every bad habit."""

import hashlib
import io
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sitroom.history import find_layout

COLUMNS = find_layout("gdelt1").columns
COLUMNS_2 = find_layout("gdelt2").columns


def row(
    event_id: int, day: date, *, added: date | None = None, columns: tuple[str, ...] = COLUMNS, **cells: str
) -> str:
    said = {
        "GLOBALEVENTID": str(event_id), "SQLDATE": f"{day:%Y%m%d}", "Actor1Code": "ARMGOV", "Actor1Name": "ARMENIA",
        "Actor1CountryCode": "ARM", "Actor2Code": "RUS", "Actor2Name": "RUSSIA", "Actor2CountryCode": "RUS",
        "EventCode": "040", "QuadClass": "1", "GoldsteinScale": "1.0", "NumMentions": "4", "NumSources": "1",
        "DATEADDED": f"{added or day:%Y%m%d}", "SOURCEURL": f"http://news.example/{event_id}",
    } | cells  # fmt: skip
    return "\t".join(said.get(name, "") for name in columns) + "\n"


def archive(inside: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(inside, text)
    return out.getvalue()


def daily(day: date, rows: int = 3, *, width: int = 58, filler: int = 0) -> bytes:
    """A day's archive; ``filler`` makes its rows long, of digits that hardly pack."""
    texts = []
    for number in range(rows):
        digits = "".join(hashlib.sha256(f"{day}{number}{at}".encode()).hexdigest() for at in range(filler))
        texts.append(
            row(
                int(f"{day:%y%m%d}") * 1000 + number,
                day,
                SOURCEURL=f"http://news.example/{digits}",
                columns=COLUMNS[:width],
            )
        )
    return archive(f"{day:%Y%m%d}.export.CSV", "".join(texts))


@dataclass
class Publisher:
    """Files by name, what is wrong with each, and what was asked and served.

    Habits, by file name: ``cut`` (breaks off in the middle, so many times), ``wrong`` (other bytes, so many times), ``busy``
    (503, so many times), ``endless``, ``elsewhere`` (redirects to another host), ``moved`` (redirects to itself).
    """

    files: dict[str, bytes] = field(default_factory=dict)
    habits: dict[str, dict[str, int]] = field(default_factory=dict)
    ranges: bool = True
    tags: bool = True
    retry_after: str | None = None
    unlisted: set[str] = field(default_factory=set)
    without_sum: set[str] = field(default_factory=set)
    more_lines: str = ""
    base: str = ""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)

    def names(self) -> list[str]:
        return sorted(set(self.files) - self.unlisted)

    def content(self, name: str) -> bytes | None:
        if name == "md5sums":
            named = [one for one in self.names() if one not in self.without_sum]
            lines = [f"{hashlib.md5(self.files[one]).hexdigest()}  {one}\n" for one in named]
            return ("".join(lines) + self.more_lines).encode()
        if name == "filesizes":
            return "".join(f"{len(self.files[one])} {one}\n" for one in self.names()).encode()
        if name == "masterfilelist.txt":
            lines = [
                f"{len(self.files[one])} {hashlib.md5(self.files[one]).hexdigest()} http://data.gdeltproject.org/gdeltv2/{one}\n"
                for one in self.names()
            ]
            return ("".join(lines) + self.more_lines).encode()
        return self.files.get(name)

    def habit(self, name: str, which: str) -> bool:
        left = self.habits.get(name, {}).get(which, 0)
        if left:
            self.habits[name][which] = left - 1
        return bool(left)


@contextmanager
def publishing(publisher: Publisher) -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            name = self.path.rsplit("/", 1)[-1]
            publisher.asked.append(self.path)
            publisher.headers.append(dict(self.headers))
            serve(self, publisher, name)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    publisher.base = f"http://127.0.0.1:{server.server_address[1]}/events/"
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def serve(handler: BaseHTTPRequestHandler, publisher: Publisher, name: str) -> None:
    if publisher.habit(name, "busy"):
        answer(handler, 503, {"Retry-After": publisher.retry_after} if publisher.retry_after else {})
    elif publisher.habit(name, "elsewhere"):
        answer(handler, 302, {"Location": f"http://localhost:{handler.server.server_port}/events/{name}"})  # type: ignore[attr-defined]
    elif publisher.habit(name, "moved"):
        answer(handler, 301, {"Location": f"/other/{name}"})
    elif publisher.habit(name, "endless"):
        endless(handler)
    elif (body := publisher.content(name)) is None:
        answer(handler, 404, {})
    else:
        give(handler, publisher, name, body)


def answer(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for key, value in {"Content-Length": "0", **headers}.items():
        handler.send_header(key, value)
    handler.end_headers()


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(10_000):
            handler.wfile.write(b"x" * 65_536)
    except OSError:
        return


def give(handler: BaseHTTPRequestHandler, publisher: Publisher, name: str, body: bytes) -> None:
    if publisher.habit(name, "wrong"):
        body = bytes(reversed(body))
    tag, start = f'"{hashlib.md5(body).hexdigest()}"', 0
    wanted, unless = handler.headers.get("Range"), handler.headers.get("If-Range")
    if publisher.ranges and wanted and unless in (None, tag):
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    if publisher.tags:
        handler.send_header("ETag", tag)
    rest = body[start:]
    handler.send_header("Content-Length", str(len(rest)))
    handler.end_headers()
    if publisher.habit(name, "cut"):
        rest = rest[: len(rest) // 2]
        handler.close_connection = True
    publisher.served[name] += len(rest)
    handler.wfile.write(rest)
