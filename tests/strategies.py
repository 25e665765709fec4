"""Shared Hypothesis strategies: texts put together from fragments of our own, and texts that nobody would write."""

from hypothesis import strategies as st

ACTORS = st.sampled_from(
    [
        "Poland",
        "Ruritania",
        "the EU",
        "Angela Merkel",
        "Lavrov",
        "rebels",
        "Kyiv",
        "the Belarusian president",
        "They",
        "he",
    ]
)
ACTS = st.sampled_from(
    [
        "met", "did not meet", "will meet", "accused", "wants to attack", "refused to meet", "signed a treaty with",
        "imposed sanctions on", "is expected to visit", "told", "tends to criticise", "was attacked by", "denied having met",
        "would have met", "replied to", "held talks with", "must answer", "said that it had attacked",
    ]
)  # fmt: skip
DAYS = st.sampled_from(
    [
        "", " on 3 May 2013", " in December 2012", " on 14 February", " from 11 to 20 February 2013", " by the end of November",
        " within two weeks", " on Tuesday", " last week", " in 1998", " (Dublin, December 2012)", " on February 11th - 20th",
    ]
)  # fmt: skip
OPENINGS = st.sampled_from(
    [
        "", "It is very likely that ", "If asked, ", "Therefore ", "According to Lavrov, ", "We see a 60 percent chance that ",
        "Unless Moscow waits, ", "Merkel says that ", "In response to the ban, ", "Had it known, ", "\u201cWell\u201d \u2013 ",
    ]
)  # fmt: skip
TAILS = st.sampled_from(
    [
        "", ", which surprised Minsk", " because Russia waited", "; the talks depend on the price", " as long as the truce holds",
        " in order to calm the markets", " and left", ", as well as to save face", " (see above)", " unless it rains",
    ]
)  # fmt: skip
ENDS = st.sampled_from([". ", "? ", "!\n\n", ".\n", " ", "... ", ".\u2019 "])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw one sentence about someone doing something to someone, some day, for some reason."""
    parts = (draw(OPENINGS), draw(ACTORS), " ", draw(ACTS), " ", draw(ACTORS), draw(DAYS), draw(TAILS), draw(ENDS))
    return "".join(parts)


NOISE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\u200b\ufeff\u0301\u00a0\U0001f600\r\n\t\u2028()\"'\u2019\u201c%.,;:-"),
    ),
    max_size=24,
)
HEADS = st.sampled_from(["", "Two doors\n\n", "Last updated 3 May 2021\n\n", "MEMORANDUM\r\n\r\n", "\ufeff"])


@st.composite
def briefs(draw: st.DrawFn) -> str:
    """Draw a short brief: sentences, with noise between some of them, perhaps under a title or a stamp."""
    parts = draw(st.lists(st.one_of(sentences(), sentences(), NOISE), min_size=1, max_size=4))
    return draw(HEADS) + "".join(parts)
