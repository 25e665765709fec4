"""Topics: standing files that say which documents and questions belong together."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sitroom.core import DeskError, EventPattern, sha256_text
from sitroom.desk.store.database import Database, Row
from sitroom.desk.store.jsontext import list_of, texts_of, to_text
from sitroom.ledger import utc_instant


@dataclass(frozen=True, slots=True)
class Topic:
    """A standing file: what it is called, since when, who and what it watches."""

    slug: str
    name: str
    created_at: str
    actors: tuple[str, ...] = ()
    patterns: tuple[EventPattern, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the topic with lists in place of tuples."""
        patterns = [pattern.to_json() for pattern in self.patterns]
        facts: dict[str, object] = {"slug": self.slug, "name": self.name, "created_at": self.created_at}
        return facts | {"actors": list(self.actors), "patterns": patterns}


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a desk."""

    database: Database

    def new(
        self, name: str, *, now: datetime, actors: Sequence[str] = (), patterns: Sequence[EventPattern] = ()
    ) -> Topic:
        """Make a topic and return it; one whose name gives the same slug is returned as it is."""
        slug = slug_of(name)
        watched = to_text([pattern.to_json() for pattern in patterns])
        row = (slug, name.strip(), utc_instant(now), to_text(list(actors)), watched)
        with self.database.write() as connection:
            connection.execute("INSERT INTO topics VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
        return self.get(slug)

    def watch(self, slug: str, *, actors: Sequence[str] = (), patterns: Sequence[EventPattern] = ()) -> Topic:
        """Add actors and patterns to what a topic watches, and return it."""
        with self.database.write() as connection:
            topic = self.get(slug)
            all_actors = list(dict.fromkeys([*topic.actors, *actors]))
            all_patterns = [pattern.to_json() for pattern in dict.fromkeys([*topic.patterns, *patterns])]
            sql = "UPDATE topics SET actors = ?, patterns = ? WHERE slug = ?"
            connection.execute(sql, (to_text(all_actors), to_text(all_patterns), topic.slug))
            return self.get(slug)

    def find(self, slug: str) -> Topic | None:
        """Return a topic by its slug or name, or None."""
        row = self.database.find_row(f"{_SELECT} WHERE slug = ?", (slug_of(slug),))
        return _topic_of(row) if row else None

    def get(self, slug: str) -> Topic:
        """Return a topic by its slug or name.

        Raises:
            DeskError: there is none; the message names those that there are.
        """
        topic = self.find(slug)
        if topic is None:
            known = ", ".join(one.slug for one in self.all()) or "none yet"
            raise DeskError(f"the desk has no topic {slug!r} (it has: {known}); make it with `sitroom topic new`")
        return topic

    def all(self) -> list[Topic]:
        """Return all topics, oldest first."""
        return [_topic_of(row) for row in self.database.rows(f"{_SELECT} ORDER BY created_at, slug")]

    def add_document(self, slug: str, document_id: str, *, now: datetime) -> bool:
        """Put a document into a topic; return whether it is new there."""
        return self._add("topic_documents", slug, document_id, now)

    def add_question(self, slug: str, question_id: str, *, now: datetime) -> bool:
        """Put a question into a topic; return whether it is new there."""
        return self._add("topic_questions", slug, question_id, now)

    def documents(self, slug: str) -> list[str]:
        """Return the ids of a topic's documents, in the order in which they were put there."""
        return self._members("topic_documents", "document_id", slug)

    def questions(self, slug: str) -> list[str]:
        """Return the ids of a topic's questions, in the order in which they were put there."""
        return self._members("topic_questions", "question_id", slug)

    def add_situation(self, slug: str, name: str, toml: str, *, now: datetime) -> bool:
        """Put a situation's text into a topic; return whether it is new there."""
        with self.database.write() as connection:
            row = (self.get(slug).slug, name, toml, sha256_text(toml), utc_instant(now))
            sql = (
                "INSERT INTO topic_situations (slug, name, toml, sha256, added_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING"
            )
            connection.execute(sql, row)
            return connection.changes() == 1

    def situations(self, slug: str) -> dict[str, str]:
        """Return the situations of a topic, name and text, each as it was put there last; the newest comes last."""
        sql = "SELECT name, toml FROM topic_situations WHERE slug = ? ORDER BY id"
        found: dict[str, str] = {}
        for name, toml in self.database.rows(sql, (self.get(slug).slug,)):
            found.pop(str(name), None)
            found[str(name)] = str(toml)
        return found

    def of_document(self, document_id: str) -> list[str]:
        """Return the slugs of the topics that a document belongs to."""
        sql = "SELECT slug FROM topic_documents WHERE document_id = ? ORDER BY added_at, slug"
        return [str(row[0]) for row in self.database.rows(sql, (document_id,))]

    def _add(self, table: str, slug: str, member: str, now: datetime) -> bool:
        with self.database.write() as connection:
            row = (self.get(slug).slug, member, utc_instant(now))
            connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)  # noqa: S608
            return connection.changes() == 1

    def _members(self, table: str, column: str, slug: str) -> list[str]:
        sql = f"SELECT {column} FROM {table} WHERE slug = ? ORDER BY rowid"  # noqa: S608
        return [str(row[0]) for row in self.database.rows(sql, (self.get(slug).slug,))]


def slug_of(name: str) -> str:
    """Return the slug of a name: plain letters, digits and hyphens.

    Raises:
        DeskError: nothing would be left of the name.

    >>> slug_of("Belarus & the West, 2013")
    'belarus-the-west-2013'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise DeskError(f"{name!r} has no letter or digit to name a topic by; write it in Latin letters")
    return slug


_SELECT = "SELECT slug, name, created_at, actors, patterns FROM topics"


def _topic_of(row: Row) -> Topic:
    slug, name, created_at, actors, patterns = row
    watched = [EventPattern.from_json(dict(one)) for one in list_of(patterns) if isinstance(one, Mapping)]
    return Topic(str(slug), str(name), str(created_at), tuple(texts_of(actors)), tuple(watched))
