"""The act tagger: the same chances whatever stands beside a sentence, and weights that are small."""

from importlib import resources

import numpy as np
import pytest
from spacy.tokens import Span

from sitroom.core import OntologyError
from sitroom.record.parsing import Block, parse
from sitroom.record.tagger import ACTOR, RECIPIENT, tag_sentences
from sitroom.record.tagger import network as network_module
from sitroom.record.tagger.network import load_network
from sitroom.record.tagger.pieces import MOST_PIECES, cut_sentence, cut_word

BEATING = "Riot police beat demonstrators outside the court."


def _sent(text: str) -> Span:
    return next(iter(parse([Block(0, text)])[0].sents))


def test_words_are_cut_into_the_longest_pieces_without_accents() -> None:
    vocabulary = {"[UNK]": 0, "lu": 1, "##kas": 2, "##henko": 3, "cafe": 4, ".": 5}
    assert cut_word("Lukashenko", vocabulary) == [1, 2, 3]
    assert cut_word("Café.", vocabulary) == [4, 5]
    assert cut_word("zzz", vocabulary) == [0]


def test_a_sentence_beyond_the_limit_keeps_its_first_words() -> None:
    ids, starts = cut_sentence(["minister"] * 600, load_network().vocabulary)
    assert len(ids) <= MOST_PIECES + 2
    assert starts[0] == 1
    assert starts[-1] == -1


def test_an_act_its_type_and_its_parties_are_named() -> None:
    sent = _sent(BEATING)
    tags = tag_sentences([sent])[0]
    assert tags is not None
    beat = next(token for token in sent if token.lower_ == "beat")
    police, crowd = sent[1], sent[3]
    chances = tags.type_chances(beat)
    assert max(chances, key=lambda name: chances[name]) == "ASSAULT"
    assert tags.party_chance(beat, ACTOR, police) > tags.party_chance(beat, ACTOR, crowd)
    assert tags.party_chance(beat, RECIPIENT, crowd) > tags.party_chance(beat, RECIPIENT, police)


def test_what_stands_beside_a_sentence_changes_nothing() -> None:
    long = _sent("The ministers, who had not met since the border was closed, said that they hoped to meet again soon.")
    alone, beside = tag_sentences([_sent(BEATING)])[0], tag_sentences([long, _sent(BEATING), long])[1]
    assert alone is not None
    assert beside is not None
    assert np.allclose(alone.types, beside.types, atol=1e-4)


def test_two_words_are_no_sentence() -> None:
    assert tag_sentences([_sent("Minsk, 2013")[:2]]) == [None]


def test_the_weights_are_small() -> None:
    assert len(resources.files(network_module.__package__).joinpath("weights.npz").read_bytes()) < 60_000_000


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> object:
        raise FileNotFoundError("weights.npz")

    load_network.cache_clear()
    monkeypatch.setattr(np, "load", missing)
    with pytest.raises(OntologyError, match="install sitroom anew"):
        load_network()
    load_network.cache_clear()
