"""Means and depth: what the other words of a clause add to mode and code."""

import pytest

from sitroom.record import Event, Statement, read
from sitroom.text import Document


def codes(text: str) -> list[tuple[str | None, str | None]]:
    """Return mode and CAMEO code of the acts of a text."""
    return [
        (one.coding.mode, one.coding.cameo)
        for one in read(Document(text, language="en")).records
        if isinstance(one, Event | Statement) and one.coding and one.coding.event_type
    ]


@pytest.mark.parametrize(
    ("text", "mode", "cameo"),
    [
        ("Three Iraqi civilians were killed in a suicide car bombing in Baghdad.", "suicide-attack", "1831"),
        ("A roadside bomb killed two Turkish soldiers.", "explosives", "1833"),
        ("Sudanese rebels attacked the town of Juba with mortars.", "heavy-weapons", "194"),
        ("Prisoners in Algeria began a hunger strike.", "hunger", "142"),
    ],
)
def test_the_means_stand_in_other_words_than_the_act(text: str, mode: str, cameo: str) -> None:
    assert (mode, cameo) in codes(text)


def test_whom_it_was_done_to_is_no_means() -> None:
    assert all(mode != "firearms" for mode, _ in codes("Israeli soldiers attacked a gunman."))


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Serbia refused to release the prisoners.", "1243"),
        ("Israel demanded that Hamas release the hostages.", "1053"),
        ("Kenya agreed to meet Somalia.", "036"),
        ("Poland promised to send food to Ukraine.", "0333"),
    ],
)
def test_a_saying_takes_its_depth_from_the_act_in_it(text: str, cameo: str) -> None:
    assert cameo in [code for _, code in codes(text)]
