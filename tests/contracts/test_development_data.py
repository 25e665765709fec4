"""The development data: the seed against its gold through the public batch, and articles as they come."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitroom.record import read
from sitroom.text import document_from_text

from .test_reading_laws import misquotes

DATA = Path(os.environ.get("SITROOM_DATA", "/nowhere"))
SCORER = DATA.parent / "score" / "read.py"
ARTICLES = DATA / "articles" / "articles.jsonl"
needs_data = pytest.mark.skipif(not ARTICLES.is_file(), reason="SITROOM_DATA names no folder with the development data")


@pytest.mark.skipif(not SCORER.is_file(), reason="SITROOM_DATA names no folder with the scorer beside it")
def test_the_seed_is_read_as_its_gold_says() -> None:
    command = [sys.executable, str(SCORER), "--data", str(DATA / "read"), "--sets", "seed_gold"]
    done = subprocess.run(
        [*command, "--cmd", f"{sys.executable} -m sitroom"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout.strip().splitlines()[-1])
    seed = last["sets"]["seed_gold"]
    assert seed["found"] >= 20, [name for name, one in seed["items_detail"].items() if one["verdict"] != "found"]
    assert seed["quote_violations"] == 0
    assert seed["not_happened_coded_as_event"] == 0


def short_articles() -> list[str]:
    if not ARTICLES.is_file():
        return []
    with ARTICLES.open(encoding="utf-8") as lines:
        texts = [row["text"] for line in lines if isinstance((row := json.loads(line)).get("text"), str)]
    return sorted((text for text in texts if len(text) > 400), key=lambda text: (len(text), text))[:10]


@needs_data
def test_articles_are_read_with_exact_quotes() -> None:
    texts = short_articles()
    assert len(texts) == 10
    for text in texts:
        reading = read(document_from_text(text))
        assert misquotes(reading, text) == []
        assert [one.message for one in reading.problems if one.code == "record.sentence-not-read"] == []
