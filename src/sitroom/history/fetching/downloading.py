"""Downloading: a file taken up where it broke off, cut where it is too long, and checked before it gets its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.core import HistoryError, UnreachableError
from sitroom.history.fetching.server import READ_TIMEOUT, Server, TryAgainError, blocks_of

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

TRIES = 5
LONGEST_WAIT = 120.0
LITTLE = 64 * 1024
PROGRESS = 1024 * 1024
SLOWEST = 200.0

Moved = Callable[[int], None]


def download(
    server: Server,
    name: str,
    target: Path,
    *,
    size: int | None,
    md5: str | None,
    most: int,
    moved: Moved | None = None,
) -> None:
    """Load one file under a temporary name, check it, then rename it; what an earlier run left is taken up.

    Args:
        server: the folder that it lies in.
        name: of the file.
        target: where it goes.
        size: bytes that it should have, None where that is not known.
        md5: that it should have; without one, its size alone is checked.
        most: bytes at which a file of unknown size is cut.
        moved: is told of bytes that came, and of those that were thrown away as a negative number.

    Raises:
        UnreachableError: the server does not answer, or sends us elsewhere.
        HistoryError: the file is not there, too large, cut short or not what the checksum says.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    coming = _Coming(server, name, target.with_name(target.name + ".part"), size, md5, most, moved or _nobody)
    for _ in range(2):
        coming.fill()
        found = md5_of(coming.part)
        if md5 in (None, found) and size in (None, coming.have):
            coming.part.replace(target)
            coming.tag.unlink(missing_ok=True)
            return
        coming.throw_away()
    raise HistoryError(
        f"{name} came twice and is not what the publisher's list says: its checksum is {found}, not "
        f"{md5 or 'stated'}; nothing of it was taken; try again later, or name a mirror with --mirror"
    )


def md5_of(path: Path) -> str:
    """Return the MD5 of a file: the publisher's checksum against accidents, no protection against malice."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


@dataclass(frozen=True, slots=True)
class _Coming:
    """A file that is on its way, under its temporary name; beside it lies the tag that the server gave its content."""

    server: Server
    name: str
    part: Path
    size: int | None
    md5: str | None
    most: int
    moved: Moved

    @property
    def have(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    @property
    def limit(self) -> int:
        return self.size + LITTLE if self.size is not None else self.most

    @property
    def tag(self) -> Path:
        return self.part.with_name(self.part.name + ".tag")

    def throw_away(self) -> None:
        self.moved(-self.have)
        self.part.unlink(missing_ok=True)
        self.tag.unlink(missing_ok=True)

    def fill(self) -> None:
        """Try until the file is whole, waiting longer after each try that brought little."""
        tries = 0
        while self.have != self.size:
            before = self.have
            try:
                self._try()
            except TryAgainError as error:
                tries = 1 if self.have - before >= PROGRESS else tries + 1
                if tries >= TRIES:
                    raise self._give_up(error) from error
                self.server.sleep(min(2.0**tries if error.wait is None else error.wait, LONGEST_WAIT))
            else:
                return

    def _give_up(self, error: TryAgainError) -> HistoryError:
        if not error.server:
            return HistoryError(f"{self.name} could not be loaded whole: {error}, {TRIES} times; try again later")
        return UnreachableError(
            f"{self.server.base} does not give {self.name}: {error}, {TRIES} times; what is complete is kept: give "
            "the same command again later, or name a mirror with --mirror"
        )

    def _try(self) -> None:
        if self.have > self.limit:
            self.throw_away()
        with self.server.ask(self.name, self._headers()) as response:
            start = self._start_of(response)
            announced = response.headers.get("Content-Length", "")
            if announced.isdigit() and start + int(announced) > self.limit:
                self._too_long(f"would be {start + int(announced)} bytes")
            self.tag.write_text(_tag_of(response), encoding="utf-8")
            self._pour(response)
        if self.size is not None and self.have < self.size:
            raise TryAgainError(f"it broke off after {self.have} of {self.size} bytes", server=False)

    def _headers(self) -> dict[str, str]:
        """Ask for the rest of a file only where we can tell afterwards that it is the rest of the same one."""
        tag = self.tag.read_text(encoding="utf-8") if self.tag.exists() else ""
        if not self.have or not (tag or self.md5):
            return {}
        return {"Range": f"bytes={self.have}-"} | ({"If-Range": tag} if tag else {})

    def _start_of(self, response: BaseHTTPResponse) -> int:
        """Return the offset at which the body goes on; what we have is thrown away where it starts anew."""
        if response.status == 206:
            found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
            if found and int(found[1]) == self.have:
                return self.have
        self.throw_away()
        if response.status != 200:
            raise TryAgainError("it was to go on in the middle and did not", server=False)
        return 0

    def _pour(self, response: BaseHTTPResponse) -> None:
        """Write the body to the end of the temporary file, up to the limit."""
        tick = self.server.tick
        began, came, room = tick(), 0, self.limit - self.have
        try:
            with self.part.open("ab") as file:
                for block in blocks_of(response):
                    came += len(block)
                    if came > room:
                        break
                    file.write(block)
                    self.moved(len(block))
                    if tick() - began > READ_TIMEOUT + came / SLOWEST:
                        raise TryAgainError("it came too slowly")
        except OSError as error:
            raise HistoryError(f"{self.part} cannot be written ({error.strerror}); make room and go on") from error
        if came > room:
            self._too_long("did not end")

    def _too_long(self, how: str) -> None:
        self.throw_away()
        raise HistoryError(f"{self.name} {how}, where {self.limit} are allowed for it; nothing of it was taken")


def _tag_of(response: BaseHTTPResponse) -> str:
    """Return what tells one content of a file from another: a strong ETag, or the instant of its last change."""
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _nobody(_: int) -> None:
    pass
