"""Verbs that attribute: candidates from every verb of the body that the lexicon knows, in the frames it takes."""

from __future__ import annotations

from copydesk.claims.cues import Lexicon, VerbClass
from copydesk.claims.draft import Draft, Range
from copydesk.claims.kinds import is_document
from copydesk.claims.quotations import Quotations
from copydesk.claims.ranges import letters, minus, trim
from copydesk.claims.sources import RELATIVE, agent_of, is_passive, phrase, subject_of
from copydesk.claims.tree import Tree

_VERBAL = frozenset({"VERB", "AUX"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"})
_NEGATIVE = frozenset({"not", "n't", "never", "neither", "nor"})
_FILLERS = frozenset({"yet", "also", "immediately", "so", "far", "only", "either", "even", "still", "both"})
_PASSIVE_TOLD = frozenset(
    {
        "tell",
        "ask",
        "inform",
        "promise",
        "warn",
        "advise",
        "assure",
        "order",
        "remind",
        "urge",
        "notify",
        "lead",
        "offer",
        "give",
    }
)
_PASSIVE_TO = frozenset(
    {
        "believe",
        "think",
        "expect",
        "say",
        "understand",
        "report",
        "allege",
        "estimate",
        "fear",
        "suspect",
        "rumour",
        "rumor",
        "claim",
        "presume",
        "assume",
        "know",
        "consider",
        "hope",
        "forecast",
        "project",
        "predict",
    }
)
_PASSIVE_AS = frozenset(
    {
        "identify",
        "describe",
        "name",
        "regard",
        "see",
        "view",
        "know",
        "dismiss",
        "denounce",
        "label",
        "brand",
        "characterise",
        "characterize",
        "quote",
        "condemn",
        "cite",
        "portray",
    }
)
_OBJECT_LIGHT = frozenset(
    {
        "hope",
        "fear",
        "concern",
        "confidence",
        "belief",
        "regret",
        "anger",
        "dismay",
        "support",
        "doubt",
        "wish",
        "alarm",
        "sympathy",
        "view",
        "opinion",
        "worry",
        "satisfaction",
        "gratitude",
        "sorrow",
        "outrage",
        "surprise",
        "disappointment",
        "optimism",
        "suspicion",
    }
)


def verb_drafts(tree: Tree, lexicon: Lexicon, quotations: Quotations, first: int, last: int) -> list[Draft]:
    """Candidates from the verbs among the tokens `first` to `last`, in text order. Linear in the tokens."""
    drafts = []
    for verb in range(first, last + 1):
        if tree.pos[verb] not in _VERBAL and not tree.tag[verb].startswith("VB"):
            continue
        lemma = tree.lemma[verb]
        draft = _refusal(tree, lexicon, verb)
        if draft is None and lemma in lexicon.classes:
            draft = (
                _passive(tree, lexicon, verb) if is_passive(tree, verb) else _active(tree, lexicon, quotations, verb)
            )
        if draft is not None:
            drafts.append(draft)
    return drafts


def cue_range(tree: Tree, verb: int, *, keep: bool = False) -> Range:
    """The attributing words: the verb, with its auxiliaries where it is negated or passive (or `keep`)."""
    helpers = [kid for kid in tree.children[verb] if (kid < verb and tree.dep[kid] in ("aux", "auxpass", "neg", "preconj"))
               or (kid < verb and tree.lower[kid] in _NEGATIVE)]  # fmt: skip
    negated = any(tree.lower[kid] in _NEGATIVE or tree.dep[kid] == "neg" for kid in helpers)
    if not helpers or not (keep or negated or any(tree.dep[kid] == "auxpass" for kid in helpers)):
        return verb, verb
    start = verb
    for token in range(verb - 1, max(helpers[0] - 1, verb - 7), -1):
        if tree.head[token] != verb or tree.dep[token] in ("nsubj", "nsubjpass", "mark", "cc"):
            break
        start = token
    while start < verb and start not in helpers:
        start += 1
    return start, verb


def _refusal(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    words = lexicon.phrases["refusal"]
    lemma, over = tree.lemma[verb], tree.head[verb]
    if tree.dep[verb] in ("xcomp", "ccomp") and tree.lemma[over] in words["refusing"] and tree.tag[verb] == "VB":
        if tree.lemma[over] in ("decline",) or lemma in words["negated"]:
            head = subject_of(tree, over)
            if head is None or is_passive(tree, over):
                return None
            start = cue_range(tree, over)[0]
            return _unsaid(tree, lexicon, verb, (start, verb), head, "refusal to speak")
        return None
    if lemma not in words["negated"]:
        return None
    if tree.dep[verb] == "pcomp" and tree.lower[over] in words["gerunds"] and tree.tag[verb] == "VBG":
        matrix = tree.head[over]
        head = subject_of(tree, matrix) if tree.pos[matrix] in _VERBAL else None
        if head is None or lemma not in (
            "say",
            "specify",
            "name",
            "mention",
            "explain",
            "identify",
            "elaborate",
            "give",
            "provide",
            "offer",
            "disclose",
            "answer",
        ):
            return None
        return _unsaid(tree, lexicon, verb, (over, verb), head, "omission")
    subject = tree.subject(verb)
    negative_subject = subject is not None and any(
        tree.lower[t] in ("no", "nobody", "none", "neither") for t in range(tree.left[subject], subject + 1)
    )
    if not (tree.negated(verb) or negative_subject) or is_passive(tree, verb):
        return None
    head = subject_of(tree, verb)
    if head is None or (tree.lower[head] in ("it", "there") and tree.dep[head] == "expl"):
        return None
    if lemma in ("know", "remember", "recall", "establish", "decide", "determine") and not _indirect_question(
        tree, verb
    ):
        return None
    if lemma in ("rule", "admit", "acknowledge", "argue", "report", "predict"):
        return None
    if lemma in words["giving"] and not _gives_word(tree, verb, words["given"]):
        return None
    if lemma in ("appear", "bear", "touch", "guess", "decide") and not _indirect_question(tree, verb):
        return None
    modal = any(tree.lower[kid] in ("could", "can", "ca", "cannot") for kid in tree.kids(verb, "aux"))
    if modal and lemma in ("say", "tell", "give", "confirm", "establish") and tree.subject(verb) is None:
        return None
    return _unsaid(tree, lexicon, verb, cue_range(tree, verb, keep=True), head, "refusal to speak")


def _indirect_question(tree: Tree, verb: int) -> bool:
    for kid in tree.kids(verb, "ccomp", "xcomp", "dobj", "advcl", "pcomp"):
        if any(tree.lower[t] in _WH for t in range(tree.left[kid], min(kid, tree.left[kid] + 3) + 1)):
            return True
    return False


def _gives_word(tree: Tree, verb: int, given: list[str]) -> bool:
    thing = tree.kid(verb, "dobj")
    return thing is not None and (tree.lemma[thing] in given or tree.lower[thing] in given)


def _unsaid(tree: Tree, lexicon: Lexicon, verb: int, cue: Range, head: int, gloss: str) -> Draft:
    over = tree.head[verb]
    parts: list[Range] = []
    bare = tree.lemma[verb] in lexicon.phrases["refusal"]["bare"]
    for kid in tree.children[verb]:
        dep = tree.dep[kid]
        if kid < verb:
            if dep in ("ccomp", "dobj") or (dep == "advcl" and tree.lower[tree.left[kid]] in _WH):
                parts.append((tree.left[kid], min(tree.right[kid], verb - 1)))
            continue
        if dep in ("ccomp", "dobj", "xcomp", "pcomp") or (
            dep == "advcl" and tree.lower[tree.left[kid]] in ("whether", "if", "why", "when", "where", "how")
        ):
            if dep == "dobj" and tree.lemma[verb] == "tell" and tree.kid(verb, "ccomp") is not None:
                continue
            parts.append((tree.left[kid], tree.right[kid]))
        elif (
            dep == "prep"
            and tree.lower[kid] in ("to", "on", "about")
            and tree.lemma[verb]
            in ("respond", "reply", "react", "comment", "answer", "elaborate", "speculate", "speak")
            and bare
        ):
            if (tree.lemma[verb] in ("comment", "elaborate") and tree.lemma[over] in ("decline", "refuse")) or tree.lemma[verb] not in ("comment", "elaborate", "speak"):
                parts.append((tree.left[kid], tree.right[kid]))
            else:
                parts.append((tree.left[kid], tree.right[kid]))
    negative_subject = tree.subject(verb)
    content = [done for part in parts if (done := trim(tree, _until_clause(tree, verb, part)))]
    source = phrase(tree, head, verb)
    del negative_subject
    return Draft(
        "refusal", verb, cue, source, content, "unknown", "positive", gloss, head=head, refusal=True, fixed=True
    )


def _until_clause(tree: Tree, verb: int, part: Range) -> Range:
    return part


def _passive(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    lemma = tree.lemma[verb]
    subject = tree.subject(verb)
    agent = agent_of(tree, verb)
    source = phrase(tree, agent) if agent is not None else None
    cue = cue_range(tree, verb, keep=True)
    if agent is not None:
        by = tree.head[agent]
        if by == cue[1] + 1:
            cue = (cue[0], by)
    names = lexicon.classes[lemma]
    clause = next((kid for kid in tree.kids(verb, "ccomp") if kid > verb), None)
    infinitive = next(
        (kid for kid in tree.kids(verb, "xcomp") if kid > verb and tree.kid(kid, "aux") is not None), None
    )
    certainty = next((c.certainty for c in names if c.certainty != "certain"), "certain")
    polarity = names[0].polarity
    if subject is not None and tree.lower[subject] == "it" and clause is not None:
        if lemma not in lexicon.phrases["agentless"]["passives"] or tree.negated(verb):
            return None
        whole = _range(tree, clause, verb)
        return (
            Draft(
                "it is said",
                verb,
                (min(tree.left[subject], cue[0]), cue[1]),
                source,
                whole,
                certainty,
                polarity,
                "impersonal “it is said”",
                head=agent,
                clause=clause,
            )
            if whole
            else None
        )
    relative = subject is not None and tree.lower[subject] in RELATIVE and tree.dep[verb] == "relcl"
    about = (
        phrase(tree, subject, verb)
        if subject is not None and not relative
        else (subject, subject)
        if subject is not None
        else None
    )
    if subject is None:
        over = tree.head[verb]
        if tree.dep[verb] == "acl" and tree.pos[over] in ("NOUN", "PROPN", "PRON"):
            about = (tree.left[over], verb - 1)
        elif tree.dep[verb] == "conj" and tree.pos[over] in _VERBAL and (other := tree.subject(over)) is not None:
            about = phrase(tree, other, over)
    if lemma in _PASSIVE_TOLD and (clause is not None or infinitive is not None):
        said = clause if clause is not None else infinitive
        assert said is not None
        rest = _range(tree, said, verb)
        if lemma == "lead" and tree.lemma[said] != "believe":
            return None
        if infinitive is not None and clause is None and rest:
            cue = (cue[0], rest[0][0]) if tree.lower[rest[0][0]] == "to" and agent is None else cue
            rest = [(cue[1] + 1, rest[0][1])] if cue[1] + 1 <= rest[0][1] else []
        if rest and about is not None:
            return Draft(
                "passive told",
                verb,
                cue,
                source,
                _pair(tree, about, rest),
                "certain",
                "positive",
                "passive of telling",
                head=agent,
                clause=said,
            )
        return None
    if infinitive is not None and lemma in _PASSIVE_TO:
        to = tree.left[infinitive]
        while to <= infinitive and tree.lower[to] != "to":
            to += 1
        if to > infinitive or about is None:
            return None
        if to <= verb:
            return None
        if agent is None or tree.head[agent] != cue[1]:
            cue = (cue[0], to) if agent is None else cue
        rest = trim(tree, (max(cue[1], to) + 1, tree.right[infinitive]))
        return (
            Draft(
                "passive belief",
                verb,
                cue,
                source,
                _pair(tree, about, [rest]),
                certainty,
                polarity,
                "passive of belief or report",
                head=agent,
                clause=infinitive,
            )
            if rest
            else None
        )
    if lemma in ("accuse", "suspect") and about is not None:
        of = next((kid for kid in tree.kids(verb, "prep") if tree.lower[kid] == "of"), None)
        if of is None:
            return None
        rest = trim(tree, (of + 1, tree.right[of]))
        if agent is None or tree.head[agent] > of:
            cue = (cue[0], of) if of == verb + 1 else cue
        return (
            Draft(
                "accused of",
                verb,
                cue,
                source,
                _pair(tree, about, [rest]),
                "probable" if lemma == "suspect" else "certain",
                "positive",
                "accusation",
                head=agent,
                clause=tree.kid(of, "pcomp", "pobj"),
            )
            if rest
            else None
        )
    if agent is not None and about is not None:
        as_phrase = next((kid for kid in tree.kids(verb, "prep") if tree.lower[kid] == "as" and kid > verb), None)
        tail = tree.kid(verb, "oprd", "acomp")
        if lemma in _PASSIVE_AS and as_phrase is not None:
            rest = trim(tree, (as_phrase, tree.right[as_phrase]))
            return (
                Draft(
                    "passive as",
                    verb,
                    cue,
                    source,
                    _pair(tree, about, [rest]),
                    certainty,
                    polarity,
                    "passive of naming",
                    head=agent,
                    clause=as_phrase,
                )
                if rest
                else None
            )
        if lemma in ("call", "describe", "name", "dub", "label", "term") and tail is not None:
            rest = trim(tree, (tree.left[tail], tree.right[tail]))
            return (
                Draft(
                    "passive as",
                    verb,
                    cue,
                    source,
                    _pair(tree, about, [rest]),
                    certainty,
                    polarity,
                    "passive of naming",
                    head=agent,
                )
                if rest
                else None
            )
        if any(
            c.name in ("deny", "believe", "fear", "says_object", "complement", "say") for c in names
        ) and lemma not in (
            "ask",
            "tell",
            "offer",
            "find",
            "establish",
            "hold",
            "place",
            "set",
            "support",
            "back",
            "seek",
            "plan",
            "want",
            "order",
            "post",
            "publish",
            "broadcast",
            "record",
            "register",
            "fire",
            "read",
            "defend",
            "register",
        ):
            reduced = tree.dep[verb] == "acl"
            if reduced and lemma in ("post", "publish"):
                return None
            gloss = "passive of saying"
            return Draft(
                "passive by", verb, cue, source, _pair(tree, about, []), certainty, polarity, gloss, head=agent
            )
    if lemma in _PASSIVE_TO and clause is not None and about is not None and subject is not None:
        rest = _range(tree, clause, verb)
        return (
            Draft(
                "passive belief",
                verb,
                cue,
                source,
                _pair(tree, about, rest),
                certainty,
                polarity,
                "passive of belief or report",
                head=agent,
                clause=clause,
            )
            if rest
            else None
        )
    if lemma == "estimate" and about is not None and subject is not None:
        at = next((kid for kid in tree.kids(verb, "prep") if tree.lower[kid] == "at"), None)
        if at is not None and (rest := trim(tree, (at + 1, tree.right[at]))):
            return Draft(
                "passive belief",
                verb,
                (cue[0], at) if at == verb + 1 else cue,
                source,
                _pair(tree, about, [rest]),
                "probable",
                "positive",
                "passive of estimating",
                head=agent,
            )
    return None


def _pair(tree: Tree, about: Range, rest: list[Range]) -> list[Range]:
    first = trim(tree, about)
    return ([first] if first else []) + [done for part in rest if (done := trim(tree, part))]


def _range(tree: Tree, clause: int, verb: int) -> list[Range]:
    """The clause that `verb` governs, without what belongs to the verb."""
    first, last = tree.left[clause], tree.right[clause]
    if clause > verb:
        first = max(first, verb + 1)
    part = trim(tree, (first, last))
    return [part] if part else []


def _unit(tree: Tree, verb: int, content: int | None) -> Range:
    """The stretch of the verb, its subject and its own adjuncts, without the clause it governs."""
    first = last = verb
    for kid in tree.children[verb]:
        if kid == content or tree.dep[kid] in ("ccomp", "punct", "parataxis", "cc", "conj"):
            continue
        if content is not None and (kid < content) != (verb < content):
            continue
        if content is not None and kid < verb and kid < content < verb:
            continue
        first, last = min(first, tree.left[kid]), max(last, tree.right[kid])
    return first, last


def _active(tree: Tree, lexicon: Lexicon, quotations: Quotations, verb: int) -> Draft | None:
    lemma = tree.lemma[verb]
    if tree.dep[verb] in ("aux", "auxpass", "amod", "compound"):
        return None
    head = subject_of(tree, verb)
    if head is not None and tree.lower[head] in ("it", "there") and tree.dep[head] == "expl":
        head = None
    if (
        head is not None
        and tree.lower[head] in ("what", "this", "these")
        and lemma in ("mean", "suggest", "show", "indicate")
    ):
        return None
    source = phrase(tree, head, verb) if head is not None else None
    cue = cue_range(tree, verb)
    over = tree.head[verb]
    if tree.dep[verb] == "xcomp" and tree.lemma[over] in (
        "appear",
        "seem",
        "purport",
        "keep",
        "stop",
        "continue",
        "go",
    ):
        cue = (over, verb) if verb - over <= 2 else cue
    negated = tree.negated(verb)
    found = _clause(tree, lexicon, quotations, verb, head) or _noun_phrase(tree, lexicon, verb, head)
    if found is None:
        return None
    verb_class, rule, content, clause, extra = found
    if head is None and not (rule == "quotation" or (rule == "clause before" and tree.kid(verb, "aux") is None)):
        return None
    if extra is not None and extra == cue[1] + 1:
        cue = (cue[0], extra)
    certainty, polarity = verb_class.certainty, verb_class.polarity
    if negated:
        if verb_class.name == "deny" or lemma in ("doubt", "rule", "exclude"):
            certainty, polarity = ("possible" if lemma in ("rule", "exclude") else certainty), "positive"
        else:
            polarity = "negative"
    if cue[0] != verb and tree.lemma[cue[0]] in ("appear", "seem", "purport"):
        certainty = "probable"
    if lemma == "rule" and any(tree.lower[kid] == "out" for kid in tree.children[verb]):
        out = next(kid for kid in tree.children[verb] if tree.lower[kid] == "out")
        cue = (cue[0], max(cue[1], out) if out - verb <= 2 else cue[1])
        certainty, polarity = ("possible", "positive") if negated else ("certain", "negative")
    return Draft(rule, verb, cue, source, content, certainty, polarity, verb_class.gloss, head=head, clause=clause)


Found = tuple[VerbClass, str, list[Range], int | None, int | None]


def _clause(tree: Tree, lexicon: Lexicon, quotations: Quotations, verb: int, head: int | None) -> Found | None:
    lemma = tree.lemma[verb]
    verb_class = lexicon.takes(lemma, "clause")
    if verb_class is None:
        return None
    clauses = [kid for kid in tree.kids(verb, "ccomp") if tree.pos[kid] != "SPACE"]
    behind = [kid for kid in clauses if kid > verb]
    before = [kid for kid in clauses if kid < verb]
    if behind and not (before and _is_quoted(tree, quotations, before[0])):
        clause = behind[0]
        if tree.tag[clause] == "VBG" and tree.kid(clause, "aux") is None and tree.subject(clause) is None:
            return None
        last = tree.right[behind[-1]] if len(behind) > 1 and tree.head[behind[-1]] == verb else tree.right[clause]
        first = max(tree.left[clause], verb + 1)
        if lemma in ("ask", "question", "wonder"):
            thing = tree.kid(verb, "dobj", "dative")
            if thing is not None and verb < thing < clause:
                first = tree.left[thing]
        part = trim(tree, (first, last))
        lead = _before(tree, verb, head)
        content = [p for p in (lead, part) if p]
        return (verb_class, "clause", content, clause, None) if part else None
    if before:
        clause = before[0]
        unit = _unit(tree, verb, clause)
        first = tree.left[clause]
        last = min(tree.right[clause], unit[0] - 1)
        pieces = [trim(tree, (first, last))]
        if tree.right[clause] > unit[1]:
            pieces.append(trim(tree, (unit[1] + 1, tree.right[clause])))
        elif behind:
            pieces.append(trim(tree, (max(verb + 1, tree.left[behind[0]]), tree.right[behind[0]])))
        content = [p for p in pieces if p]
        return (verb_class, "clause before", content, clause, None) if content else None
    over = tree.head[verb]
    if (
        over != verb
        and tree.dep[verb] in ("parataxis", "ccomp", "dep", "appos")
        and tree.pos[over] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
        and tree.tag[verb] not in ("VB", "VBG")
    ):
        if tree.dep[verb] in ("ccomp", "dep", "appos") and (over < verb) is False:
            return None
        mark = tree.left[verb] - 1
        if (
            tree.dep[verb] != "parataxis"
            and not (mark >= 0 and tree.lower[mark] in (",", "”", '"', "''", "-", "–", "—"))
            and tree.lower[tree.left[verb]] not in (",", "-", "–", "—")
        ):
            return None
        unit = _unit(tree, verb, None)
        pieces = [
            done
            for part in minus(
                (tree.left[over], tree.right[over]), (min(unit[0], tree.left[verb]), max(unit[1], tree.right[verb]))
            )
            if (done := trim(tree, part))
        ]
        return (verb_class, "parenthesis", pieces, over, None) if pieces else None
    beside = _quotation_beside(tree, quotations, verb)
    if beside and lexicon.takes(lemma, "quote"):
        return verb_class, "quotation", [], None, None
    return None


def _before(tree: Tree, verb: int, head: int | None) -> Range | None:
    """What stands before a cue that interrupts its content ("For this, the service asserts, he was promised …")."""
    return None


def _is_quoted(tree: Tree, quotations: Quotations, token: int) -> bool:
    return quotations.at(tree.start[token]) is not None


def _quotation_beside(tree: Tree, quotations: Quotations, verb: int) -> bool:
    """Whether a quotation stands right before or after the verb and its subject, with at most a comma or colon between."""
    inside = quotations.at(tree.start[verb])
    if inside is not None:
        return False
    unit = _unit(tree, verb, None)
    start, end = tree.start[unit[0]], tree.end[unit[1]]
    before, after = quotations.before(tree.start[verb]), quotations.after(tree.end[verb])
    if before is not None and not tree.text[before.end : start].strip(" \u00a0,—–-\n"):
        return before.end - before.start > 3
    if after is not None:
        gap = tree.text[tree.end[verb] : after.start]
        if len(gap) < 160 and (not gap.strip(" ,:\n\u00a0") or gap.rstrip().endswith((",", ":"))) and "." not in gap:
            return True
        return not tree.text[end : after.start].strip(" ,:\n\u00a0") if end <= after.start else False
    return False


def _noun_phrase(tree: Tree, lexicon: Lexicon, verb: int, head: int | None) -> Found | None:
    if head is None:
        return None
    lemma = tree.lemma[verb]
    thing = next((kid for kid in tree.kids(verb, "dobj") if kid > verb), None)
    front = next((kid for kid in tree.kids(verb, "dobj") if kid < verb and tree.lower[kid] in RELATIVE), None)
    infinitive = next(
        (
            kid
            for kid in tree.kids(verb, "xcomp", "ccomp")
            if kid > verb and any(tree.lower[t] == "to" for t in tree.kids(kid, "aux"))
        ),
        None,
    )
    gerund = next(
        (
            kid
            for kid in tree.kids(verb, "xcomp", "ccomp", "pcomp")
            if (kid > verb
            and tree.tag[kid] == "VBG")
            or (
                kid > verb
                and tree.dep[kid] in ("xcomp",)
                and any(tree.tag[t] == "VBG" for t in tree.kids(kid, "aux", "auxpass"))
            )
        ),
        None,
    )
    complement = lexicon.takes(lemma, "complement")
    if complement is not None and (thing is not None or front is not None or tree.kid(verb, "ccomp") is not None):
        found = _complement(tree, complement, verb, thing, front)
        if found is not None:
            return found
    verb_class = lexicon.takes(lemma, "infinitive")
    if verb_class is not None and infinitive is not None:
        first = tree.left[infinitive] if thing is None else min(tree.left[thing], tree.left[infinitive])
        part = trim(tree, (max(first, verb + 1), tree.right[infinitive]))
        return (verb_class, "infinitive", [part], infinitive, None) if part else None
    verb_class = lexicon.takes(lemma, "gerund")
    if verb_class is not None and gerund is not None:
        part = trim(tree, (max(tree.left[gerund], verb + 1), tree.right[gerund]))
        return (verb_class, "gerund", [part], gerund, None) if part else None
    phrasal = _phrasal(tree, lexicon, verb)
    if phrasal is not None:
        return phrasal
    verb_class = lexicon.takes(lemma, "object")
    if (
        thing is not None
        and verb_class is not None
        and tree.lower[thing] not in ("himself", "herself", "itself", "themselves", "who", "what")
    ):
        return _object(tree, verb_class, verb, thing)
    if front is not None and verb_class is not None and verb_class.name in ("deny", "says_object", "believe"):
        return verb_class, "object", [(front, front)], None, None
    verb_class = lexicon.takes(lemma, "document")
    if verb_class is not None and is_document(tree, head):
        if thing is not None:
            last = tree.right[thing]
            for kid in tree.kids(verb, "xcomp", "ccomp", "prep", "oprd"):
                if (kid > thing and tree.dep[kid] != "prep") or (
                    kid > thing
                    and tree.lower[kid] in ("at", "to", "as")
                    and lemma in ("put", "attribute", "place", "set", "value", "estimate", "describe")
                ):
                    last = max(last, tree.right[kid])
            part = trim(tree, (tree.left[thing], last))
            return (verb_class, "document", [part], thing, None) if part else None
        kid = next((kid for kid in tree.kids(verb, "xcomp", "ccomp") if kid > verb), None)
        if kid is not None and (part := trim(tree, (max(verb + 1, tree.left[kid]), tree.right[kid]))):
            return verb_class, "document", [part], kid, None
    return None


def _object(tree: Tree, verb_class: VerbClass, verb: int, thing: int) -> Found | None:
    last = tree.right[thing]
    for kid in tree.kids(verb, "xcomp", "oprd", "ccomp"):
        if kid > thing:
            last = max(last, tree.right[kid])
    if verb_class.name in ("says_object", "intend"):
        for kid in tree.kids(verb, "prep"):
            if kid == last + 1 and tree.lower[kid] in ("for", "from", "against", "of", "with", "as"):
                last = tree.right[kid]
    part = trim(tree, (tree.left[thing], last))
    light = tree.lemma[thing] in _OBJECT_LIGHT and tree.lemma[verb] in ("voice", "express", "have", "share")
    if light:
        inner = tree.kid(thing, "acl", "ccomp", "relcl", "prep")
        if inner is not None and (tree.kid(inner, "mark") is not None or tree.dep[inner] == "prep"):
            return (
                verb_class,
                "voiced",
                [p for p in [trim(tree, (tree.left[inner], tree.right[inner]))] if p],
                inner,
                thing,
            )
    return (verb_class, "object", [part], None, None) if part else None


def _complement(tree: Tree, verb_class: VerbClass, verb: int, thing: int | None, front: int | None) -> Found | None:
    """Object and what is said of it: accuse X of Y, call X Y, put X at Y, describe X as Y, ask X to do Y."""
    lemma = tree.lemma[verb]
    prepositions = {"accuse": ("of",), "blame": ("for", "on"), "attribute": ("to",), "ascribe": ("to",), "put": ("at", "down"), "estimate": ("at", "as"), "credit": ("with", "for"),
                    "suspect": ("of",), "fault": ("for",), "criticise": ("for",), "criticize": ("for",), "place": ("at",), "set": ("at",), "value": ("at",), "compare": ("to", "with"), "liken": ("to",), "invite": ("to",), "appeal": ("to",)}.get(lemma, ("as",))  # fmt: skip
    last = thing if thing is not None else verb
    enough = lemma in (
        "accuse",
        "blame",
        "criticise",
        "criticize",
        "denounce",
        "dismiss",
        "hail",
        "scold",
        "chide",
        "petition",
    )
    if thing is not None:
        last = tree.right[thing]
        enough = (
            enough
            or (any(tree.lower[k] in prepositions and tree.right[k] > k for k in tree.kids(thing, "prep"))
            and lemma not in ("see", "find", "tell"))
        )
    for kid in tree.children[verb]:
        if kid <= verb or kid == thing:
            continue
        dep = tree.dep[kid]
        if (
            dep in ("oprd", "xcomp", "ccomp", "acomp", "attr")
            or (dep == "prep" and tree.lower[kid] in prepositions)
            or (dep == "prt")
            or (dep == "dative" and lemma == "tell")
        ):
            enough = enough or dep != "dative"
            last = max(last, tree.right[kid])
        elif dep == "advcl" and lemma in ("describe", "see", "depict") and tree.lower[tree.left[kid]] == "as":
            enough, last = True, max(last, tree.right[kid])
    if lemma == "identify" and not enough:
        return None
    if lemma == "see" and not any(tree.lower[k] == "as" for k in tree.kids(verb, "prep")):
        return None
    if not enough:
        return None
    clause = tree.kid(verb, "xcomp", "ccomp", "oprd")
    if front is not None and thing is None:
        rest = trim(tree, (verb + 1, last))
        return (verb_class, "complement", [(front, front)] + ([rest] if rest else []), clause, None) if rest else None
    first = min([verb + 1] if thing is None else [tree.left[thing]])
    if lemma == "put" and tree.lower[min(last, verb + 1)] in ("on", "up", "out", "in", "off"):
        return None
    part = trim(tree, (max(first, verb + 1), last))
    return (verb_class, "complement", [part], clause, None) if part else None


def _phrasal(tree: Tree, lexicon: Lexicon, verb: int) -> Found | None:
    lemma = tree.lemma[verb]
    verb_class = lexicon.takes(lemma, "prep")
    cues, contents = (
        lexicon.cue_prepositions.get(lemma, frozenset()),
        lexicon.content_prepositions.get(lemma, frozenset()),
    )
    if verb_class is None and not cues and not contents:
        return None
    for kid in tree.kids(verb, "prep", "prt", "agent"):
        if kid < verb or tree.right[kid] == kid:
            continue
        if tree.lower[kid] in cues:
            last = tree.right[kid]
            for more in tree.kids(verb, "xcomp", "ccomp", "advcl", "prep"):
                if more > kid and tree.dep[more] in ("xcomp", "ccomp"):
                    last = max(last, tree.right[more])
            part = trim(tree, (kid + 1, last))
            chosen = verb_class or lexicon.classes[lemma][0]
            return (chosen, "phrasal", [part], tree.kid(verb, "xcomp"), kid) if part else None
        if tree.lower[kid] in contents:
            part = trim(tree, (tree.left[kid], tree.right[kid]))
            chosen = lexicon.takes(lemma, f"prep:{tree.lower[kid]}") or verb_class or lexicon.classes[lemma][0]
            return (chosen, "prepositional", [part], None, None) if part else None
    return None


__all__ = ["cue_range", "letters", "verb_drafts"]
