"""Languages: English even when full of foreign names, others named, little text left open."""

import time

import pytest

from sitroom.text import find_language, find_language_problem

ENGLISH = [
    "The ministers met in Minsk, and nothing was signed by the time that they left.",
    "THE MINISTERS MET IN MINSK, AND NOTHING WAS SIGNED BY THE TIME THAT THEY LEFT.",
    "Gurbanguly Berdimuhamedow and Dalia Grybauskaitė met with Linas Linkevičius in Ashgabat, said Füle.",
    "Президент Лукашенко and his chairman met the envoys from Ереван in Санкт-Петербург, which was a surprise.",
    "Ruritania accused Elbonia of shelling the port.",
]
OTHERS = {
    "ru": "Министры встретились в Минске, но до отъезда ничего не подписали.",
    "uk": "Міністри зустрілися у Києві, але до від'їзду нічого не підписали.",
    "de": "Die Minister trafen sich am Freitag in Minsk, doch unterschrieben wurde bis zur Abreise nichts.",
    "fr": "Les ministres se sont réunis vendredi à Minsk, mais rien n'a été signé avant leur départ.",
    "es": "Los ministros se reunieron el viernes en Minsk, pero no se firmó nada antes de su partida.",
    "pl": "Ministrowie spotkali się w piątek w Mińsku, ale przed wyjazdem niczego nie podpisano.",
    "nl": "De ministers hadden in Minsk een gesprek over het land, maar er werd niets ondertekend.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_named(language: str) -> None:
    assert find_language(OTHERS[language]) == language


@pytest.mark.parametrize("text", ["", "Minsk waits.", "12.03.2013 | 10:45 " * 20])
def test_little_text_leaves_the_language_open(text: str) -> None:
    assert find_language(text) is None


def test_another_language_is_a_problem() -> None:
    problem = find_language_problem("ru")
    assert problem is not None
    assert problem.code == "text.language-not-covered"
    assert find_language_problem("en") is None
    assert find_language_problem(None) is None


@pytest.mark.parametrize("text", [ENGLISH[0], OTHERS["ru"]])
def test_a_text_of_some_pages_takes_no_time(text: str) -> None:
    long = text * (5_000 // len(text))
    assert find_language(long) is not None
    start = time.perf_counter()
    for _ in range(10):
        find_language(long)
    assert (time.perf_counter() - start) / 10 < 0.05  # ten times what it takes, for slow machines
