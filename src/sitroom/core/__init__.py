"""What every room shares: spans, days, problems, errors, event patterns. No I/O."""

from sitroom.core.canonical import CANONICAL_VERSION, canonical_json, sha256_bytes, sha256_text, short_hash
from sitroom.core.days import MONTHS, DayRange, day_range, english_day, english_range, iso
from sitroom.core.errors import (
    DeskError,
    ForecastError,
    GameError,
    HistoryError,
    InputError,
    IntegrityError,
    LedgerError,
    LookaheadError,
    NotFittedError,
    OntologyError,
    PatternError,
    ScoringError,
    SitroomError,
    UnknownCodeError,
    UnreachableError,
    UnresolvedQuestionError,
    UsageError,
)
from sitroom.core.patterns import QUAD_WORDS, EventPattern
from sitroom.core.problems import Problem
from sitroom.core.spans import Span, overlaps_any

__all__ = [
    "CANONICAL_VERSION",
    "MONTHS",
    "QUAD_WORDS",
    "DayRange",
    "DeskError",
    "EventPattern",
    "ForecastError",
    "GameError",
    "HistoryError",
    "InputError",
    "IntegrityError",
    "LedgerError",
    "LookaheadError",
    "NotFittedError",
    "OntologyError",
    "PatternError",
    "Problem",
    "ScoringError",
    "SitroomError",
    "Span",
    "UnknownCodeError",
    "UnreachableError",
    "UnresolvedQuestionError",
    "UsageError",
    "canonical_json",
    "day_range",
    "english_day",
    "english_range",
    "iso",
    "overlaps_any",
    "sha256_bytes",
    "sha256_text",
    "short_hash",
]
