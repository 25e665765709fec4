"""Export: the trained network as the files that ship - the encoder in 8-bit integers, tables and heads beside it."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.examples import Labels
from training.network import HEADS, Network

STEPS = 31


class _Encoder(nn.Module):
    """The layers alone: from word vectors and the bias of nearness to what the encoder reads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.layers = network.layers

    def forward(self, x: Tensor, near: Tensor) -> Tensor:
        """Return the vectors (1, pieces, width)."""
        for layer in self.layers:
            x = layer(x, near)
        return x


def write_encoder(network: Network, path: Path) -> None:
    """Write the layers with 8-bit weights, one scale a column; activations are scaled as they come."""
    width = network.words.weight.shape[1]
    sample = torch.zeros(1, 8, width), torch.zeros(1, HEADS, 8, 8)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _Encoder(network).eval(),
            sample,
            str(full),
            input_names=["x", "near"],
            output_names=["read"],
            dynamic_axes={"x": {1: "pieces"}, "near": {2: "pieces", 3: "pieces"}, "read": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def write_tables(network: Network, labels: Labels, vocabulary: Sequence[str], path: Path) -> None:
    """Write the word vectors as small integers with a scale for each row, the rest as 16-bit floats."""
    table = network.words.weight.detach().numpy()
    scale = np.abs(table).max(axis=1, keepdims=True) / STEPS + 1e-12
    arrays: dict[str, np.ndarray] = {
        "words": np.round(table / scale).astype(np.int8),
        "words.scale": scale.astype(np.float16),
        "labels": np.frombuffer(json.dumps(asdict(labels)).encode(), np.uint8),
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
    }
    for name, value in network.state_dict().items():
        if name.startswith("layers.") or name == "words.weight":
            continue
        array = value.detach().numpy().astype(np.float16)
        turned = array.ndim == 2 and name not in ("places", "near")
        arrays[name] = np.ascontiguousarray(array.T) if turned else array
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
