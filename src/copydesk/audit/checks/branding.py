"""Loaded words: people and deeds branded in the digest with a word that the body of the report never uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.checks.whereabouts import doer
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import compound
from copydesk.audit.sides import lemma

KIN = 0.85  # a body word of the same stem or sense carries the charge itself


def branding(case: Case) -> Iterator[Signal]:
    """Branding words, with the plainer report word where one is known; the headline is no evidence."""
    lists = lexicon("loaded")
    for token in case.line.words:
        word = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "VERB", "ADJ", "PROPN") or {word, token.lower_} & case.side.lemmas:
            continue
        if token.pos_ == "PROPN" and (token.ent_type_ not in ("", "PERSON") or token.i == token.sent.end - 1):
            continue
        if token.pos_ == "ADJ" and token.dep_ != "amod":
            continue  # "nothing criminal": said of no one
        plain = _plainer(case, word)
        held = case.support(token)
        brands = word in lists["branding"] or token.lower_ in lists["branding"]
        if plain is None and not (brands and held is not None and held.anywhere < KIN):
            continue
        start, end = compound(token)
        text = case.digest[start:end]
        reason = f"“{text}” is a loaded word that the body of the report never uses" + (
            f"; it has “{plain}”" if plain else ""
        )
        yield Signal(
            "term", start, end, {}, reason, case.evidence[:1], "minor", None, "paired" if plain is not None else "branding"
        )  # fmt: skip


def _plainer(case: Case, word: str) -> str | None:
    """The report's plainer word for the deed or person, as it stands there: in the evidence, or said of the same doer."""
    for first, *others in lexicon("loaded")["pairs"]:
        if first != word:
            continue
        doers = {lemma(t) for item in case.propositions for t in _named(doer(item.head))}
        like = [case.aligner.alike(key) for key in doers]
        lines = list(case.evidence)
        lines += [x for x in case.side.lines if any(one.get(key, 0.0) >= KIN for one in like for key in x.keys)]
        for other in others:
            for line in lines:
                for token, key in zip(line.content, line.keys, strict=True):
                    if key == other:
                        return str(token.text)
    return None


def _named(head: Any | None) -> list[Any]:
    """A doer with the words that name it ("the skipper Rogelio Abarquez")."""
    return [] if head is None else [head, *(c for c in head.children if c.dep_ in ("compound", "appos", "nmod"))]
