"""Benches: a folder for each import while it runs; what a killed one left is cleared by the next."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

PREFIX = ".staging-"


@contextmanager
def bench_folder(store: Path) -> Iterator[Path]:
    """Lend a folder in the store's, gone afterwards, and clear those of imports that live no more.

    An import holds a lock on its folder, of which the system lets go when the process dies. Without such locks, as on
    Windows, nothing is cleared.
    """
    store.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(store / f"{PREFIX}lock", wait=True):  # else a folder could be seen before its import holds it
            _clear(store)
            folder = Path(mkdtemp(prefix=PREFIX, dir=store))
            held.enter_context(_locked(folder, wait=True))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _clear(store: Path) -> None:
    if os.name == "nt":
        return
    for folder in store.glob(f"{PREFIX}*"):
        if folder.is_dir():
            with suppress(BlockingIOError, FileNotFoundError), _locked(folder, wait=False):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of a folder, or of a file that is made where it is missing.

    Raises:
        BlockingIOError: another process holds it, and we do not wait.
    """
    if os.name == "nt":
        yield
        return
    import fcntl

    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)
