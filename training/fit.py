"""Train the act tagger on our own marked text and write the weights that ship.

    python -m training.fit --base FOLDER [--epochs 5] [--out src/sitroom/record/tagger]

FOLDER holds `model.safetensors` and `vocab.txt` of the encoder that training starts from (README.md says which).
Needs PyTorch, which the shipped package does not.
"""

import argparse
import re
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sitroom.record.tagger.pieces import PAD, cut_sentence
from training.examples import Example, find_labels, make_examples
from training.export import write_encoder, write_tables
from training.held_out import is_held_out
from training.marks import read_folder
from training.network import WORDS, Network, read_safetensors

TEXT = Path(__file__).parent / "text"
OUT = Path(__file__).parent.parent / "src/sitroom/record/tagger"
DROPPED = re.compile(r"\[unused|(##)?\d{3,}$")
BATCH = 24
NONE_WEIGHT = 0.6


def make_batch(examples: Sequence[Example], vocabulary: dict[str, int]) -> dict[str, Tensor]:
    """Return the padded arrays of some examples."""
    cut = [cut_sentence(one.words, vocabulary) for one in examples]
    pieces, words = max(len(ids) for ids, _ in cut), max(len(starts) for _, starts in cut)
    rows = len(examples)
    out = {
        "ids": torch.full((rows, pieces), vocabulary[PAD]),
        "mask": torch.zeros(rows, pieces, dtype=torch.bool),
        "starts": torch.zeros(rows, words, dtype=torch.long),
        "labels": torch.full((4, rows, words), -100),
        "roles": torch.zeros(rows, 2, words, words),
        "pairs": torch.zeros(rows, words, words, dtype=torch.bool),
    }
    for row, (example, (ids, starts)) in enumerate(zip(examples, cut, strict=True)):
        out["ids"][row, : len(ids)] = torch.tensor(ids)
        out["mask"][row, : len(ids)] = True
        out["starts"][row, : len(starts)] = torch.tensor(starts).clamp(min=0)
        for at in example.candidates:
            out["labels"][0, row, at] = 0
        for at, (event_type, realis, mode, code) in example.acts.items():
            out["labels"][0, row, at] = event_type
            out["labels"][1, row, at] = realis
            out["labels"][2, row, at] = mode
            out["labels"][3, row, at] = code or -100
            out["pairs"][row, at, : len(starts)] = True
        for at, role, word in example.parties:
            out["roles"][row, role, at, word] = 1.0
    return out


def loss_of(network: Network, batch: dict[str, Tensor], none_weight: Tensor) -> Tensor:
    """Return the joint loss of types, realis, modes, codes and parties."""
    out = network(batch["ids"], batch["mask"], batch["starts"])
    wanted = batch["labels"]
    total = functional.cross_entropy(out["types"].flatten(0, 1), wanted[0].flatten(), weight=none_weight)
    for name, at, weight in (("realis", 1, 0.5), ("modes", 2, 0.3), ("codes", 3, 0.5)):
        if (wanted[at] != -100).any():
            total = total + weight * functional.cross_entropy(out[name].flatten(0, 1), wanted[at].flatten())
    pairs = batch["pairs"][:, None].expand_as(out["roles"])
    if pairs.any():
        scores = functional.binary_cross_entropy_with_logits(
            out["roles"][pairs], batch["roles"][pairs], reduction="sum"
        )
        total = total + scores / batch["pairs"].any(2).sum() / 2
    return total


def fit(examples: Sequence[Example], network: Network, vocabulary: dict[str, int], *, epochs: int, rate: float) -> None:
    """Train in place; prints the loss of each epoch."""
    body = [p for n, p in network.named_parameters() if n.startswith(("layers", "words", "places", "norm"))]
    top = [p for n, p in network.named_parameters() if not n.startswith(("layers", "words", "places", "norm"))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": top, "lr": 8 * rate}], weight_decay=0.01)
    steps = epochs * (len(examples) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    types = network.heads["types"].out_features
    none_weight = torch.ones(types)
    none_weight[0] = NONE_WEIGHT
    generator = np.random.default_rng(13)
    for epoch in range(epochs):
        started, total = time.perf_counter(), 0.0
        network.train()
        order = [examples[i] for i in generator.permutation(len(examples))]
        blocks = [
            sorted(order[i : i + 16 * BATCH], key=lambda e: len(e.words)) for i in range(0, len(order), 16 * BATCH)
        ]
        batches = [block[i : i + BATCH] for block in blocks for i in range(0, len(block), BATCH)]
        for at in generator.permutation(len(batches)):
            some = batches[at]
            loss = loss_of(network, make_batch(some, vocabulary), none_weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.perf_counter() - started:.0f} s", flush=True)


def keep_pieces(words: Sequence[str]) -> list[int]:
    """Return the places of the word pieces that are kept: no reserved ones, other scripts or long numbers."""
    return [i for i, word in enumerate(words) if word.isascii() and not DROPPED.match(word)]


def main() -> None:
    """Read the text, train, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--base", type=Path, required=True)
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--rate", type=float, default=6e-5)
    arguments.add_argument("--layers", type=int, default=6)
    arguments.add_argument("--out", type=Path, default=OUT)
    arguments.add_argument("--text", type=Path, default=TEXT)
    chosen = arguments.parse_args()
    torch.manual_seed(13)
    lines = read_folder(chosen.text)
    labels = find_labels(lines)
    words = (chosen.base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = keep_pieces(words[:-1] if not words[-1] else words)
    words = [words[i] for i in kept]
    vocabulary = {word: i for i, word in enumerate(words)}
    trained = make_examples([line for line in lines if not is_held_out(line)], labels)
    print(
        f"{len(trained)} lines, {sum(len(one.acts) for one in trained)} acts, {len(labels.codes) - 1} codes", flush=True
    )
    sizes = {name: len(getattr(labels, name)) for name in ("types", "realis", "modes", "codes")}
    base = read_safetensors(chosen.base / "model.safetensors")
    base[WORDS] = base[WORDS][kept]
    network = Network(base, sizes, chosen.layers)
    fit(trained, network, vocabulary, epochs=chosen.epochs, rate=chosen.rate)
    network.eval()
    write_encoder(network, chosen.out / "encoder.onnx")
    write_tables(network, labels, words, chosen.out / "weights.npz")
    size = sum((chosen.out / name).stat().st_size for name in ("encoder.onnx", "weights.npz"))
    print(f"written to {chosen.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
