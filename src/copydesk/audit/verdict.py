"""From signals to a verdict: what each ground weighs, which signals become findings, how surely a sentence drifts.

The weights are data (`data/verdict.json`), learned by `training/train_verdict.py`; its card stands in the same file. A signal's
score is a logistic function of the weighted sum of its grounds, a sentence's of its best signals and of how well the
evidence holds it up.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

from copydesk.audit.cases import Case, Signal
from copydesk.audit.checks.judging import conclusions
from copydesk.audit.checks.reading import is_run
from copydesk.audit.lexicon import lexicon
from copydesk.nouns import DriftType, Finding, SentenceAudit, Verdict

TYPES: tuple[DriftType, ...] = get_args(DriftType)
UNSURE = 0.12  # so near below the threshold a sentence is "unsure", not "supported"
LOCATED = 0.45  # a further finding must rather likely lie on something wrong, whatever its type
FURTHER = 0.25  # and have this share of the best one's chance
AGAIN = 0.5  # the same, of words in a finding already that the encoder takes to drift in another way too
ALONE = 0.5  # beside a rule in a sentence that the weights alone would let pass, a finding must be likely by itself
STANDS = 0.25  # how much better than its evidence the rest of the report must hold a word to be taken to have it
FINDINGS = 4  # a sentence shows at most so many
OVERLAP = 0.5  # two findings of one type that share so much of the shorter one are one

EXPLAINED = 0.5  # a check's signal this likely beside the encoder's run is shown in its place
TASTE = frozenset({"term", "addition"})
CLEARED = 0.05  # below this chance of the encoder no rule on a word's taste decides alone
SURE = 0.85  # a rule that is right so often on the desk cases makes a sentence drift by itself
OWN = frozenset({"attribution", "certainty", "event", "entity", "polarity", "causality"})
WORDS = frozenset({"event", "entity", "term", "addition"})

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of grounds for each type, for "something is wrong here", and for the sentence; and where they cut."""

    types: Mapping[str, Weights]
    located: Weights
    sentence: Weights
    cut: float
    show: float


@functools.cache
def model() -> Model:
    """The weights that ship."""
    data = json.loads((files("copydesk.audit") / "data" / "verdict.json").read_text(encoding="utf-8"))
    return Model(data["types"], data["located"], data["sentence"], data["cut"], data["show"])


@functools.cache
def rules() -> Mapping[str, float]:
    """How often each rule is right where it speaks (`training/measure_rules.py`); only those right often enough."""
    data = json.loads((files("copydesk.audit") / "data" / "rules.json").read_text(encoding="utf-8"))
    return {name: row["precision"] for name, row in data["rules"].items() if row["precision"] >= SURE}


def chance(weights: Weights, grounds: Mapping[str, float]) -> float:
    """The logistic of the weighted sum of some grounds (0..1)."""
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in grounds.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def all_grounds(shared: Mapping[str, float], signals: Sequence[Signal]) -> list[dict[str, float]]:
    """The grounds of each signal together with what holds of its whole sentence."""
    return [{**signal.grounds, **shared} for signal in signals]


def about(case: Case) -> dict[str, float]:
    """What holds of a whole digest sentence: how well it is held up, whether it cites and hedges, how long it is."""
    hedges = lexicon("scope")
    lemmas = {t.lemma_.lower() for t in case.line.words}
    words = case.alignment.words
    total = sum(w.weight for w in words) or 1.0
    soft = hedges["possible"] | hedges["probable"]
    there = {t.lemma_.lower() for line in case.evidence for t in line.words}
    return {
        "all.coverage": case.alignment.coverage, "all.best": case.alignment.best, "all.anywhere": case.alignment.anywhere,
        "all.bare": sum(w.weight for w in words if w.best < 0.4) / total,
        "all.unheld": max(0.0, 0.5 - case.alignment.coverage) * float(len(words) > 2), "all.length": min(1.0, len(words) / 16.0),
        "all.cited": float(any(c.source is not None for c in case.line.claims)), "all.hedged": float(bool(lemmas & soft)),
        "all.hedged_there": float(bool(there & soft)), "all.unhedged": float(bool(there & soft) and not lemmas & soft),
        "all.lines": len(case.evidence) / 3.0, "all.none": float(not case.evidence and len(words) > 2),
        "all.claims_there": float(any(line.claims for line in case.evidence)),
        "all.copied": case.verbatim(0, 0) ** 4,
        "all.short": float(len(words) <= 5), **_read(case),
    }  # fmt: skip


def _read(case: Case) -> dict[str, float]:
    """What the encoder says of the sentence, and of its words."""
    read = case.reading
    ranked = sorted(read.words.tolist(), reverse=True) or [0.0]
    return {
        "all.read": logit(read.chance), "all.read_word": logit(ranked[0]), "all.read_mean": sum(ranked) / len(ranked),
        "all.read_sum": min(1.0, sum(ranked) / 5.0), "all.read_clear": float(read.chance < 0.5 and ranked[0] < 0.3),
    }  # fmt: skip


def sentence_grounds(
    shared: Mapping[str, float], signals: Sequence[Signal], typed: Sequence[float], located: Sequence[float]
) -> dict[str, float]:
    """The grounds of a sentence: the best score of each type, and what holds of the whole."""
    found = dict(shared)
    for signal, score in zip(signals, typed, strict=True):
        name = f"best.{signal.type}"
        found[name] = max(found.get(name, 0.0), logit(score))
    # A type that no check noticed stands as low as the lowest score a check gives.
    for type_ in TYPES:
        found[f"best.{type_}"] = found.get(f"best.{type_}", 0.0)
    ranked = sorted(located, reverse=True)
    found["best.located"] = logit(ranked[0]) if ranked else 0.0
    found["second.located"] = logit(ranked[1]) if len(ranked) > 1 else 0.0
    total = 1.0
    for score in best_of_types(signals, typed).values():
        total *= 1.0 - score
    found["any"] = 1.0 - total
    # A writer's own conclusion ("highlighted the harsh penalties") is drift however well the rest is held up.
    found["judged"] = max(
        (max(s.grounds.get("word.judging", 0.0), s.grounds.get("word.concluding", 0.0)) for s in signals), default=0.0
    )
    # One thing that does not fit in a sentence that is held up otherwise tells more than the same in a free rendering.
    for signal, score in zip(signals, located, strict=True):
        lone = max((value for name, value in signal.grounds.items() if "lone" in name), default=0.0)
        kind = f"lone.{signal.type}" if lone else "lone"
        found[kind] = max(found.get(kind, 0.0), lone)
        copied = signal.grounds.get("copied", 0.0)
        found["copied.one"] = max(found.get("copied.one", 0.0), copied)
        found["lone.likely"] = max(found.get("lone.likely", 0.0), lone * score)
    return found


def best_of_types(signals: Sequence[Signal], typed: Sequence[float]) -> dict[str, float]:
    """The best score of each type."""
    found: dict[str, float] = {}
    for signal, score in zip(signals, typed, strict=True):
        found[signal.type] = max(found.get(signal.type, 0.0), score)
    return found


def logit(score: float) -> float:
    """Log-odds of a score above 1 in 20, scaled so that an even chance is about 1."""
    score = min(0.98, max(0.02, score))
    return (math.log(score / (1.0 - score)) + 3.0) / 3.0


def judge(
    case: Case, signals: Sequence[Signal], *, threshold: float = 0.5, weights: Model | None = None
) -> SentenceAudit:
    """The verdict on one digest sentence, with the findings that bear it out."""
    weights = weights or model()
    certain = [s for s in signals if s.rule in rules() and (s.type not in TASTE or case.reading.chance >= CLEARED)]
    own = conclusions(case.line)
    weighed = [s for s in signals if s.rule is None and not _of_conclusion(s, own)]
    shared = about(case)
    grounds = all_grounds(shared, weighed)
    typed = [
        chance(weights.types[s.type], g) if s.type in weights.types else 0.0
        for s, g in zip(weighed, grounds, strict=True)
    ]
    located = [chance(weights.located, g | {f"is.{s.type}": 1.0}) for s, g in zip(weighed, grounds, strict=True)]
    raw = chance(weights.sentence, sentence_grounds(shared, weighed, typed, located))
    learned = calibrated(raw, weights.cut)
    score = max([learned, *(rules()[s.rule] for s in certain if s.rule is not None)])
    verdict: Verdict = "drift" if score >= threshold else "unsure" if score >= threshold - UNSURE else "supported"
    kept: tuple[Finding, ...] = ()
    if verdict == "drift":
        chosen = _chosen(certain, weighed, typed, located, weights, alone=learned < threshold)
        best = max((chance_ for _, chance_ in chosen), default=1.0)
        kept = _shown(case, [(signal, score * value / best) for signal, value in chosen])
    return SentenceAudit(
        case.line.start, case.line.end, case.digest[case.line.start : case.line.end], verdict=verdict, score=round(score, 4),
        evidence=tuple(map(case.side.quote, case.rests_on)), findings=kept,
    )  # fmt: skip


def _of_conclusion(signal: Signal, own: Sequence[Any]) -> bool:
    """Whether a signal compares a clause that is the writer's own conclusion, which has no counterpart to compare with."""
    return signal.type in OWN and any(
        signal.start <= verb.idx < signal.end
        or any(c.dep_ in ("nsubj", "dobj") and signal.start <= c.idx < signal.end for c in verb.children)
        or (signal.type in WORDS and any(signal.start <= t.idx < signal.end for t in verb.subtree))
        for verb in own
    )


def calibrated(raw: float, cut: float) -> float:
    """A score moved so that the cut the weights were tuned for lies at one half."""
    return raw / (2 * cut) if raw < cut else 0.5 + (raw - cut) / (2 * (1 - cut))


def _chosen(
    certain: Sequence[Signal], signals: Sequence[Signal], typed: Sequence[float], located: Sequence[float], weights: Model,
    *, alone: bool,
) -> list[tuple[Signal, float]]:  # fmt: skip
    """The signals worth showing, best first, one a type and place: those sure by rule, then the likeliest."""
    chosen: list[tuple[Signal, float]] = []
    for signal in sorted(certain, key=lambda s: (-rules()[s.rule or ""], s.start, s.type)):
        if not any(_clash(signal, other) for other, _ in chosen):
            chosen.append((signal, rules()[signal.rule or ""]))
    ranked = sorted(
        range(len(signals)), key=lambda i: (-typed[i] * (0.5 + located[i]), signals[i].start, signals[i].type)
    )
    first = typed[ranked[0]] if ranked else 0.0
    for i in ranked:
        if len(chosen) >= max(FINDINGS, len(certain)):
            break
        needed = max(weights.show, FURTHER * first) if not alone else ALONE
        if signals[i].grounds.get("word.elsewhere", 0.0) > STANDS:
            needed = max(needed, ALONE)  # the report has the word, in another sentence
        if chosen and (typed[i] < needed or located[i] < LOCATED):
            continue
        if any(_clash(signals[i], other) for other, _ in chosen):
            continue
        again = is_run(signals[i]) and any(_shared(signals[i], other) for other, _ in chosen)
        if again and typed[i] < AGAIN * first:
            continue
        chosen.append((_explained(signals[i], typed[i], signals, typed), typed[i]))
    return chosen


def _explained(one: Signal, score: float, signals: Sequence[Signal], typed: Sequence[float]) -> Signal:
    """What is shown for a signal: for the encoder's run of words the likeliest check's of that type there, whose reason tells more."""
    if not is_run(one):
        return one
    same = [
        (value, other)
        for other, value in zip(signals, typed, strict=True)
        if not is_run(other) and other.type == one.type and value >= EXPLAINED * score and _clash(one, other)
    ]
    return max(same, key=lambda row: (row[0], -row[1].start))[1] if same else one


def _shown(case: Case, chosen: Iterable[tuple[Signal, float]]) -> tuple[Finding, ...]:
    """Findings in text order. The best bears the sentence's verdict and has its score, the others their share of it."""
    found = [
        Finding(
            signal.start, signal.end, case.digest[signal.start : signal.end], type=signal.type, severity=signal.severity,
            score=round(score, 4), reason=signal.reason, evidence=tuple(map(case.side.quote, signal.evidence)),
            suggestion=signal.suggestion,
        )
        for signal, score in chosen
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.type)))


def _shared(one: Signal, other: Signal) -> int:
    """How many characters two signals share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _clash(one: Signal, other: Signal) -> bool:
    shared = _shared(one, other)
    if not shared:
        return False
    if one.type == other.type:
        return shared >= OVERLAP * min(one.end - one.start, other.end - other.start)
    if one.type in WORDS and other.type in WORDS:
        return one.rule is not None or other.rule is not None or (one.start, one.end) == (other.start, other.end)
    # A place or name that a rule found wrong is told once.
    return {one.type, other.type} <= {"place", "entity", "event", "addition"} and bool(one.rule or other.rule)
