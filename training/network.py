"""The network in PyTorch: a small encoder and the heads that name acts, their realis and their parties."""

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sitroom.record.tagger.network import near_buckets

HEADS = 12
ROLE_WIDTH = 96
FIRST_PLACE = 2
WORDS = "embeddings.word_embeddings.weight"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Return the float tensors of a safetensors file (8-byte length, JSON header, raw little-endian data)."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    out = {}
    for name, facts in header.items():
        if name == "__metadata__" or facts["dtype"] != "F32":
            continue
        start, end = facts["data_offsets"]
        flat = np.frombuffer(raw, np.float32, offset=8 + length + start, count=(end - start) // 4)
        out[name] = torch.from_numpy(flat.reshape(facts["shape"]).copy())
    return out


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT)."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.mix = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-5)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-5)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, near: Tensor) -> Tensor:
        """Return the next vectors (rows, pieces, width); `near` is added to the attention scores."""
        rows, length, width = x.shape
        q, k, v = self.mix(x).view(rows, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=near.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(rows, length, width))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Encoder and heads: logits for each word (types, realis, modes, codes) and for the parties of each pair."""

    def __init__(self, base: dict[str, Tensor], sizes: dict[str, int], count: int) -> None:
        super().__init__()
        words = base[WORDS]
        width = words.shape[1]
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        self.places = nn.Parameter(base["embeddings.position_embeddings.weight"][FIRST_PLACE : FIRST_PLACE + 256])
        self.near = nn.Parameter(base["encoder.relative_attention_bias.weight"])
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.norm.load_state_dict(
            {"weight": base["embeddings.LayerNorm.weight"], "bias": base["embeddings.LayerNorm.bias"]}
        )
        self.layers = nn.ModuleList()
        for i in range(count):
            part = f"encoder.layer.{i}."
            layer = Layer(width, base[part + "intermediate.dense.bias"].shape[0])
            names = [part + f"attention.attn.{one}." for one in ("q", "k", "v")]
            layer.mix.weight.data = torch.cat([base[name + "weight"] for name in names])
            layer.mix.bias.data = torch.cat([base[name + "bias"] for name in names])
            for module, name in (
                (layer.out, "attention.attn.o"),
                (layer.norm1, "attention.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                module.weight.data = base[f"{part}{name}.weight"]
                module.bias.data = base[f"{part}{name}.bias"]
            self.layers.append(layer)
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(width, width)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.asks = nn.Linear(width, 2 * ROLE_WIDTH)
        self.answers = nn.Linear(width, 2 * ROLE_WIDTH)
        self.role_bias = nn.Parameter(torch.full((2,), -3.0))

    def forward(self, ids: Tensor, mask: Tensor, starts: Tensor) -> dict[str, Tensor]:
        """Return logits by head, and `roles` (rows, 2, words, words).

        Args:
            ids: piece ids (rows, pieces).
            mask: which pieces are real (rows, pieces).
            starts: the first piece of each word (rows, words).
        """
        x = self.drop(self.norm(self.words(ids) + self.places[: ids.shape[1]]))
        near = self.near[torch.from_numpy(near_buckets(ids.shape[1]))].permute(2, 0, 1)[None]
        near = near.masked_fill(~mask[:, None, None, :], -1e4)
        for layer in self.layers:
            x = layer(x, near)
        at = starts.clamp(min=0)[:, :, None].expand(-1, -1, x.shape[2])
        x = self.drop(x.gather(1, at))
        inner = self.drop(functional.gelu(self.hidden(x), approximate="tanh"))
        out = {name: head(inner) for name, head in self.heads.items()}
        rows, words, _ = x.shape
        ask = self.asks(x).view(rows, words, 2, ROLE_WIDTH).permute(0, 2, 1, 3)
        answer = self.answers(x).view(rows, words, 2, ROLE_WIDTH).permute(0, 2, 3, 1)
        out["roles"] = ask @ answer / ROLE_WIDTH**0.5 + self.role_bias[None, :, None, None]
        return out
