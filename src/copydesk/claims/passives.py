"""Passives: "was told that", "is believed to", "is accused of", "was identified by X as", "a term used by X"."""

from __future__ import annotations

from copydesk.claims.cues import Lexicon
from copydesk.claims.draft import Draft, Range
from copydesk.claims.ranges import trim
from copydesk.claims.sources import RELATIVE, agent_of, phrase
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import VERBAL, before_aside, cue_range, governed, pair
from copydesk.nouns import Certainty, Polarity


class _Passive:
    """One passive verb: its by-phrase, its cue, and what it is said of."""

    def __init__(self, tree: Tree, lexicon: Lexicon, verb: int) -> None:
        self.tree, self.verb, self.lemma = tree, verb, tree.lemma[verb]
        self.words = lexicon.phrases["passive"]
        self.subject = tree.subject(verb)
        self.agent = agent_of(tree, verb)
        self.source = phrase(tree, self.agent) if self.agent is not None else None
        self.cue = cue_range(tree, verb, keep=True)
        self.by: int | None = None
        if self.agent is not None:
            self.by = tree.head[self.agent]
            if self.by == self.cue[1] + 1:
                self.cue = (self.cue[0], self.by)
        classes = lexicon.classes.get(self.lemma, ())
        self.certainty: Certainty = next((c.certainty for c in classes if c.certainty != "certain"), "certain")
        self.polarity: Polarity = classes[0].polarity if classes else "positive"
        self.clause = next((kid for kid in tree.kids(verb, "ccomp") if kid > verb), None)
        self.infinitive = next(
            (kid for kid in tree.kids(verb, "xcomp") if kid > verb and tree.kid(kid, "aux") is not None), None
        )
        self.about = self._about()

    def _about(self) -> Range | None:
        tree, verb, subject = self.tree, self.verb, self.subject
        if subject is not None:
            if tree.dep[verb] == "relcl" and tree.lower[subject] in RELATIVE:
                return (subject, subject)
            return phrase(tree, subject, verb)
        over = tree.head[verb]
        if tree.dep[verb] == "acl" and tree.pos[over] in ("NOUN", "PROPN", "PRON"):
            return (tree.left[over], verb - 1)
        if tree.dep[verb] == "conj" and tree.pos[over] in VERBAL and (other := tree.subject(over)) is not None:
            return phrase(tree, other, over)
        return None

    def draft(
        self,
        rule: str,
        gloss: str,
        rest: list[Range],
        certainty: Certainty,
        *,
        cue: Range | None = None,
        clause: int | None = None,
    ) -> Draft | None:
        """The draft of this passive with what is said of its subject."""
        content = pair(self.tree, self.about, rest) if self.about is not None else rest
        if not content:
            return None
        return Draft(
            rule, self.verb, cue or self.cue, self.source, content, certainty, self.polarity, gloss,
            head=self.agent, clause=clause,
        )  # fmt: skip


def passive(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """The attribution that a passive verb makes, or None."""
    one = _Passive(tree, lexicon, verb)
    return (
        _impersonal(lexicon, one)
        or _told(one)
        or _infinitive(one)
        or _accused(one)
        or _by(lexicon, one)
        or _convinced(one)
        or _estimated(one)
    )


def _impersonal(lexicon: Lexicon, one: _Passive) -> Draft | None:
    """ "It is said that …"."""
    tree = one.tree
    if one.subject is None or tree.lower[one.subject] != "it" or one.clause is None:
        return None
    if one.lemma not in lexicon.phrases["agentless"]["passives"] or tree.negated(one.verb):
        return None
    rest = governed(tree, one.clause, one.verb)
    one.about = None
    cue = (min(tree.left[one.subject], one.cue[0]), one.cue[1])
    return (
        one.draft("it is said", "impersonal “it is said”", rest, one.certainty, cue=cue, clause=one.clause)
        if rest
        else None
    )


def _told(one: _Passive) -> Draft | None:
    """ "X was told that …", "X was asked to …"."""
    tree = one.tree
    said = one.clause if one.clause is not None else one.infinitive
    if one.lemma not in one.words["told"] or said is None or one.about is None:
        return None
    if one.lemma == "lead" and tree.lemma[said] != "believe":
        return None
    if tree.negated(one.verb) or any(
        tree.lower[kid] in ("will", "would", "must") for kid in tree.kids(one.verb, "aux")
    ):
        return None
    rest = governed(tree, said, one.verb)
    cue = one.cue
    if one.clause is None and rest and tree.lower[rest[0][0]] == "to" and one.agent is None:
        cue = (cue[0], rest[0][0])
        rest = [(cue[1] + 1, rest[0][1])] if cue[1] + 1 <= rest[0][1] else []
    return one.draft("passive told", "passive of telling", rest, "certain", cue=cue, clause=said) if rest else None


def _infinitive(one: _Passive) -> Draft | None:
    """ "X is believed to …"."""
    tree = one.tree
    if (
        one.lemma not in one.words["to"]
        or one.about is None
        or (one.subject is None and tree.dep[one.verb] not in ("acl", "conj"))
    ):
        return None
    said = one.infinitive
    if said is None:
        if one.clause is None or one.subject is None or one.lemma in ("know", "consider"):
            return None
        rest = governed(tree, one.clause, one.verb)
        return (
            one.draft("passive belief", "passive of belief or report", rest, one.certainty, clause=one.clause)
            if rest
            else None
        )
    to = tree.left[said]
    while to < said and tree.lower[to] != "to":
        to += 1
    if to <= one.verb or to >= said:
        return None
    cue = (one.cue[0], to) if one.agent is None else one.cue
    after = trim(tree, (max(cue[1], to) + 1, before_aside(tree, said, tree.right[said])))
    draft = (
        one.draft("passive belief", "passive of belief or report", [after], one.certainty, cue=cue, clause=said)
        if after
        else None
    )
    if draft is not None and tree.negated(one.verb):
        draft.polarity = "negative"
    return draft


def _accused(one: _Passive) -> Draft | None:
    """ "X is accused of …", "suspected of …"."""
    tree = one.tree
    if one.lemma not in ("accuse", "suspect") or one.about is None:
        return None
    of = next((kid for kid in tree.kids(one.verb, "prep") if tree.lower[kid] == "of" and kid > one.verb), None)
    rest = trim(tree, (of + 1 if one.agent is None or of is None else of, tree.right[of])) if of is not None else None
    if of is None or rest is None:
        return None
    cue = (one.cue[0], of) if one.agent is None and of == one.verb + 1 else one.cue
    certainty: Certainty = "probable" if one.lemma == "suspect" else "certain"
    return one.draft(
        "accused of", "passive of accusing", [rest], certainty, cue=cue, clause=tree.kid(of, "pcomp", "pobj")
    )


def _by(lexicon: Lexicon, one: _Passive) -> Draft | None:
    """ "X was identified by Y as Z", "a view expressed by Y", "a term used by Y"."""
    tree = one.tree
    if one.agent is None or one.about is None or one.by is None:
        return None
    if one.lemma in one.words["using"]:
        over = tree.head[one.verb] if tree.dep[one.verb] == "acl" else one.subject
        if over is None or tree.lemma[over] not in one.words["terms"]:
            return None
        if one.source is not None:
            purpose = next((t for t in range(one.agent + 1, one.source[1]) if tree.lower[t] in ("for", "to")), None)
            if purpose is not None:
                one.source = (one.source[0], purpose - 1)
        last = max(tree.right[over], tree.right[one.by])
        after = (one.source[1] if one.source is not None else one.agent) + 1
        rest = trim(tree, (after, last)) if after <= last else None
        return one.draft("term used by", "passive of naming", [rest] if rest else [], "certain")
    tail = next((kid for kid in tree.kids(one.verb, "prep") if tree.lower[kid] == "as" and kid > one.verb), None)
    if one.lemma in one.words["as"] and tail is not None:
        rest = trim(tree, (tail, tree.right[tail]))
        return one.draft("passive as", "passive of naming", [rest], one.certainty, clause=tail) if rest else None
    tail = tree.kid(one.verb, "oprd", "acomp")
    if one.lemma in one.words["called"] and tail is not None and tail > one.verb:
        rest = trim(tree, (tree.left[tail], tree.right[tail]))
        return one.draft("passive as", "passive of naming", [rest], one.certainty) if rest else None
    if one.lemma not in one.words["by"] or not lexicon.classes.get(one.lemma):
        return None
    if tree.negated(one.verb) and one.polarity == "positive":
        one.polarity = "negative"
    extra = next((kid for kid in tree.kids(one.verb, "ccomp", "xcomp") if kid > one.agent), None)
    rests = [part for part in [trim(tree, (tree.left[extra], tree.right[extra]))] if part] if extra is not None else []
    return one.draft("passive by", "passive of saying", rests, one.certainty)


def _convinced(one: _Passive) -> Draft | None:
    """ "X is convinced that …": a passive by form, a belief of its subject."""
    tree = one.tree
    if (
        one.lemma not in ("convince", "persuade", "worry", "concern", "alarm")
        or one.clause is None
        or one.subject is None
    ):
        return None
    rest = governed(tree, one.clause, one.verb)
    if not rest or one.agent is not None:
        return None
    polarity: Polarity = "negative" if tree.negated(one.verb) else "positive"
    return Draft(
        "adjective",
        one.verb,
        one.cue,
        one.about,
        rest,
        "probable",
        polarity,
        "adjective of conviction",
        head=one.subject,
        clause=one.clause,
    )


def _estimated(one: _Passive) -> Draft | None:
    """ "X is estimated at …"."""
    tree = one.tree
    if one.lemma != "estimate" or one.about is None or one.subject is None:
        return None
    at = next((kid for kid in tree.kids(one.verb, "prep") if tree.lower[kid] == "at" and kid > one.verb), None)
    rest = trim(tree, (at + 1, tree.right[at])) if at is not None else None
    if at is None or rest is None:
        return None
    return one.draft(
        "passive belief",
        "passive of estimating",
        [rest],
        "probable",
        cue=(one.cue[0], at) if at == one.verb + 1 else one.cue,
    )
