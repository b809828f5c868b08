"""What was said: token ranges become characters, grow to the quotation they stand in, and part where sureness changes."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from copydesk.claims.certainty import Wording, asks, judged, main_verb, of_cue, wording
from copydesk.claims.clauses import ends_for_cue
from copydesk.claims.cues import lexicon
from copydesk.claims.draft import Draft, Letters, Range
from copydesk.claims.quotations import Quotation, Quotations
from copydesk.claims.ranges import letters, trim
from copydesk.claims.tree import Tree
from copydesk.nouns import Speech

_BETWEEN = re.compile(r"[\s,.:;–—-]*")
_OPEN, _CLOSE = "“\"'‘«„", "”\"'’»“"
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire", "query", "debate"})
_CLAUSAL = frozenset({"clause", "complement", "clause before", "parenthesis", "passive told"})
_OBJECT = frozenset({"object", "document", "linked object"})
_JUDGING = _OBJECT | {"passive as", "passive by", "term used by", "complement", "voiced"}
_MORE = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


@dataclass(slots=True)
class Said:
    """One part of a draft that becomes one claim: its characters, and how sure they are."""

    draft: Draft
    items: list[Letters]
    wording: Wording
    follows: bool = False


def said(tree: Tree, quotations: Quotations, draft: Draft) -> list[Said]:
    """The claims that a draft makes: one, or several where certainty, polarity or a second "that" parts them."""
    cue = letters(tree, draft.cue)
    if draft.rule == "quotation":
        draft.letters = _beside(tree, quotations, draft)
        draft.quoted = bool(draft.letters)
    if draft.letters:
        words = _settle(draft, tree, _tokens(tree, draft.letters[0]))
        if len(draft.letters) == 1 and _asks_directly(tree.text[slice(*draft.letters[0])]):
            words = Wording("unknown", "positive", None)
        return [Said(draft, list(draft.letters), words)]
    if not draft.content:
        return [Said(draft, [], Wording(draft.certainty, draft.polarity, None))] if draft.refusal else []
    whole = [_grow(tree, quotations, letters(tree, part), cue) for part in draft.content]
    if (
        len(draft.content) == 1
        and not draft.refusal
        and draft.rule not in ("complement", "object", "document", "phrasal")
    ):
        pieces = _split(tree, quotations, draft, draft.content[0], cue)
        if len(pieces) > 1:
            return pieces
    main = draft.content[0]
    if len(draft.content) > 1:
        main = next(
            (part for part in draft.content if draft.clause is not None and part[0] <= draft.clause <= part[1]),
            draft.content[-1],
        )
        if draft.rule in ("parenthesis", "according to", "clause before", "adverb"):
            main = (draft.content[0][0], draft.content[-1][1])
    if draft.rule not in ("passive as", "passive by", "term used by", "object", "document", "complement", "voiced"):
        inside = quotations.at(whole[0][0])
        if inside is not None and inside.start == whole[0][0] and whole[0][1] == inside.end:
            main = _tokens(tree, whole[0])
    return [Said(draft, _merge(whole), _settle(draft, tree, main))]


def _asks_directly(quoted: str) -> bool:
    """Whether a quotation ends in a question and tells nothing before it."""
    words = quoted.strip(_OPEN + _CLOSE + " ,")
    return words.endswith("?") and not re.search(r"[.;!]", words)


def _tokens(tree: Tree, part: Letters) -> Range:
    """The first sentence's worth of tokens of some characters."""
    first = min(bisect_right(tree.start, part[0]), len(tree) - 1)
    first = max(0, first - 1)
    while first < len(tree) - 1 and (tree.pos[first] in ("PUNCT", "SPACE") or tree.start[first] < part[0]):
        first += 1
    last = min(tree.ends[tree.sentence[first]], bisect_right(tree.start, part[1] - 1)) - 1
    return first, max(first, last)


def _settle(draft: Draft, tree: Tree, part: Range) -> Wording:
    """The wording of the content under the cue's own certainty and polarity."""
    if draft.fixed:
        return Wording(draft.certainty, draft.polarity, None)
    sure, holds = of_cue(tree, draft)
    cue_sure = Wording(sure, holds, draft.verb if sure != "certain" else None)
    lemma = tree.lemma[draft.verb]
    asking = draft.rule.startswith("linked") or draft.rule in _CLAUSAL
    if lemma in _ASKING and not draft.quoted and asking:
        start = part[0]
        clause = draft.clause if draft.clause is not None else start
        if asks(tree, part) or asks(tree, (max(start, tree.left[clause]), part[1])):
            return Wording("unknown", "positive", draft.verb)
    inner = wording(tree, part)
    polarity = holds
    small = draft.clause is not None and tree.pos[draft.clause] not in ("VERB", "AUX")
    judges = draft.rule == "linked rest" and lexicon().takes(lemma, "complement") is not None
    if draft.rule in _JUDGING or judges or small:
        certainty, hedge = sure, cue_sure.hedge
        odds = inner.certainty == "possible" or inner.hedge == main_verb(tree, part)  # "a 60% chance of rain"
        weighs = draft.rule in ("complement", "document") or judges or small or odds
        if weighs and inner.certainty != "unknown" and _MORE[inner.certainty] > _MORE[certainty]:
            certainty, hedge = inner.certainty, inner.hedge
        if draft.rule != "voiced":
            taken, verdict = judged(tree, part)
            if _MORE[taken] > _MORE[certainty]:
                certainty, hedge = taken, draft.verb
            polarity = "negative" if verdict == "negative" else polarity
        nothing = tree.lower[part[0]] in ("no", "nothing", "none") and draft.rule in _OBJECT
        if nothing or ((draft.rule == "voiced" or small) and inner.polarity == "negative"):
            polarity = "negative"
        return Wording(certainty, polarity, hedge)
    certainty = inner.certainty if _MORE[inner.certainty] > _MORE[sure] else sure
    hedge = inner.hedge if certainty == inner.certainty and inner.hedge is not None else cue_sure.hedge
    return Wording(certainty, "negative" if "negative" in (inner.polarity, holds) else "positive", hedge)


def _split(tree: Tree, quotations: Quotations, draft: Draft, part: Range, cue: Letters) -> list[Said]:
    """Part the content before a conjunct that begins with its own "that" or is surer, less sure or of other polarity."""
    verb = draft.clause if draft.clause is not None and part[0] <= draft.clause <= part[1] else main_verb(tree, part)
    cuts: list[int] = []
    stack = [verb]
    while stack:
        at = stack.pop()
        for kid in tree.kids(at, "conj"):
            if not (part[0] < kid <= part[1]) or tree.pos[kid] not in ("VERB", "AUX") or kid < at:
                continue
            inside = quotations.at(tree.start[tree.left[kid]])
            if (
                inside is not None
                and not inside.start <= cue[0] < inside.end
                and inside.start < tree.start[tree.left[kid]]
            ):
                continue
            edge = tree.left[kid]
            while edge > at and tree.dep[edge] in ("cc", "punct"):
                edge += 1
            if at < edge <= kid:
                cuts.append(edge)
            stack.append(kid)
    cuts = sorted(set(cuts))
    if not cuts:
        return []
    bounds = [part[0], *cuts, part[1] + 1]
    segments = [done for a, b in itertools.pairwise(bounds) if (done := trim(tree, (a, b - 1)))]
    out: list[Said] = []
    for segment in segments:
        words = _settle(draft, tree, segment)
        own_that = tree.lower[segment[0]] == "that"
        same = out and (words.certainty, words.polarity) == (out[-1].wording.certainty, out[-1].wording.polarity)
        place = _grow(tree, quotations, letters(tree, segment), cue)
        if out and same and not own_that:
            out[-1].items[-1] = (out[-1].items[-1][0], max(place[1], out[-1].items[-1][1]))
        else:
            out.append(Said(draft, [place], words))
    return out


def _grow(tree: Tree, quotations: Quotations, part: Letters, cue: Letters) -> Letters:
    """Widen a range to the marks of the quotation that it begins or ends in, and to the rest of a quotation cut by a full stop."""
    start, end = part
    outer = quotations.at(start) or quotations.at(max(0, start - 1))
    if outer is not None and outer.start <= start < outer.end and not outer.start <= cue[0] < outer.end:
        begins = start - outer.start <= 1 or not tree.text[outer.start : start].strip(_OPEN + " ")
        start = outer.start if cue[0] > start or begins else start
    last = quotations.at(end) or quotations.at(end - 1)
    if last is not None and last.end >= end > last.start and last.end > part[0]:
        aside = cue[0] >= last.end or cue[1] <= last.start
        end = last.end if aside else end
    text = tree.text
    if outer is not None and outer.start <= cue[0] < outer.end:  # a claim inside a quotation keeps inner marks only
        while end < outer.end - 1 and text[end] in "'’”" and text[start] in "'‘“":
            end += 1
    return start, max(end, start + 1)


def _beside(tree: Tree, quotations: Quotations, draft: Draft) -> list[Letters]:
    """The quotations right before and right after the cue and its source."""
    first = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
    last = max(draft.cue[1], draft.source[1] if draft.source else draft.cue[1])
    found: list[Letters] = []
    text = tree.text
    before = quotations.before(tree.start[first])
    if before is not None and before.end <= tree.start[first] and ends_for_cue(text, before.end, tree.start[first]):
        found.append((before.start, before.end))
    after = quotations.after(tree.end[draft.cue[1]])
    if after is not None:
        gap = text[max(tree.end[last], tree.end[draft.cue[1]]) : after.start] if after.start >= tree.end[last] else ""
        bare = gap.strip(" ,:\u00a0\n—–-")
        if not bare or (
            not found and len(gap) < 120 and "." not in gap and gap.rstrip().endswith((",", ":")) and '"' not in gap
        ):
            found.append((after.start, after.end))
    return found


def _merge(items: list[Letters]) -> list[Letters]:
    merged: list[Letters] = []
    for start, end in sorted(items):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def attach(tree: Tree, quotations: Quotations, parts: list[Said], body: Letters) -> None:
    """Give each quotation without a cue of its own to the claim that it goes on from, in place."""
    outside = [part for part in parts if quotations.at(tree.start[part.draft.cue[0]]) is None]
    taken = sorted(item for part in outside for item in part.items)
    starts = [item[0] for item in taken]
    reach: list[int] = []
    for item in taken:
        reach.append(max(item[1], reach[-1] if reach else 0))
    by_sentence: dict[int, list[Said]] = {}
    owner: dict[int, Said] = {}
    for part in parts:
        inside = quotations.at(tree.start[part.draft.cue[0]])
        if inside is None and not part.draft.refusal:
            by_sentence.setdefault(tree.sentence[part.draft.cue[0]], []).append(part)
            for quotation in (q for item in part.items for q in quotations.between(*item)):
                owner[quotation.start] = part
    last_of: Quotation | None = None
    goes_on: Said | None
    for quotation in quotations.outer:
        if not body[0] <= quotation.start < body[1]:
            continue
        index = bisect_right(starts, quotation.end - 1) - 1
        covered = index >= 0 and reach[index] > quotation.start + 1
        if covered:
            last_of = quotation
            continue
        if quotation.continues and last_of is not None:
            goes_on = owner.get(last_of.start)
        else:
            goes_on = _goes_on(tree, quotations, quotation, by_sentence)
        if goes_on is not None:
            goes_on.items.append((quotation.start, quotation.end))
            owner[quotation.start] = goes_on
        last_of = quotation


def _goes_on(
    tree: Tree, quotations: Quotations, quotation: Quotation, by_sentence: dict[int, list[Said]]
) -> Said | None:
    """The claim of the sentence that ends right before a quotation, if nothing but white space parts them."""
    text = tree.text
    if quotation.end - quotation.start < 12 or (
        text[quotation.end - 2] not in ".!?,…" and text[quotation.end - 1] not in ".!?"
    ):
        return None
    token = bisect_right(tree.start, quotation.start - 1) - 1
    while token > 0 and (tree.pos[token] in ("SPACE",) or tree.end[token] > quotation.start):
        token -= 1
    if token < 0 or text[tree.end[token] : quotation.start].strip() or "\n" in text[tree.end[token] : quotation.start]:
        return None
    if tree.lower[token] not in (".", "!", "?", ":", "”", '"'):
        return None
    sentence = tree.sentence[token]
    for number in (sentence, sentence - 1) if tree.ends[sentence] - tree.starts[sentence] <= 2 else (sentence,):
        found = by_sentence.get(number)
        if found:
            direct = next((part for part in found if any(_is_direct(quotations, item) for item in part.items)), None)
            saying = [part for part in found if part.draft.gloss == "verb of saying" and part.items]
            # "X, who says he saw it, told the court …": what follows goes on from the main verb
            main = next((part for part in saying if tree.dep[part.draft.verb] == "ROOT"), None)
            return direct or main or next(iter(saying), None)
    return None


def _is_direct(quotations: Quotations, item: Letters) -> bool:
    """Whether some characters begin as a quotation of some length."""
    inside = quotations.at(item[0])
    return inside is not None and inside.start == item[0] and inside.end - inside.start > 12


def speech(text: str, items: list[Letters], quotations: Quotations, cue: Letters) -> Speech:
    """Direct where all is in quotation marks, mixed where part is, else indirect. A claim inside a quotation is judged alone."""
    outer = quotations.at(cue[0])
    if not items:
        return "indirect"
    marks = (
        [q for q in quotations.all if outer is None or (q.start > outer.start and q.end < outer.end)]
        if outer is not None
        else None
    )
    whole, some = True, False
    for start, end in items:
        if marks is None:
            found = [q for q in quotations.between(start, end) if q.start >= start - 1 and q.start < end]
        else:
            found = [q for q in marks if q.start >= start and q.end <= end]
        covered = any(q.start <= start and q.end >= end for q in found)
        whole = whole and covered
        some = some or covered or any(q.end - q.start > 2 for q in found)
    return "direct" if whole else "mixed" if some else "indirect"
