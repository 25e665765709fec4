"""Occasions: what is put in the calendar."""

import pytest

from sitroom.record import Occasion

from .answers import names, read_text

TODAY = "2013-09-20"


def occasions(text: str) -> list[str]:
    return [
        f"{record.name.quote}: {record.date.edtf if record.date else ''} {record.place_name or ''}".rstrip()
        for record in read_text(text, on=TODAY).records
        if isinstance(record, Occasion)
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The talks are scheduled for 15 October.", "The talks: 2013-10-15"),
        ("The EU summit is due on 28 November in Vilnius.", "The EU summit: 2013-11-28 Vilnius"),
        ("The summit will be held on 28 November in Vilnius.", "The summit: 2013-11-28 Vilnius"),
        ("Elections will be held in Georgia on 27 October 2013.", "Elections: 2013-10-27 Georgia"),
        (
            "A meeting between Putin and Lukashenko is planned for 15 October in St. Petersburg.",
            "A meeting: 2013-10-15 St. Petersburg",
        ),
    ],
)
def test_an_occasion_has_a_name_a_day_and_a_place(text: str, answer: str) -> None:
    assert occasions(text) == [answer]


def test_an_occasion_has_its_parties() -> None:
    text = "A meeting between Putin and Lukashenko is planned for 15 October in St. Petersburg."
    (found,) = [record for record in read_text(text, on=TODAY).records if isinstance(record, Occasion)]
    assert names(found.parties) == "Vladimir Putin, Alexander Lukashenko"
    assert found.realis == "scheduled"


@pytest.mark.parametrize(
    "text",
    ["The summit was held on 3 May 2013.", "The summit will be held one day.", "The summit may fail by 28 November."],
)
def test_this_is_no_occasion(text: str) -> None:
    assert occasions(text) == []
