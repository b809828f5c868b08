"""Which claims a cue makes: the rules' own and those by grammar alone, weighed by how well the tagger's links fit them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from math import log, log1p

from copydesk.claims.attribution import aimed
from copydesk.claims.content import Said, said
from copydesk.claims.cues import lexicon
from copydesk.claims.draft import Draft, Letters
from copydesk.claims.learned.candidates import candidates
from copydesk.claims.learned.tagger import CONTENT, SOURCE, Links, Roles
from copydesk.claims.nesting import own_words
from copydesk.claims.quotations import Quotations
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import is_deed
from copydesk.parse.trees import Trees, stored

LIKELY_CUE = 0.12  # words less likely to attribute are not looked at, unless a rule spoke of them
PLAIN = 0.5  # where a rule's reading fits the tagger's links this well, no other is looked for
MARGIN = 0.1  # a rule's reading, which explains itself, gives way only to one that is likelier by this much
RARE = frozenset(
    {"term used by", "colon", "turn", "citing"}
)  # too seldom seen in the data for the trees to judge; they explain themselves
_SAME = 0.8  # two claims whose words overlap this much say the same


@dataclass(slots=True)
class Weighed:
    """A part with the chance that it is a claim as it stands, 0 to 1."""

    part: Said
    score: float


def _logit(chance: float) -> float:
    return log((chance + 1e-3) / (1 - chance + 1e-3))


def grounds(tree: Tree, links: Links, part: Said, rule: float | None, other: float) -> dict[str, float] | None:
    """What speaks for a part: how likely its cue is, and how far the linked words are the part's own.

    `rule` is the precision of the rule that made it (None for a candidate by grammar alone), `other` that of the best rule
    that spoke of the same cue (0 without). None where the tagger has not read the cue.
    """
    draft = part.draft
    roles = links.roles(draft.verb)
    if roles is None:
        return None
    cue = links.cue(draft.verb)
    fit, kept, covered, size = _fit(roles, part.items)
    source = _source_chance(roles, draft.source)
    pos = tree.pos[draft.verb]
    made = rule is not None
    return {
        "cue": _logit(cue), "fit": fit, "logit of fit": _logit(fit), "kept": kept, "covered": covered,
        "source": source, "logit of source": _logit(source), "all": cue * fit * source,
        "rule": float(made), "precision": rule if rule is not None else 0.0, "other": other, "rival": float(other > 0 and not made),
        "linked": float(draft.rule == "linked"),
        "verb": float(pos in ("VERB", "AUX")), "noun": float(pos == "NOUN"),
        "no source": float(draft.source is None),
        "pronoun": float(draft.head is not None and tree.pos[draft.head] == "PRON"),
        "size": log1p(size),
        "quoted": float(draft.quoted),
        "known": float(tree.lemma[draft.verb] in lexicon().classes or tree.lemma[draft.verb] in lexicon().nouns),
        "items": float(len(part.items)), "begun": float(tree.start[draft.verb] > part.items[0][0]),
        "finite": float(tree.tag[draft.verb] in ("VBD", "VBZ", "VBP")), "root": float(tree.head[draft.verb] == draft.verb),
        f"rule {draft.rule}": 1.0, f"gloss {draft.gloss}": 1.0, f"dep {tree.dep[draft.verb]}": 1.0,
        f"certainty {part.wording.certainty}": 1.0, "denied": float(part.wording.polarity == "negative"),
    }  # fmt: skip


def _fit(roles: Roles, items: list[Letters]) -> tuple[float, float, float, int]:
    """Expected Jaccard of the part's words with the linked ones, the share of its words that are linked, and of the linked
    words that it has; and how many words it has in the window."""
    own = roles.within(items) & roles.words
    chances = roles.chance[:, CONTENT]
    inside, both, linked = int(own.sum()), float(chances[own].sum()), roles.linked
    union = linked + inside - both
    return (
        (both / union if union else 0.0),
        (both / inside if inside else 0.0),
        (both / linked if linked else 0.0),
        inside,
    )


def _source_chance(roles: Roles, source: tuple[int, int] | None) -> float:
    chances = roles.chance[:, SOURCE]
    if source is None:
        return float(1 - chances.max()) if len(chances) else 1.0
    own = chances[(roles.tokens >= source[0]) & (roles.tokens <= source[1])]
    return float(own.max()) if len(own) else 0.3


@functools.cache
def _trees() -> tuple[Trees, float, float]:
    """The trees, the least chance of a reading by grammar alone, and that of a rule's."""
    archive = stored((files("copydesk.claims") / "data" / "ranking.npz").read_bytes())
    return Trees.of(archive), float(archive["least"]), float(archive["least_of_rules"])


def options(
    tree: Tree, quotations: Quotations, links: Links, parts: list[Said], precision: Callable[[Said], float]
) -> dict[int, list[tuple[Said, dict[str, float] | None]]]:
    """For each cue the parts that the rules made of it and those that its grammar allows, with their grounds."""
    by_cue: dict[int, list[Said]] = {}
    named: dict[int, int] = {}  # each word of a cue that a rule made, to the verb it is kept under
    for part in parts:
        by_cue.setdefault(part.draft.verb, []).append(part)
        first, last = part.draft.cue
        named.update((token, part.draft.verb) for token in range(first, last + 1))
    found: dict[int, list[tuple[Said, dict[str, float] | None]]] = {}
    for token in sorted(by_cue.keys() | {named.get(token, token) for token in links.cues(LIKELY_CUE)}):
        own = by_cue.get(token, [])
        best = max((precision(part) for part in own), default=0.0)
        rows = [
            (part, grounds(tree, links, part, precision(part), best) if _is_weighed(part) else None) for part in own
        ]
        plain = own and all(found is not None and found["fit"] * found["source"] >= PLAIN for _, found in rows)
        sourced = any(part.draft.source is not None for part in own)
        if not plain and not any(part.draft.refusal for part in own) and links.cue(token) >= LIKELY_CUE:
            seen: set[tuple[tuple[int, int] | None, tuple[Letters, ...]]] = set()
            for draft in candidates(tree, links, token):
                if draft.source is None and sourced:
                    continue  # a subject that grammar gives is not lost on the tagger's word
                if own_words(tree, quotations, draft) or aimed(tree, draft) or _tells_a_deed(tree, draft):
                    continue
                for part in said(tree, quotations, draft):
                    key = draft.source, tuple(part.items)
                    if part.items and key not in seen:
                        seen.add(key)
                        rows.append((part, grounds(tree, links, part, None, best)))
        _compare([grounds for _, grounds in rows if grounds is not None])
        found[token] = rows
    return found


def _is_weighed(part: Said) -> bool:
    """Whether the trees know such a part: they have seen no transcripts."""
    return bool(part.items) and part.draft.rule != "turn"


def _tells_a_deed(tree: Tree, draft: Draft) -> bool:
    """Whether it is told what somebody did or decided, and no words of theirs: "ordered the mobilization", "the aim is to …"."""
    words, verb = lexicon().phrases["deeds"], draft.verb
    if tree.lemma[verb] == "be" and (subject := tree.subject(verb)) is not None:
        return tree.lemma[subject] in words["aims"]
    if tree.lemma[verb] not in words["verbs"]:
        return is_deed(tree, verb)
    opening = {tree.lower[t] for first, last in draft.content for t in range(first, min(first + 2, last + 1))}
    return opening.isdisjoint(("that", "whether", "“", '"'))


def _compare(rows: list[dict[str, float]]) -> None:
    """Tell of each reading of a cue how far it fits better than the best other one, and how many there are."""
    fits = [row["fit"] * row["source"] for row in rows]
    for at, row in enumerate(rows):
        row["lead"] = fits[at] - max((fit for number, fit in enumerate(fits) if number != at), default=0.0)
        row["readings"] = log1p(len(rows))
        row["parts"] = sum(other["rule"] for other in rows)


def choose(
    tree: Tree, quotations: Quotations, links: Links, parts: list[Said], precision: Callable[[Said], float]
) -> list[Weighed]:
    """The parts that stand: each rule's part that is likely enough, or the likeliest other reading of the same cue."""
    trees, least, least_of_rules = _trees()
    rows = options(tree, quotations, links, parts, precision)
    asked = [grounds for one in rows.values() for _, grounds in one if grounds is not None]
    chances = iter(trees.chances(asked)[:, 1].tolist() if asked else ())
    chosen: list[Weighed] = []
    rest: list[Weighed] = []
    for one in rows.values():
        weighed = [Weighed(part, next(chances) if grounds is not None else precision(part)) for part, grounds in one]
        own, other = taken(weighed, least, least_of_rules)
        chosen.extend(own)
        rest.extend(other)
    for late in rest:
        if not any(_alike(late.part, other.part) for other in chosen):
            chosen.append(late)
    return chosen


def taken(weighed: list[Weighed], least: float, least_of_rules: float) -> tuple[list[Weighed], list[Weighed]]:
    """Of one cue's readings the rules' that stand, or else the best by grammar alone."""
    own = [one for one in weighed if not one.part.draft.rule.startswith("linked")]
    best = max((one for one in weighed if one.part.draft.rule.startswith("linked")), key=_score, default=None)
    if best is not None and best.score >= least and all(_gives_way(one, best.score) for one in own):
        _go_on(best.part, own)
        return [], [
            one for one in weighed if one.part.draft is best.part.draft and (one is best or one.score >= least_of_rules)
        ]
    return [
        one for one in own if one.score >= least_of_rules or one.part.draft.refusal or one.part.draft.rule in RARE
    ], []


def _gives_way(one: Weighed, score: float) -> bool:
    """Whether a rule's reading gives way to another of this score."""
    return one.score + MARGIN < score and one.part.draft.rule not in RARE


def _go_on(part: Said, own: list[Weighed]) -> None:
    """Give a reading the quotations of later sentences that go on from the rule's reading which it replaces."""
    last = max(end for _, end in part.items)
    tail = {item for one in own for item in one.part.items[1:] if item[0] >= last}
    part.items.extend(sorted(tail))


def _score(one: Weighed) -> float:
    return one.score


def _alike(one: Said, other: Said) -> bool:
    """Whether two parts tell nearly the same words of the same source."""
    a, b = (_letters(part.items) for part in (one, other))
    if len(a & b) <= _SAME * len(a | b):
        return False
    first, second = one.draft.source, other.draft.source
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def _letters(items: Iterable[Letters]) -> set[int]:
    return {letter for start, end in items for letter in range(start, end)}
