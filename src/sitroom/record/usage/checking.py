"""The check of usage: every rule over one draft, the stronger finding first where two touch the same words."""

from sitroom.record.ontology import DEFAULT_SCALE, find_band
from sitroom.record.reading import Reading
from sitroom.record.usage.confidence_rules import levels, with_likelihood, without_grounds
from sitroom.record.usage.draft_text import DraftText
from sitroom.record.usage.finding import UsageFinding
from sitroom.record.usage.judgement_rules import beliefs, without_basis, without_horizon
from sitroom.record.usage.likelihood_rules import (
    denied_terms,
    hedges,
    numbers_outside,
    off_the_scale,
    rows_mixed,
    two_terms,
)
from sitroom.text import Document

_WHOLE_WORDS = (numbers_outside, hedges, two_terms, denied_terms, off_the_scale)
"""Rules on the same words; what an earlier one has taken, no later one says again."""
_BESIDE = (with_likelihood, rows_mixed, without_grounds, levels, beliefs, without_horizon, without_basis)


def check_usage(document: Document, reading: Reading, *, scale: str = DEFAULT_SCALE) -> tuple[UsageFinding, ...]:
    """Return where a draft's words of likelihood and confidence break ICD 203, in text order.

    Only the author's own words count: what is quoted, and what others are said to judge, is theirs. A draft in a
    language that is not read has no findings.

    Args:
        document: the draft.
        reading: what was read from it, with bands of the same scale.
        scale: the scale that its terms are held to; a scale without rows of equal terms has no rule about them.

    Raises:
        UnknownCodeError: there is no such scale.
    """
    find_band("likely", scale)
    if document.language not in (None, "en") or not document.text.strip():
        return ()
    draft = DraftText(document.text, reading, scale)
    out: list[UsageFinding] = []
    for rule in _WHOLE_WORDS:
        out += [one for one in rule(draft) if not any(one.where.overlaps(other.where) for other in out)]
    for rule in _BESIDE:
        out += rule(draft)
    return tuple(sorted(out, key=lambda one: (one.where.start, not one.is_breach, one.where.end, one.rule.code)))
