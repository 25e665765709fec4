"""Raw rows: what the engine may read by itself, however the file falls into blocks."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitroom.history.importing import raw_rows

TEXTS = st.text(st.sampled_from("ab\té€𝄞\n\r"), max_size=40)


def is_plain(raw: bytes, block: int) -> bool:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(raw_rows, "_BLOCK_BYTES", block)
        path = Path(folder) / "raw"
        path.write_bytes(raw)
        return raw_rows._is_plain(path, quoted=False)


@given(text=TEXTS, block=st.integers(4, 12))
@example(text="abc\rabc\n", block=4)
@example(text="a\nbc" * 4, block=4)
@settings(max_examples=200, deadline=None)
def test_blocks_decide_nothing(text: str, block: int) -> None:
    raw = (text.rstrip("\r\n") + "\n").encode()
    assert is_plain(raw, block) == is_plain(raw, 1 << 20)


@given(text=TEXTS.filter(lambda text: "\r" not in text))
@settings(max_examples=100, deadline=None)
def test_a_file_is_plain_without_empty_lines(text: str) -> None:
    body = text.rstrip("\n")
    assert is_plain((body + "\n").encode(), 5) == ("\n\n" not in body and not body.startswith("\n") and body != "")


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        is_plain(b"abc\xe9\nabc\n", 4)
