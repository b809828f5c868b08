"""Learn which words of a text in capitals would be small: src/copydesk/parse/data/casing.json.gz.

usage: train_casing.py SHARED_DATA (--folds | --write)

SHARED_DATA is the folder that holds linking/, desk-cases/ and entailment/. The texts, all in mixed case, are put in capitals and
read as `parse/casing.py` reads them: an averaged perceptron, three passes, fixed seed. How often each word was seen small, with a
capital and in capitals is counted on the same texts, the word in hand left out. `--folds` prints accuracy on each fifth of the
texts by weights that did not see it; words that open a sentence are neither learned nor counted. Some minutes on one core; the
same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from copydesk.parse.casing import ALL, CAPITAL, SMALL, Table, Word, best, signs, words

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "copydesk" / "parse" / "data" / "casing.json.gz"
COMMON = ROOT / "src" / "copydesk" / "compare" / "data" / "words.txt.gz"
RANKS = (400, 2_000, 6_000, 12_000, 30_000)
PASSES, FOLDS, LEAST_SEEN, LEAST_WEIGHT = 3, 5, 2, 0.6
# Of the sentence pairs those in mixed case whose licence is permissive.
PAIRS = {"cad-nli": "Apache-2.0", "docnli-fever-dev": "BSD-3-Clause", "wikiresnli": "CC BY"}
Text = tuple[str, list[Word], list[int | None]]


def case_of(word: str) -> int:
    """How a word of a text in mixed case is written."""
    if word[:1].islower() or word[0].isdigit():
        return SMALL
    return ALL if len(word) > 1 and word.isupper() else CAPITAL


def texts(shared: Path) -> list[str]:
    """All texts, each once, in order."""
    found: dict[str, None] = {}
    for name in ("linking/train.jsonl", "desk-cases/train.jsonl"):
        for line in (shared / name).read_text(encoding="utf-8").splitlines():
            found.setdefault(json.loads(line)["text"])
    for path in sorted((ROOT / "data" / "cases").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found.setdefault(case["text"])
    for name in PAIRS:
        with gzip.open(shared / "entailment" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                found.setdefault(json.loads(line)["premise"][:3000])
    return [text for text in found if any(map(str.islower, text)) and any(map(str.isupper, text))]


def prepared(text: str) -> Text:
    """A text's words in capitals, and how each was written; None where a sentence opens."""
    found = words(text.upper()) if len(text.upper()) == len(text) else []
    cases = [None if word.opens else case_of(text[word.start : word.end]) for word in found]
    return text, found, cases


def counted(prepared_: Sequence[Text]) -> dict[str, list[int]]:
    """How often each word was seen small, with a capital, in capitals."""
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, found, cases in prepared_:
        for word, case in zip(found, cases, strict=True):
            if case is not None:
                seen[word.small][case] += 1
    return seen


def ranks() -> dict[str, int]:
    """The step of rank of each common word."""
    every = gzip.decompress(COMMON.read_bytes()).decode().splitlines()[-1].split()
    return {word: next(n for n, least in enumerate(RANKS) if at < least) for at, word in enumerate(every)}


def learn(prepared_: Sequence[Text], table: Table) -> dict[str, list[float]]:
    """The averaged weights of signs."""
    weights: dict[str, list[float]] = {}
    sums: dict[str, list[float]] = {}
    now = 0
    order = list(range(len(prepared_)))
    rng = random.Random(1)  # noqa: S311
    running = Table(table.seen, table.ranks, weights)
    for _ in range(PASSES):
        rng.shuffle(order)
        for number in order:
            _, found, cases = prepared_[number]
            before = (SMALL, SMALL)
            for at, case in enumerate(cases):
                shown = signs(found, at, before, running, case)
                told = best(weights, shown)
                if case is not None and told != case:
                    for sign in shown:
                        own = weights.setdefault(sign, [0.0, 0.0, 0.0])
                        total = sums.setdefault(sign, [0.0, 0.0, 0.0])
                        for which, step in ((case, 1.0), (told, -1.0)):
                            own[which] += step
                            total[which] += step * now
                now += 1
                before = (told, before[0])
    return {sign: [w - s / now for w, s in zip(own, sums[sign], strict=True)] for sign, own in weights.items()}


def judged(prepared_: Sequence[Text], table: Table) -> Counter[tuple[int, int]]:
    """How often each case was told for each."""
    found_: Counter[tuple[int, int]] = Counter()
    for _, found, cases in prepared_:
        before = (SMALL, SMALL)
        for at, case in enumerate(cases):
            told = best(table.weights, signs(found, at, before, table))
            before = (told, before[0])
            if case is not None:
                found_[case, told] += 1
    return found_


def main() -> None:
    """Judge by folds, or learn from all and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    every = [prepared(text) for text in texts(options.shared)]
    print(f"{len(every)} texts, {sum(len(found) for _, found, _ in every)} words")
    if options.folds:
        found: Counter[tuple[int, int]] = Counter()
        for fold in range(FOLDS):
            shown = [text for at, text in enumerate(every) if at % FOLDS != fold]
            seen = counted(shown)
            weights = learn(shown, Table(seen, ranks(), {}))
            found += judged(every[fold::FOLDS], Table(seen, ranks(), weights))
        right = sum(count for (case, told), count in found.items() if case == told)
        print(f"right {right / found.total():.4f} of {found.total()} words that open no sentence")
        for case, name in ((SMALL, "small"), (CAPITAL, "capital"), (ALL, "all capitals")):
            own = sum(count for (wanted, _), count in found.items() if wanted == case)
            said = sum(count for (_, told), count in found.items() if told == case)
            print(f"{name:12} P {found[case, case] / said:.3f} R {found[case, case] / own:.3f}")
    if options.write:
        seen = counted(every)
        weights = learn(every, Table(seen, ranks(), {}))
        kept = {
            sign: [round(w, 1) for w in own]
            for sign, own in sorted(weights.items())
            if max(map(abs, own)) >= LEAST_WEIGHT
        }
        made = {
            "card": {
                "made_by": "training/train_casing.py --write",
                "data": f"ECB+ (CC BY 3.0), desk cases and data/cases (Apache-2.0), {', '.join(f'{name} ({licence})' for name, licence in PAIRS.items())}",
                "ranks": "compare/data/words.txt.gz (Apache-2.0)",
            },
            "seen": {word: counts for word, counts in sorted(seen.items()) if sum(counts) >= LEAST_SEEN},
            "ranks": dict(sorted(ranks().items())),
            "weights": kept,
        }
        packed = gzip.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
        OUT.write_bytes(packed)
        print(f"{OUT.name}: {len(kept)} signs, {len(packed)} bytes")


if __name__ == "__main__":
    main()
