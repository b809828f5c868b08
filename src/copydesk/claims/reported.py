"""Claims handed on by another's verb: "…, citing X", "quoted X as saying …", and clauses that two verbs share."""

from __future__ import annotations

from copydesk.claims.draft import Draft
from copydesk.claims.ranges import minus, trim
from copydesk.claims.sources import phrase
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import VERBAL


def reported(tree: Tree, drafts: list[Draft]) -> None:
    """Mend drafts that bear on each other, in place: shared clauses, "citing", "as saying"."""
    by_verb = {draft.verb: draft for draft in drafts}
    for draft in drafts:
        if draft.matrix is not None and (outer := by_verb.get(draft.matrix)) is not None:
            _clip(tree, outer, draft)
    for draft in list(drafts):
        if tree.lemma[draft.verb] in ("cite", "quote") and draft.rule in ("object", "complement", "document"):
            if tree.tag[draft.verb] == "VBG":
                _citing(tree, draft, by_verb, drafts)
            elif draft.content:
                _as_saying(tree, draft, drafts)
        elif draft.rule in ("passive as", "passive by") and tree.lemma[draft.verb] == "quote" and draft.content:
            _as_saying(tree, draft, drafts)


def _clip(tree: Tree, outer: Draft, inner: Draft) -> None:
    """What the outer verb says ends where the inner verb, which has the same subject, begins."""
    edge = min(tree.left[inner.verb], inner.cue[0])
    while edge > 0 and tree.dep[edge - 1] in ("cc", "punct"):
        edge -= 1
    parts = [
        done for part in outer.content if part[0] < edge and (done := trim(tree, (part[0], min(part[1], edge - 1))))
    ]
    if parts:
        outer.content = parts


def _citing(tree: Tree, draft: Draft, by_verb: dict[int, Draft], drafts: list[Draft]) -> None:
    """ "X reported that …, citing Y": Y says what X reports."""
    thing = tree.kid(draft.verb, "dobj")
    source = phrase(tree, thing) if thing is not None else None
    at, steps = tree.head[draft.verb], 0
    while at not in by_verb and tree.head[at] != at and steps < 4:
        at, steps = tree.head[at], steps + 1
    outer = by_verb.get(at)
    first, last = tree.bounds(draft.verb)
    if outer is None or outer.refusal:
        outer = next(
            (
                other
                for other in by_verb.values()
                if first <= other.verb <= last
                and other is not draft
                and other.rule in ("clause", "clause before", "parenthesis")
            ),
            None,
        )
    if thing is None or source is None or outer is None:
        drafts.remove(draft)
        return
    hole = (tree.left[draft.verb], tree.right[draft.verb])
    outer.content = [
        done for part in outer.content for piece in minus(part, hole) if (done := trim(tree, piece))
    ] or outer.content
    draft.source, draft.head, draft.content = source, thing, list(outer.content)
    draft.rule, draft.like, draft.clause, draft.gloss = (
        "citing",
        outer.verb,
        outer.clause,
        "word that names whom the reporter has it from",
    )


def _as_saying(tree: Tree, draft: Draft, drafts: list[Draft]) -> None:
    """ "quoted X as saying …": X is the source of an inner claim with the cue "as saying"."""
    first, last = draft.content[0][0], draft.content[-1][1]
    saying = next(
        (
            t
            for t in range(first, last + 1)
            if tree.tag[t] == "VBG" and tree.lower[t - 1] == "as" and tree.pos[t] in VERBAL
        ),
        None,
    )
    if saying is None:
        _, end = tree.bounds(draft.verb)
        saying = next(
            (t for t in range(last + 1, min(end, last + 4) + 1) if tree.tag[t] == "VBG" and tree.lower[t - 1] == "as"),
            None,
        )
        if saying is None:
            return
        last = max(last, tree.right[saying])
        draft.content[-1] = (draft.content[-1][0], last)
    part = trim(tree, (saying + 1, last))
    source = trim(tree, (first, saying - 2)) if len(draft.content) == 1 else draft.content[0]
    if part is None or source is None:
        return
    drafts[:] = [other for other in drafts if other.verb != saying]
    drafts.append(
        Draft("as saying", saying, (saying - 1, saying), source, [part], "certain", "positive", "phrase that hands on another's words",
              head=next((t for t in range(source[0], source[1] + 1) if not source[0] <= tree.head[t] <= source[1]), source[1]))
    )  # fmt: skip
