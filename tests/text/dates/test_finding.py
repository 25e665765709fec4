"""Which words are a time, which only look like one, and the preposition in front."""

import pytest

from sitroom.text.dates import find_dates
from sitroom.text.dates.grammar import rules

EXAMPLES = [(rule.form, example) for rule in rules() for example in rule.examples]
NEEDS_A_LEAD = {"the 21st": "on", "March and June 2014": "between", "the moment": "at"}


def quotes(text: str) -> list[str]:
    return [mention.quote for mention in find_dates(text)]


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_every_example_of_the_grammar_is_found_whole(form: str, example: str) -> None:
    lead = NEEDS_A_LEAD.get(example, "in")
    assert quotes(example) == [example] or quotes(f"{lead} {example}.") == [example]


@pytest.mark.parametrize(
    "text",
    [
        "You may go, and May I stay?",
        "They march on Minsk; March on, he said.",
        "Second, the second aim; he came second.",
        "Version 2.0.1 and 10.0.0.12 are out.",
        "They won 3-1, then 10-12.",
        "It cost $2013 and then €1999.",
        "There were 1,200 of them.",
        "Article 5 and Resolution 1973",
        "2012 soldiers died.",
        "around 2000 people came, over 1500 troops left",
        "the Six-Day War",
        "the Five-Year Plan",
        "Black September and the Sunday Times",
        "the Prague Spring, the Arab Spring",
        "the spring of hope",
        "prices fall, they spring up",
        "the fall of Kabul",
        "the future of this dialogue",
        "the past record",
        "as soon as they can",
        "He is 45 years old, a 14-year-old told us in his 30s.",
        "at 5 March Street",
        "April Smith and August Wilson",
        "The Sun shines; he sat down. Mar a Lago. Jan Tomasz.",
        "the Man of the Year",
        "the party daily Pravda",
        "three quarters of the votes",
        "tel. 555-12-34",
        "the present document",
        "",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from late 2013 to May", ["late 2013", "May"]),
        ("in March 2014 soldiers came", ["March 2014"]),
        ("On March 3, 2000 people marched", ["March 3"]),
        ("today's talks and yesterday’s", ["today", "yesterday"]),
        ("He left on Monday. March 3 is a holiday", ["Monday", "March 3"]),
        ("in 2012\n\nMay 3", ["2012", "May 3"]),
        ("in the coming\nthree weeks", ["the coming\nthree weeks"]),
        ("in 2010, 2011 and 2012", ["2010", "2011", "2012"]),
        ("(Dublin, December 2012)", ["December 2012"]),
        ("as early as May", ["May"]),
        ("by the end of next week", ["the end of next week"]),
        ("weeks of talks in 2012", ["weeks", "2012"]),
    ],
)
def test_what_stands_around_it_is_left_out(text: str, found: list[str]) -> None:
    assert quotes(text) == found


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("since 2012", "since"),
        ("By mid-March", "by"),
        ("until 15 March", "until"),
        ("before the end of May", "before"),
        ("after Monday", "after"),
        ("from 3 to 9 May", "from"),
        ("between March and June 2014", "between"),
        ("in the coming three weeks", "in"),
        ("during last winter", "during"),
        ("within two weeks", "within"),
        ("for three weeks", "for"),
        ("no later than 1 June", "by"),
        ("in post-2014 politics", "after"),
        ("yesterday", ""),
        ("the first time in two years", ""),
    ],
)
def test_the_preposition_is_the_lead(text: str, lead: str) -> None:
    assert [mention.lead for mention in find_dates(text)] == [lead]


def test_a_brief_is_read_as_a_person_would() -> None:
    text = (
        "On February 21st, at a meeting with the chairman, the president asked about progress. He had to respond to the "
        "statement made at the February 14th meeting, a response to an assessment made in Dublin (December 2012). On "
        "February 11th – 20th he was on holiday. The council is scheduled for March 15th; in the coming three weeks "
        "the authorities will go on. The future of this dialogue is open."
    )
    assert quotes(text) == [
        "February 21st", "February 14th", "December 2012", "February 11th – 20th", "March 15th", "the coming three weeks",
    ]  # fmt: skip


def test_the_text_keeps_its_offsets() -> None:
    text = "А он: “In 2012”, then on 21 February 2013…"  # Cyrillic letters, curly quotes, an ellipsis
    assert [text[m.span.start : m.span.end] for m in find_dates(text)] == ["2012", "21 February 2013"]
