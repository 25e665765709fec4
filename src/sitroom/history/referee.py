"""The referee: a claim against event history, with one of five verdicts and everything that stands behind it.

The order is fixed. The claim is written down and hashed; coverage is asked; only then are rows counted. The verdict
rests on one estimate (``effects.py``); all other cells are shown beside it.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from sitroom.core import english_range
from sitroom.history.claims import Claim
from sitroom.history.coverage import Coverage, coverage
from sitroom.history.effects import LEVEL, MAX_SHIFTS, Design, days_after, estimate
from sitroom.history.evidence_days import DayEvidence, count_days
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members
from sitroom.history.store import EventStore
from sitroom.history.verdicts import Cell, Effect, Report, Verdict

DOUBLING = 2.0
SMALL = 1.25
LEAD_LEVEL = 0.01
PLACEBO_SHARE = 0.25
MIN_PLACEBOS = 8
ROWS_SHOWN = 40
CELL_SHIFTS, PLACEBO_SHIFTS = 599, 199
WINDOWS = (7, 14, 21, 30, 45, 60)
SEED = 20_130_221


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
    names = tuple(dict.fromkeys(
        (*claim.response.actors, *claim.response.recipients, *claim.trigger.actors, *claim.trigger.recipients)
    ))  # fmt: skip
    known = [one.source for one in store.sources(as_of=as_of) if one.null_actor < one.rows]
    asked = [claim.source] if claim.source else known
    covers = tuple(coverage(store, names, claim.period, one, members=members, as_of=as_of) for one in asked)
    covered = [one for one in covers if one.covered]
    if not covered:
        return _not_covered(claim, covers)
    found = []
    for one in covered:
        days = count_days(
            store, claim.response, claim.trigger, source=one.source, period=one.period, members=members, as_of=as_of
        )
        found.append((one, days))
    found.sort(key=lambda pair: (-min(pair[1].response.rows, pair[1].trigger.rows), pair[0].source))
    report = weigh(claim, covers, found)
    one, days = found[0]
    report.rows.update(_rows_behind(claim, store, one, days, members=members, as_of=as_of))
    return report


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
    effect, design, counts = _effect(days, claim.window_days, full=True)
    p = effect.p if rises else effect.p_fall
    cells = _cells(claim, found, effect)
    checks = _checks(days, design, effect, rises=rises)
    verdict, why = _verdict(claim, effect, p, checks, cells)
    report = Report(
        claim,
        verdict,
        _SENTENCES[verdict].format(verb="rises" if rises else "falls"),
        "",
        source=one.source,
        period=one.period,
        effect=effect,
        p=p,
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
        checks=checks,
        course=_course(days, claim.window_days),
    )
    return _with_paragraph(report, why)


def _effect(
    days: DayEvidence,
    window: int,
    *,
    quads: tuple[int, ...] = (),
    state_only: bool = False,
    flat: bool = False,
    one_stratum: bool = False,
    full: bool = False,
) -> tuple[Effect, Design, np.ndarray[Any, np.dtype[np.float64]]]:
    """Return the effect under one specification; days at the start, whose triggers are unknown, are left out."""
    response = days.response.state_only if state_only else days.response.total(quads)
    trigger = days.trigger.state_only if state_only else days.trigger.total()
    after = days_after(trigger, window)[window:]
    exposure = np.ones(days.days) if flat else days.exposure
    stratum = days.days if one_stratum else Design.stratum_days
    design = Design(after, exposure[window:], window, stratum, MAX_SHIFTS if full else CELL_SHIFTS)
    counts = response[window:]
    return estimate(design, counts, rng=np.random.default_rng(SEED), quick=not full), design, counts


def _cells(claim: Claim, found: list[tuple[Coverage, DayEvidence]], main: Effect) -> tuple[Cell, ...]:
    """Return the specification curve: windows, codings, adjustments and sources."""
    rises = claim.direction == "rises"
    out = []

    def add(source: str, window: int, coding: str, adjustment: str, effect: Effect, *, is_main: bool = False) -> None:
        ends = (effect.low, effect.high) if effect.low is not None and effect.high is not None else None
        p = effect.p if rises else effect.p_fall
        out.append(Cell(source, window, coding, adjustment, effect.ratio, ends, p, is_main))

    for place, (one, days) in enumerate(found):
        windows = sorted({claim.window_days, *(w for w in WINDOWS if w * 6 <= days.days)})
        for window in windows:
            is_main = place == 0 and window == claim.window_days
            effect = main if is_main else _effect(days, window)[0]
            add(one.source, window, "as claimed", "strata and coverage", effect, is_main=is_main)
        window = claim.window_days
        quads = sorted(quad for quad in days.response.by_quad if quad)
        if len(quads) > 1:
            for quad in quads:
                add(
                    one.source,
                    window,
                    f"quad {quad} alone",
                    "strata and coverage",
                    _effect(days, window, quads=(quad,))[0],
                )
        add(
            one.source,
            window,
            "states and governments alone",
            "strata and coverage",
            _effect(days, window, state_only=True)[0],
        )
        add(one.source, window, "as claimed", "strata", _effect(days, window, flat=True)[0])
        add(one.source, window, "as claimed", "coverage", _effect(days, window, one_stratum=True)[0])
        add(one.source, window, "as claimed", "none", _effect(days, window, flat=True, one_stratum=True)[0])
    return tuple(out)


def _checks(days: DayEvidence, design: Design, effect: Effect, *, rises: bool) -> dict[str, Any]:
    """Return the leads (was it so before the trigger already?) and the placebos (is it so for others as well?)."""
    window = design.window
    rng = np.random.default_rng(SEED)
    before = days_after(days.trigger.total(), window, lead=True)[window:] & ~design.after
    quiet = ~design.after  # a lead is held against days that are neither before nor after a trigger
    lead_design = Design(before[quiet], design.exposure[quiet], window, most_shifts=CELL_SHIFTS)
    lead = estimate(lead_design, days.response.total()[window:][quiet], rng=rng, quick=True)
    out: dict[str, Any] = {
        "lead": {"ratio": lead.ratio, "p": lead.p if rises else lead.p_fall, "days": int(before.sum())}
    }
    sign = 1.0 if rises else -1.0
    design = replace(design, most_shifts=PLACEBO_SHIFTS)
    for kind, pairs in days.placebos.items():
        scores = []
        for counts in pairs.values():
            placebo = estimate(design, counts[window:], rng=rng, quick=True)
            if placebo.ratio is not None and placebo.spread:
                scores.append((sign * placebo.z, placebo.ratio))
        above = sum(score >= sign * effect.z for score, _ in scores)
        median = float(np.median([ratio for _, ratio in scores])) if scores else None
        out[f"placebo_{kind}s"] = {"pairs": len(scores), "as_large": above, "median_ratio": median}
    return out


def _verdict(
    claim: Claim, effect: Effect, p: float, checks: dict[str, Any], cells: tuple[Cell, ...]
) -> tuple[Verdict, str]:
    """Return the verdict by the stated rules, and what decided it."""
    rises = claim.direction == "rises"
    if effect.ratio is None or effect.detectable is None or effect.detectable > DOUBLING:
        return "no_power", "a doubling could not be told from chance here"
    assert effect.low is not None
    assert effect.high is not None
    against = effect.p_fall if rises else effect.p
    if against <= LEVEL / 2:
        return "contradicted", "the response went the other way"
    if p > LEVEL:
        small = effect.high < SMALL if rises else effect.low > 1 / SMALL
        if small:
            return "contradicted", f"a change of more than {SMALL - 1:.0%} can be ruled out"
        return "mixed", "no change that chance would not make, and none ruled out either"
    doubts = []
    lead = checks["lead"]
    if lead["ratio"] and lead["p"] <= LEAD_LEVEL and abs(np.log(lead["ratio"])) >= abs(np.log(effect.ratio)) / 2:
        doubts.append("it was so before the triggers already")
    for kind in ("recipient", "actor"):
        placebo = checks[f"placebo_{kind}s"]
        if placebo["pairs"] >= MIN_PLACEBOS and placebo["as_large"] > PLACEBO_SHARE * placebo["pairs"]:
            doubts.append(f"many other {kind}s show as much")
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
    "no_power": "No power: these data could not have shown even a doubling.",
}


def _with_paragraph(report: Report, why: str) -> Report:
    effect, n, claim = report.effect, report.counts, report.claim
    assert effect is not None
    inside = n["responses_after"] / n["days_after"] if n["days_after"] else 0.0
    outside_days = n["days"] - claim.window_days - n["days_after"]
    outside = (n["responses"] - n["responses_after"]) / outside_days if outside_days > 0 else 0.0
    where = f"{report.source}, {english_range(report.period)}"
    after = f"In the {claim.window_days} days after a trigger"
    words = [
        f"In {where}, the trigger stands on {n['trigger_days']} days and the response in {n['responses']} rows.",
        f"{after} there were {inside:.2f} responses a day, on others {outside:.2f}.",
    ]
    if effect.ratio is not None and effect.low is not None and effect.high is not None:
        interval = f"95 % interval {effect.low:.2f} to {effect.high:.2f}"
        words += [
            "With coverage volume and the slow drift of the pair taken into account that is",
            f"{effect.ratio:.2f} times as many ({interval});",
            f"chance alone makes as large a change that way in {report.p:.1%} of all shifts of the triggers.",
        ]
    if effect.detectable is not None:
        words.append(f"A change by a factor of {effect.detectable:g} would have been found four times in five.")
    else:
        words.append("No change up to twenty times could have been found reliably.")
    words.append(f"What decided: {why}. Counts of reports are not the acts themselves, and after is not because of.")
    return replace(report, paragraph=" ".join(words))


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
