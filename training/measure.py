"""Measure the tagger on the lines of our text that training never saw.

    python -m training.measure

Prints, for the held-out lines, how well the words that carry an act are found, and of those their type, realis,
mode and code; and the parties of the acts, as pairs of words.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Token

from sitroom.record.parsing import Block, parse
from sitroom.record.tagger import ACTOR, RECIPIENT, Tags, tag_sentences
from training.examples import Example, Labels, find_labels, make_examples, may_name_act
from training.held_out import is_held_out
from training.marks import read_folder

TEXT = Path(__file__).parent / "text"
SURE = 0.5


KINDS = ("type", "realis", "mode", "code")
Pair = tuple[int, int, int]


@dataclass
class Tally:
    """What was right and of how many, by name, and the pairs of act and party that are marked and said."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    marked: list[Pair] = field(default_factory=list)
    said: list[Pair] = field(default_factory=list)
    met: Counter[int] = field(default_factory=Counter)

    def share(self, name: str) -> float:
        """Return the share that was right."""
        return self.right[name] / (self.of[name] or 1)


def measure() -> list[tuple[str, float, int]]:
    """Return the figures: name, value between 0 and 1, and on how many acts or pairs it rests."""
    lines = read_folder(TEXT)
    labels = find_labels(lines)
    kept = [line for line in lines if is_held_out(line)]
    docs = parse([Block(0, line.text) for line in kept])
    tally = Tally()
    for example, doc, tags in zip(
        make_examples(kept, labels), docs, tag_sentences([doc[:] for doc in docs]), strict=True
    ):
        if tags is not None:
            _count(example, list(doc), tags, labels, tally)
    found = 2 * tally.right["act"] / (tally.of["act"] + tally.of["said"] or 1)
    out = [("words that carry an act, F1", found, tally.of["act"])]
    out += [(f"{name}, share right", tally.share(name), tally.of[name]) for name in KINDS]
    for name, role in (("actors", ACTOR), ("recipients", RECIPIENT)):
        marked, said = (sum(pair[1] == role for pair in pairs) for pairs in (tally.marked, tally.said))
        out.append((f"{name}, F1", 2 * tally.met[role] / (marked + said or 1), marked))
    return out


def _count(example: Example, doc: list[Token], tags: Tags, labels: Labels, tally: Tally) -> None:
    for token in doc:
        chances = tags.type_chances(token)
        said = may_name_act(token) and max(chances, key=lambda name: chances[name]) != "-"
        tally.of["said"] += said
        if token.i in example.acts:
            tally.of["act"] += 1
            tally.right["act"] += said
            _count_act(example.acts[token.i], token, tags, labels, tally)
    pairs = {
        (act, role, word.i)
        for act in example.acts
        for role in (ACTOR, RECIPIENT)
        for word in doc
        if tags.party_chance(doc[act], role, word) >= SURE
    }
    tally.marked += example.parties
    tally.said += pairs
    tally.met.update(pair[1] for pair in pairs & example.parties)


def _count_act(act: tuple[int, int, int, int], token: Token, tags: Tags, labels: Labels, tally: Tally) -> None:
    known = (labels.types, labels.realis, labels.modes, labels.codes)
    given = (tags.type_chances, tags.realis_chances, tags.mode_chances, tags.code_chances)
    for name, names, at, chances_of in zip(KINDS, known, act, given, strict=True):
        if name == "code" and not at:
            continue
        chances = chances_of(token)
        best = max((one for one in chances if name != "type" or one != "-"), key=lambda one: chances[one])
        tally.of[name] += 1
        tally.right[name] += names[at] == best


def main() -> None:
    """Print the figures."""
    for name, value, count in measure():
        print(f"{name:32} {value:.3f}  ({count})")


if __name__ == "__main__":
    main()
