"""Adapt the borrowed encoder (audit/learned/entailment.py): does a sentence drift, do its words, and how.

usage: train_entailment.py EXAMPLES.pickle ... --weights HEAD.pt [--begin HEAD.pt] [--rehearse EXAMPLES.pickle ...] [--most N] [--threads N]
    [--epochs N] [--rate R] [--write]

EXAMPLES are made by `drift_data.py`. To the matrices of the encoder's layers low-rank adapters are learned, on CPU cores (some 700 word pieces
a second on two) or an accelerator. With --begin learning goes on from the weights of an earlier run.
With --write what is learned goes to src/copydesk/audit/data/entailment.npz, the graph that reads it and its card to entailment.onnx and
entailment.json. Needs the extra `train`. `measure_drift.py` prints how well they do on what is held out. The same input, seed and machine give
the same weights.
"""

from __future__ import annotations

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
from adapters import Layers, asked, export, given_to, padded, runs
from drift_data import TYPES, Example, on_pieces
from encoders import batches, begun, train
from torch import nn
from torch.nn import functional

from copydesk.audit.learned.entailment import ADAPTED, LINES, OWN, given
from copydesk.parse.deberta import WIDTH
from copydesk.parse.seen import NOWHERE

DATA = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data"
SEED = 7
DROP = 0.1
RATE, HEADS_RATE = 5e-4, 1e-3
REHEARSED = 0.35  # share of an earlier run's examples that is taught again, lest it be forgotten
# How much an example counts. Desk cases are what the audit is for, and few; of other sets pairs are many.
COUNTS = {"desk": 5.0, "cases": 5.0, "several": 5.0, "pairs": 1.0}
OTHERS = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """What is read of an example, and what should be said: of each piece whether it drifts and its type (-1: none known)."""

    pieces: np.ndarray
    sides: np.ndarray
    seen: np.ndarray
    drift: bool
    marked: bool
    wrong: np.ndarray
    types: np.ndarray
    count: float


class Head(nn.Module):
    """The adapted encoder, and what reads them; logits of each piece (drift, types) and of the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = Layers(ADAPTED, DROP)
        self.seen, self.side = nn.Embedding(NOWHERE + 1, WIDTH), nn.Embedding(OWN + 1 + LINES, WIDTH)
        for table in (self.seen, self.side):
            nn.init.normal_(table.weight, std=0.02)
        self.out = nn.LayerNorm(WIDTH)
        self.words, self.types, self.sentence = (
            nn.Linear(WIDTH, 1),
            nn.Linear(WIDTH, len(TYPES)),
            nn.Linear(3 * WIDTH, 1),
        )
        self.drop = nn.Dropout(DROP)

    def forward(self, state: Any, sides: Any, seen: Any, keys: Any, queries: Any) -> tuple[Any, Any, Any]:
        """`state` by row, piece and direction; `sides` is `PADDING` where there is no piece; `keys` and `queries` of `Layers.far`."""
        told = self.seen(seen) + self.side(sides.clamp(min=0))
        bias = (sides < 0)[:, None, None, :].to(state.dtype) * -1e4
        state = self.out(self.layers(state, bias, keys, queries, told))
        own = (sides == OWN)[..., None].to(state.dtype)
        mean = (state * own).sum(1) / own.sum(1).clamp(min=1.0)
        most = (state + (own - 1.0) * 1e4).amax(1).clamp(min=-100.0)
        whole = self.sentence(self.drop(torch.cat([state[:, 0], mean, most], -1)))
        return self.words(state)[..., 0], self.types(state), whole[:, 0]


def read(paths: Sequence[Path]) -> list[Example]:
    """The examples of some files."""
    return [example for path in paths for example in pickle.loads(path.read_bytes())]  # noqa: S301


def taught_of(example: Example) -> Taught:
    """An example as the encoder reads it, with its marks on word pieces."""
    row = given(example.told, example.evidence, example.elsewhere)
    wrong, types = np.zeros(len(row.pieces), np.float32), np.full(len(row.pieces), -1, np.int64)
    own = slice(row.first, row.first + len(row.start))
    wrong[own], types[own] = on_pieces(example.marks or (), row.start, row.end)
    count = COUNTS.get(example.set, OTHERS) * example.sure
    return Taught(row.pieces, row.sides, row.seen, example.drift, example.marks is not None, wrong, types, count)


def loss_of(head: Head, rows: Sequence[Taught], device: str) -> Any:
    """Cross entropy of sentences, of their words, and of the types of what drifts."""
    fed = given_to(head.layers, rows, device)
    longest, own = fed[1].shape[1], fed[1] == OWN
    words, types, sentence = (out.float() for out in head(*fed))
    count = torch.tensor([row.count for row in rows], dtype=torch.float32, device=device)
    entropy = functional.binary_cross_entropy_with_logits
    drift = torch.tensor([float(row.drift) for row in rows], device=device)
    loss = (entropy(sentence, drift, reduction="none") * count).sum() / count.sum()
    marked = torch.tensor([float(row.marked) for row in rows], device=device)
    counts = own.float() * (count * marked)[:, None]
    wrong = padded([row.wrong for row in rows], 0, longest).to(device)
    loss = loss + 2 * (entropy(words, wrong, reduction="none") * counts).sum() / counts.sum().clamp(min=1)
    wanted = padded([row.types for row in rows], -1, longest).to(device)
    known = (wanted >= 0) & (counts > 0)
    if known.any():
        each = functional.cross_entropy(types[known], wanted[known], reduction="none")
        loss = loss + 0.5 * (each * counts[known]).sum() / counts[known].sum()
    return loss


def main() -> None:
    """Read, train, write."""
    parser = asked(__doc__, RATE)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--begin", type=Path, help="the weights of an earlier run, to be taught further")
    parser.add_argument(
        "--rehearse", type=Path, nargs="+", default=[], help="examples of the earlier run; a part is taught again"
    )
    parser.add_argument("--most", type=int, help="examples that are read, drawn from all")
    options = parser.parse_args()
    device = begun(options.threads, SEED)
    found = read(options.examples)
    before = read(options.rehearse)
    found += random.sample(before, int(REHEARSED * len(before)))
    random.shuffle(found)
    found = found[: options.most]
    rows = [taught_of(example) for example in found]
    sys.stderr.write(f"{len(rows)} examples, {sum(len(row.pieces) for row in rows)} word pieces\n")
    head = Head().to(device)
    if options.begin:
        head.load_state_dict(torch.load(options.begin, weights_only=True, map_location=device))
    train(
        head, lambda: batches(rows, lambda row: len(row.sides), pieces=4000, pool=640), lambda batch: loss_of(head, batch, device),
        epochs=options.epochs, device=device, rate=options.rate, heads_rate=HEADS_RATE / RATE * options.rate, warming=0.05, keep=options.weights,
    )  # fmt: skip
    torch.save(head.state_dict(), options.weights)
    now = {"epochs": options.epochs, "examples": dict(sorted(Counter(e.set for e in found).items()))}
    card = {
        "made_by": "training/train_entailment.py",
        "seed": SEED,
        "types": list(TYPES),
        "runs": runs(options.begin, now, options.weights),
    }
    if options.write:
        export(head, DATA / "entailment", {"words": True, "types": True, "sentence": False}, card)


if __name__ == "__main__":
    main()
