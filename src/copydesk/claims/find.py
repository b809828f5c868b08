"""Parsed -> claims: every attribution of the body, resolved, weighed and explained."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from copydesk.claims.actors import AnyNames
from copydesk.claims.attribution import verb_drafts
from copydesk.claims.content import Said, attach, said, speech
from copydesk.claims.cues import lexicon
from copydesk.claims.draft import Draft, Letters
from copydesk.claims.holders import settled
from copydesk.claims.learned.ranking import choose
from copydesk.claims.learned.tagger import links_of
from copydesk.claims.memory import Resolved
from copydesk.claims.nesting import containers, order, own_words
from copydesk.claims.phrases import phrase_drafts
from copydesk.claims.quotations import Quotations, find_quotations
from copydesk.claims.ranges import letters
from copydesk.claims.reported import reported
from copydesk.claims.resolve import FIRST, PRONOUNS, Resolver
from copydesk.claims.tree import Tree, tree_of
from copydesk.claims.turns import turn_drafts
from copydesk.claims.why import why
from copydesk.nouns import Claim, Span
from copydesk.parse.parsed import Parsed
from copydesk.read.turns import ASKED

_HEDGING = frozenset({"verb of belief", "verb of hope", "verb of fear", "verb of doubt", "adjective of conviction"})


@dataclass(slots=True)
class Found:
    """A claim before it is numbered, with the chance that it is one, 0 to 1."""

    part: Said
    score: float
    cue: Letters
    source: Letters | None


def rule_of(part: Said) -> str:
    """The rule that a claim's score is kept under: the rule's name, and where it tells more, the kind of cue or speech."""
    draft = part.draft
    return (
        f"{draft.rule}, {draft.gloss}"
        if draft.rule in ("clause", "object", "infinitive", "parenthesis")
        else draft.rule
    )


def precision(part: Said) -> float:
    """How often the rule that made a part is right on the desk cases, 0 to 1."""
    scores, base = _scores()
    return scores.get(rule_of(part), base)


@functools.cache
def _scores() -> tuple[dict[str, float], float]:
    table = json.loads((files("copydesk.claims") / "data" / "scores.json").read_text(encoding="utf-8"))
    return {rule: float(row["precision"]) for rule, row in table["rules"].items()}, float(table["base"])


def find_claims(parsed: Parsed, names: AnyNames) -> tuple[Claim, ...]:
    """Who said what in the body of a report, in text order, the outer claim before those it holds.

    >>> from copydesk.nouns import Report
    >>> from copydesk.parse import parse
    >>> from copydesk.parse.names import find_names
    >>> parsed = parse(Report(id="x", text="The mayor, Ana Ruiz, said the bridge may reopen on Monday."))
    >>> claim = find_claims(parsed, find_names(parsed))[0]
    >>> claim.source_name, claim.cue.quote, claim.content[0].quote, claim.certainty
    ('Ana Ruiz, mayor', 'said', 'the bridge may reopen on Monday', 'possible')
    """
    if not len(parsed.doc):
        return ()
    tree = tree_of(parsed.doc)
    start, end = parsed.layout.body
    quotations = find_quotations(tree.text, start, end, parsed.layout.turns)
    aside = parsed.layout.furniture
    parts = rule_parts(tree, quotations, (start, end), parsed.layout.dateline, aside)
    weighed = choose(tree, quotations, links_of(tree, (start, end), aside), parts, precision)
    found = _distinct([_placed(tree, one.part, one.score) for one in weighed])
    rows = [(one.cue, one.part.items) for one in found]
    sequence = _after_outer(found, order(rows))
    found = [found[index] for index in sequence]
    within = _handed_on(found, containers([rows[index] for index in sequence]))
    found, within = _drop_own_hedges(tree, quotations, found, within)
    claims = _claims(parsed, tree, quotations, names, found, within)
    return settled(tree, names, claims, parsed.layout.body)


def rule_parts(
    tree: Tree, quotations: Quotations, body: Letters, dateline: Letters | None, aside: Sequence[Letters] = ()
) -> list[Said]:
    """What the rules alone make of the body without what stands `aside`: parts that each could be a claim."""
    words = lexicon()
    drafts = list(turn_drafts(tree, quotations))
    for number in tree.within(body, aside):
        a, b = tree.starts[number], tree.ends[number] - 1
        drafts += verb_drafts(tree, words, quotations, a, b)
        drafts += phrase_drafts(tree, words, quotations, a, b)
    drafts = [draft for draft in drafts if draft.cue[0] <= draft.cue[1] and not own_words(tree, quotations, draft)]
    reported(tree, drafts)
    parts = [part for draft in drafts for part in said(tree, quotations, draft)]
    _after_dateline(tree, drafts, parts, dateline)
    attach(tree, quotations, parts, body)
    for part in parts:
        part.items = [(max(a, body[0]), min(b, body[1])) for a, b in part.items if max(a, body[0]) < min(b, body[1])]
    return parts


def _after_dateline(tree: Tree, drafts: list[Draft], parts: list[Said], dateline: Letters | None) -> None:
    """Take the dateline, which the parser reads as part of the first sentence, out of sources and contents."""
    if dateline is None:
        return
    edge = dateline[1]
    while edge < len(tree.text) and (tree.text[edge].isspace() or tree.text[edge] in "-–—:)"):
        edge += 1
    for draft in drafts:
        if draft.source is not None and tree.start[draft.source[0]] < edge:
            first, last = draft.source
            last = (
                max(last, draft.cue[0] - 1) if last < draft.cue[0] - 1 < first + 25 and tree.end[last] <= edge else last
            )
            while first <= last and tree.start[first] < edge:
                first += 1
            while last > first and (tree.pos[last] in ("PUNCT", "AUX", "ADV", "SPACE")):
                last -= 1
            draft.source = (first, last) if first <= last else None
            if draft.source is not None:
                draft.head = next(
                    (
                        t
                        for t in range(last, first - 1, -1)
                        if tree.pos[t] in ("NOUN", "PROPN") and not first <= tree.head[t] <= last
                    ),
                    last,
                )
    for part in parts:
        part.items = [(max(a, edge) if a < edge < b else a, b) for a, b in part.items if b > edge or a >= edge]


def _placed(tree: Tree, part: Said, score: float) -> Found:
    draft = part.draft
    return Found(part, score, letters(tree, draft.cue), letters(tree, draft.source) if draft.source else None)


def _distinct(found: list[Found]) -> list[Found]:
    """One claim for one cue and content."""
    seen: dict[tuple[Letters, Letters | None], Found] = {}
    out = []
    for one in found:
        if not one.part.items and not one.part.draft.refusal:
            continue
        key = (one.cue, one.part.items[0] if one.part.items else None)
        if key in seen:
            continue
        seen[key] = one
        out.append(one)
    return out


def _after_outer(found: list[Found], sequence: list[int]) -> list[int]:
    """Put "…, citing X" right after the claim whose content it repeats."""
    outer: dict[int, int] = {}
    for index in sequence:
        outer.setdefault(found[index].part.draft.verb, index)
    followers: dict[int, list[int]] = {}
    for index in sequence:
        like = found[index].part.draft.like
        if like is not None and outer.get(like, index) != index:
            followers.setdefault(outer[like], []).append(index)
    moved = {index for group in followers.values() for index in group}
    return [at for index in sequence if index not in moved for at in (index, *followers.get(index, ()))]


def _handed_on(found: list[Found], within: list[int | None]) -> list[int | None]:
    """Put "…, citing X" within the claim whose content it repeats."""
    by_verb: dict[int, int] = {}
    for index, one in enumerate(found):
        by_verb.setdefault(one.part.draft.verb, index)
    for index, one in enumerate(found):
        like = one.part.draft.like
        if like is not None and (outer := by_verb.get(like)) is not None and outer < index:
            within[index] = outer
    return within


def _drop_own_hedges(
    tree: Tree, quotations: Quotations, found: list[Found], within: list[int | None]
) -> tuple[list[Found], list[int | None]]:
    """Leave out "she believed" inside what she herself said: that is her hedge, not another claim."""
    drop: set[int] = set()
    for index, outer in enumerate(within):
        if outer is None or found[index].part.draft.source is None:
            continue
        draft = found[index].part.draft
        source = draft.source
        assert source is not None
        word = tree.words(*source).lower()
        quoted = quotations.at(found[index].cue[0]) is not None and quotations.at(found[outer].cue[0]) is None
        if word in FIRST and (quoted or draft.gloss in _HEDGING):
            drop.add(index)
        elif (
            word in PRONOUNS
            and not quoted
            and draft.gloss in _HEDGING | {"refusal to speak"}
            and found[outer].part.draft.clause == _over(tree, draft.verb)
        ):
            drop.add(index)
            if draft.gloss == "refusal to speak":
                continue
    keep = [index for index in range(len(found)) if index not in drop]
    number = {old: new for new, old in enumerate(keep)}

    def outer_of(index: int) -> int | None:
        at = within[index]
        while at is not None and at in drop:
            at = within[at]
        return number[at] if at is not None else None

    return [found[index] for index in keep], [outer_of(index) for index in keep]


def _over(tree: Tree, verb: int) -> int:
    """The verb of the clause that `verb` ends: "was" of "was unable to discuss it"."""
    while tree.dep[verb] in ("xcomp", "acomp") and tree.head[verb] != verb:
        verb = tree.head[verb]
    return verb


def _claims(
    parsed: Parsed, tree: Tree, quotations: Quotations, names: AnyNames, found: list[Found], within: list[int | None]
) -> tuple[Claim, ...]:
    resolver = Resolver(tree, names, parsed.report.outlet, parsed.layout.body)
    resolved: list[Resolved] = []
    known: dict[Letters, Resolved] = {}
    claims: list[Claim] = []
    holders = {index for index in within if index is not None}
    for index, one in enumerate(found):
        draft, words = one.part.draft, one.part.wording
        outer = within[index]
        if one.source is not None and one.source in known:
            who = known[one.source]
        elif (
            draft.rule == "turn" and draft.source is not None and (label := tree.words(*draft.source)).lower() in ASKED
        ):
            who = resolver.asked(label, quotations.turns[0].label[0])
        else:
            quoted = quotations.at(one.cue[0]) is not None
            who = resolver.resolve(draft.source, draft.head, resolved[outer] if outer is not None else None, quoted)
            if one.source is not None:
                known[one.source] = who
        resolved.append(who)
        certainty, hedge = words.certainty, words.hedge
        if index in holders and not draft.fixed and draft.certainty == "certain" and hedge is not None:
            inner = [
                other
                for other, held in zip(found, within, strict=True)
                if held == index
                and other.part.draft.verb == hedge
                and (other.source is not None or tree.lemma[hedge] != "expect")  # "is expected to": what is foreseen
            ]
            if inner:
                certainty, hedge = "certain", None
        source = parsed.span(*one.source) if one.source else None
        content = tuple(parsed.span(a, b) for a, b in one.part.items)
        cue = parsed.span(*one.cue)
        hedge_span = parsed.span(tree.start[hedge], tree.end[hedge]) if hedge is not None else None
        claims.append(
            Claim(
                source=source,
                source_name=_inside_a_sentence(who.name),
                source_kind=who.kind,
                cue=cue,
                content=content,
                speech=speech(tree.text, one.part.items, quotations, one.cue),
                certainty=certainty,
                polarity=words.polarity,
                within=outer,
                score=round(one.score, 3),
                hedge=hedge_span,
                named_by=_proof(parsed, who, source),
                why=why(draft, cue, source, content, who, hedge_span, certainty),
            )
        )
    return tuple(claims)


def _inside_a_sentence(name: str | None) -> str | None:
    """A name as it stands inside a sentence: "The ministry" is "the ministry", "The Guardian" stays."""
    article, _, rest = (name or "").partition(" ")
    return f"{article.lower()} {rest}" if article in ("The", "A", "An") and rest[:1].islower() else name


def _proof(parsed: Parsed, who: Resolved, source: Span | None) -> Span | None:
    if who.named_by is not None:
        return parsed.span(*who.named_by)
    return source if who.name is not None else None
