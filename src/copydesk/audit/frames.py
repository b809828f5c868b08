"""Who is cited in a digest sentence and in a report sentence, read off the parse where no claims are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.lexicon import lexicon
from copydesk.nouns import Claim, Span


def _span(text: str, tokens: list[Any]) -> Span | None:
    tokens = [t for t in tokens if not t.is_space]
    while tokens and tokens[-1].is_punct and tokens[-1].text not in "\"”’'":
        tokens.pop()
    while tokens and tokens[0].is_punct and tokens[0].text not in "\"“‘'":
        tokens.pop(0)
    return Span.of(text, tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


def _claim(text: str, source: Any | None, cue: Any, content: list[Any], certain: str = "certain") -> Claim | None:
    body = _span(text, content)
    if body is None:
        return None
    who = _span(text, [t for t in source.subtree if t.dep_ not in ("relcl",)]) if source is not None else None
    return Claim(
        source=who, source_name=who.quote if who else None, source_kind="person", cue=Span.of(text, cue.idx, cue.idx + len(cue)),
        content=(body,), speech="indirect", certainty="certain", polarity="positive", score=0.5, why="read off the parse",
    )  # fmt: skip


def quick_claims(doc: Any) -> tuple[Claim, ...]:
    """Claims of a short text from verbs of saying with a clause under them, and from "according to"."""
    return tuple(sorted(_found(doc), key=lambda claim: claim.cue.start))


def _found(doc: Any) -> Iterator[Claim]:
    text = doc.text
    verbs, prepositions = lexicon("cues")["verbs"], lexicon("cues")["prepositions"]
    for token in doc:
        made: Claim | None = None
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in verbs:
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp", "parataxis")), None)
            if subject is None and token.dep_ == "conj":
                subject = next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if clause is not None and (subject is None or not clause.is_ancestor(token)):
                made = _claim(text, subject, token, list(clause.subtree))
            elif clause is None and subject is not None:
                objects = [c for c in token.children if c.dep_ in ("dobj", "prep", "oprd")]
                if objects:
                    made = _claim(text, subject, token, [t for c in objects for t in c.subtree])
        elif token.lower_ in prepositions and token.dep_ in ("prep", "advmod", "mark"):
            inside = list(token.subtree)
            source = next((t for t in inside if t.dep_ == "pobj"), None)
            rest = [t for t in token.sent if t not in inside]
            if source is not None:
                made = _claim(text, source, token, rest)
        if made is not None:
            yield made
