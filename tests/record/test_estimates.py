"""Estimates: likelihood words, bands, what is judged, and by when."""

import pytest

from sitroom.core import UnknownCodeError
from sitroom.record import Estimate

from .answers import codes, names, read_text

TODAY = "2013-09-02"
SIGNS = "Poland will sign the treaty"


def estimates(text: str, *, on: str | None = None, scale: str = "icd203") -> list[Estimate]:
    return [record for record in read_text(text, on=on, scale=scale).records if isinstance(record, Estimate)]


def estimate(text: str, *, on: str | None = None, scale: str = "icd203") -> Estimate:
    (found,) = estimates(text, on=on, scale=scale)
    return found


@pytest.mark.parametrize(
    ("words", "band"),
    [
        ("almost no chance", (0.01, 0.05)),
        ("remote chance", (0.01, 0.05)),
        ("very unlikely", (0.05, 0.20)),
        ("highly improbable", (0.05, 0.20)),
        ("unlikely", (0.20, 0.45)),
        ("improbable", (0.20, 0.45)),
        ("roughly even chance", (0.45, 0.55)),
        ("roughly even odds", (0.45, 0.55)),
        ("likely", (0.55, 0.80)),
        ("probable", (0.55, 0.80)),
        ("probably", (0.55, 0.80)),
        ("very likely", (0.80, 0.95)),
        ("highly probable", (0.80, 0.95)),
        ("almost certain", (0.95, 0.99)),
        ("almost certainly", (0.95, 0.99)),
        ("nearly certain", (0.95, 0.99)),
    ],
)
def test_every_word_of_icd_203_has_its_band(words: str, band: tuple[float, float]) -> None:
    if words.endswith(("chance", "odds")):
        article = "" if words.startswith("almost") else "a "
        text = f"There is {article}{words} that {SIGNS}."
    elif words.endswith("ly") and words not in {"likely", "unlikely", "very likely", "very unlikely"}:
        text = f"Poland will {words} sign the treaty."
    else:
        text = f"It is {words} that {SIGNS}."
    found = estimate(text)
    assert (found.words.quote, found.band, found.scale) == (words, band, "icd203")


@pytest.mark.parametrize(
    ("text", "band"),
    [
        (f"We see a 60 percent chance that {SIGNS}.", (0.6, 0.6)),
        (f"It is 70-80 percent likely that {SIGNS}.", (0.7, 0.8)),
        (f"There is a 3 in 10 chance that {SIGNS}.", (0.3, 0.3)),
        (f"The probability that {SIGNS} is 40%.", (0.4, 0.4)),
        (f"We put the chance that {SIGNS} at 35 percent.", (0.35, 0.35)),
        (f"We put at 60 percent the chance that {SIGNS}.", (0.6, 0.6)),
    ],
)
def test_a_number_is_its_own_band(text: str, band: tuple[float, float]) -> None:
    found = estimate(text)
    assert found.scale == "numeric"
    assert found.band == pytest.approx(band)


@pytest.mark.parametrize("text", ["Poland raised the tariff by 60 percent.", "About 70 percent of voters said no."])
def test_a_share_is_no_estimate(text: str) -> None:
    assert estimates(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Border closures by Poland cannot be ruled out.", "cannot be ruled out"),
        ("Poland is bound to sign the treaty.", "bound to"),
        ("The vote is not likely to be held.", "not likely"),
    ],
)
def test_words_without_a_band_get_none_and_a_problem(text: str, words: str) -> None:
    found = estimate(text)
    assert (found.words.quote, found.band, found.scale) == (words, None, None)
    assert "record.estimate-without-band" in codes(text)


@pytest.mark.parametrize(
    ("scale", "words", "band"),
    [
        ("kent", "likely", (0.63, 0.87)),
        ("kent", "unlikely", (0.20, 0.40)),
        ("phia", "likely", (0.55, 0.75)),
        ("phia", "unlikely", (0.25, 0.35)),
        ("icd203", "likely", (0.55, 0.80)),
    ],
)
def test_a_band_is_that_of_the_scale_asked_for(scale: str, words: str, band: tuple[float, float]) -> None:
    found = estimate(f"It is {words} that {SIGNS}.", scale=scale)
    assert (found.scale, found.band) == (scale, band)


def test_a_realistic_possibility_has_a_band_on_one_scale_only() -> None:
    text = f"There is a realistic possibility that {SIGNS}."
    assert (estimate(text, scale="phia").band, estimate(text).band) == ((0.40, 0.50), None)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("within two weeks", "2013-09-02/2013-09-16"),
        ("by the end of November", "2013-09-02/2013-11-30"),
        ("before 3 October", "2013-09-02/2013-10-02"),
        ("in the next three months", "2013-09-02/2013-12-02"),
        ("by 30 November 2013", "2013-09-02/2013-11-30"),
        ("by the end of the year", "2013-09-02/2013-12-31"),
        ("in the coming three weeks", "2013-09-02/2013-09-23"),
    ],
)
def test_a_horizon_runs_from_the_day_of_writing(words: str, edtf: str) -> None:
    found = estimate(f"Poland will likely sign the treaty {words}.", on=TODAY)
    assert found.horizon is not None
    assert found.horizon.edtf == edtf
    assert words.split(" ", 1)[1] in found.horizon.basis


def test_without_days_there_is_no_horizon() -> None:
    found = estimate(f"It is likely that {SIGNS}.", on=TODAY)
    assert (found.horizon, found.horizon_end) == (None, None)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f"It is very likely that {SIGNS}.", f"that {SIGNS}"),
        (f"There is a 3 in 10 chance that {SIGNS}.", f"that {SIGNS}"),
        ("Border closures by Poland cannot be ruled out.", "Border closures by Poland"),
        ("Poland will likely sign because Russia waits.", "Poland will likely sign"),
    ],
)
def test_what_is_judged_is_the_clause_in_full(text: str, content: str) -> None:
    assert estimate(text).content.quote == content


def test_two_judgements_in_one_sentence_are_two() -> None:
    first, second = estimates("Georgia will probably meet Russia; Armenia will almost certainly not meet Turkey.")
    assert (first.content.quote, first.negated, first.band) == ("Georgia will probably meet Russia", False, (0.55, 0.8))
    assert (second.content.quote, second.negated) == ("Armenia will almost certainly not meet Turkey", True)


def test_a_likely_candidate_is_no_judgement() -> None:
    assert estimates("A likely candidate met Merkel.") == []


def test_an_estimate_knows_who_would_act_and_toward_whom() -> None:
    found = estimate("It is likely that Poland will criticise Russia.")
    assert (names(found.subject), names(found.objects)) == ("Poland", "Russia")


@pytest.mark.parametrize("verb", ["says", "believes"])
def test_an_estimate_of_another_is_by_their_word(verb: str) -> None:
    found = estimate(f"Lavrov {verb} that Russia will likely sign the treaty.")
    assert [getattr(who, "label", who) for who in found.asserted_by] == ["author", "Sergey Lavrov"]


def test_a_judgement_reported_as_past_is_no_new_one() -> None:
    assert estimates("Two weeks ago we wrote that Poland was unlikely to sign the treaty.") == []


def test_a_scale_that_no_table_holds_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="icd203"):
        read_text(f"It is likely that {SIGNS}.", scale="gut")


@pytest.mark.parametrize(
    ("text", "band"),
    [
        (f"We put it at 70 per cent that {SIGNS}.", (0.7, 0.7)),
        ("We estimate the chance that Ecuador leaves the pact to be 5 to 10 percent.", (0.05, 0.1)),
        ("The desk rates the odds of an early poll in Nepal at two to one.", (2 / 3, 2 / 3)),
        ("Probability of a third intifada this year: 15 per cent.", (0.15, 0.15)),
        ("Chances of a ceasefire in Myanmar are about even.", (0.45, 0.55)),
        ("A ceasefire in Sudan is a remote prospect.", (0.01, 0.05)),
        ("Very likely Poland will pay.", (0.8, 0.95)),
        ("The bill is likely dead.", (0.55, 0.8)),
        ("The vote was probably decided in the suburbs.", (0.55, 0.8)),
        ("The army is as likely to split as to fire.", None),
        ("A second coup in Mali is by no means inconceivable.", None),
        ("The chance that the ban is lifted is close to zero.", None),
        ("Chad's army will almost surely back the president.", None),
        ("Turkey may not ratify the protocol.", None),
        ("The garrison may have to leave Mali.", None),
    ],
)
def test_one_judgement_in_many_wordings(text: str, band: tuple[float, float] | None) -> None:
    assert estimate(text).band == (pytest.approx(band) if band else None)


@pytest.mark.parametrize(
    "text", ["Are elections likely?", "The soldiers could hear the river.", "He may vote under the new law."]
)
def test_nothing_is_judged_here(text: str) -> None:
    assert estimates(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("A deal is likely by the time of the Ankara summit on 14 June.", "2026-03-10", "2026-06-14"),
        ("Between now and the congress in June, a split is likely.", "2026-03-10", "2026-06-30"),
        ("Over the next year and a half a default is likely.", "2026-03-10", "2027-09-10"),
        ("The opposition is likely to win on Sunday.", "2026-03-15", "2026-03-15"),
        ("A contest is likely before the party conference on 5 October.", "2026-03-10", "2026-10-04"),
        ("A deal by Christmas is unlikely.", "2026-03-10", "2026-12-25"),
        ("The ceasefire is unlikely to last the week.", "2026-03-10", "2026-03-15"),
        ("The truce has even odds of surviving the month.", "2026-03-10", "2026-03-31"),
        ("Poland is unlikely to sign before the decade is out.", "2026-03-10", "2029-12-31"),
        ("Poland may sign in 2027 or 2028.", "2027-01-01", "2028-12-31"),
        ("A strike is likely this week or next.", "2026-03-10", "2026-03-22"),
        ("In the week of 6 April, the court is likely to rule.", "2026-04-06", "2026-04-12"),
        ("The clans will likely be in power a year from now.", "2026-03-10", "2027-03-10"),
    ],
)
def test_a_judgement_looks_ahead(text: str, start: str, end: str) -> None:
    horizon = estimate(text, on="2026-03-10").horizon
    assert horizon is not None
    assert (str(horizon.days.start), str(horizon.days.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Within 72 hours of any invasion, Japan will probably lose its cables.",
        "The runoff on 12 April is unlikely to be close.",
    ],
)
def test_no_last_day_can_be_told(text: str) -> None:
    assert estimate(text, on="2026-03-10").horizon is None
