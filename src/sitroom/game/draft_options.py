"""Options of a draft: acts that a brief estimates, announces or aims at, each with the records that speak of it."""

from dataclasses import dataclass, field

from sitroom import record as read
from sitroom.core import Span
from sitroom.game.draft_parties import Parties
from sitroom.game.draft_words import act_of, one_line, quoted, same_thing, stems_of
from sitroom.game.situation import Option

MOST_OPTIONS, MOST_EACH = 12, 5
"""A draft that nobody can survey is reviewed by nobody; what is left out is listed."""
ANNOUNCING = frozenset({"AGREE", "THREATEN", "REJECT", "COOPERATE"})

ESTIMATED = "the text judges how likely it is; what would make them do it or leave it?"
ANNOUNCED = "announced; is it done already?"
PLANNED = "the text says that it is planned; can they still leave it?"
ASKED_FOR = "others ask it of them; would they do it?"
AIMED_AT = "drafted from an aim; is it an act that can be taken or left, or a goal that another act serves?"


@dataclass(slots=True)
class Drawn:
    """An option as it is found.

    Args:
        owner: the decision maker.
        act: a short verb phrase.
        words: the words of the first record that speaks of it.
        evidence: the ids of all records that do.
        rank: 0 for an estimate, 1 for an announcement or a plan, 2 for an aim, 3 for a request; the lowest are kept.
        question: what an analyst must say about it.
        for_occasion: whether it is the agreement of a party at an occasion.
    """

    owner: str
    act: str
    words: str
    evidence: list[str]
    rank: int
    question: str
    for_occasion: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """The telling words of the act, but for the owner's name."""
        return stems_of([self.act]) - stems_of([self.owner])


@dataclass(slots=True)
class Draft:
    """What has been drawn so far, and what was left out, in words with record ids."""

    parties: Parties
    drawn: list[Drawn] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def take(self, owner: str, act: str, record: read.Record, *, rank: int, question: str) -> Drawn:
        """Return the option of an act; one in other words that is there already gets the evidence."""
        new = Drawn(owner, act, one_line(record.anchor.quote), [record.id], rank, question)
        for one in self.drawn:
            if one.owner == owner and (one.act == act or same_thing(one.stems, new.stems)):
                one.evidence += [record.id] if record.id not in one.evidence else []
                return one
        self.drawn.append(new)
        return new


def draw_estimates(reading: read.Reading, draft: Draft) -> None:
    """Draw what the author judges that somebody will do; an estimate without a known doer or a verb is left out."""
    for record in reading.of_kind("estimate"):
        if not isinstance(record, read.Estimate):
            continue
        act = act_of(_without(record.content, record.words))
        owners = draft.parties.names(record.subject)
        for owner in owners if act else ():
            draft.take(owner, act, record, rank=0, question=ESTIMATED)
        if not act or not owners:
            draft.left.append(quoted(record.content, record.id))


def draw_announcements(reading: read.Reading, draft: Draft) -> None:
    """Draw what somebody agreed, threatened or refused to do: where the words say "to do it", so that it is theirs."""
    for record in reading.of_kind("statement"):
        if not isinstance(record, read.Statement) or record.content is None or record.realis == "negated":
            continue
        announces = record.coding is not None and record.coding.event_type in ANNOUNCING
        if announces and record.content.quote.lower().startswith("to "):
            act = act_of(record.content.quote)
            for owner in draft.parties.names(record.speaker)[:1] if act else ():
                draft.take(owner, act, record, rank=1, question=ANNOUNCED)


def draw_plans(reading: read.Reading, draft: Draft) -> None:
    """Draw what one party alone, which a table knows, is said to be going to do, beside what is estimated."""
    estimated = [span for record in reading.of_kind("estimate") for span in record.evidence]
    for record in reading.of_kind("event"):
        if not isinstance(record, read.Event) or record.realis != "scheduled":
            continue
        if any(record.anchor.overlaps(span) for span in estimated):
            continue
        owners = draft.parties.names(ref for ref in record.actors if ref.id or ref.country)
        act = act_of(record.anchor.quote)
        if act and len(owners) == 1:
            draft.take(owners[0], act, record, rank=1, question=PLANNED)


def draw_requests(reading: read.Reading, draft: Draft) -> None:
    """Draw what is asked of somebody, where the words say "to do it"."""
    for record in reading.of_kind("statement"):
        if not isinstance(record, read.Statement) or record.content is None or record.realis == "negated":
            continue
        asks = record.coding is not None and record.coding.event_type == "REQUEST"
        if asks and record.content.quote.lower().startswith("to "):
            act = act_of(record.content.quote)
            for owner in draft.parties.names(record.audience)[:1] if act else ():
                draft.take(owner, act, record, rank=3, question=ASKED_FOR)


def kept_options(draft: Draft) -> list[tuple[Drawn, Option]]:
    """Return the options that a person can survey, in the order in which they were found, the occasions' last."""
    agreeing = [one for one in draft.drawn if one.for_occasion]
    kept: list[Drawn] = []
    for one in sorted((one for one in draft.drawn if not one.for_occasion), key=lambda one: one.rank):
        theirs = sum(other.owner == one.owner for other in kept)
        if len(kept) + len(agreeing) < MOST_OPTIONS and theirs < MOST_EACH:
            kept.append(one)
        else:
            draft.left.append(f"“{one.act}” ({one.owner}; {', '.join(one.evidence)})")
    in_order = [one for one in draft.drawn if any(one is other for other in kept)] + agreeing
    acts = [one.act for one in in_order]
    return [(one, _option(one, shared=acts.count(one.act) > 1)) for one in in_order]


def _option(one: Drawn, *, shared: bool) -> Option:
    name = f"{one.act} ({one.owner})" if shared else one.act
    return Option(name, one.owner, text=one.words, evidence=tuple(one.evidence), question=one.question)


def _without(content: Span, words: Span) -> str:
    """Return the content without its likelihood words, which else would stand before the verb."""
    return content.quote.replace(words.quote, " ")
