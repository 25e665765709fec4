"""The referee: a claim against event history, with one of five verdicts and everything that stands behind it.

The order is fixed. The claim is written down and hashed; coverage is asked; only then are rows counted. The verdict
rests on one estimate (``effects.py``); all other cells are shown beside it.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from sitroom.core import english_range
from sitroom.history.claims.checks import Checks, check
from sitroom.history.claims.claim import Claim
from sitroom.history.claims.detecting import detectable
from sitroom.history.claims.effects import DRAWS, LEVEL, Thinned, days_after, estimate
from sitroom.history.claims.evidence_days import DayEvidence, count_days
from sitroom.history.claims.specifications import SEED, Specification, curve
from sitroom.history.claims.verdicts import Cell, Effect, Report, Verdict
from sitroom.history.coverage import Coverage, coverage
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members
from sitroom.history.store import EventStore

DOUBLING = 2.0
SMALL = 1.25
ROWS_SHOWN = 40
CROWDED = 2 / 3


def judge(claim: Claim, store: EventStore, *, members: Members, as_of: date | None = None) -> Report:
    """Return the referee's report on a claim.

    Args:
        claim: fixed and hashed before any row is counted.
        store: the history.
        members: maps a name to codes on a day.
        as_of: last day of knowledge (UTC), inclusive; None means the store's cutoff, or everything.

    Raises:
        HistoryError: the history cannot be read.
        LookaheadError: ``as_of`` is after the store's cutoff.
    """
    # the design is fixed here: ``claim.fingerprint`` hashes it before any row is counted
    known = [one.source for one in store.sources(as_of=as_of) if one.null_actor < one.rows]
    asked = [claim.source] if claim.source else known
    covers = tuple(coverage(store, claim.names, claim.period, one, members=members, as_of=as_of) for one in asked)
    covered = [one for one in covers if one.covered]
    if not covered:
        return _not_covered(claim, covers)
    found = []
    for one in covered:
        days = count_days(
            store, claim.response, claim.trigger, source=one.source, period=one.period, members=members, as_of=as_of
        )
        found.append((one, days))
    found.sort(key=lambda pair: (-_least(pair[1]), pair[0].source))
    found = [found[0], *(pair for pair in found[1:] if _least(pair[1]))]
    report = weigh(claim, covers, found)
    one, days = found[0]
    report.rows.update(_rows_behind(claim, store, one, days, members=members, as_of=as_of))
    return report


def _least(days: DayEvidence) -> int:
    return min(days.response.rows, days.trigger.rows)


def _not_covered(claim: Claim, covers: tuple[Coverage, ...]) -> Report:
    nearest = sorted(covers, key=lambda one: (-sum(actor.covered for actor in one.actors), one.source))[:2]
    reasons = "; ".join(dict.fromkeys(one.reason for one in nearest)) or "The desk has no event data"
    reasons = reasons[0].upper() + reasons[1:]
    return Report(
        claim,
        "not_covered",
        "Not covered: no event data here say enough about those named.",
        f"Nothing was counted. {reasons}. A data set in which someone hardly appears cannot speak for or against a "
        "claim about them. `sitroom history import` adds data, `sitroom history coverage` says what there is.",
        coverage=covers,
    )


def weigh(claim: Claim, covers: tuple[Coverage, ...], found: list[tuple[Coverage, DayEvidence]]) -> Report:
    """Return the report on counted evidence; the first source decides, the others are cells beside it.

    Args:
        claim: what is tested.
        covers: the coverage of every source asked.
        found: what each covered source says, the one with most rows first.
    """
    one, days = found[0]
    rises = claim.direction == "rises"
    main = Specification(claim.window_days)
    design, counts = main.design(days)
    effect = _full(main, days, rises=rises)
    cells = tuple(
        cell
        for place, (each, theirs) in enumerate(found)
        for cell in curve(main, theirs, each.source, None if place else effect, rises=rises)
    )
    checks = check(days, design, effect, rises=rises)
    verdict, why = _verdict(effect, checks, cells, rises=rises)
    report = Report(
        claim,
        verdict,
        _SENTENCES[verdict].format(verb="rises" if rises else "falls"),
        "",
        source=one.source,
        period=one.period,
        effect=effect,
        p=effect.p if rises else effect.p_fall,
        counts={
            "days": days.days,
            "trigger_days": int((days.trigger.total() > 0).sum()),
            "triggers": days.trigger.rows,
            "days_after": int(design.after.sum()),
            "responses": days.response.rows,
            "responses_after": int(counts[design.after].sum()),
        },
        coverage=covers,
        specifications=cells,
        checks=checks.to_json(),
        course=_course(days, claim.window_days),
    )
    return replace(report, paragraph=_paragraph(report, why))


def _full(main: Specification, days: DayEvidence, *, rises: bool) -> Effect:
    """Return the effect under the claim's own specification, with the smallest that would have been found."""
    design, counts = main.design(days)
    effect = estimate(design, counts, rng=np.random.default_rng(SEED), draws=DRAWS)
    if effect.ratio is None:
        return effect
    rng = np.random.default_rng(SEED)
    calm = Thinned.of(design, counts, 1, rng).without(effect.ratio)[0]
    return replace(effect, detectable=detectable(design, calm, rises=rises, rng=rng))


def _verdict(effect: Effect, checks: Checks, cells: tuple[Cell, ...], *, rises: bool) -> tuple[Verdict, str]:
    """Return the verdict by the stated rules, and what decided it."""
    if effect.ratio is None or effect.detectable is None or effect.detectable > DOUBLING:
        return "no_power", f"a {'doubling' if rises else 'halving'} could not be told from chance here"
    assert effect.low is not None
    assert effect.high is not None
    p, against = (effect.p, effect.p_fall) if rises else (effect.p_fall, effect.p)
    if against <= LEVEL / 2:
        return "contradicted", "the response went the other way"
    if p > LEVEL:
        small = effect.high < SMALL if rises else effect.low > 1 / SMALL
        if small:
            return "contradicted", f"a change of more than {SMALL - 1:.0%} can be ruled out"
        return "mixed", "no change that chance would not make, and none ruled out either"
    doubts = checks.doubts(effect)
    told = [cell.ratio for cell in cells if cell.ratio is not None]
    if sum((ratio > 1) == rises for ratio in told) < len(told) / 2:
        doubts.append("most other ways of counting point the other way")
    if doubts:
        return "mixed", "; ".join(doubts)
    return "supported", "more than chance makes, and not so before the triggers or for others"


_SENTENCES = {
    "supported": "Supported: the response {verb} after the trigger, by more than chance makes.",
    "contradicted": "Contradicted: these data speak against it.",
    "mixed": "Mixed: these data neither bear the claim out nor refute it.",
    "no_power": "No power: these data could not have shown even a change by a factor of two.",
}


def _paragraph(report: Report, why: str) -> str:
    """Return what was found in words that need no statistics."""
    effect, n, claim = report.effect, report.counts, report.claim
    assert effect is not None
    inside = n["responses_after"] / n["days_after"] if n["days_after"] else 0.0
    outside_days = n["days"] - claim.window_days - n["days_after"]
    outside = (n["responses"] - n["responses_after"]) / outside_days if outside_days > 0 else 0.0
    where = f"{report.source}, {english_range(report.period)}"
    after = f"In the {claim.window_days} days after a trigger"
    words = [
        f"In {where}, there are triggers on {_days(n['trigger_days'])} and {n['responses']} rows of the response.",
        f"{after} there were {inside:.2f} responses a day, on others {outside:.2f}.",
    ]
    if n["days_after"] > CROWDED * n["days"]:
        words.append(
            f"Of all days {n['days_after'] / n['days']:.0%} follow a trigger, so few are left to compare with."
        )
    if effect.ratio is not None and effect.low is not None and effect.high is not None:
        words += [
            "Held against the days around each of these and against how much was covered, that is",
            f"{effect.ratio:.2f} times as many (95 % interval {effect.low:.2f} to {effect.high:.2f});",
            f"chance alone makes as large a change that way in {report.p:.1%} of all shifts of the triggers.",
        ]
    if effect.detectable is not None:
        words.append(f"A change by a factor of {effect.detectable:g} would have been found four times in five.")
    else:
        words.append("No change up to twenty times could have been found reliably.")
    words.append(f"What decided: {why}. Counts of reports are not the acts themselves, and after is not because of.")
    return " ".join(words)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _course(days: DayEvidence, window: int) -> tuple[tuple[int, float], ...]:
    """Return mean responses a day from ``window`` days before a trigger to twice as many after it."""
    counts, marks = days.response.total(), np.flatnonzero(days.trigger.total() > 0)
    out = []
    for lag in range(-window, 2 * window + 1):
        places = marks + lag
        places = places[(places >= 0) & (places < days.days)]
        if len(places):
            out.append((lag, round(float(counts[places].mean()), 4)))
    return tuple(out)


def _rows_behind(
    claim: Claim, store: EventStore, one: Coverage, days: DayEvidence, *, members: Members, as_of: date | None
) -> dict[str, list[str]]:
    """Return ids of the newest triggers, and of the newest responses in the days after one."""
    after = days_after(days.trigger.total(), claim.window_days)
    out = {}
    for name, pattern, wanted in (
        ("responses", claim.response, np.flatnonzero(after & (days.response.total() > 0))),
        ("triggers", claim.trigger, np.flatnonzero(days.trigger.total() > 0)),
    ):
        chosen = [days.day(int(place)) for place in wanted[-ROWS_SHOWN:]]
        bound = bind(pattern, members, one.period) | {"days": chosen, "most": ROWS_SHOWN}
        found = store.rows(HITS + _BEHIND, bound, source=one.source, as_of=as_of)
        out[name] = [row[0] for row in found]
    return out


_BEHIND = """
SELECT event_id FROM hits WHERE list_contains(CAST($days AS DATE[]), occurred_on) AND date_precision = 'day'
ORDER BY occurred_on DESC, event_id LIMIT $most"""
