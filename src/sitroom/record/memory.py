"""Memory: the mentions met so far, and which of them a pronoun can take up."""

from dataclasses import dataclass

from sitroom.record.records import ActorRef

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "they": "p",
    "them": "p",
    "their": "p",
    "it": "n",
    "its": "n",
    "itself": "n",
    "themselves": "p",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved mention, kept so that later pronouns and titles can find it."""

    ref: ActorRef
    gender: str
    number: str
    subject: bool
    at: int
    title: str


def agrees(kind: str, mention: Mention) -> bool:
    """Return whether a pronoun of a kind (m, f, p, n) can take up a mention."""
    if kind in ("m", "f"):
        return mention.number == "s" and mention.gender in (kind, "h")
    if kind == "p":
        return mention.number == "p"
    return (mention.number == "s" and not mention.gender and mention.ref.country is not None) or (
        mention.gender == "" and mention.ref.id is not None
    )
