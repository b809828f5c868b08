"""What the report says is not known, not said, withheld or not verified."""

from __future__ import annotations

from copydesk.claims.cues import table
from copydesk.claims.gaps import gaps_of
from copydesk.claims.ranges import letters
from copydesk.claims.tree import tree_of
from copydesk.nouns import Claim, Span
from copydesk.parse.parsed import Parsed

_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"})


def find_unknowns(parsed: Parsed, claims: tuple[Claim, ...]) -> tuple[Span, ...]:
    """The spans of the body that tell what is not known, in text order: the question where it stands alone, else the clause."""
    tree = tree_of(parsed.doc)
    words: dict[str, list[str]] = table("unknowns")
    asking = tuple(words["asking"])
    found = [
        span
        for claim in claims
        if claim.certainty == "unknown"
        and not claim.cue.quote.lower().startswith(asking)
        and claim.cue.quote[0].isalpha()
        for span in _of_claim(parsed, words, claim)
    ]
    for number in tree.within(parsed.layout.body, parsed.layout.furniture):
        first, last = tree.starts[number], tree.ends[number] - 1
        found += [parsed.span(*letters(tree, part)) for part in gaps_of(tree, words, first, last)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            continue
        kept.append(span)
    return tuple(kept)


def _of_claim(parsed: Parsed, words: dict[str, list[str]], claim: Claim) -> list[Span]:
    """The question that the claim leaves open, else the whole clause that refuses it."""
    refuses = _refuses(words, claim)
    for span in claim.content:
        begin = _question_in(words, span.quote, deep=not refuses or claim.cue.quote.endswith(("tell", "told")))
        if (
            begin is not None
            and span.end < claim.cue.start
            and span.quote.lower().startswith(("which", "whose "))
            and not span.quote[0].isupper()
        ):
            continue  # "which it did not identify": the whole clause, then
        if begin is not None and refuses and len(span.quote[begin:].split()) < 3 and span.start > claim.cue.start:
            return [parsed.span(claim.cue.start, span.end)]  # "would not say by whom": the question is cut short
        if begin is not None and span.end < claim.cue.start and span.quote[0].isupper():
            return [span]  # "With whom and for how much it did not say"
        if begin is not None:
            return [parsed.span(span.start + begin, span.end)]
    if not refuses:
        doubted = claim.content and any(word in words["tried"] for word in claim.content[0].quote.lower().split())
        return [claim.content[0]] if doubted else []
    if claim.content and claim.content[0].quote.startswith("that ") and claim.content[0].start > claim.cue.start:
        return [claim.content[0]]
    cue = claim.cue.quote.lower().split()
    if cue[0] == "without":
        given = cue[1:2] == ["giving"] and len(claim.content) == 1
        return [parsed.span(claim.cue.start, claim.content[0].end)] if given else []
    if not claim.content or cue[-1] in words["polite"]:
        return []  # "declined to comment" leaves nothing in particular unknown
    near = claim.source is not None and -2 < claim.cue.start - claim.source.end < 16
    places = [claim.cue, *claim.content] + ([claim.source] if claim.source is not None and near else [])
    start, end = min(span.start for span in places), max(span.end for span in places)
    return [parsed.span(start, end)] if end - start < 400 else []


def _question_in(words: dict[str, list[str]], text: str, *, deep: bool) -> int | None:
    """Where an indirect question begins in what a source leaves open; `deep` also looks past the verb of not knowing."""
    place, before = 0, ""
    for index, word in enumerate(text.split()):
        place = text.index(word, place)
        low = word.lower().strip("“\"'‘,.")
        leads = index == 0 or before in words["before_question"] or deep
        if (low in _WH or (low == "if" and deep and before in words["before_if"])) and (
            leads or low in ("whether", "why", "how") or (deep and low == "what")
        ):
            back = (
                text.rfind(before, 0, place)
                if index and before in words["before_question"] and place and low not in ("whether", "how", "why")
                else -1
            )
            return back if back == 0 and before == "by" else place
        before, place = low, place + len(word)
    return None


def _refuses(words: dict[str, list[str]], claim: Claim) -> bool:
    """Whether the cue itself refuses or omits, and does not say that someone cannot tell."""
    nobody = claim.source is not None and claim.source.quote.lower().split()[0] in words["refusing"]
    cue = claim.cue.quote.lower().replace("’", "'").split()
    return nobody or any(word in words["refusing"] or word.startswith(tuple(words["refused"])) for word in cue)
