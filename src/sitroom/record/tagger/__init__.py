"""The act tagger: a small trained network that settles what the lexicon and the syntax leave open."""

from sitroom.record.tagger.tags import ACTOR, RECIPIENT, Tags, tag_sentences

__all__ = ["ACTOR", "RECIPIENT", "Tags", "tag_sentences"]
