"""Indicators on the desk: the signs that each topic watches for, what was dropped, and every look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sitroom.core import DeskError
from sitroom.desk.store.database import Database
from sitroom.desk.store.jsontext import object_of, to_text
from sitroom.ledger import Indicator, IndicatorCheck, IndicatorStanding, standings_of, utc_instant

SHORTEST = 4
"""As much of an id as names an indicator."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a desk; only ever added to."""

    database: Database

    def propose(self, indicators: Sequence[Indicator], *, now: datetime) -> list[Indicator]:
        """Keep what was proposed and return those that are new; one that a person dropped stays dropped.

        One that is known already and now speaks for more is kept with that.
        """
        new = []
        with self.database.write():
            for one in indicators:
                known, dropped = self._find(one.topic, one.id)
                if known is None:
                    new.append(one)
                    self._write(one.topic, one.id, "add", one.to_json(), by="sitroom", now=now)
                elif not dropped and (more := known.with_also(one.speaks_for)) != known:
                    self._write(one.topic, one.id, "add", more.to_json(), by="sitroom", now=now)
        return new

    def add(self, indicator: Indicator, *, by: str, now: datetime) -> bool:
        """Keep an indicator that a person names, a dropped one again; return whether anything is new.

        Raises:
            DeskError: there is no such topic.
        """
        with self.database.write():
            known, dropped = self._find(indicator.topic, indicator.id)
            kept = known.with_also(indicator.speaks_for) if known else indicator
            if known == kept and not dropped:
                return False
            self._write(indicator.topic, indicator.id, "add", kept.to_json(), by=by, now=now)
            return True

    def drop(self, indicator_id: str, *, by: str, reason: str, now: datetime) -> Indicator:
        """Watch for an indicator no more and return it; its checks stay."""
        with self.database.write():
            one = self.get(indicator_id)
            self._write(one.topic, one.id, "drop", {"reason": reason}, by=by, now=now)
            return one

    def get(self, words: str) -> Indicator:
        """Return the indicator with this id, or the one whose id alone begins so.

        Raises:
            DeskError: nobody watches for one, or there are several.
        """
        sql = "SELECT DISTINCT topic, indicator_id FROM indicators ORDER BY topic, indicator_id"
        meant = [
            (str(topic), str(name)) for topic, name in self.database.rows(sql)
            if len(words) >= SHORTEST and str(name).startswith(words)
        ]  # fmt: skip
        found = [one for key in meant for one, dropped in [self._find(*key)] if one is not None and not dropped]
        if len(found) > 1:
            raise DeskError(f"{len(found)} indicators have an id that begins with {words!r}; write more of it")
        if not found:
            raise DeskError(f"nobody watches for an indicator {words!r}; `sitroom topic show SLUG` lists them with ids")
        return found[0]

    def all(self, topic: str) -> list[Indicator]:
        """Return what a topic watches for, in the order in which it was first named."""
        sql = "SELECT indicator_id FROM indicators WHERE topic = ? GROUP BY indicator_id ORDER BY min(seq)"
        found = [self._find(topic, str(row[0])) for row in self.database.rows(sql, (topic,))]
        return [one for one, dropped in found if one is not None and not dropped]

    def check(self, check: IndicatorCheck, topic: str, *, now: datetime) -> None:
        """Keep what a look found."""
        row = (topic, check.indicator_id, check.as_of.isoformat(), check.state, to_text(check.to_json()))
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO indicator_checks SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ? FROM indicator_checks",
                (*row, utc_instant(now)),
            )

    def checks(self, topic: str) -> list[IndicatorCheck]:
        """Return every look at a topic's indicators, in the order in which they were made."""
        sql = "SELECT json FROM indicator_checks WHERE topic = ? ORDER BY seq"
        return [IndicatorCheck.from_json(object_of(row[0])) for row in self.database.rows(sql, (topic,))]

    def standings(self, topic: str) -> tuple[IndicatorStanding, ...]:
        """Return what a topic watches for, each with how it stands."""
        return standings_of(self.all(topic), self.checks(topic))

    def _find(self, topic: str, indicator_id: str) -> tuple[Indicator | None, bool]:
        """Return an indicator as it was last written, and whether it was dropped since."""
        sql = "SELECT kind, json FROM indicators WHERE topic = ? AND indicator_id = ? ORDER BY seq DESC"
        rows = self.database.rows(sql, (topic, indicator_id))
        written = next((row[1] for row in rows if row[0] == "add"), None)
        if written is None:
            return None, False
        return Indicator.from_json(object_of(written)), rows[0][0] == "drop"

    def _write(self, topic: str, name: str, kind: str, value: object, *, by: str, now: datetime) -> None:
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO indicators SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ? FROM indicators",
                (topic, name, kind, to_text(value), by, utc_instant(now)),
            )
