"""Checks: was it so before the trigger already, and is it so for others on the same days?"""

from dataclasses import asdict, dataclass

import numpy as np

from sitroom.history.claims.effects import Design, Floats, days_after, estimate
from sitroom.history.claims.evidence_days import DayEvidence
from sitroom.history.claims.specifications import SEED
from sitroom.history.claims.verdicts import Effect

LEAD_LEVEL = 0.01
PLACEBO_SHARE = 0.25
MIN_PLACEBOS = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """The responses in the days before a trigger, held against days that are neither before nor after one.

    Args:
        ratio: the estimate; None where there is nothing to compare.
        p: one-sided, in the direction of the claim.
        days: how many days.
    """

    ratio: float | None
    p: float
    days: int


@dataclass(frozen=True, slots=True)
class Placebos:
    """The same acts between other pairs, after the same triggers.

    Args:
        pairs: how many pairs have any.
        as_large: in how many the change is as far from chance.
    """

    pairs: int
    as_large: int


@dataclass(frozen=True, slots=True)
class Checks:
    """What is held against an effect that was found.

    Args:
        lead: the days before.
        recipients: other recipients of the same actors.
        actors: other actors on the same recipients.
    """

    lead: Lead
    recipients: Placebos
    actors: Placebos

    def doubts(self, effect: Effect) -> list[str]:
        """Return what speaks against the trigger as the reason, in words."""
        out = []
        lead = self.lead
        if lead.ratio and effect.ratio and lead.p <= LEAD_LEVEL:
            half = abs(float(np.log(effect.ratio))) / 2
            if abs(float(np.log(lead.ratio))) >= half:
                out.append("it was so before the triggers already")
        for name, found in (("recipients", self.recipients), ("actors", self.actors)):
            if found.pairs >= MIN_PLACEBOS and found.as_large > PLACEBO_SHARE * found.pairs:
                out.append(f"many other {name} show as much")
        return out

    def to_json(self) -> dict[str, object]:
        """Return the checks by name."""
        return {
            "lead": asdict(self.lead),
            "placebo_recipients": asdict(self.recipients),
            "placebo_actors": asdict(self.actors),
        }


def check(days: DayEvidence, design: Design, effect: Effect, *, rises: bool) -> Checks:
    """Return the checks of an effect.

    Args:
        days: what the data set says.
        design: of the claim's own specification.
        effect: what was found.
        rises: the direction of the claim.
    """
    others = {kind: _placebos(pairs, design, effect, rises=rises) for kind, pairs in days.placebos.items()}
    return Checks(_lead(days, design, rises=rises), others["recipient"], others["actor"])


def _lead(days: DayEvidence, design: Design, *, rises: bool) -> Lead:
    window = design.window
    before = days_after(days.trigger.total(), window, lead=True)[window:] & ~design.after
    quiet = ~design.after
    counts = days.response.total()[window:][quiet]
    lead = Design(before[quiet], design.exposure[quiet], window, design.level)
    found = estimate(lead, counts, rng=np.random.default_rng(SEED))
    return Lead(found.ratio, found.p if rises else found.p_fall, int(before.sum()))


def _placebos(pairs: dict[str, Floats], design: Design, effect: Effect, *, rises: bool) -> Placebos:
    sign = 1.0 if rises else -1.0
    scores = []
    for counts in pairs.values():
        kept = counts[design.window :]
        if kept.any():
            largest, smallest = design.scores(kept)
            scores.append(sign * float((largest if rises else smallest)[0]))
    return Placebos(len(scores), sum(score >= sign * effect.score for score in scores))
