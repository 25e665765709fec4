"""Documents in, records out: what a text says, who by whose word, when, and how real; with the exact words."""

from collections.abc import Sequence
from datetime import date

from sitroom.record.crosswalk import country_codes, home_names, state_names
from sitroom.record.from_json import reading_of
from sitroom.record.gazetteer import Actor, Gazetteer, Person, Term, fold_name, gazetteer, shipped_gazetteer, using
from sitroom.record.group_rows import Group, Member, find_group, groups_to_csv, read_groups, with_groups
from sitroom.record.holder_rows import HolderList, HolderRow, Rejected, read_holders
from sitroom.record.holders import UsedRow, Weighed, add_holders, weigh
from sitroom.record.lookup import Lookup, NameReading, NearName, look_up
from sitroom.record.ontology import (
    DEFAULT_SCALE,
    EventType,
    event_types,
    find_band,
    get_event_type,
    quad_of,
    scale_names,
)
from sitroom.record.positions import Position, position_of
from sitroom.record.reading import (
    READER_NAME,
    READER_VERSION,
    READING_SCHEMA,
    DocumentFacts,
    Link,
    LinkKind,
    Order,
    Reading,
    Reference,
    TimeExpression,
)
from sitroom.record.records import (
    ActorRef,
    Aim,
    Coding,
    Condition,
    Estimate,
    Event,
    Kind,
    Occasion,
    Pattern,
    Realis,
    Record,
    RecordDate,
    Role,
    Statement,
    refs_json,
)
from sitroom.record.retrospects import Retrospect, find_retrospects
from sitroom.record.usage import UsageFinding, UsageRule, check_usage, usage_rules
from sitroom.record.wording import Wording, wordings
from sitroom.text import Document


def read(
    document: Document,
    *,
    written_on: date | None = None,
    scale: str = DEFAULT_SCALE,
    between: tuple[tuple[int, int] | None, tuple[int, int] | None] | None = None,
) -> Reading:
    """Read a document; see ``sitroom.record.reader.read``. The parser is loaded at the first call."""
    return read_many([Order(document, written_on, scale, between)])[0]


def read_many(orders: Sequence[Order]) -> list[Reading]:
    """Read documents together, which is faster than one by one; the readings are the same."""
    from sitroom.record.reader import read_many as read_documents

    return read_documents(orders)


__all__ = [
    "DEFAULT_SCALE",
    "READER_NAME",
    "READER_VERSION",
    "READING_SCHEMA",
    "Actor",
    "ActorRef",
    "Aim",
    "Coding",
    "Condition",
    "DocumentFacts",
    "Estimate",
    "Event",
    "EventType",
    "Gazetteer",
    "Group",
    "HolderList",
    "HolderRow",
    "Kind",
    "Link",
    "LinkKind",
    "Lookup",
    "Member",
    "NameReading",
    "NearName",
    "Occasion",
    "Order",
    "Pattern",
    "Person",
    "Position",
    "Reading",
    "Realis",
    "Record",
    "RecordDate",
    "Reference",
    "Rejected",
    "Retrospect",
    "Role",
    "Statement",
    "Term",
    "TimeExpression",
    "UsageFinding",
    "UsageRule",
    "UsedRow",
    "Weighed",
    "Wording",
    "add_holders",
    "check_usage",
    "country_codes",
    "event_types",
    "find_band",
    "find_group",
    "find_retrospects",
    "fold_name",
    "gazetteer",
    "get_event_type",
    "groups_to_csv",
    "home_names",
    "look_up",
    "position_of",
    "quad_of",
    "read",
    "read_groups",
    "read_holders",
    "read_many",
    "reading_of",
    "refs_json",
    "scale_names",
    "shipped_gazetteer",
    "state_names",
    "usage_rules",
    "using",
    "weigh",
    "with_groups",
    "wordings",
]
