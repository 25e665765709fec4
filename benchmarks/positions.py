"""Positions: the weighted mean on decisions of the European Union, and intervals learned by cross-validation.

    python -m benchmarks.positions --data DIR

DIR is the ``game`` folder of the development data, which holds ``deu_issues_shared.json``. Issues of one proposal are
left out together. ``reference`` lines are those that ship with sitroom and learn nothing.
"""

import argparse
import json
import os
import re
from pathlib import Path
from typing import Any

from sitroom.game import Issue, Learned, PastIssue, Stance, learn_intervals, solve_position

SCALE = (0.0, 100.0)
WEIGHTS = ("nice_votes", "gdp_trillion_from_source")


def main() -> None:
    """Print the errors of every weighting, the intervals beside a constant width, and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "game" if root else None)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    facts = json.loads((asked.data / "deu_issues_shared.json").read_text(encoding="utf-8"))
    out: dict[str, object] = {"issues": len(facts["issues"])}
    for name, capability in (("equal", None), *((name, facts["capability"][name]) for name in WEIGHTS)):
        past = [_past(row, capability) for row in facts["issues"]]
        answers = [solve_position(one.issue) for one in past]
        for kind in ("weighted_mean", "median"):
            errors = [abs(getattr(answer, kind) - one.outcome) for answer, one in zip(answers, past, strict=True)]
            out[f"mae_{kind}_{name}"] = round(sum(errors) / len(errors), 4)
            print(f"{kind}, capability {name}: mean absolute error {out[f'mae_{kind}_{name}']:.2f}")
        if name == "nice_votes":
            learned = learn_intervals(past)
    out |= _intervals(learned)
    print(json.dumps(out))


def _past(row: dict[str, Any], capability: dict[str, float] | None) -> PastIssue:
    stances = tuple(
        Stance(name, position, salience, capability[name] if capability else 1.0)
        for name, (position, salience) in row["actors"].items()
    )
    issue = Issue(stances, id=row["issue"], scale=SCALE, reference_point=row["reference_point"])
    return PastIssue(issue, row["outcome"], group=re.sub(r"i\d+$", "", row["issue"]))


def _intervals(learned: Learned) -> dict[str, object]:
    out: dict[str, object] = {"groups": learned.groups, "per_spread": round(learned.rule.per_spread, 4)}
    for name, held in (("ours", learned.held), ("constant", learned.constant), ("reference", learned.published)):
        print(
            f"80 % intervals, {name}: cover {held.coverage:.1%}, interval score {100 * held.score:.2f}, "
            f"width {100 * held.width:.1f}"
        )
        out |= {f"coverage_{name}": round(held.coverage, 4), f"interval_score_{name}": round(100 * held.score, 3)}
    return out


if __name__ == "__main__":
    main()
