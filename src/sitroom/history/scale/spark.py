"""The same counts on Spark: the only file of this room that imports it; for histories too large for one machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sitroom.core import DayRange, HistoryError
from sitroom.history.columns import columns
from sitroom.history.scale.dyad_statements import (
    Asked,
    Statement,
    ask,
    country_statement,
    dyad_statement,
    left_out_statement,
)
from sitroom.history.scale.dyads import Counts, counted
from sitroom.history.store import EventStore

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NEEDS = 'Spark needs pyspark and Java 17 or newer: pip install "sitroom[spark]" (or make spark), and install a JDK'
_STORED = "{stored}"  # PySpark's own mark for a frame that stands in a statement
_KINDS = {"text": "STRING", "day": "DATE", "whole": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN"}


def dyad_counts(
    store: EventStore, *, source: str, by: str = "week", period: DayRange | None = None, as_of: date | None = None,
    session: SparkSession | None = None,
) -> Counts:  # fmt: skip
    """Return what ``sitroom.history.dyad_counts`` returns, row for row, counted by Spark.

    Args:
        store: the history; every worker must see its folder under the same path.
        source: the data set.
        by: day, week, month or year.
        period: days on which the rows occurred, inclusive at both ends.
        as_of: last day of knowledge, inclusive; None means the cutoff, or everything.
        session: of a cluster; without one, Spark runs in a process of its own on two cores.

    Raises:
        HistoryError: pyspark or Java is missing, or a file cannot be read.
        LookaheadError: ``as_of`` is after the store's cutoff.
    """
    asked = ask(source, by, period, as_of or store.cutoff)
    return _count(store, dyad_statement(asked.by), asked, session)


def country_counts(
    store: EventStore, *, source: str, by: str = "week", period: DayRange | None = None, as_of: date | None = None,
    session: SparkSession | None = None,
) -> Counts:  # fmt: skip
    """Return what ``sitroom.history.country_counts`` returns, row for row; as ``dyad_counts``."""
    asked = ask(source, by, period, as_of or store.cutoff)
    return _count(store, country_statement(asked.by), asked, session)


def dyad_frame(
    session: SparkSession, place: str, *, source: str, by: str = "week", period: DayRange | None = None,
    as_of: date | None = None,
) -> DataFrame:  # fmt: skip
    """Return the counts as a Spark frame over a copy of the store's ``events`` folder; nothing is computed yet.

    Args:
        session: of the cluster.
        place: path, URI or glob of the folder ``events`` or of a part of it, such as ``s3a://bucket/history/events``.
        source: the data set, as ``sitroom history coverage`` names it.
        by: day, week, month or year.
        period: days on which the rows occurred, inclusive at both ends.
        as_of: last day of knowledge, inclusive; None means everything.
    """
    asked = ask(source, by, period, as_of)
    return _frame(session, [place], dyad_statement(asked.by), asked)


def country_frame(
    session: SparkSession, place: str, *, source: str, by: str = "week", period: DayRange | None = None,
    as_of: date | None = None,
) -> DataFrame:  # fmt: skip
    """Return the counts by country as a Spark frame; as ``dyad_frame``."""
    asked = ask(source, by, period, as_of)
    return _frame(session, [place], country_statement(asked.by), asked)


def left_out_frame(
    session: SparkSession, place: str, *, source: str, by: str = "week", period: DayRange | None = None,
    as_of: date | None = None,
) -> DataFrame:  # fmt: skip
    """Return a Spark frame of one row: how many rows are dated too coarsely for the periods; as ``dyad_frame``."""
    asked = ask(source, by, period, as_of)
    return _frame(session, [place], left_out_statement(asked.by), asked)


@contextmanager
def local_session(cores: int = 2) -> Iterator[SparkSession]:
    """Lend a session on this machine, without a web page and without a trace in the current folder.

    Where a session is open in this process already, that one is lent, and stays open.

    Raises:
        HistoryError: pyspark or Java is missing.
    """
    session_class = _session_class()
    if (active := session_class.getActiveSession()) is not None:
        yield active
        return
    if which("java") is None and not os.environ.get("JAVA_HOME"):
        raise HistoryError(f"no Java was found; {NEEDS}")
    with TemporaryDirectory(prefix="sitroom-spark-", ignore_cleanup_errors=True) as folder:
        session = _start(session_class, cores, folder)
        try:
            yield session
        finally:
            session.stop()


def _session_class() -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise HistoryError(f"pyspark is not installed; {NEEDS}") from error
    return SparkSession


def _start(session_class: Any, cores: int, folder: str) -> SparkSession:
    from pyspark.errors import PySparkException

    settings = {
        "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR", "spark.local.dir": folder,
        "spark.sql.warehouse.dir": str(Path(folder) / "warehouse"), "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": str(2 * cores),
    }  # fmt: skip
    try:
        session = session_class.builder.master(f"local[{cores}]").appName("sitroom").config(map=settings).getOrCreate()
    except PySparkException as error:
        raise HistoryError(f"Java could not be started for Spark; {NEEDS}") from error
    return session


def _count(store: EventStore, statement: Statement, asked: Asked, session: SparkSession | None) -> Counts:
    store.known_on(asked.as_of)
    files = store.files(asked.source)
    with ExitStack() as open_until_done:
        if files:
            lent = session or open_until_done.enter_context(local_session())
            places = [_uri(path) for path in open_until_done.enter_context(_visible(files))]
        return counted(
            asked,
            statement,
            lambda one: _collect(_frame(lent, places, one, asked)) if files else None,
            engine="spark",
        )


def _frame(session: SparkSession, places: Sequence[str], statement: Statement, asked: Asked) -> DataFrame:
    from pyspark.errors import PySparkException

    schema = ", ".join(f"{column.name} {_KINDS[column.kind]}" for column in columns())
    bound = {**asked.bound(), "source": asked.source, "as_of": (asked.as_of or date.max).isoformat()}
    try:
        stored = session.read.schema(schema).option("recursiveFileLookup", "true").parquet(*places)
        return session.sql(statement.over(_STORED, mark=":"), args=bound, stored=stored)
    except PySparkException as error:
        raise _unreadable(error) from error


def _collect(frame: DataFrame) -> Any:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        return frame.toArrow()
    except (PySparkException, Py4JError) as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> HistoryError:
    said = str(error).strip().splitlines()
    return HistoryError(f"Spark cannot read the history: {said[0] if said else type(error).__name__}")


@contextmanager
def _visible(files: Sequence[str]) -> Iterator[list[str]]:
    """Lend names that Spark reads: it passes over a dot, with which a file begins from a crash until it is renamed."""
    with TemporaryDirectory(prefix="sitroom-files-") as folder:
        yield [
            _link(Path(path), Path(folder), at) if Path(path).name[0] in "._" else path for at, path in enumerate(files)
        ]


def _link(path: Path, folder: Path, at: int) -> str:
    link = folder / f"part-{at}.parquet"
    link.symlink_to(path.resolve())
    return str(link)


def _uri(path: str) -> str:
    """Return a file of this machine as Spark takes it: not on the cluster's storage, and not a pattern."""
    return "file://" + re.sub(r"([{}\[\]*?\\])", r"\\\1", str(Path(path).absolute()))
