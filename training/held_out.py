"""Which lines of the text training never sees."""

import hashlib

from training.marks import Marked

EVERY = 12


def is_held_out(line: Marked) -> bool:
    """Every twelfth line, by a hash of its words, is never trained on."""
    return int(hashlib.sha256(line.text.lower().encode()).hexdigest(), 16) % EVERY == 0
