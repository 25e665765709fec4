"""Candidates: the acts of a text that are worth explaining, and the rival explanations of each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sitroom.brief.rivals.grounds import Ground, Told, grounds_of, has_explicit
from sitroom.brief.rivals.happenings import Happening, happenings_of, surest
from sitroom.brief.rivals.listed import goal_lists
from sitroom.brief.rivals.matrix import ROUTINE, Explanation, Matrix, letters
from sitroom.brief.rivals.sides import any_touch, side_name, word_lists
from sitroom.brief.rivals.telling import act_words, said_by, told_words
from sitroom.brief.words import joined, quoted
from sitroom.core import Span
from sitroom.record import Aim, Reading, Record

MOST = 4
MOST_QUOTES = 3


def told_of(text: str, reading: Reading) -> Told:
    """Return a text and its reading, ready to be searched."""
    happenings = happenings_of(reading)
    return Told(text, reading, happenings, goal_lists(text, reading, happenings))


def worth_explaining(told: Told) -> tuple[Happening, ...]:
    """Return the acts for which the text gives reasons, those with most of them first; ties in text order."""
    found = [one for one in told.happenings if has_explicit(one, told)]
    counts = {one.key: _weight(grounds_of(one, told)) for one in found}
    return tuple(sorted(found, key=lambda one: counts[one.key], reverse=True))


def explanations_of(happening: Happening, told: Told) -> Matrix:
    """Return the act with its explanations, without evidence.

    Grounds that are aimed at the same side are one explanation; an aim that names nobody goes with those nearest to it,
    first in its sentence, then in its paragraph. That it would have happened anyway is always the last.
    """
    clusters = _clusters(happening, told)
    clusters.sort(key=lambda one: (not any(ground.explicit for ground in one), _place(one)))
    made = [_explanation(cluster, happening) for cluster in clusters[: MOST - 1]]
    made.append(_routine(happening, told))
    named = tuple(replace(one, letter=letter) for one, letter in zip(made, letters(len(made)), strict=True))
    return Matrix(happening, told_words(_telling(happening, told)), named)


def _telling(happening: Happening, told: Told) -> Record:
    """Return the record by which an act is told: the surest of those to which the text ties a reason."""
    links = told.reading.links
    tied = {link.target for link in links if link.kind == "motive_of"}
    tied |= {link.source for link in links if link.kind == "replies_to"}
    for _ in happening.records:
        tied |= {
            end
            for link in links
            if link.kind == "same_event" and {link.source, link.target} & tied
            for end in (link.source, link.target)
        }
    found = [one for one in happening.records if one.id in tied]
    return surest(found) if found else happening.record


def _weight(grounds: Sequence[Ground]) -> tuple[int, int]:
    return sum(one.explicit for one in grounds), len(grounds)


def _clusters(happening: Happening, told: Told) -> list[list[Ground]]:
    day = happening.days.start if happening.days else None
    clusters: list[list[Ground]] = []
    loose = []
    for ground in grounds_of(happening, told):
        if not (ground.toward or ground.at_home):
            loose.append(ground)
            continue
        joins = next((one for one in clusters if _aimed_alike(ground, one[0], day)), None)
        if joins is None:
            clusters.append([ground])
        else:
            joins.append(ground)
    for ground in loose:
        near = [(gap, one) for one in clusters if (gap := _gap(ground, one, told)) is not None]
        near = [pair for pair in near if pair[1][0].toward or pair[1][0].at_home or pair[0][0] == 0]
        if near:
            min(near, key=lambda pair: pair[0])[1].append(ground)
        else:
            clusters.append([ground])
    for cluster in clusters:
        cluster.sort(key=lambda one: (not one.explicit, one.record.anchor.start))
    return clusters


def _aimed_alike(ground: Ground, first: Ground, day: date | None) -> bool:
    if ground.at_home or first.at_home:
        return ground.at_home and first.at_home
    return any_touch(ground.toward, first.toward, day)


def _gap(ground: Ground, cluster: Sequence[Ground], told: Told) -> tuple[int, int] | None:
    """Return how near an aim that names nobody is to a cluster: same sentence, else same paragraph; else None."""
    if not isinstance(ground.record, Aim) or ground.answered is not None:
        return None
    at = ground.span.start
    gaps = []
    for one in cluster:
        if not isinstance(one.record, Aim):
            continue
        between = told.text[min(at, one.span.start) : max(at, one.span.start)]
        if re.search(r"\n\s*\n", between) or (ground.explicit and not one.explicit):
            continue
        gaps.append((int(re.search(r"[.!?]\s", between) is not None), abs(at - one.span.start)))
    return min(gaps, default=None)


def _place(cluster: Sequence[Ground]) -> int:
    explicit = [one.record.anchor.start for one in cluster if one.explicit]
    return min(explicit or [one.record.anchor.start for one in cluster])


def _explanation(cluster: Sequence[Ground], happening: Happening) -> Explanation:
    first = min((one for one in cluster if one.toward or one.at_home), key=_by_place, default=cluster[0])
    toward = tuple(dict.fromkeys(side for one in cluster for side in one.toward))
    key = "home" if first.at_home else f"toward:{first.toward[0]}" if first.toward else f"given:{first.record.id}"
    return Explanation(
        key, "", _words(cluster, first, happening), tuple(cluster), toward, at_home=first.at_home
    )  # fmt: skip


def _by_place(ground: Ground) -> tuple[bool, int]:
    return not ground.explicit, ground.record.anchor.start


def _words(cluster: Sequence[Ground], first: Ground, happening: Happening) -> str:
    quotes = [quoted(one.span.quote, 90) for one in cluster if isinstance(one.record, Aim)]
    answers = [one.target for one in cluster if one.target is not None and not isinstance(one.record, Aim)]
    parts = [f"an answer to {_said(target)}" for target in answers]
    parts += ["; ".join(list(dict.fromkeys(quotes))[:MOST_QUOTES])] if quotes else []
    if answers and len(answers) == len(cluster):
        return "; ".join(parts)
    at = ""
    if first.at_home:
        at = f"aimed at home ({joined([side_name(side) for side in happening.doer_sides])}): "
    elif first.toward:
        at = f"aimed at {joined([side_name(side) for side in first.toward])}: "
    return at + "; ".join(parts)


def _said(target: Record) -> str:
    who, what = said_by(target), act_words(target)
    return who if who.startswith(what) else f"{who}: {what}"


def _routine(happening: Happening, told: Told) -> Explanation:
    said = any(_says_routine(told.text, one.anchor) for one in happening.records)
    text = "routine: it would have taken place anyway"
    return Explanation(ROUTINE, "", text, considered=said)


def _says_routine(text: str, anchor: Span) -> bool:
    """Return whether the sentence of an act calls it routine."""
    start = max((match.end() for match in re.finditer(r"[.!?]\s|\n\s*\n", text[: anchor.start])), default=0)
    end = re.compile(r"[.!?](?:\s|$)|\n\s*\n").search(text, anchor.end)
    words = re.findall(r"[a-z]+", text[start : end.start() if end else len(text)].lower())
    return bool(set(words) & set(word_lists()["routine"]))
