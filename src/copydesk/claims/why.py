"""One sentence an editor understands on why a claim was recorded."""

from __future__ import annotations

from copydesk.claims.draft import Draft
from copydesk.claims.memory import Resolved
from copydesk.nouns import Certainty, Span

_PLACE = {
    "clause": "the clause after it is what was said",
    "clause before": "the clause before it is what was said",
    "parenthesis": "the clause it interrupts is what was said",
    "quotation": "the quotation beside it is what was said",
    "complement": "its object and what is said of it are the content",
    "object": "its object is the content",
    "voiced": "what follows the noun is the content",
    "infinitive": "the “to …” after it is the content",
    "gerund": "the “-ing” clause after it is the content",
    "document": "its object is what the source holds",
    "phrasal": "the phrase after it is the content",
    "prepositional": "the phrase after it is the content",
    "according to": "the clause around it is what was said",
    "in one's view": "the clause around it is what was said",
    "adverb": "the clause around it is hearsay",
    "noun": "the clause after it is the content",
    "adjective": "the clause after it is the content",
    "colon": "the quotation after it is what was said",
    "turn": "what stands between it and the next speaker was said",
    "signed": "the quotation before it is what was said",
    "verb read as noun": "the clause before the comma is what was said",
    "refusal": "what it governs stays unsaid",
    "linked": "the words that the tagger links to it are the content",
    "linked clause": "the clause after it is the content",
    "linked clause before": "the clause before it is the content",
    "linked object": "its object is the content",
    "linked noun": "what hangs on the noun is the content",
    "linked phrase": "the phrase after it is the content",
    "linked predicate": "what it is said of is the content",
    "linked antecedent": "the noun before it is the content",
    "linked rest": "all that follows it is the content",
    "linked told": "what follows it is the content",
    "linked holder": "what the noun governs is the content",
}


def why(
    draft: Draft,
    cue: Span,
    source: Span | None,
    content: tuple[Span, ...],
    who: Resolved,
    hedge: Span | None,
    certainty: Certainty,
) -> str:
    """The reason for a claim, in one sentence."""
    words = f"“{cue.quote}” is {'an' if draft.gloss[0] in 'aeiou' else 'a'} {draft.gloss}"
    subject = {
        "according to": "what follows it",
        "passive by": "its by-phrase",
        "term used by": "its by-phrase",
        "passive as": "its by-phrase",
        "noun": "its holder",
        "colon": "the name before it",
        "turn": "the name before it",
        "signed": "the name after it",
    }.get(draft.rule, "its subject")
    source_words = f"{subject} “{source.quote}” is the source" if source else "no source is named"
    place = (
        _PLACE.get(draft.rule, "its subject and complement are the content")
        if content or draft.refusal
        else "nothing is quoted"
    )
    if draft.refusal and not content:
        place = "nothing is said" if draft.certainty == "unknown" else "no more is told"
    reason = f"{words}; {source_words}; {place}"
    if who.how:
        reason += f"; {who.how}"
    if hedge is not None and certainty != "certain":
        reason += f"; “{hedge.quote}” makes it {certainty}"
    return reason + "."
