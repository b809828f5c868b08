"""What a check looks at: a digest sentence, its propositions, and the place in the reports each one rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.audit.align import Aligner, Alignment, Support
from copydesk.audit.learned.entailment import Reading
from copydesk.audit.lexicon import lexicon
from copydesk.audit.scope import Scope, predicate, scope
from copydesk.audit.sides import Line, Side, is_content, lemma
from copydesk.nouns import Claim, DriftType, Severity

SUBORDINATE = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
PRONOUN = 0.9  # how well a name is held up by a pronoun that stands for it
DEED = 0.2  # what a line gains that tells the deed itself, beside one that has other words of the clause
ANCHOR = 0.55  # likeness from which a report word is taken to tell the same deed


RULES = (
    "bound", "branding", "conclusion", "course", "direction", "elsewhere", "judgement", "near_name", "negated", "one_side", "other_place", "other_subject",
    "outdated", "paired", "reprints", "tied",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """What a check noticed: where in the digest, of which type, on what grounds, and what an editor should know."""

    type: DriftType
    start: int
    end: int
    grounds: dict[str, float]
    reason: str
    evidence: tuple[Line, ...] = ()
    severity: Severity = "major"
    suggestion: str | None = None
    # The rule that makes it a finding whatever the learned weights say; how often each is right: `data/rules.json`.
    rule: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """One clause of a digest sentence, with the report line and the word in it that it rests on."""

    head: Any
    tokens: tuple[Any, ...]
    start: int
    end: int
    scope: Scope
    claims: tuple[Claim, ...]  # digest claims over it
    cue: bool  # it only says who speaks
    support: tuple[Support, ...]
    coverage: float
    line: Line | None
    anchor: Any | None
    anchor_scope: Scope | None

    @property
    def text(self) -> str:
        """The clause as it stands in the digest."""
        return str(self.head.doc.text[self.start : self.end])


@dataclass(slots=True, eq=False)
class Case:
    """One digest sentence and all that the checks need to judge it."""

    digest: str
    line: Line
    side: Side
    aligner: Aligner
    alignment: Alignment
    reading: Reading  # what the encoder says of it
    propositions: tuple[Proposition, ...]
    digest_lines: tuple[Line, ...]
    held: dict[int, Support] = field(default_factory=dict)

    @property
    def evidence(self) -> tuple[Line, ...]:
        """The report lines that the sentence as a whole rests on."""
        return self.alignment.evidence

    @property
    def rests_on(self) -> tuple[Line, ...]:
        """The same, then those that a clause of it rests on, which adds too little to the whole to be seen there, and the nearest."""
        clauses = (p.line for p in self.propositions if p.line is not None)
        return tuple(dict.fromkeys((*self.evidence, *clauses, *self.alignment.near)))

    def support(self, token: Any) -> Support | None:
        """How a word of the sentence is held up, None for words that say nothing by themselves."""
        return self.held.get(token.i)

    def rest(self, *tokens: Any) -> float:
        """How well the sentence is held up without some of its words (0..1); 0 where nothing is left."""
        out = {token.i for token in tokens}
        left = [w for w in self.alignment.words if w.token.i not in out]
        total = sum(w.weight for w in left)
        return sum(w.weight * w.best for w in left) / total if total else 0.0

    def in_reports(self, key: str) -> bool:
        """Whether a word stands anywhere in the body of the reports."""
        return key in self.side.where


def _own_tokens(head: Any, others: set[int]) -> list[Any]:
    found: list[Any] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [child for child in token.children if child.i not in others]
    return sorted(found, key=lambda token: token.i)


def _heads(line: Line) -> list[Any]:
    heads = []
    for token in line.words:
        if token.dep_ == "ROOT" or token.dep_ in SUBORDINATE:
            if token.dep_ == "acl" and token.pos_ != "VERB":
                continue
            heads.append(token)
        elif token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX"):
            heads.append(token)
    return heads


def _trim(tokens: Sequence[Any]) -> list[Any]:
    kept = [t for t in tokens if not t.is_space]
    drop = lexicon("stop")["edges"]
    while kept and ((kept[-1].is_punct and kept[-1].text not in "\"”’'") or kept[-1].lower_ in drop):
        kept.pop()
    while kept and ((kept[0].is_punct and kept[0].text not in "\"“‘'") or kept[0].lower_ in drop):
        kept.pop(0)
    return kept


def extent(tokens: Iterable[Any]) -> tuple[int, int] | None:
    """Start and end of the longest run of neighbouring words among some words, trimmed."""
    run: list[Any] = []
    best: list[Any] = []
    for token in tokens:
        if run and token.i - run[-1].i > 1:
            run = []
        run.append(token)
        if len(run) > len(best):
            best = list(run)
    best = _trim(best)
    return (best[0].idx, best[-1].idx + len(best[-1])) if best else None


def _is_cue(head: Any, claims: Sequence[Claim]) -> bool:
    at = head.idx
    return any(c.cue.start <= at < c.cue.end for c in claims) and any(
        child.dep_ in ("ccomp", "parataxis") or (child.dep_ == "xcomp" and child.pos_ == "VERB")
        for child in head.children
    )


def propositions(line: Line, aligner: Aligner, alignment: Alignment) -> tuple[Proposition, ...]:
    """The clauses of a digest sentence, each aligned by itself."""
    heads = _heads(line)
    numbers = {head.i for head in heads}
    found: list[Proposition] = []
    for head in heads:
        tokens = _own_tokens(head, numbers - {head.i})
        content = [t for t in tokens if is_content(t)]
        cue = _is_cue(head, line.claims)
        span = extent(tokens)
        if span is None or not content:
            continue
        keys = [lemma(t) for t in content]
        best: tuple[float, float, tuple[Support, ...], Line] | None = None
        part = aligner.align_words(line, content, keys)
        for candidate in dict.fromkeys((*alignment.evidence, *part.evidence)):
            support = tuple(
                aligner.support(t, k, aligner.weight(t, k), (candidate,)) for t, k in zip(content, keys, strict=True)
            )
            total = sum(s.weight for s in support) or 1.0
            coverage = sum(s.weight * s.best for s in support) / total
            meant = candidate.meant
            fit = sum(s.weight * max(s.best, PRONOUN * (s.key in meant)) for s in support) / total
            bonus = 0.06 if candidate in alignment.evidence[:1] else 0.0
            bonus += DEED * next((s.best for s in support if s.token.i == head.i and s.best >= ANCHOR), 0.0)
            if best is None or fit + bonus > best[0]:
                best = (fit + bonus, coverage, support, candidate)
        claims = tuple(c for c in line.claims if any(s.start <= head.idx < s.end for s in c.content))
        mine = scope(head, line)
        if best is None:
            empty = tuple(aligner.support(t, k, aligner.weight(t, k), ()) for t, k in zip(content, keys, strict=True))
            found.append(Proposition(head, tuple(tokens), *span, mine, claims, cue, empty, 0.0, None, None, None))
            continue
        _, coverage, support, candidate = best
        anchor = _anchor(head, support)
        found.append(
            Proposition(head, tuple(tokens), *span, mine, claims, cue, support, coverage, candidate, anchor,
                        scope(anchor, candidate) if anchor is not None else None)
        )  # fmt: skip
    return tuple(found)


def _anchor(head: Any, support: Sequence[Support]) -> Any | None:
    """The report word that tells the deed: the head's own match, else the verb most matched words belong to."""
    votes: dict[int, float] = {}
    tokens: dict[int, Any] = {}
    for item in support:
        if item.by is None or item.best < 0.5:
            continue
        if item.token.i == head.i and item.best >= ANCHOR:
            return item.by
        verb = predicate(item.by)
        votes[verb.i] = votes.get(verb.i, 0.0) + item.weight * item.best
        tokens[verb.i] = verb
    if not votes:
        return None
    return tokens[max(votes, key=lambda i: (votes[i], -i))]


def case_of(
    digest: str,
    aligner: Aligner,
    alignment: Alignment,
    read: Reading,
    lines: tuple[Line, ...],
) -> Case:
    """All that the checks need to judge one digest sentence, aligned and read."""
    line = alignment.line
    parts = propositions(line, aligner, alignment)
    case = Case(digest, line, aligner.side, aligner, alignment, read, parts, lines)
    case.held = {support.token.i: support for support in alignment.words}
    return case
