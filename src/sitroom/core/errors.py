"""Errors: broken promises, raised; messy input is a Problem and is returned instead.

SitroomError
├── UsageError            a command was called in a way that means nothing
│   └── PatternError       an event pattern asks for what there is not
├── InputError            a file or argument that cannot be read at all
├── OntologyError         a data file beside the code is wrong
│   └── UnknownCodeError  a type, code or scale that no table holds
├── HistoryError          event data cannot be imported or queried
│   └── UnreachableError   a publisher's server does not answer, or sends us elsewhere
├── ForecastError         a forecaster was used wrongly
│   ├── NotFittedError
│   ├── LookaheadError    a forecast would use what was not yet known
│   └── ScoringError      there is nothing to score, or lengths differ
├── GameError             a situation, an issue or a model of one breaks its own rules
├── LedgerError           an entry is refused
│   └── UnresolvedQuestionError
├── DeskError             the folder is not a desk, is newer, or is locked
└── IntegrityError        what is stored is not what was stored
"""


class SitroomError(Exception):
    """The root of all errors that sitroom raises on purpose."""

    exit_code = 2


class UsageError(SitroomError):
    """A command was called in a way that means nothing; the message says how to call it."""


class PatternError(UsageError, ValueError):
    """An event pattern asks for what there is not, such as a fifth quad or a window of no days."""


class InputError(SitroomError):
    """A source cannot be read at all; the message says what, where and what to do next."""

    exit_code = 3


class OntologyError(SitroomError):
    """A data file beside the code breaks its own rules."""


class UnknownCodeError(OntologyError):
    """A type, code or scale that no table holds."""


class HistoryError(SitroomError):
    """Event data cannot be imported or queried as asked."""

    exit_code = 3


class UnreachableError(HistoryError):
    """A publisher's server does not answer, or sends us to another host."""


class ForecastError(SitroomError):
    """A forecaster or a scoring rule was used wrongly."""


class NotFittedError(ForecastError):
    """A forecaster was asked before it was fitted."""


class LookaheadError(ForecastError):
    """A forecast would use what was not yet known at its cutoff."""


class ScoringError(ForecastError):
    """There is nothing to score, or the lengths differ."""


class GameError(SitroomError):
    """A situation, an issue or a model of one breaks its own rules."""

    exit_code = 3


class LedgerError(SitroomError):
    """The ledger refuses an entry."""


class UnresolvedQuestionError(LedgerError):
    """A question was scored before it had an outcome."""


class DeskError(SitroomError):
    """The folder is not a desk, was made by a newer sitroom, or cannot be opened."""


class IntegrityError(SitroomError):
    """What is stored is not what was stored: a chain, a quote or a file does not verify."""

    exit_code = 4
