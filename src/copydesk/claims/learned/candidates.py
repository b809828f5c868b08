"""What a word could attribute, by the frames of grammar alone: for a cue that no rule explains, or explains wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.claims.cues import lexicon
from copydesk.claims.draft import Draft, Range
from copydesk.claims.learned.tagger import CONTENT, SOURCE, Links
from copydesk.claims.ranges import trim
from copydesk.claims.sources import RELATIVE, agent_of, is_passive, phrase, subject_of
from copydesk.claims.tree import NOMINAL, Tree
from copydesk.claims.verbs import before_aside, cue_range, noun_end
from copydesk.nouns import Certainty, Polarity

GLOSS = "word that attributes by the trained tagger"
_VERBAL = frozenset({"VERB", "AUX"})
_COMPLEMENTS = ("ccomp", "xcomp")
_LIKELY = 0.5
_GAP = 2  # tokens that may stand between two of a run


def candidates(tree: Tree, links: Links, token: int) -> Iterator[Draft]:
    """The claims that `token` could make: by its complements, its object, its phrases, and as the tagger links its words."""
    if tree.pos[token] in _VERBAL:
        frames = _passive(tree, token) if is_passive(tree, token) else _active(tree, token)
    elif tree.pos[token] in ("NOUN", "PROPN"):
        frames = _noun(tree, token)
    else:
        frames = _adjective(tree, token)
    yield from frames
    linked = _linked(tree, links, token)
    if linked is not None:
        yield linked


def _draft(
    tree: Tree, rule: str, token: int, cue: Range, head: int | None, source: Range | None, content: list[Range | None],
    clause: int | None = None,
) -> Iterator[Draft]:  # fmt: skip
    parts = [part for part in content if part is not None and part[0] <= part[1]]
    if parts and not any(part[0] <= token <= part[1] for part in parts):
        certainty, polarity = _leaves(tree, token)
        yield Draft(
            rule, token, cue, source, parts, certainty, polarity, GLOSS,
            head=head, clause=clause if clause is not None and tree.pos[clause] in _VERBAL else None,
        )  # fmt: skip


def _leaves(tree: Tree, token: int) -> tuple[Certainty, Polarity]:
    """How sure a word leaves what it attributes: as the lexicon has it, whatever frame it knows of the word.

    The parser takes some verbs for nouns ("disputes that …"), so what is no noun of the lexicon is looked up as a verb.
    """
    words, lemma = lexicon(), tree.lemma[token]
    known = next(iter(words.classes.get(lemma, ())), None)
    certainty, polarity = (known.certainty, known.polarity) if known else ("certain", "positive")
    if tree.pos[token] in ("NOUN", "PROPN"):
        certainty, polarity = words.nouns.get(lemma, (certainty, polarity))
    elif tree.pos[token] not in _VERBAL:
        certainty = words.adjectives.get(lemma, certainty)
    if tree.negated(token):
        polarity = "positive" if polarity == "negative" else "negative"
    return certainty, polarity


def _behind(tree: Tree, kid: int, word: int) -> Range | None:
    """The words of a dependent behind `word`, without the preposition that opens it."""
    first = kid + 1 if tree.dep[kid] in ("prep", "agent") else tree.left[kid]
    return trim(tree, (max(first, word + 1), before_aside(tree, kid, tree.right[kid])))


def _active(tree: Tree, verb: int) -> Iterator[Draft]:
    head = subject_of(tree, verb)
    source = phrase(tree, head, verb) if head is not None else None
    cue = cue_range(tree, verb)
    kids = [kid for kid in tree.children[verb] if kid > verb]
    thing = next((kid for kid in kids if tree.dep[kid] == "dobj"), None)

    def made(
        rule: str, content: list[Range | None], clause: int | None = None, last: int | None = None
    ) -> Iterator[Draft]:
        return _draft(tree, rule, verb, cue if last is None else (cue[0], last), head, source, content, clause)

    for kid in kids:
        dep = tree.dep[kid]
        if dep in _COMPLEMENTS:
            yield from made("linked clause", [_behind(tree, kid, verb)], kid)
            if thing is not None and thing < kid:
                yield from made("linked clause", [trim(tree, (tree.left[thing], tree.right[kid]))], kid)
        elif dep in ("prep", "agent") and tree.right[kid] > kid:
            yield from made("linked phrase", [_behind(tree, kid, verb)], None, kid if kid == cue[1] + 1 else None)
            if thing is not None and thing < kid:
                yield from made("linked object", [trim(tree, (tree.left[thing], tree.right[kid]))])
                yield from made("linked phrase", [_behind(tree, kid, verb)], None, kid)
        elif dep in ("attr", "acomp"):
            for inner in (*tree.children[kid], *kids):
                if inner > kid and tree.dep[inner] in ("prep", "ccomp", "xcomp", "acl", "advcl", "relcl"):
                    yield from made("linked predicate", [_behind(tree, inner, kid)], inner, kid)
        elif dep in ("oprd", "advcl") and thing is not None and thing < kid:
            yield from made("linked object", [trim(tree, (tree.left[thing], tree.right[kid]))])
    for kid in tree.kids(verb, "ccomp", "parataxis"):
        if kid < verb:
            yield from made("linked clause before", [trim(tree, (tree.left[kid], min(tree.right[kid], verb - 1)))], kid)
    if thing is not None:
        first = max(tree.left[thing], verb + 1)
        last = noun_end(tree, thing, tree.right[thing])
        yield from made("linked object", [trim(tree, (first, tree.right[thing]))])
        if last != tree.right[thing]:
            yield from made("linked object", [trim(tree, (first, last))])
        for inner in tree.kids(thing, "prep", "acl", "ccomp", "relcl"):
            if inner > thing:
                yield from made("linked noun", [_behind(tree, inner, thing)], inner, thing)
    elif tree.dep[verb] == "relcl" and (own := tree.subject(verb)) is not None and tree.lower[own] not in RELATIVE:
        over = tree.head[verb]
        yield from made("linked antecedent", [trim(tree, (tree.left[over], min(over, tree.left[verb] - 1)))])
    words = [kid for kid in kids if tree.dep[kid] not in ("punct", "prt")]
    if words:
        yield from made("linked rest", [trim(tree, (tree.left[words[0]], tree.right[verb]))])


def _passive(tree: Tree, verb: int) -> Iterator[Draft]:
    agent = agent_of(tree, verb)
    by = phrase(tree, agent) if agent is not None else None
    cue = cue_range(tree, verb, keep=True)
    subject = tree.subject(verb)
    if (subject is not None and tree.lower[subject] in RELATIVE and tree.dep[verb] == "relcl") or (
        subject is None and tree.dep[verb] == "acl"
    ):
        subject = tree.head[verb]
    about = phrase(tree, subject, verb) if subject is not None else None
    rest = [kid for kid in tree.children[verb] if kid > verb and tree.dep[kid] in ("xcomp", "ccomp", "oprd", "prep")]
    if about is not None:
        yield from _draft(tree, "linked passive", verb, cue, agent, by, [about])
    for kid in rest:
        part = trim(tree, (tree.left[kid], tree.right[kid]))
        if about is not None and (tree.dep[kid] != "prep" or tree.lower[kid] in ("as", "of", "for", "with", "to")):
            yield from _draft(tree, "linked passive", verb, cue, agent, by, [about, part])
        inner = _behind(tree, kid, verb)
        yield from _draft(tree, "linked told", verb, cue, subject, about, [inner], kid)
        if tree.dep[kid] != "prep":
            yield from _draft(tree, "linked passive", verb, cue, agent, by, [inner], kid)


def _noun(tree: Tree, noun: int) -> Iterator[Draft]:
    kids = [kid for kid in tree.kids(noun, "prep", "acl", "ccomp") if kid > noun]
    holders: list[tuple[int | None, Range | None]] = [(None, None)]
    for kid in tree.kids(noun, "poss"):
        last = tree.right[kid]
        while last > kid and tree.lower[last] in ("'s", "'"):
            last -= 1
        holders.append((kid, (tree.left[kid], last)))
    for kid in kids:
        thing = tree.kid(kid, "pobj") if tree.lower[kid] in ("by", "from", "among", "of") else None
        if thing is not None:
            holders.append((thing, phrase(tree, thing)))
    for kid in tree.kids(noun, "amod", "compound", "nmod"):
        holders.append((kid, (kid, kid)))
    for head, source in holders:
        for kid in kids:
            if head is None or not tree.left[kid] <= head <= tree.right[kid]:
                yield from _draft(
                    tree, "linked noun", noun, (noun, noun), head, source, [_behind(tree, kid, noun)], kid
                )
    for kid in kids:
        if tree.lower[kid] == "of":
            yield from _draft(tree, "linked holder", noun, (noun, noun), noun, (noun, noun), [_behind(tree, kid, noun)])


def _adjective(tree: Tree, word: int) -> Iterator[Draft]:
    head = tree.head[word] if tree.dep[word] == "amod" else subject_of(tree, word)
    source = phrase(tree, head) if head is not None and head != word else None
    for kid in tree.kids(word, "prep", "ccomp", "xcomp"):
        if kid > word:
            yield from _draft(
                tree, "linked predicate", word, (word, word), head, source, [_behind(tree, kid, word)], kid
            )


def _linked(tree: Tree, links: Links, token: int) -> Draft | None:
    """The words that the tagger itself links to a cue, as runs of tokens."""
    roles = links.roles(token)
    if roles is None:
        return None
    chosen = [
        [int(word) for word, chance in zip(roles.tokens, roles.chance[:, role], strict=True) if chance > _LIKELY and word != token]
        for role in (SOURCE, CONTENT)
    ]  # fmt: skip
    sources, contents = (_runs(words, token) for words in chosen)
    contents = [run for run in contents if run[1] > run[0]] or contents
    parts = [part for run in contents if (part := trim(tree, run)) is not None]
    if not parts:
        return None
    weight = dict(zip(roles.tokens.tolist(), roles.chance[:, SOURCE].tolist(), strict=True))
    best = max(sources, key=lambda run: sum(weight.get(word, 0.0) for word in range(run[0], run[1] + 1)), default=None)
    source = trim(tree, best) if best is not None else None
    if source is not None and not any(
        tree.pos[t] in NOMINAL and tree.pos[t] != "DET" for t in range(source[0], source[1] + 1)
    ):
        return None
    head = None
    if source is not None:
        head = next(
            (t for t in range(source[0], source[1] + 1) if not source[0] <= tree.head[t] <= source[1]), source[1]
        )
    cue = cue_range(tree, token) if tree.pos[token] in _VERBAL else (token, token)
    return next(_draft(tree, "linked", token, cue, head, source, list(parts)), None)


def _runs(words: list[int], cue: int) -> list[Range]:
    """Words that stand together, as runs; no run goes over the cue."""
    runs: list[Range] = []
    for word in words:
        if runs and word - runs[-1][1] <= _GAP and not runs[-1][1] < cue < word:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs
