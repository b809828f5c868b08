"""Train the audit's encoder: which words of a sentence drift from its evidence, how, and whether the sentence does.

usage: train_drift.py ENCODER EXAMPLES.pickle ... --weights OUT.pt [--from IN.pt] [--epochs N] [--most N] [--threads 2] [--export]

ENCODER is the folder of all-MiniLM-L6-v2 (Apache-2.0), EXAMPLES are made by `drift_data.py`. Needs the extra `train` (torch, transformers,
onnx). Runs on CPU cores or an accelerator. With --export it writes src/copydesk/audit/data/drift.onnx (8 bits) and its card. The same
input, seed and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from drift_data import TYPES, Example, on_pieces
from encoders import batches, plain_layers, train, write_8_bits
from torch import nn
from torch.nn import functional
from transformers import BertModel

from copydesk.audit.learned.encoding import Encoded, encoded

DATA = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data"
SEED = 20261122
PIECES = 3000  # word pieces a batch
RATE, HEADS_RATE = 8e-5, 5e-4


@dataclass(frozen=True, slots=True)
class Taught:
    """What the encoder reads, and what it should say: of each piece of the sentence whether it drifts and its type (-1: none known)."""

    read: Encoded
    drift: bool
    marked: bool
    wrong: np.ndarray
    types: np.ndarray
    sure: float


class Drift(nn.Module):
    """The encoder with three heads: of each word piece whether it drifts and how, and of the whole sentence."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        width = self.bert.config.hidden_size
        self.heads = self.bert.config.num_attention_heads
        self.seen = nn.Embedding(7, width)
        nn.init.normal_(self.seen.weight, std=0.02)
        self.out = nn.Linear(width, 1 + len(TYPES))
        self.whole = nn.Linear(width, 1)
        self.drop = nn.Dropout(0.1)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)

    def embedded(self, pieces: Any, sides: Any, seen: Any) -> Any:
        """Word pieces, their side and what of them stands on the other, as the first layer reads them."""
        table = self.bert.embeddings
        words = table.word_embeddings(pieces) + table.token_type_embeddings(sides) + self.seen(seen)
        return table.LayerNorm(words + table.position_embeddings.weight[: pieces.shape[1]][None])

    def forward(self, pieces: Any, sides: Any, seen: Any, mask: Any) -> tuple[Any, Any]:
        """Logits of each word piece (drift, types) and of each sentence."""
        state = self.drop(self.embedded(pieces, sides, seen))
        bias = (1 - mask[:, None, None, :].to(state.dtype)) * -1e4
        for layer in self.bert.encoder.layer:
            out = layer(state, bias)
            state = out[0] if isinstance(out, tuple) else out
        state = self.drop(state)
        return self.out(state), self.whole(state[:, 0])[:, 0]


class Exported(nn.Module):
    """The same in plain operations: [drift, types] of each piece, the sentence's logit in the first column of the first piece."""

    def __init__(self, drift: Drift) -> None:
        super().__init__()
        self.drift = drift

    def forward(self, pieces: Any, sides: Any, seen: Any, mask: Any) -> tuple[Any, Any]:
        """Logits of each word piece and of each sentence."""
        drift = self.drift
        state = drift.embedded(pieces, sides, seen)
        bias = (1 - mask[:, None, None, :].to(state.dtype)) * -1e4
        state = plain_layers(drift.bert, state, drift.heads, bias)
        return drift.out(state), drift.whole(state[:, 0])[:, 0]


def taught(example: Example) -> Taught:
    """An example as the encoder reads it, with its marks on word pieces."""
    read = encoded(example.told, example.evidence, example.elsewhere)
    wrong, types = on_pieces(example.marks or (), read.start, read.end)
    return Taught(read, example.drift, example.marks is not None, wrong, types, example.sure)


def batch_of(rows: Sequence[Encoded], device: str) -> tuple[Any, ...]:
    """Some sentences as tensors of one length: pieces, sides, seen, mask."""
    longest = max(len(row.pieces) for row in rows)
    tensors = [torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(4)]
    for number, row in enumerate(rows):
        size = len(row.pieces)
        for tensor, column in zip(tensors, (row.pieces, row.sides, row.seen, np.ones(size, np.int64)), strict=True):
            tensor[number, :size] = torch.from_numpy(column)
    return tuple(tensor.to(device) for tensor in tensors)


def loss_of(drift: Drift, rows: Sequence[Taught], device: str) -> Any:
    """Cross entropy of sentences, of their words, and of the types of what drifts."""
    pieces, whole = drift(*batch_of([row.read for row in rows], device))
    sure = torch.tensor([row.sure for row in rows], device=device)
    label = torch.tensor([float(row.drift) for row in rows], device=device)
    entropy = functional.binary_cross_entropy_with_logits
    loss = (entropy(whole.float(), label, reduction="none") * sure).sum() / sure.sum()
    wrong = torch.zeros(pieces.shape[:2], device=device)
    counts = torch.zeros(pieces.shape[:2], device=device)
    types = torch.full(pieces.shape[:2], -1, device=device)
    for number, row in enumerate(rows):
        size = len(row.wrong)
        if row.marked:
            wrong[number, 1 : size + 1] = torch.from_numpy(row.wrong).to(device)
            counts[number, 1 : size + 1] = row.sure
            types[number, 1 : size + 1] = torch.from_numpy(row.types).to(device)
    each = entropy(pieces[..., 0].float(), wrong, reduction="none", pos_weight=torch.tensor(2.0, device=device))
    loss = loss + (each * counts).sum() / counts.sum().clamp(min=1) * 3
    known = types >= 0
    if known.any():
        loss = loss + functional.cross_entropy(pieces[..., 1:][known].float(), types[known]) * 0.3
    return loss


def export(drift: Drift, card: dict[str, Any]) -> None:
    """Write the weights in 8 bits, where the package reads them, with their card."""
    drift.eval().to("cpu")
    example = tuple(torch.ones(2, 20, dtype=torch.long) for _ in range(4))
    names = ["pieces", "sides", "seen", "mask"]
    axes = {**{name: {0: "rows", 1: "length"} for name in (*names, "words")}, "sentence": {0: "rows"}}
    # One scale for all columns costs four points of ROC-AUC on the desk cases, a scale for each costs none.
    digest = write_8_bits(Exported(drift), DATA / "drift.onnx", example, names, axes)
    card = {**card, "types": TYPES, "sha256": digest}
    (DATA / "drift.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train, or go on from weights, and export where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("examples", type=Path, nargs="*")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--from", dest="begin", type=Path)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--times", nargs="*", default=[], metavar="SET=N", help="sets that are read N times an epoch")
    parser.add_argument("--most", type=int, help="so many examples at most, of all")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    drift = Drift(options.encoder).to(device)
    if options.begin:
        drift.load_state_dict(torch.load(options.begin, map_location=device), strict=True)
    found = [example for path in options.examples for example in pickle.loads(path.read_bytes())]  # noqa: S301
    times = {name: int(n) for name, _, n in (pair.partition("=") for pair in options.times)}
    found = [example for example in found for _ in range(times.get(example.set, 1))]
    random.shuffle(found)
    found = found[: options.most]
    if found and options.epochs:
        sys.stderr.write(f"{len(found)} examples, {sum(e.drift for e in found)} drifting\n")
        rows = [taught(example) for example in found]
        sys.stderr.write(f"{sum(len(row.read.pieces) for row in rows)} word pieces an epoch\n")
        train(
            drift, lambda: batches(rows, lambda row: len(row.read.pieces), pieces=PIECES, pool=600), lambda batch: loss_of(drift, batch, device),
            epochs=options.epochs, device=device, rate=options.rate, heads_rate=HEADS_RATE * options.rate / RATE, warming=0.05,
            keep=options.weights,
        )  # fmt: skip
    torch.save(drift.state_dict(), options.weights)
    if options.export:
        export(drift, {"made_by": "training/train_drift.py", "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)", "seed": SEED,
                       "layers": len(drift.bert.encoder.layer), "examples": dict(sorted(Counter(e.set for e in found).items()))})  # fmt: skip


if __name__ == "__main__":
    main()
