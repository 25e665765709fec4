"""The act tagger's network: an encoder of a few layers (MPNet, Song et al. 2020) in 8-bit integers, and its heads."""

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sitroom.core import OntologyError
from sitroom.record.tagger.pieces import cut_sentence

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
ROLES = 2
BUCKETS = 32
FARTHEST = 128
GELU = np.float32(0.7978845608028654)


@dataclass(frozen=True)
class Logits:
    """What the network says of one sentence: rows are its words.

    `roles` holds, for role 0 (actor) and 1 (recipient), the logit that the word of the column is the head of
    that party of the act that the word of the row names.
    """

    types: Floats
    realis: Floats
    modes: Floats
    codes: Floats
    roles: Floats


@dataclass(frozen=True)
class Network:
    """Weights, label names and vocabulary; read them with `load_network`."""

    encoder: "InferenceSession"
    weights: dict[str, Floats]
    scales: Floats
    labels: dict[str, tuple[str, ...]]
    vocabulary: dict[str, int]

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Logits]:
        """Return the logits of sentences, each a list of words.

        The encoder's integers are scaled by what is read together, so that sentences are read one by one: each has the
        same logits whatever stands beside it.
        """
        return [self._one(words) for words in sentences]

    def _one(self, words: Sequence[str]) -> Logits:
        ids, starts = cut_sentence(words, self.vocabulary)
        w = self.weights
        x = w["words"][ids] * self.scales[ids] + w["places"][: len(ids)]
        x = _norm(x, w["norm.weight"], w["norm.bias"])
        near = np.ascontiguousarray(w["near"][near_buckets(len(ids))].transpose(2, 0, 1))
        (read,) = self.encoder.run(None, {"x": x[None], "near": near[None]})
        return self._heads(read[0][np.maximum(starts, 0)])

    def _heads(self, words: Floats) -> Logits:
        w = self.weights
        inner = _gelu(words @ w["hidden.weight"] + w["hidden.bias"])
        named = {name: inner @ w[f"heads.{name}.weight"] + w[f"heads.{name}.bias"] for name in self.labels}
        count = len(words)
        ask = (words @ w["asks.weight"] + w["asks.bias"]).reshape(count, ROLES, -1).transpose(1, 0, 2)
        answer = (words @ w["answers.weight"] + w["answers.bias"]).reshape(count, ROLES, -1).transpose(1, 2, 0)
        roles = ask @ answer / np.float32(ask.shape[2] ** 0.5) + w["role_bias"][:, None, None]
        return Logits(named["types"], named["realis"], named["modes"], named["codes"], roles.astype(np.float32))


def near_buckets(length: int) -> NDArray[np.int64]:
    """Return the bucket of each pair of places (length, length): near ones singly, far ones by the logarithm.

    The scheme of Raffel et al. 2020, which MPNet took over.
    """
    apart = np.arange(length)[None, :] - np.arange(length)[:, None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = np.abs(apart)
    steps = np.log(np.maximum(far, 1).astype(np.float32) / exact) / math.log(FARTHEST / exact) * (half - exact)
    by_log = np.minimum(exact + steps.astype(np.int64), half - 1)
    out: NDArray[np.int64] = (apart > 0) * half + np.where(far < exact, far, by_log)
    return out


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = (centred * centred).mean(axis=-1, keepdims=True)
    out: Floats = (centred / np.sqrt(spread + np.float32(1e-5)) * weight + bias).astype(np.float32)
    return out


def _gelu(x: Floats) -> Floats:
    inner = GELU * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (np.float32(1) + np.tanh(inner)), dtype=np.float32)


@cache
def load_network() -> Network:
    """Return the network, loaded once from the package's own weights.

    Raises:
        OntologyError: The weights are missing or cannot be read; install the package anew.
    """
    from onnxruntime import InferenceSession, SessionOptions

    folder = resources.files(__package__)
    try:
        with folder.joinpath("weights.npz").open("rb") as file, np.load(file) as stored:
            arrays = {name: stored[name] for name in stored.files}
        options = SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 0)
        encoder = InferenceSession(folder.joinpath("encoder.onnx").read_bytes(), options, ["CPUExecutionProvider"])
    except (OSError, ValueError, RuntimeError) as error:
        raise OntologyError(f"the act tagger's weights cannot be read ({error}); install sitroom anew") from error
    labels = {name: tuple(values) for name, values in json.loads(arrays.pop("labels").tobytes()).items()}
    words = arrays.pop("vocabulary").tobytes().decode().split("\n")
    scales = arrays.pop("words.scale").astype(np.float32)
    table = arrays.pop("words")
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Network(encoder, {**weights, "words": table}, scales, labels, {word: i for i, word in enumerate(words)})
