"""Usage: what breaks ICD 203, what does not, and that the words shown are the draft's own."""

import pytest

from sitroom.core import UnknownCodeError
from sitroom.record import check_usage, read, scale_names, usage_rules
from sitroom.record.ontology import find_band, terms_of
from sitroom.record.tables import read_rows, words_of
from sitroom.record.usage.scale_terms import off_scale
from sitroom.record.usage.sentences import sentences_of
from sitroom.text import Document


def findings(text: str, *, scale: str = "icd203") -> list[tuple[str, str]]:
    document = Document(text, language="en")
    found = check_usage(document, read(document, scale=scale), scale=scale)
    for one in found:
        assert text[one.where.start : one.where.end] == one.where.quote
        assert one.line == text[: one.where.start].count("\n") + 1
        assert one.instead
        assert set(one.to_json()) >= {"code", "severity", "where", "line", "why", "instead"}
    return [(one.rule.code.removeprefix("usage."), one.where.quote) for one in found]


def codes(text: str, *, scale: str = "icd203") -> set[str]:
    return {code for code, _ in findings(text, scale=scale)}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("We assess with high confidence that Iran is likely to sign the deal by May, based on two sources.",
         "likelihood-with-confidence", "high confidence that Iran is likely"),
        ("It is very unlikely that Serbia will mobilise by May, and our confidence in this judgement is low.",
         "likelihood-with-confidence", "very unlikely that Serbia will mobilise by May, and our confidence in this judgement is low"),
        ("We have moderate confidence that there is a 60 percent chance of a coup in Mali by May.",
         "likelihood-with-confidence", "moderate confidence that there is a 60 percent chance of"),
        ("There is a real chance that Serbia will recognise Kosovo by May because it said so.", "off-scale", "real chance"),
        ("Elections could well be held by May because the law asks for them.", "off-scale", "could well"),
        ("A coup in Mali cannot be ruled out.", "only-possible", "cannot be ruled out"),
        ("The government might fall in May.", "only-possible", "might"),
        ("It is not likely that Poland will sign the treaty by May.", "denied-term", "not likely"),
        ("Poland will almost certainly not sign the treaty by May.", "not-after-term", "almost certainly not"),
        ("It is likely (95 percent) that Poland will sign the treaty by May.", "number-outside-band", "likely (95 percent)"),
        ("The talks may possibly collapse in June.", "double-hedge", "may possibly collapse"),
        ("Iran very likely could build a device by May.", "ability-or-likelihood", "very likely could"),
        ("Poland may likely sign the treaty by May.", "hedged-term", "may likely"),
        ("It is likely or very likely that Poland will sign the treaty by May.", "two-terms", "likely or very likely"),
        ("Poland will probably sign the treaty by May. It is likely that Latvia will sign it by June.", "rows-mixed", "likely"),
        ("It is likely that Poland will sign the treaty, because it needs it.", "no-horizon", "likely"),
        ("We have high confidence in this judgement.", "confidence-without-basis", "high confidence"),
        ("We hold this with considerable confidence. We have considerable confidence in this judgement, based on two sources.",
         "confidence-level", "considerable confidence"),
        ("We are confident that Poland will sign the treaty by May.", "confident", "confident"),
        ("We believe that Iran will sign the deal by May.", "belief", "We believe"),
        ("It is widely believed that Iran will sign the deal by May.", "belief-without-holder", "It is widely believed"),
    ],
)  # fmt: skip
def test_a_breach_is_shown_with_its_words(text: str, code: str, words: str) -> None:
    assert (code, words) in findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that Poland will sign the treaty by May, because it needs it. Our confidence is moderate: two sources agree.",
        "The minister lost a vote of no confidence and is likely to resign by May, because his party says so.",
        "Public confidence in the government is low, and it is likely to fall by May, because prices rise.",
        "The minister said: “We have high confidence that a deal is likely and may possibly come.”",
        "It is likely (70 percent) that Poland will sign the treaty by May, because it needs it.",
        "It is very likely that Poland will sign before then, because it needs the treaty.",
        "We made certain that the report was sent. May God bless Poland.",
        "If possible, the ministers meet on Monday. They came as soon as it was possible to travel.",
        "We believe that every state should sign the treaty.",
    ],
)
def test_what_an_analyst_would_pass_passes(text: str) -> None:
    assert findings(text) == []


def test_a_draft_may_use_both_rows_if_it_says_that_they_mean_the_same() -> None:
    said = "“Likely” and “probable” are used here as synonyms: likely and probable have the same range. "
    mixed = "Poland will probably sign the treaty by May. It is likely that Latvia will sign it by June."
    assert "rows-mixed" in codes(mixed)
    assert "rows-mixed" not in codes(said + mixed)


def test_the_scale_decides() -> None:
    text = "There is a realistic possibility that Poland will sign the treaty by May, because it needs it."
    assert "off-scale" in codes(text)
    assert codes(text, scale="phia") == set()
    mixed = "Poland will probably sign the treaty by May. It is likely that Latvia will sign it by June."
    assert "rows-mixed" not in codes(mixed, scale="phia")
    with pytest.raises(UnknownCodeError):
        check_usage(Document("x"), read(Document("x")), scale="none")


@pytest.mark.parametrize("scale", scale_names())
def test_every_term_of_a_scale_may_be_used_and_any_number_outside_it_is_found(scale: str) -> None:
    for term, (low, high) in terms_of(scale).items():
        if not term.endswith(("likely", "unlikely", "probable")):
            continue
        for number, outside in ((round(100 * (low + high) / 2), False), (3 if low > 0.5 else 97, True)):
            text = f"It is {term} ({number} percent) that Poland will sign the treaty by May, because it needs it."
            assert ("number-outside-band" in codes(text, scale=scale)) is outside, text
            assert "off-scale" not in codes(text, scale=scale)


def test_what_is_not_read_has_no_findings() -> None:
    document = Document("Es ist wahrscheinlich, dass Polen den Vertrag unterzeichnet.", language="de")
    assert check_usage(document, read(document)) == ()


def test_sentences_end_where_they_end() -> None:
    text = "Gen. A. B. Li met Mr. Xi of the U.S. delegation. It rained! “Why?” he asked.\n- One\n- Two\n\nThree"
    assert [one.span.quote for one in sentences_of(text)] == [
        "Gen. A. B. Li met Mr. Xi of the U.S. delegation.", "It rained!", "“Why?” he asked.", "- One", "- Two", "Three",
    ]  # fmt: skip


def test_the_tables_hold_together() -> None:
    for row in read_rows("usage/terms.csv"):
        assert row["kind"] in {"possible", "degree", "certain", "comparison", "denied", "plain", "none"}
        assert all(find_band(term) for term in words_of(row["near"])), row
    assert all(find_band(row["words"], row["scale"]) for row in read_rows("usage/rows.csv"))
    assert {one.severity for one in usage_rules().values()} == {"breach", "advice"}
    assert off_scale("zounds of chances").kind == "degree"
