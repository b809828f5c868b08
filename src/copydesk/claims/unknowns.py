"""What the report says is not known, not said, withheld or not verified."""

from __future__ import annotations

from copydesk.claims.cues import table
from copydesk.claims.draft import Range
from copydesk.claims.ranges import letters, trim
from copydesk.claims.tree import Tree, tree_of
from copydesk.nouns import Claim, Span
from copydesk.parse.parsed import Parsed

_POLITE = frozenset({"comment", "return", "call", "rule", "asked", "ask", "asks", "wonder", "wondered"})
_TERSE = frozenset({"say", "elaborate", "comment", "talk", "speak", "respond", "confirm", "confirmed"})
_REFUSING = frozenset(
    {"not", "never", "neither", "nor", "no", "nothing", "nobody", "without", "cannot", "unable", "silent", "yet"}
)
_REFUSED = (
    "declin",
    "refus",
    "avoid",
    "stop",
    "fail",
    "omit",
    "withh",
    "don't",
    "doesn't",
    "didn't",
    "won't",
    "wouldn't",
    "hasn't",
    "haven't",
    "couldn't",
    "can't",
    "isn't",
)
_VERBAL = frozenset({"VERB", "AUX"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"})


def find_unknowns(parsed: Parsed, claims: tuple[Claim, ...]) -> tuple[Span, ...]:
    """The spans of the body that tell what is not known, in text order: the question where it stands alone, else the clause."""
    tree = tree_of(parsed.doc)
    asking = ("ask", "wonder", "question", "inquir", "enquir", "quer")
    found = [
        span
        for claim in claims
        if claim.certainty == "unknown" and not claim.cue.quote.lower().startswith(asking)
        for span in _of_claim(parsed, tree, claim)
    ]
    start, end = parsed.layout.body
    words = table("unknowns")
    for number, first in enumerate(tree.starts):
        if start <= tree.start[first] < end:
            found += [
                parsed.span(*letters(tree, part)) for part in _of_sentence(tree, words, first, tree.ends[number] - 1)
            ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            continue
        kept.append(span)
    return tuple(kept)


def _of_claim(parsed: Parsed, tree: Tree, claim: Claim) -> list[Span]:
    """The question that the claim leaves open, else the whole clause that refuses it."""
    for span in claim.content:
        words = span.quote.split()
        low = [word.lower().strip("“\"'‘,") for word in words[:8]]
        for index, word in enumerate(low):
            if word in _WH and (
                index == 0
                or word in ("whether", "why", "how")
                or low[index - 1] in ("about", "on", "of", "to", "as", "them", "us", "reporters")
            ):
                begin = span.start
                for before in words[:index]:
                    begin = span.quote.index(before, begin - span.start) + len(before) + span.start
                begin += len(span.quote[begin - span.start :]) - len(span.quote[begin - span.start :].lstrip())
                if len(parsed.report.text[begin : span.end].split()) > 1:
                    return [parsed.span(begin, span.end)]
                first, after = min(span.start, claim.cue.start), max(span.end, claim.cue.end)
                return [parsed.span(first, after)] if after - first < 120 else []
    if not _refuses(claim):
        return []
    if claim.content and claim.content[0].quote.startswith("that ") and claim.content[0].start > claim.cue.start:
        return [claim.content[0]]
    last = claim.cue.quote.lower().split()[-1]
    if claim.cue.quote.lower().split()[0] == "without":
        given = claim.cue.quote.lower().split()[1:2] == ["giving"] and len(claim.content) == 1
        given = given and "name" not in claim.content[0].quote.split()
        return [parsed.span(claim.cue.start, claim.content[0].end)] if given else []
    if last in _POLITE or (not claim.content and last in _TERSE):
        return []
    near = claim.source is not None and -2 < claim.cue.start - claim.source.end < 16
    places = [claim.cue, *claim.content] + ([claim.source] if claim.source is not None and near else [])
    start, end = min(span.start for span in places), max(span.end for span in places)
    return [parsed.span(start, end)] if end - start < 400 else []


def _refuses(claim: Claim) -> bool:
    """Whether the cue itself refuses or omits, and does not say that someone cannot tell."""
    return any(
        word in _REFUSING or word.startswith(_REFUSED) for word in claim.cue.quote.lower().replace("’", "'").split()
    )


def _of_sentence(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> list[Range]:
    found: list[Range] = []
    leading = _leading(tree, words, first, last)
    if leading is not None and (done := trim(tree, leading)):
        return [done]
    asked = _asked(tree, words, first, last)
    if asked is not None and (done := trim(tree, asked)):
        return [done]
    for token in range(first, last + 1):
        lemma, low = tree.lemma[token], tree.lower[token]
        part: Range | None = None
        if (low in words["adjectives"] and not _negated(tree, token)) or (
            low in words["clear"] and _negated(tree, token)
        ):
            part = _question(tree, token) or _clause(tree, token)
        elif (
            (lemma in words["participles"] or lemma in words["find_out"])
            and tree.tag[token] in ("VBN", "VBD")
            and tree.kid(token, "auxpass") is not None
        ):
            if (
                tree.dep[token] == "xcomp"
                or _conditional(tree, token)
                or any(tree.lower[t] == "to" for t in tree.kids(token, "aux"))
            ):
                continue
            if lemma in words["named"] and (
                tree.dep[token] == "relcl" or any(tree.lower[t] == "can" for t in tree.children[token])
            ):
                continue  # "who cannot be named for legal reasons"
            if _negated(tree, token) or (lemma in words["find_out"] and _cannot(tree, token)):
                part = _question(tree, token) or _antecedent(tree, token) or _clause(tree, token)
        elif lemma in words["withhold"] and tree.kid(token, "auxpass") is not None:
            part = _clause(tree, token)
        elif lemma in words["verify"] and tree.pos[token] == "VERB" and _negated(tree, token):
            part = _question(tree, token) or (_clause(tree, token) if lemma in words["alone"] else None)
        elif lemma in words["show"] and tree.pos[token] == "VERB" and _negated(tree, token):
            part = _question(tree, token)
        elif lemma in words["wanted"] and tree.pos[token] == "VERB" and tree.lemma[tree.head[token]] in words["want"]:
            part = _question(tree, token, only=True)
        elif (lemma in words["investigate"] and tree.pos[token] == "VERB") or (
            low in words["open"] and tree.pos[token] in ("NOUN", "ADJ", "ADP")
        ):
            part = _question(tree, token)
        elif (
            lemma in words["remain"]
            and tree.pos[token] == "VERB"
            and any(tree.lower[t] in words["adjectives"] for t in range(token, min(last, token + 4) + 1))
        ):
            part = _clause(tree, token)
        elif (
            low in words["yet"]
            and token + 1 <= last
            and tree.lower[token + 1] == "to"
            and tree.lower[token - 1] in ("has", "have", "had", "is", "are")
        ):
            verb = tree.head[token + 1]
            if tree.lemma[verb] in words["participles"] + words["verify"] + words["find_out"]:
                part = _clause(tree, verb)
        if part is not None and (done := trim(tree, part)):
            found.append(done)
    return found


def _asked(tree: Tree, words: dict[str, list[str]], first: int, last: int) -> Range | None:
    """ "Asked why, he said he could not remember.": a question put to someone who leaves it open."""
    for token in range(first, last + 1):
        if tree.lower[token] != "asked" or (tree.tag[token] != "VBN" and tree.dep[token] not in ("advcl", "acl")):
            continue
        part = _question(tree, token, only=True)
        if part is None or part[0] < token:
            continue
        rest = [*range(first, token), *range(part[1] + 1, last + 1)]
        said = {tree.lemma[t] for t in rest} | {tree.lower[t] for t in rest}
        open_ended = said & {"decline", "refuse", "laugh", "shrug", "smile"} or (
            said & {"not", "n't", "never", "neither"} and said & set(words["shrugged"])
        )
        if open_ended:
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
        open_words = {
            *words["adjectives"],
            *words["open"],
            "not",
            "n't",
            "never",
            "nobody",
            "no",
            "yet",
            "remains",
            "disputed",
            "impossible",
        }
        left_open = any(tree.lower[t] in open_words for t in rest)
        if left_open or (tree.lower[start] == "whether" and tree.pos[token] in _VERBAL):
            return first, tree.right[token]
    return None


def _negated(tree: Tree, token: int) -> bool:
    over = tree.head[token]
    if tree.negated(token) or (tree.lemma[over] in ("be", "become", "make") and tree.negated(over)):
        return True
    if tree.lemma[token] in ("find", "record", "report", "release", "make", "register"):
        return False  # "no weapon was found" is a finding
    subject = tree.subject(token) or tree.subject(over)
    return subject is not None and any(
        tree.lower[t] in ("no", "neither", "none") for t in (subject, *tree.children[subject])
    )


def _conditional(tree: Tree, token: int) -> bool:
    mark = tree.kid(token, "mark")
    return mark is not None and tree.lower[mark] in ("if", "unless", "that", "until")


def _cannot(tree: Tree, token: int) -> bool:
    return any(tree.lower[t] in ("impossible", "unable", "cannot", "unclear") for t in tree.children[token])


def _question(tree: Tree, token: int, *, only: bool = False) -> Range | None:
    """The indirect question that hangs on a word, or on the verb over it (on the word `only`)."""
    over = tree.head[token]
    for at in (token, over) if tree.pos[over] in ("VERB", "AUX") and not only else (token,):
        for kid in tree.kids(
            at, "ccomp", "csubj", "csubjpass", "advcl", "nsubj", "nsubjpass", "xcomp", "pcomp", "prep", "acl", "dobj"
        ):
            if kid == token:
                continue
            part = trim(tree, (tree.left[kid], tree.right[kid]))
            if part is not None and tree.lower[part[0]] not in _WH and tree.dep[kid] in ("prep",):
                part = trim(tree, (part[0] + 1, part[1])) if part[1] > part[0] else None
            if part is None or (tree.pos[kid] not in ("VERB", "AUX", "ADP") and not tree.children[kid]):
                continue
            if tree.lower[part[0]] in _WH or (
                tree.pos[part[0]] == "ADP" and part[1] > part[0] and tree.lower[part[0] + 1] in _WH
            ):
                if part[0] <= token <= part[1]:
                    part = (part[0], token - 1)
                return part if part[1] > part[0] else None
    return None


def _clause(tree: Tree, token: int) -> Range:
    """The clause that a word stands in."""
    at, steps = token, 0
    while tree.pos[at] not in ("VERB", "AUX") and tree.head[at] != at and steps < 5:
        at, steps = tree.head[at], steps + 1
    first, last = tree.left[at], tree.right[at]
    for kid in tree.kids(at, "conj", "parataxis", "advcl"):
        if kid > token:
            last = min(last, tree.left[kid] - 1)
            while last > token and tree.dep[last] in ("cc", "punct"):
                last -= 1
    for kid in tree.kids(at, "ccomp", "advcl"):
        if kid < token and tree.right[kid] < token and tree.pos[kid] in ("VERB", "AUX"):
            first = max(first, tree.right[kid] + 1)
    return first, last
