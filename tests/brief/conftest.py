"""A brief about countries that do not exist, read by hand."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sitroom.brief import Brief, ClaimLine, LedgerFacts, QuestionLine, compose
from sitroom.core import DayRange, Problem, Span, day_range
from sitroom.record import (
    ActorRef,
    Aim,
    Coding,
    Condition,
    DocumentFacts,
    Estimate,
    Event,
    Link,
    Occasion,
    Pattern,
    Reading,
    Record,
    RecordDate,
    Reference,
    Role,
    Statement,
    TimeExpression,
)
from sitroom.text import Document, Stamp

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)

ROLE = Role("chancellor", "head of government", "2029-03-01", None, "holders.csv:12")
TEXT = """Last updated 7 January 2038

Strelsau looks across the river

On 12 May, Chancellor Marta Voss received Elbonia's envoy, Igor Plum, in Strelsau and asked him about opening the river port. It was the first such call since the winter. From 3 to 9 May she had stayed at the spa of Zenda, and during that stay she did not meet King Rupert, who was a guest in the same hotel.

The call was an answer. On 5 May Elbonia's prime minister, Ada Brandt, told her parliament that "no barge will pass while the tolls stand". That speech itself replied to the decree of April 2030 by which Ruritania had doubled the tolls. On 10 May Elbonian customs officers turned back eleven Ruritanian barges at Hentzau.

Voss wants to reopen the port before the harvest, to show the guilds that she and not the King decides on trade, and to keep the tolls as a bargaining counter. Brandt, according to the Hentzau Gazette, seeks a treaty that her parliament can ratify. The King hopes to be asked to mediate. The guilds need cheaper freight.

Ruritanian governments are used to softening the tolls in the spring and raising them again in the autumn. The Gazette also reports that Plum promised Voss a draft within days; we could not confirm it.

The two delegations are to meet at Hentzau on 2 June, and the Elbonian parliament votes on the transit law on 20 June. Because Voss needs the port before the harvest, and because the King was not consulted, it is very likely that within three weeks Ruritania will lower the tolls for Elbonian barges. Elbonia will probably not lift its customs checks before its parliament has voted. Whether a treaty follows depends on the vote of 20 June. If the tolls stay, the guilds might strike.
"""


@dataclass
class Hand:
    """Codes a text by hand: finds the words, counts the ids."""

    text: str
    count: int = 0
    records: list[Record] = field(default_factory=list)

    def span(self, quote: str, after: str = "") -> Span:
        start = self.text.index(quote, self.text.index(after) if after else 0)
        return Span(start, start + len(quote), quote)

    def id(self) -> str:
        self.count += 1
        return f"rec-{self.count:012d}"

    def add(self, record: Record) -> Record:
        self.records.append(record)
        return record


def on(first: date, last: date | None = None) -> RecordDate:
    days = day_range(first, last)
    return RecordDate(days, days.edtf(), "named in the text; the year from the reference days")


def may(day: int, last: int | None = None) -> RecordDate:
    return on(date(2031, 5, day), date(2031, 5, last) if last else None)


@pytest.fixture(scope="session")
def document() -> Document:
    stamp = Stamp("updated", date(2038, 1, 7), Span(0, 27, TEXT[:27]))
    return Document(
        TEXT, title="Strelsau looks across the river", source="strelsau.txt", stamps=(stamp,), language="en"
    )


def facts_of(document: Document) -> DocumentFacts:
    return DocumentFacts(
        document.id, document.sha256_text, None, document.title, document.source, None, document.updated_on, "en",
        len(document.text),
    )  # fmt: skip


@pytest.fixture(scope="session")
def reading(document: Document) -> Reading:
    hand = Hand(document.text)

    def ref(
        quote: str, name: str | None, country: str | None, code: str | None, after: str = "", **more: Any
    ) -> ActorRef:
        slug = name.lower().replace(" ", "-") if name else None
        return ActorRef(hand.span(quote, after), name, slug, country, ("GOV",), code, **more)

    voss = ref("Chancellor Marta Voss", "Marta Voss", "RUR", "RURGOV", role=ROLE)
    plum = ref("Igor Plum", "Igor Plum", "ELB", "ELBGOV")
    brandt = ref("Ada Brandt", "Ada Brandt", "ELB", "ELBGOV")
    king = ref("King Rupert", "Rupert", "RUR", "RURROY")
    ruritania = ref("Ruritania", "Ruritania", "RUR", "RUR", after="by which")
    gazette = ActorRef(hand.span("the Hentzau Gazette"), "Hentzau Gazette", None, "ELB", ("MED",), "ELBMED")
    guilds = ActorRef(hand.span("The guilds"), None, None, "RUR", ("BUS",), "RURBUS")
    officers = ActorRef(hand.span("Elbonian customs officers"), None, None, "ELB", ("GOV",), "ELBGOV")
    delegations = ActorRef(hand.span("The two delegations"))
    parliament = ActorRef(hand.span("the Elbonian parliament"), None, "elbonia-parliament", "ELB", ("LEG",), "ELBLEG")

    def event(
        quote: str, coding: Coding, actors: tuple[ActorRef, ...], recipients: tuple[ActorRef, ...] = (), **more: Any
    ) -> Record:
        evidence = hand.span(quote)
        return hand.add(
            Event(
                id=hand.id(),
                evidence=(evidence,),
                trigger=evidence,
                coding=coding,
                actors=actors,
                recipients=recipients,
                confidence=0.8,
                **more,
            )
        )

    consult = Coding(event_type="CONSULT", cameo="043", quad=1)
    call = event(
        "Chancellor Marta Voss received Elbonia's envoy, Igor Plum, in Strelsau and asked him about opening the river port",
        Coding(event_type="CONSULT", mode="visit", cameo="043", quad=1), (plum,), (voss,), date=may(12),
        place=hand.span("Strelsau", after="Plum, in"),
    )  # fmt: skip
    event("From 3 to 9 May she had stayed at the spa of Zenda", Coding(), (voss,), date=may(3, 9))
    apart = event(
        "she did not meet King Rupert, who was a guest in the same hotel", consult, (voss,), (king,),
        date=may(3, 9), realis="negated",
    )  # fmt: skip
    event(
        "On 10 May Elbonian customs officers turned back eleven Ruritanian barges at Hentzau",
        Coding(event_type="COERCE", mode="restrict", cameo="172", quad=4), (officers,), (ruritania,), date=may(10),
    )  # fmt: skip
    decree = event(
        "the decree of April 2030 by which Ruritania had doubled the tolls",
        Coding(event_type="SANCTION", cameo="163", quad=4), (ruritania,), date=on(date(2030, 4, 1), date(2030, 4, 30)),
    )  # fmt: skip
    event(
        "The two delegations are to meet at Hentzau on 2 June", consult, (delegations,), date=on(date(2031, 6, 2)),
        realis="scheduled",
    )  # fmt: skip
    event(
        "the guilds might strike", Coding(event_type="PROTEST", mode="strike", cameo="143", quad=4), (guilds,),
        realis="hypothetical",
    )  # fmt: skip
    event(
        "Plum promised Voss a draft within days", Coding(event_type="AGREE", cameo="030", quad=1), (plum,), (voss,),
        asserted_by=("author", gazette),
    )  # fmt: skip
    speech_words = hand.span(
        'On 5 May Elbonia\'s prime minister, Ada Brandt, told her parliament that "no barge will pass while the tolls stand"'
    )
    speech = hand.add(
        Statement(
            id=hand.id(), evidence=(speech_words,), trigger=hand.span("told"), date=may(5), speaker=(brandt,), confidence=0.7,
            content=hand.span('"no barge will pass while the tolls stand"'),
            coding=Coding(event_type="THREATEN", cameo="130", quad=3),
        )
    )  # fmt: skip

    def aim(holder: ActorRef, cue: str, content: str, **more: Any) -> Record:
        evidence = hand.span(content)
        return hand.add(
            Aim(id=hand.id(), evidence=(evidence,), holder=(holder,), cue=hand.span(cue), content=evidence, **more)
        )

    harvest = aim(voss, "wants", "to reopen the port before the harvest")
    aim(voss, "wants", "to show the guilds that she and not the King decides on trade")
    aim(voss, "wants", "to keep the tolls as a bargaining counter")
    aim(brandt, "seeks", "a treaty that her parliament can ratify", asserted_by=("author", gazette))
    aim(king, "hopes", "to be asked to mediate")
    aim(guilds, "need", "cheaper freight")
    habit = hand.span(
        "Ruritanian governments are used to softening the tolls in the spring and raising them again in the autumn"
    )
    hand.add(
        Pattern(
            id=hand.id(), evidence=(habit,), realis="habitual", holder=(ActorRef(hand.span("Ruritanian governments"), None, "ruritania", "RUR"),),
            content=hand.span("softening the tolls in the spring and raising them again in the autumn"),
        )
    )  # fmt: skip
    first = hand.span("it is very likely that within three weeks Ruritania will lower the tolls for Elbonian barges")
    likely = hand.add(
        Estimate(
            id=hand.id(), evidence=(first,), words=hand.span("very likely"), scale="icd203", band=(0.8, 0.95),
            content=hand.span("Ruritania will lower the tolls for Elbonian barges"), subject=(ruritania,),
            horizon=on(date(2031, 5, 12), date(2031, 6, 8)), horizon_end=DayRange(date(2031, 6, 2), date(2031, 6, 8)),
        )
    )  # fmt: skip
    second = hand.span("Elbonia will probably not lift its customs checks before its parliament has voted")
    hand.add(
        Estimate(
            id=hand.id(), evidence=(second,), words=hand.span("probably"), scale="icd203", band=(0.55, 0.8), content=second,
            negated=True, horizon_end=day_range(date(2031, 6, 20)),
        )
    )  # fmt: skip
    depends = hand.span("Whether a treaty follows depends on the vote of 20 June")
    hand.add(
        Condition(
            id=hand.id(), evidence=(depends,), antecedent=hand.span("the vote of 20 June"),
            consequent=hand.span("Whether a treaty follows"), cue=hand.span("depends on"),
        )
    )  # fmt: skip
    strike = hand.span("If the tolls stay, the guilds might strike")
    hand.add(
        Condition(
            id=hand.id(), evidence=(strike,), antecedent=hand.span("the tolls stay"),
            consequent=hand.span("the guilds might strike"), cue=hand.span("If"),
        )
    )  # fmt: skip
    vote = hand.span("the Elbonian parliament votes on the transit law on 20 June")
    hand.add(
        Occasion(
            id=hand.id(),
            evidence=(vote,),
            realis="scheduled",
            date=on(date(2031, 6, 20)),
            name=vote,
            parties=(parliament,),
        )
    )
    links = (
        Link("replies_to", call.id, speech.id, (hand.span("The call was an answer"),)),
        Link(
            "replies_to", speech.id, decree.id, (hand.span("That speech itself replied to the decree of April 2030"),)
        ),
        Link("reason_for", harvest.id, likely.id, (hand.span("Because Voss needs the port before the harvest"),)),
        Link("reason_for", apart.id, likely.id, (hand.span("because the King was not consulted"),)),
    )
    april = TimeExpression(
        hand.span("April 2030"), DayRange(date(2030, 4, 1), date(2030, 4, 30)), "2030-04", "DATE", "2030-04"
    )
    problems = (
        Problem("record.near-name", "'Igor Plum' is not on record; nearest known: Egon Plum; not changed", plum.span),
        Problem(
            "record.office-not-covered", "the office 'envoy' is not on record for that country", hand.span("envoy")
        ),
    )
    reference = Reference(
        DayRange(date(2031, 5, 12), date(2031, 5, 18)),
        ("the last day told as past is 12 May", "the first day told as ahead is 2 June", "'within three weeks' is said of days before 8 June"),
        (hand.span("On 12 May"), hand.span("on 2 June")),
    )  # fmt: skip
    return Reading(facts_of(document), reference, tuple(hand.records), links, (april,), problems, "hand", "1")


@pytest.fixture(scope="session")
def questions(document: Document) -> tuple[QuestionLine, ...]:
    hand = Hand(document.text)
    first = QuestionLine(
        id="q1",
        text="Will Ruritania make a cooperative move toward Elbonia?",
        quote=hand.span("it is very likely that within three weeks Ruritania will lower the tolls for Elbonian barges"),
        words="very likely", band=(0.8, 0.95), opens=day_range(date(2031, 5, 12), date(2031, 5, 18)),
        closes=day_range(date(2031, 6, 2), date(2031, 6, 8)), resolver="machine",
        rule_words="any event of cooperation by Ruritania toward Elbonia in the window",
        base_rate=0.94, base_rate_interval=(0.88, 0.97), base_rate_note="31 of 33 windows of three weeks, 2028 to 2031",
        ours=0.91, ours_note="recurrency and base rate, known by 12 May 2031", information="low",
        harder="Will Ruritania make a material cooperative move toward Elbonia by then?",
    )  # fmt: skip
    second = QuestionLine(
        id="q2", text="Will Elbonia keep its customs checks until its parliament has voted?", words="probably", band=(0.55, 0.8),
        quote=hand.span("Elbonia will probably not lift its customs checks before its parliament has voted"),
        closes=day_range(date(2031, 6, 20)), rule_words="a decree that ends the checks, with its source",
        base_rate_note="not covered: no weekly rows on customs",
    )  # fmt: skip
    third = QuestionLine(
        id="q3", text="Does a treaty follow?", quote=hand.span("Whether a treaty follows depends on the vote of 20 June"),
        scorable=False, status="not_scorable", why_not="it names no likelihood and no day",
        proposed="Do Ruritania and Elbonia sign a treaty on transit by 31 December 2031, if the vote passes?",
    )  # fmt: skip
    return first, second, third


@pytest.fixture(scope="session")
def brief(document: Document, reading: Reading, questions: tuple[QuestionLine, ...]) -> Brief:
    return compose(
        document, reading, questions=questions, ledger=LedgerFacts(head="5f" * 32, count=14, new_entries=5), now=NOW
    )


@pytest.fixture(scope="session")
def tested_claim(reading: Reading) -> ClaimLine:
    anchor = reading.of_kind("pattern")[0].anchor
    return ClaimLine(
        text="Ruritania softens in spring", span=anchor, verdict="no power", why="11 yearly points are too few"
    )
