"""Who is cited: a claim told as fact, or put into another mouth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import around, mid, opening, short
from copydesk.audit.sides import Line, is_content, lemma
from copydesk.audit.words import likeness
from copydesk.nouns import Claim

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "i", "we", "him", "her", "them", "his", "their", "who", "this", "that"}
)
LONGEST = 120  # characters of a clause that a suggestion repeats
ONE = 0.97  # likeness from which two sources are one
ASKING = frozenset({"who", "what", "why", "how", "whether"})
HELD = 0.35  # share of a clause that a report line must hold before its source is compared


def attribution(case: Case) -> Iterator[Signal]:
    """Clauses that lose the source the report gives, and clauses whose source is another."""
    for item in case.propositions:
        if item.line is None or item.anchor is None or item.cue or item.coverage < HELD:
            continue
        theirs = _claims_over(item.anchor, item.line)
        speaker = _speaker(item)
        mine = [claim for claim in item.claims if claim.source is not None]
        if not mine and speaker is None:
            if item.tokens[0].lower_ in ASKING:
                continue  # "How many are missing" asks, and tells nothing that somebody would have to stand for
            sourced = [claim for claim in theirs if claim.source is not None or claim.source_kind == "anonymous"]
            if sourced:
                yield _dropped(case, item, sourced)
        elif mine or speaker is not None:
            yield from _changed(case, item, mine, speaker, theirs)


def _claims_over(anchor: Any, line: Line) -> list[Claim]:
    return [c for c in line.claims if any(s.start <= anchor.idx < s.end for s in c.content)]


def _speaker(item: Proposition) -> Any | None:
    """The subject of a clause whose verb is itself a verb of saying ("The owner denied wrongdoing")."""
    if item.head.lemma_.lower() not in lexicon("speech")["verbs"]:
        return None
    for child in item.head.children:
        if child.dep_ == "nsubj" or (child.dep_ == "agent"):
            return child
    if item.head.dep_ == "conj":
        return next((c for c in item.head.head.children if c.dep_ in ("nsubj",)), None)
    return None


def _dropped(case: Case, item: Proposition, sourced: Sequence[Claim]) -> Signal:
    claim = min(sourced, key=lambda c: sum(len(s.quote) for s in c.content))
    assert item.line is not None
    freely = max((_coverage(item, line) for line in case.evidence if not line.claims), default=0.0)
    name = named(claim)
    hedged = item.scope.has("alleged", "possible", "probable")
    said = any(c.source is not None for c in case.line.claims)
    grounds = {
        "dropped": 1.0, "dropped.coverage": item.coverage, "dropped.own_voice": freely, "dropped.hedged": float(hedged),
        "dropped.anonymous": float(claim.source_kind in ("anonymous", "social-media")),
        "dropped.party": float(claim.source_kind in ("person", "relative", "witness", "organisation", "company")),
        "dropped.self": float(_of_itself(item, claim)),
        "dropped.document": float(claim.source_kind in ("document", "media", "state-media")),
        "dropped.official": float(claim.source_kind in ("official", "police", "government", "court", "military")),
        "dropped.uncertain": float(claim.certainty != "certain"), "dropped.direct": float(claim.speech == "direct"),
        "dropped.other_said": float(said), "dropped.main": float(item.head.dep_ == "ROOT"),
        "dropped.under": float(item.head.dep_ in ("relcl", "acl", "advcl")),
        "dropped.planned": float(item.scope.has("planned")),
        "dropped.negative": float(claim.polarity == "negative"),
        "dropped.noun": float(item.head.pos_ not in ("VERB", "AUX")),
        "dropped.head": next((s.best for s in item.support if s.token.i == item.head.i), 0.0),
        "dropped.only": float(len(case.propositions) == 1),
    }  # fmt: skip
    reason = f"told as fact; the report has it from {name or 'an unnamed source'} (“{short(claim.cue.quote)}”)"
    whole = item.head.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") for c in item.head.children)
    # What a source denied is not so "according to" it.
    fits = name and whole and len(item.text) <= LONGEST and claim.polarity != "negative"
    suggestion = f"{opening(item.text)}, according to {name}" if fits else None
    return Signal("attribution", item.start, item.end, grounds, reason, (item.line,), "major", suggestion)


def _of_itself(item: Proposition, claim: Claim) -> bool:
    """Whether a clause tells of the source itself what it says of itself: "the contractor followed all rules"."""
    subjects = [lemma(c) for c in item.head.children if c.dep_ in ("nsubj", "nsubjpass") and is_content(c)]
    return bool(subjects) and _match(subjects, _source_words(claim)) >= ONE


def named(claim: Claim) -> str | None:
    """The resolved name of a claim's source as it stands inside a sentence; None where only a pronoun is known."""
    quote = claim.source.quote if claim.source else None
    name = claim.source_name or quote
    if name is None or name.lower() in PRONOUNS:
        return None
    return short(mid(name))


def _coverage(item: Proposition, line: Line) -> float:
    keys = set(line.keys)
    total = sum(s.weight for s in item.support) or 1.0
    return sum(s.weight for s in item.support if s.key in keys) / total


def _source_words(claim: Claim) -> list[str]:
    """The words that can name a claim's source, from its mention, its resolved name and its head."""
    words: list[str] = []
    for text in (claim.source.quote if claim.source else "", claim.source_name or ""):
        words += [w.strip(".,'’\"“”").lower() for w in text.split()]
    light = lexicon("stop")["light"]
    return [
        w.removesuffix("'s").removesuffix("’s")
        for w in words
        if w and w not in light and w not in ("the", "a", "an", "of", "for", "his", "her", "its", "their")
    ]


def _appositions(case: Case) -> list[tuple[Any, Any]]:
    """The words that stand in apposition in the reports, each with the other, both ways round."""
    return [
        pair
        for line in case.side.lines
        for token in line.words
        if token.dep_ == "appos"
        for pair in ((token, token.head), (token.head, token))
    ]


def _described(claim: Claim, pairs: Sequence[tuple[Any, Any]]) -> list[str]:
    """What the reports call a claim's source beside its name: "the operator, Pontos Lines"."""
    name = {word.strip(".,'’").lower() for word in (claim.source_name or "").split() if word[:1].isupper()}
    return [lemma(other) for one, other in pairs if one.pos_ == "PROPN" and one.lower_ in name and other.pos_ == "NOUN"]


def _match(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """How surely two sources are one: their best matching words."""
    if not mine or not theirs:
        return 0.0
    scores = [max(likeness(one, other) for other in theirs) for one in mine]
    return max(scores) * 0.6 + 0.4 * sum(scores) / len(scores)


def sources_held(case: Case) -> set[int]:
    """The digest words that name a source which the evidence resolves: "the government" for a regional one named before."""
    held: set[int] = set()
    names = [_source_words(c) for line in case.evidence for c in line.claims]
    for claim in case.line.claims:
        if claim.source is None:
            continue
        tokens = [t for t in case.line.words if claim.source.start <= t.idx < claim.source.end and is_content(t)]
        if tokens and any(_match([lemma(t) for t in tokens], theirs) >= ONE for theirs in names):
            held |= {t.i for t in tokens}
    return held


def _changed(
    case: Case, item: Proposition, mine: Sequence[Claim], speaker: Any | None, theirs: Sequence[Claim]
) -> Iterator[Signal]:
    assert item.line is not None
    assert item.anchor is not None
    if mine:
        claim = min(mine, key=lambda c: sum(len(s.quote) for s in c.content))
        assert claim.source is not None
        start, end = claim.source.start, claim.source.end
        words = [lemma(t) for t in case.line.words if start <= t.idx < end and is_content(t)]
    else:
        assert speaker is not None
        tokens = [t for t in speaker.subtree if t.dep_ != "relcl" and not t.is_space]
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        words = [lemma(t) for t in tokens if is_content(t)]
    quote = case.digest[start:end]
    if quote.lower() in PRONOUNS or not words:
        return
    cued = [c for c in item.line.claims if c.cue.start <= item.anchor.idx < c.cue.end]
    pool = [*theirs, *cued] or [c for line in case.evidence for c in line.claims]
    pairs = _appositions(case)
    names = [
        (_match(words, [*_source_words(c), *_described(c, pairs)]), c)
        for c in pool
        if c.source is not None or c.source_name
    ]
    best = max((score for score, _ in names), default=0.0)
    inline = {key for line in case.evidence for key in line.keys}
    stands = max((max((case.aligner.alike(w).get(k, 0.0) for k in inline), default=0.0) for w in words), default=0.0)
    known = max((max(case.aligner.alike(w).values(), default=0.0) for w in words), default=0.0)
    if names and best >= ONE:
        return  # the short form of the report's source, or its resolved name
    grounds = {
        "changed": 1.0, "changed.unlike": 1.0 - best if names else 0.0, "changed.none": float(not names),
        "changed.absent": 1.0 - known, "changed.elsewhere": 1.0 - stands, "changed.coverage": item.coverage,
        "changed.verb": float(not mine), "changed.own_voice": float(not theirs and not cued),
        "changed.named": float(any(t[:1].isupper() for t in quote.split()[1:])),
        "changed.negative": float(item.scope.negative), "changed.claims": min(3.0, len(pool)),
        "changed.pronoun": float(any(c.source is not None and c.source.quote.lower() in PRONOUNS for _, c in names)),
    }  # fmt: skip
    source = names and max(names, key=lambda pair: pair[0])[1]
    whose = named(source) if source else None
    reason = f"“{short(quote)}” is made the source; " + (
        f"the report has it from {whose}" if whose
        else f"the report cites no one by name for “{around(item.anchor)}”"
    )  # fmt: skip
    # A noun takes a noun's place; "the" opens the sentence in capitals where the source did.
    fits = whose is not None and item.head.dep_ != "conj"
    suggestion = (
        (opening(whose) if quote[:1].isupper() and start == case.line.start else whose) if fits and whose else None
    )
    yield Signal("attribution", start, end, grounds, reason, (item.line,), "major", suggestion)
