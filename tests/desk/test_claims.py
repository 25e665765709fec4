"""Claims on a desk: as a file, a sentence or a record, with the names that people use."""

from pathlib import Path

import pytest

from sitroom.core import HistoryError, UsageError
from sitroom.desk import open_desk
from sitroom.desk.testing import resolve_actor
from sitroom.record import gazetteer


@pytest.mark.parametrize(
    ("name", "known"),
    [("BLR", "BLR"), ("EU", "european-union"), ("NATO", "nato"), ("SER", "SRB"), ("Belarus", "BLR"),
     ("the West", "west"), ("belarus", "BLR"), ("european-union", "european-union"), ("Russian", "RUS")],
)  # fmt: skip
def test_actors_go_by_their_codes_and_names(name: str, known: str) -> None:
    assert resolve_actor(name, gazetteer()) == known


def test_where_two_lists_of_codes_differ_a_keds_set_takes_its_own() -> None:
    assert resolve_actor("AUS", gazetteer()) == "AUS"
    assert resolve_actor("AUS", gazetteer(), keds_first=True) == "AUT"


def test_a_name_that_nobody_bears_is_refused() -> None:
    with pytest.raises(HistoryError, match="names no actor"):
        resolve_actor("Ruritania", gazetteer())


def test_a_sentence_becomes_a_claim_that_can_be_reviewed(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "desk")
    claim = desk.claim("Belarus cooperates more with the European Union within 3 weeks after Russian pressure")
    assert (claim.response.actors, claim.response.recipients, claim.response.quads) == (
        ("BLR",),
        ("european-union",),
        (1, 2),
    )
    assert (claim.trigger.actors, claim.trigger.recipients, claim.trigger.quads) == (("RUS",), ("BLR",), (3, 4))
    assert (claim.window_days, claim.direction) == (21, "rises")
    assert desk.claim(claim.to_toml()) == claim
    assert desk.test(claim).verdict == "not_covered"
    desk.close()


def test_what_is_no_claim_is_refused_with_the_way_out(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "desk")
    with pytest.raises(HistoryError, match="parts response from trigger"):
        desk.claim("Belarus likes the West")
    with pytest.raises(HistoryError, match="no actor is read"):
        desk.claim("Somebody cooperates after Russian pressure")
    with pytest.raises(UsageError, match="there is no file"):
        desk.claim("missing.toml")
    desk.close()
