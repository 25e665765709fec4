"""Plain files: what was decoded is what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.text import load_bytes

RUSSIAN = "Министры встретились в Минске, но до отъезда ничего не подписали. " * 3


def text_of(raw: bytes) -> str | None:
    document = load_bytes(raw, source="brief.txt", suffix=".txt").document
    return document.text if document else None


def codes_of(raw: bytes) -> list[str]:
    return [problem.code for problem in load_bytes(raw, source="brief.txt", suffix=".txt").problems]


def test_line_ends_and_odd_letters_stay() -> None:
    text = "Minsk waits\r\n\r\nFüle\u2028left\u00a0…\t\x0c\ufeffend\r"
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_is_no_text(encoding: str) -> None:
    assert text_of("Füle left.".encode(encoding)) == "Füle left."
    assert codes_of("Füle left.".encode(encoding)) == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The minister’s visit – said he – “went on” with Füle. ", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("The minister left. ", "utf-16-le"),
        ("The minister left. ", "utf-16-be"),
    ],
)
def test_a_guessed_encoding_is_named(text: str, encoding: str) -> None:
    loaded = load_bytes(text.encode(encoding), source="brief.txt", suffix=".txt")
    assert text_of(text.encode(encoding)) == text
    assert [problem.code for problem in loaded.problems] == ["text.encoding-guessed"]
    assert encoding.replace("-", "") in loaded.problems[0].message.replace("-", "").replace("_", "")


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + b"\x01" * 50,
        b"PK\x03\x04 and more",
        b"%PDF-1.7",
        b"\x07\x08 a" * 9,
    ],
)
def test_binary_junk_is_no_text(raw: bytes) -> None:
    assert text_of(raw) is None
    assert codes_of(raw) == ["text.not-text"]


def test_a_broken_mark_is_undecodable() -> None:
    assert codes_of(b"\xef\xbb\xbf\xff\xff") == ["text.undecodable"]
    assert text_of(b"\xef\xbb\xbf\xff\xff") is None


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", "\ufeff".encode()])
def test_an_empty_file_is_said_to_be_empty(raw: bytes) -> None:
    assert codes_of(raw) == ["text.empty"]


def test_a_text_beyond_the_limit_is_not_read() -> None:
    assert codes_of(b"a " * 2_500_001) == ["text.too-long"]
    assert codes_of(b"a" * 20_000_001) == ["text.too-long"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_stored_text_is_the_decoded_bytes(letters: str) -> None:
    text = f"So.\r\n{letters}\n"
    assert text_of(text.encode()) == text
