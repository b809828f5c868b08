"""Sentences that tell, without a source that refuses, that something is not known, not settled or not verified."""

from __future__ import annotations

from copydesk.claims.draft import Range
from copydesk.claims.ranges import trim
from copydesk.claims.tree import Tree

_VERBAL = frozenset({"VERB", "AUX"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"})
_HAVE = frozenset({"has", "have", "had", "is", "are", "was", "were", "remains", "remained"})
_ASIDE = frozenset({",", "-", "–", "—"})


def gaps_of(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> list[Range]:
    """The stretches of the sentence `first` to `last` that tell what is not known. Linear in its words, but for their subtrees."""
    for part in (
        _leading(tree, words, first, last),
        _asked(tree, first, last),
        _asked_before(tree, words, first, last),
    ):
        if part is not None and (done := trim(tree, part)):
            return [done]
    parts = (part for token in range(first, last + 1) if (part := _at(tree, words, token, last)) is not None)
    return [done for part in parts if (done := trim(tree, part))]


def _at(tree: Tree, words: dict[str, list[str]], token: int, last: int) -> Range | None:
    """What the word `token` leaves open, or None."""
    lemma, low = tree.lemma[token], tree.lower[token]
    verb = tree.pos[token] == "VERB"
    if (low in words["adjectives"] and not _negated(tree, token)) or (low in words["clear"] and _negated(tree, token)):
        return _question(tree, token) or _clause(tree, token)
    if low == "pending" and "be" in (tree.lemma[t] for t in (tree.head[token], *tree.children[token])):
        return _clause(tree, token)
    if low == "idea" and any(tree.lower[t] == "no" for t in tree.kids(token, "det", "neg")):
        return _question(tree, token)
    if (
        low == "word"
        and tree.dep[token] == "attr"
        and any(tree.lower[t] == "no" for t in tree.kids(token, "det", "neg"))
    ):
        return _clause(tree, token)  # "there was no word from the palace"
    if tree.tag[token] in ("VBN", "VBD") and tree.kid(token, "auxpass") is not None:
        part = _passive(tree, words, token)
        if part is not None:
            return part
    if lemma in words["find_out"] and verb and _unable(tree, token):
        return _question(tree, token, only=True) or _clause(tree, tree.head[token])
    if lemma in words["verify"] and verb and _negated(tree, token):
        return _question(tree, token) or (_clause(tree, token) if lemma in words["alone"] else None)
    if verb and lemma in words["show"] and _negated(tree, token):
        return _question(tree, token)
    if verb and lemma not in words["heedless"] and _negated(tree, token):
        return _governed_question(tree, token)
    if lemma in words["wanted"] and verb and tree.lemma[tree.head[token]] in words["want"]:
        return _question(tree, token, only=True)
    if lemma == "ignore" and verb:
        return _question(
            tree, token, only=True
        )  # "it is ignored whether": said of what is not known, in translated English
    if (lemma in words["investigate"] and verb) or (low in words["open"] and tree.pos[token] in ("NOUN", "ADJ", "ADP")):
        return _question(tree, token)
    if lemma in words["remain"] and verb:
        near = range(token, min(last, token + 4) + 1)
        return _clause(tree, token) if any(tree.lower[t] in words["adjectives"] for t in near) else None
    if low == "yet" and token < last and tree.lower[token + 1] == "to" and tree.lower[token - 1] in _HAVE:
        settling = tree.head[token + 1]
        known = words["participles"] + words["verify"] + words["find_out"]
        return _question(tree, settling, only=True) or (
            _clause(tree, settling) if tree.lemma[settling] in known else None
        )
    return None


def _passive(tree: Tree, words: dict[str, list[str]], token: int) -> Range | None:
    """ "has not been identified", "could not be verified", "was withheld", "will be announced on Friday"."""
    lemma = tree.lemma[token]
    if lemma in words["withhold"]:
        return _clause(tree, token)
    subject = tree.subject(token)
    if (
        lemma in words["later"]
        and subject is not None
        and tree.lemma[subject] in words["due"]
        and _to_come(tree, token)
    ):
        return _clause(tree, token)
    if (
        lemma == "see"
        and tree.dep[token] != "relcl"
        and tree.negated(token)
        and any(tree.lower[t] == "since" for t in tree.children[token])
    ):
        return _clause(tree, token)  # "has not been seen since"
    if lemma not in words["participles"] and lemma not in words["find_out"]:
        return None
    if (
        tree.dep[token] == "xcomp"
        or _conditional(tree, token)
        or any(tree.lower[t] == "to" for t in tree.kids(token, "aux"))
    ):
        return None
    if lemma in words["named"] and (
        tree.dep[token] == "relcl" or any(tree.lower[t] in ("can", "that") for t in tree.children[token])
    ):
        return None  # "who cannot be named for legal reasons"
    lacking = subject is not None and tree.lemma[subject] in words["lacking"] and _no(tree, subject)
    if _negated(tree, token) or lacking or (lemma in words["find_out"] and _cannot(tree, token)):
        return _question(tree, token) or _antecedent(tree, token) or _clause(tree, token)
    return None


def _to_come(tree: Tree, verb: int) -> bool:
    """Whether a passive tells what will be or is expected to be done."""
    helpers = {tree.lower[t] for t in tree.kids(verb, "aux")}
    return "will" in helpers or ("to" in helpers and tree.lemma[tree.head[verb]] in ("expect", "be", "due"))


def _asked_before(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> Range | None:
    """ "Counsel asked him whether he had paid. He said he would rather not answer.": open by the sentence that follows."""
    number = tree.sentence[first]
    asked = next(
        (t for t in range(first, last + 1) if tree.lemma[t] == "ask" and tree.dep[t] in ("ROOT", "conj")), None
    )
    if asked is None or number + 1 >= len(tree.starts):
        return None
    part = _question(tree, asked, only=True)
    if part is None or part[0] < asked:
        return None
    after = range(tree.starts[number + 1], tree.ends[number + 1])
    return part if len(after) < 30 and _evasive(tree, words, after) else None


def _evasive(tree: Tree, words: dict[str, list[str]], tokens: range | list[int]) -> bool:
    """Whether some words tell that someone does not answer."""
    for token in tokens:
        if tree.lemma[token] in words["dodging"]:
            return True
        near = range(token + 1, min(token + 4, len(tree)))
        if tree.lower[token] in words["negations"] and any(
            tree.lemma[t] in words["shrugged"] or tree.lower[t] in words["shrugged"] for t in near if t in tokens
        ):
            return True
    return False


def _asked(tree: Tree, first: int, last: int) -> Range | None:
    """ "Asked why he had left, he said he could not remember.": a question told for not being answered, as a rule."""
    for token in range(first, last + 1):
        if tree.lower[token] != "asked" or (
            tree.tag[token] != "VBN"
            and tree.dep[token] not in ("advcl", "acl")
            and not (token > 0 and tree.lower[token - 1] in _ASIDE)
        ):
            continue
        part = _question(tree, token, only=True) if tree.dep[token] != "pcomp" else None
        if part is not None and part[0] > token:
            return part
    return None


def _antecedent(tree: Tree, token: int) -> Range | None:
    """ "the beating claims, which could not be verified": what could not."""
    over, subject = tree.head[token], tree.subject(token)
    if tree.dep[token] != "relcl" or subject is None or tree.lower[subject] != "which" or over >= token:
        return None
    if tree.pos[over] not in ("NOUN", "PROPN") or tree.lemma[token] not in ("verify", "confirm", "corroborate"):
        return None
    return (tree.left[over], min(over, tree.left[token] - 1)) if tree.left[token] > over else None


def _leading(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> Range | None:
    """ "Whether he was paid remains in dispute.": a question at the start of a sentence that the rest leaves open."""
    while first < last and tree.pos[first] in ("SPACE", "PUNCT"):
        first += 1
    start = first + 1 if tree.pos[first] == "ADP" and first < last else first
    if tree.lower[start] not in _WH or any(tree.lower[t] == "?" for t in range(first, last + 1)):
        return None
    for token in range(first, last + 1):
        over = tree.head[token]
        if tree.dep[token] == "advcl" and tree.lower[start] == "when":
            return None  # the time of what follows, and no question
        if (
            tree.left[token] != first
            or token == over
            or tree.right[token] >= last
            or (tree.pos[over] not in _VERBAL and tree.lower[over] != "remains")
            or over < token
        ):
            continue
        if tree.pos[token] not in _VERBAL and tree.dep[token] not in ("nsubj", "nsubjpass"):
            continue
        rest = range(tree.right[token] + 1, last + 1)
        open_words = {*words["adjectives"], *words["open"], *words["leaves_open"]}
        left_open = any(tree.lower[t] in open_words for t in rest)
        if left_open or (tree.lower[start] == "whether" and tree.pos[token] in _VERBAL):
            return (
                (first, tree.right[token]) if tree.right[token] > first else _before_verdict(tree, words, first, last)
            )
    return _before_verdict(tree, words, first, last)


def _before_verdict(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> Range | None:
    """The question before "has not been revealed" or "remains unexplained" at the end of a sentence read askew."""
    verdict = {*words["adjectives"], *words["leaves_open"]} - {"no", "nobody", "said", "yet"}
    for token in range(last - 1, first + 2, -1):
        if tree.lower[token] in _HAVE and last - token < 7 and "," not in tree.lower[token:last]:
            rest = tree.lower[token : last + 1]
            left = "not" in rest or "never" in rest or rest[0].startswith("remain")
            left = left or any(low in words["adjectives"] for low in rest)
            if left and any(low in verdict for low in rest[1:]):
                return first, token - 1
    return None


def _negated(tree: Tree, token: int) -> bool:
    over = tree.head[token]
    if tree.negated(token) or (tree.lemma[over] in ("be", "become", "make") and tree.negated(over)):
        return True
    if tree.lemma[token] in ("find", "record", "report", "release", "make", "register"):
        return False  # "no weapon was found" is a finding
    subject = tree.subject(token) or tree.subject(over)
    return subject is not None and any(
        tree.lower[t] in ("no", "neither", "none", "nobody") for t in (subject, *tree.children[subject])
    )


def _no(tree: Tree, noun: int) -> bool:
    """Whether a noun is denied by "no"."""
    return any(tree.lower[t] == "no" for t in tree.children[noun])


def _unable(tree: Tree, verb: int) -> bool:
    """ "have not been able to check", "was unable to verify"."""
    over = tree.head[verb]
    return tree.lower[over] == "unable" or (tree.lower[over] == "able" and _negated(tree, over))


def _conditional(tree: Tree, token: int) -> bool:
    mark = tree.kid(token, "mark")
    return mark is not None and tree.lower[mark] in ("if", "unless", "until")


def _cannot(tree: Tree, token: int) -> bool:
    return any(tree.lower[t] in ("impossible", "unable", "cannot", "unclear") for t in tree.children[token])


def _question(tree: Tree, token: int, *, only: bool = False) -> Range | None:
    """The indirect question that hangs on a word, or on the verb over it (on the word `only`)."""
    over = tree.head[token]
    for at in (token, over) if tree.pos[over] in ("VERB", "AUX") and not only else (token,):
        for kid in tree.kids(
            at,
            "ccomp",
            "csubj",
            "csubjpass",
            "advcl",
            "nsubj",
            "nsubjpass",
            "xcomp",
            "pcomp",
            "prep",
            "acl",
            "dobj",
            "relcl",
        ):
            if kid == token:
                continue
            part = trim(tree, (tree.left[kid], tree.right[kid]))
            if part is not None and tree.lower[part[0]] not in _WH and tree.dep[kid] in ("prep",):
                part = trim(tree, (part[0] + 1, part[1])) if part[1] > part[0] else None
            if part is None or (tree.pos[kid] not in ("VERB", "AUX", "ADP") and not tree.children[kid]):
                continue
            asked = tree.lower[part[0]] == "if" and tree.lower[token] in (
                "asked",
                "sure",
                "unclear",
                "uncertain",
                "unsure",
            )
            if (
                asked
                or tree.lower[part[0]] in _WH
                or (tree.pos[part[0]] == "ADP" and part[1] > part[0] and tree.lower[part[0] + 1] in _WH)
            ):
                if part[0] <= token <= part[1]:
                    part = (part[0], token - 1)
                return part if part[1] > part[0] else None
    return None


def _governed_question(tree: Tree, verb: int) -> Range | None:
    """The indirect question that a verb governs as its object, and nothing looser."""
    for kid in tree.kids(verb, "ccomp", "pcomp"):
        part = trim(tree, (tree.left[kid], tree.right[kid]))
        if part is not None and part[0] > verb and part[1] > part[0] and tree.lower[part[0]] in _WH:
            return part
    return None


def _clause(tree: Tree, token: int) -> Range:
    """The clause that a word stands in."""
    at, steps = token, 0
    while tree.pos[at] not in ("VERB", "AUX") and tree.head[at] != at and steps < 5:
        at, steps = tree.head[at], steps + 1
    first, last = tree.left[at], tree.right[at]
    if tree.dep[at] == "conj" and tree.subject(at) is None:
        shared = tree.subject(tree.head[at])  # "was announced but has not been verified": it stands with the first verb
        first = tree.left[shared] if shared is not None and tree.pos[shared] != "PRON" else first
    for kid in tree.kids(at, "conj", "parataxis", "advcl"):
        if kid > token:
            last = min(last, tree.left[kid] - 1)
            while last > token and tree.dep[last] in ("cc", "punct"):
                last -= 1
    for kid in tree.kids(at, "ccomp", "advcl"):
        if kid < token and tree.right[kid] < token and tree.pos[kid] in _VERBAL and tree.left[kid] == first:
            first = tree.right[kid] + 1
    return first, last
