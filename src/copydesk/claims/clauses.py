"""Verbs with a clause or a quotation as what is said: after them, before them, or around them."""

from __future__ import annotations

from copydesk.claims.cues import Lexicon, VerbClass
from copydesk.claims.draft import Range
from copydesk.claims.quotations import Quotations
from copydesk.claims.ranges import minus, trim
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import VERBAL, before_aside, unit_of

# class, rule, content, head of the clause, and the source if the words (and not the parse) tell it
Found = tuple[VerbClass, str, list[Range], int | None, Range | None]
_NAMING = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "ADP", "PART", "CCONJ"})
_MARKS = frozenset({"”", '"', "''", "’", "»", "'", "“", "``"})
# Verbs that say only with a clause behind them: "Apple holds $2bn, …" says nothing of what is around it.
_HOLDING = frozenset({"hold", "read", "offer", "gather", "rate", "fire", "record", "register", "document"})
_TALKING = frozenset({"say", "tell", "report", "announce", "write", "note", "add", "confirm", "claim", "state", "inform", "assure", "recall", "explain", "admit", "show", "argue", "warn", "insist", "believe", "suspect", "fear", "think", "hope", "allege", "estimate", "promise", "assert", "maintain", "testify", "suggest", "reckon", "acknowledge", "concede", "expect", "complain", "predict", "contend", "point", "conclude", "reveal", "read", "declare", "stress"})  # fmt: skip


def clause(tree: Tree, lexicon: Lexicon, quotations: Quotations, verb: int) -> Found | None:
    """What a verb says in a clause or a quotation, or None."""
    lemma = tree.lemma[verb]
    verb_class = lexicon.takes(lemma, "clause")
    if lemma == "point" and any(tree.lower[kid] == "out" for kid in tree.kids(verb, "prt", "advmod", "prep")):
        verb_class = lexicon.takes("say", "clause")
    if verb_class is None:
        return None
    quoted = quotations.at(tree.start[verb]) is not None
    found = (
        None if quoted and lemma not in _TALKING else _aside(tree, verb, verb_class) or _behind(tree, verb, verb_class)
    )
    if found is not None:
        return found
    clauses = [kid for kid in tree.kids(verb, "ccomp") if tree.pos[kid] != "SPACE"]
    behind = [kid for kid in clauses if kid > verb]
    before = [kid for kid in clauses if kid < verb]
    if behind and not (before and quotations.at(tree.start[before[0]]) is not None):
        return _after(tree, verb, verb_class, behind)
    if before:
        return _before(tree, verb, verb_class, before[0], behind)
    over = tree.head[verb]
    if over != verb and tree.dep[verb] == "advcl" and tree.pos[over] in VERBAL and tree.lower[tree.left[verb]] == "as":
        hole = (tree.left[verb], tree.right[verb])
        pieces = [done for part in minus((tree.left[over], tree.right[over]), hole) if (done := trim(tree, part))]
        if (pieces and lemma in _TALKING and tree.kid(verb, "dobj") is None) or lemma == "tell":
            return verb_class, "parenthesis", pieces, over, None
    if over != verb and tree.dep[verb] in ("parataxis", "ccomp", "dep", "appos"):
        found = _parenthesis(tree, verb, verb_class, over)
        if found is not None:
            return found
    if lexicon.takes(lemma, "quote") and _quotation_beside(tree, quotations, verb):
        return verb_class, "quotation", [], None, None
    return None


def _after(tree: Tree, verb: int, verb_class: VerbClass, behind: list[int]) -> Found | None:
    said = behind[0]
    if tree.tag[said] == "VBG" and tree.kid(said, "aux") is None and tree.subject(said) is None:
        return None
    first = max(tree.left[said], verb + 1)
    if tree.lemma[verb] in ("ask", "question"):
        thing = tree.kid(verb, "dobj", "dative")
        if thing is not None and verb < thing < said:
            first = tree.left[thing]
    last = max(tree.right[kid] for kid in behind)
    last = before_aside(tree, behind[-1], last)
    part = trim(tree, (first, _until_semicolon(tree, first, last)))
    return (verb_class, "clause", [part], said, None) if part else None


def _before(tree: Tree, verb: int, verb_class: VerbClass, said: int, behind: list[int]) -> Found | None:
    if tree.lemma[verb] in _HOLDING:
        return None
    unit = unit_of(tree, verb, said)
    last = min(tree.right[said], unit[0] - 1)
    pieces = [trim(tree, (_from_semicolon(tree, tree.left[said], last), last))]
    if tree.right[said] > unit[1]:
        pieces.append(trim(tree, (unit[1] + 1, tree.right[said])))
    elif behind:
        pieces.append(trim(tree, (max(verb + 1, tree.left[behind[0]]), tree.right[behind[0]])))
    content = [piece for piece in pieces if piece]
    return (verb_class, "clause before", content, said, None) if content else None


def _parenthesis(tree: Tree, verb: int, verb_class: VerbClass, over: int) -> Found | None:
    if tree.pos[over] not in (*VERBAL, "NOUN", "ADJ", "PROPN") or tree.tag[verb] in ("VB", "VBG"):
        return None
    if tree.lemma[verb] in _HOLDING and tree.kid(verb, "dobj") is not None:
        return None
    if tree.dep[verb] != "parataxis":
        if over > verb:
            return None
        mark = tree.left[verb] - 1
        parted = mark >= 0 and tree.lower[mark] in (",", "”", '"', "''", "-", "–", "—")
        if not parted and tree.lower[tree.left[verb]] not in (",", "-", "–", "—"):
            return None
    unit = unit_of(tree, verb, None)
    hole = (min(unit[0], tree.left[verb]), max(unit[1], tree.right[verb]))
    first, last = tree.left[over], tree.right[over]
    whole = (
        (_from_semicolon(tree, first, hole[0]), _until_semicolon(tree, hole[1], last))
        if first <= hole[0]
        else (first, last)
    )
    pieces = [done for part in minus(whole, hole) if (done := trim(tree, part))]
    return (verb_class, "parenthesis", pieces, over, None) if pieces else None


def _aside(tree: Tree, verb: int, verb_class: VerbClass) -> Found | None:
    """ "Many, migrant advocates suspect, do not know …": a name and a verb between two commas."""
    first, last = tree.bounds(verb)
    if (
        verb + 2 > last
        or tree.lower[verb + 1] != ","
        or tree.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN")
        or tree.lemma[verb] not in _TALKING
    ):
        return None
    opening = _opening_comma(tree, verb, first)
    if opening is None or opening <= first:
        return None
    before = (_from_semicolon(tree, first, opening), opening - 1)
    after = (verb + 2, _until_semicolon(tree, verb + 2, last))
    if not any(tree.pos[t] in VERBAL for t in range(after[0], after[1] + 1)) or any(
        tree.lower[t] in _MARKS for t in range(opening - 1, opening + 2)
    ):
        return None
    if (
        tree.pos[after[0]] in ("CCONJ", "SCONJ")
        or tree.lower[after[0]] in ("which", "who", "adding", "citing", "that", *_MARKS)
        or tree.tag[after[0]] == "VBG"
    ):
        return None
    if any(tree.lower[t] in _MARKS for t in range(before[0], before[1] + 1)):
        return None
    pieces = [done for part in (before, after) if (done := trim(tree, part))]
    said = next((t for t in range(after[0], after[1] + 1) if tree.pos[t] in VERBAL), None)
    if len(pieces) < 2 or any(
        tree.pos[t] in VERBAL and tree.tag[t] in ("VBD", "VBZ", "VBP") for t in range(before[0], before[1] + 1)
    ):
        return None
    return verb_class, "parenthesis", pieces, said, (opening + 1, verb - 1)


def _behind(tree: Tree, verb: int, verb_class: VerbClass) -> Found | None:
    """ "…, the newspaper El Tribuno reported on Tuesday.": where the parser missed that the clause before is what was said."""
    if tree.lemma[verb] not in _TALKING or tree.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    first, last = tree.bounds(verb)
    if any(
        tree.pos[t] in VERBAL or tree.lower[t] in (",", ";", ":", "that", "whether", *_MARKS)
        for t in range(verb + 1, last + 1)
    ):
        return None
    subject = tree.subject(verb)
    opening = _opening_comma(tree, verb, first)
    if opening is None or (subject is not None and subject > opening and tree.kid(verb, "ccomp") is not None):
        return None
    if tree.dep[verb] == "relcl" and tree.kid(verb, "dobj", "prep") is None and tree.lower[opening + 1] in ("a", "an"):
        return None
    if tree.kid(verb, "dobj") is not None and tree.kid(verb, "dobj") > verb:  # type: ignore[operator]
        return None
    start = _from_semicolon(tree, first, opening)
    part = trim(tree, (start, opening - 1))
    if part is None or not any(tree.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(part[0], part[1] + 1)):
        return None
    if tree.lower[part[0]] in (
        "after",
        "when",
        "while",
        "if",
        "although",
        "though",
        "because",
        "since",
        "as",
        "before",
        "until",
        "once",
        "asked",
        "despite",
    ):
        return None
    if any(tree.lower[t] in _MARKS for t in range(opening - 2, opening + 2)):
        return None
    said = next(
        (t for t in range(part[0], part[1] + 1) if tree.dep[t] in ("ROOT", "ccomp") and tree.pos[t] in VERBAL), None
    )
    return verb_class, "clause before", [part], said, (opening + 1, verb - 1)


def _opening_comma(tree: Tree, verb: int, first: int) -> int | None:
    """The comma before a name that stands right before `verb`; an apposition's own comma is passed over."""
    at, start = None, verb - 1
    while start > first and tree.pos[start] in ("ADV", "AUX"):
        start -= 1
    for token in range(start, max(first, verb - 16), -1):
        if tree.lower[token] == ",":
            at = token
            words = [t for t in range(token + 1, verb) if tree.pos[t] in ("NOUN", "PROPN", "PRON")]
            if words and not (
                tree.pos[token + 1] == "PROPN"
                and tree.pos[token - 1] in ("NOUN", "PROPN")
                and _names_apart(tree, token, verb, first)
            ):
                return at
        elif tree.pos[token] not in _NAMING or (
            tree.lower[token] in ("and", "but", "or") and tree.pos[token - 1] == "PUNCT"
        ):
            return None
    return at


def _names_apart(tree: Tree, comma: int, verb: int, first: int) -> bool:
    """Whether ", Marta Feldkamp, said" is an apposition to the noun before the comma."""
    return tree.lower[verb - 1] == "," and comma - 1 > first


def _from_semicolon(tree: Tree, first: int, last: int) -> int:
    for token in range(last, first, -1):
        if tree.lower[token] == ";":
            return token + 1
        if tree.lower[token] in _MARKS:
            break
    return first


def _until_semicolon(tree: Tree, first: int, last: int) -> int:
    for token in range(first, last):
        if tree.lower[token] == ";":
            return token - 1
        if tree.lower[token] in _MARKS:
            break
    return last


def _quotation_beside(tree: Tree, quotations: Quotations, verb: int) -> bool:
    """Whether a quotation stands right before or after the verb and its subject, with at most a comma or colon between."""
    if quotations.at(tree.start[verb]) is not None:
        return False
    unit = unit_of(tree, verb, None)
    start, end = tree.start[unit[0]], tree.end[unit[1]]
    before, after = quotations.before(tree.start[verb]), quotations.after(tree.end[verb])
    if before is not None and ends_for_cue(tree.text, before.end, start):
        return before.end - before.start > 3
    if after is not None:
        gap = tree.text[tree.end[verb] : after.start]
        if "\n" in gap.strip("\n ") or gap.count("\n") > 2:
            return False
        if len(gap) < 160 and "." not in gap and (not gap.strip(" ,:\n\u00a0") or gap.rstrip().endswith((",", ":"))):
            return True
        return end <= after.start and not tree.text[end : after.start].strip(" ,:\u00a0")
    return False


def ends_for_cue(text: str, end: int, start: int) -> bool:
    """Whether a quotation that ends at `end` is what the cue beginning at `start` reports: a comma, a dash or no full stop parts them."""
    gap = text[end:start]
    if "\n" in gap or gap.strip(" \u00a0,—–-"):
        return False
    return bool(gap.strip(" \u00a0")) or text[max(0, end - 2)] != "."
