"""CAMEO codes: what each of them stands for."""

import pytest

from sitroom.core import HistoryError
from sitroom.history.codebooks.codes import find_coding, known_types, lag_days, types_of_quads


@pytest.mark.parametrize(
    ("cameo", "quad", "event_type"),
    [("010", 1, None), ("042", 1, "CONSULT"), ("057", 1, "AGREE"), ("0841", 2, "RETREAT"), ("083", 2, "CONCEDE"),
     ("1123", 3, "ACCUSE"), ("14", 4, "PROTEST"), ("193", 4, "ASSAULT"), ("2042", 4, "ASSAULT")],
)  # fmt: skip
def test_a_code_has_its_quad_and_type(cameo: str, quad: int, event_type: str | None) -> None:
    coding = find_coding(cameo)
    assert coding is not None
    assert (coding.quad, coding.event_type) == (quad, event_type)


@pytest.mark.parametrize("cameo", [None, "", "42", "0999", "04 2", "21"])
def test_what_the_codebook_does_not_hold_is_not_guessed(cameo: str | None) -> None:
    assert find_coding(cameo) is None


def test_all_sixteen_types_of_plover_are_there() -> None:
    assert len(known_types()) == 16
    assert types_of_quads((2,)) == ("COOPERATE", "AID", "RETREAT", "CONCEDE")


def test_a_layout_without_a_documented_lag_is_refused() -> None:
    with pytest.raises(HistoryError, match="no lag"):
        lag_days("unheard-of")
