"""Server: one request at a time to the one host that is asked, with pauses between them; redirects stay on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sitroom.core import HistoryError, UnreachableError, UsageError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

PAUSE = 1.0
MOST_HOPS = 5
CONNECT_TIMEOUT, READ_TIMEOUT = 20.0, 60.0
BLOCK = 64 * 1024

Sleep = Callable[[float], None]
Tick = Callable[[], float]


class TryAgainError(Exception):
    """A try failed in a way that another may not; never seen outside of a download.

    Args:
        why: in words that go on a sentence.
        wait: seconds that the server asks us to wait.
        server: whether the server is at fault, and not the one file.
    """

    def __init__(self, why: str, *, wait: float | None = None, server: bool = True) -> None:
        super().__init__(why)
        self.wait = wait
        self.server = server


@dataclass(slots=True)
class Server:
    """The folder of a publisher, or of a mirror that the user named; no other host is ever asked.

    Args:
        base: its address, http or https.
        agent: what we call ourselves; it says nothing about the user.
        sleep: waits so many seconds.
        tick: seconds on a clock that only goes forward.
        pause: seconds between the end of one request and the next.

    Raises:
        UsageError: the address is not that of a folder.
    """

    base: str
    agent: str
    sleep: Sleep
    tick: Tick
    pause: float = PAUSE
    _ready_at: float | None = field(default=None, init=False)
    _pool: PoolManager | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.base = _checked(self.base)

    @contextmanager
    def ask(self, name: str, headers: dict[str, str]) -> Iterator[BaseHTTPResponse]:
        """Ask for a file below ``base``: lend an answer of 200, 206 or 416, whose body is not read yet.

        Raises:
            TryAgainError: there was no answer, or one that asks us to come back.
            UnreachableError: the server sends us to another host, or round in circles.
            HistoryError: there is no such file.
        """
        address = urljoin(self.base, name)
        for _ in range(MOST_HOPS):
            response = self._request(address, {"User-Agent": self.agent, "Accept-Encoding": "identity", **headers})
            try:
                if response.status not in (301, 302, 303, 307, 308):
                    _judge(response, address)
                    yield response
                    return
                address = self._next_address(address, response.headers.get("Location", ""), name)
            finally:
                response.close()
                self._ready_at = self.tick() + self.pause
        raise UnreachableError(f"{self.base} sends us from one address to the next and gives no {name}")

    def _request(self, address: str, headers: dict[str, str]) -> BaseHTTPResponse:
        import urllib3

        if self._ready_at is not None and (wait := self._ready_at - self.tick()) > 0:
            self.sleep(wait)
        if self._pool is None:
            timeout = urllib3.Timeout(connect=CONNECT_TIMEOUT, read=READ_TIMEOUT)
            self._pool = urllib3.PoolManager(num_pools=1, maxsize=1, timeout=timeout)
        try:
            return self._pool.request(
                "GET", address, headers=headers, preload_content=False, redirect=False, retries=False
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            self._ready_at = self.tick() + self.pause
            raise TryAgainError(f"no connection ({type(error).__name__})") from error

    def _next_address(self, address: str, location: str, name: str) -> str:
        """Return where a redirect leads: on the same host, and never from https back to http."""
        here, there = urlsplit(address), urlsplit(urljoin(address, location))
        upgraded = (here.scheme, there.scheme) == ("http", "https") and here.port is None and there.port is None
        same = there.hostname == here.hostname and ((there.scheme, there.port) == (here.scheme, here.port) or upgraded)
        if not location or not same or there.username or there.password:
            raise UnreachableError(
                f"{here.hostname} sends us to {there.hostname or 'nowhere'} for {name}; only {here.hostname} is asked; "
                "if you trust the other one, name it with --mirror"
            )
        if upgraded and self.base.startswith("http:"):
            self.base = "https:" + self.base.removeprefix("http:")
        return there.geturl()


def blocks_of(response: BaseHTTPResponse) -> Iterator[bytes]:
    """Yield the body as it was sent.

    Raises:
        TryAgainError: the connection broke.
    """
    import urllib3

    try:
        yield from response.stream(BLOCK, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise TryAgainError(f"the connection broke ({type(error).__name__})", server=False) from error


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        port_read = parts.port is None or parts.port > 0
    except ValueError as error:
        raise UsageError(f"{address!r} is no address ({error}); write it as http://host/folder/") from error
    plain = not (parts.username or parts.password or parts.query or parts.fragment) and port_read
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise UsageError(f"{address!r} is no address of a folder; write it as http://host/folder/")
    return address if address.endswith("/") else address + "/"


def _judge(response: BaseHTTPResponse, address: str) -> None:
    if response.status in (200, 206, 416):
        return
    if response.status in (408, 425, 429) or response.status >= 500:
        raise TryAgainError(f"it answers {response.status}", wait=_retry_after(response))
    raise HistoryError(f"{address} is not to be had: the server answers {response.status}; try later, or --mirror")


def _retry_after(response: BaseHTTPResponse) -> float | None:
    """Return the seconds that a server asks us to wait; an instant is counted from the server's own clock."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(response.headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
