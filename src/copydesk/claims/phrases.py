"""Attribution without a verb of saying: "according to", "in his view", adverbs, nouns, adjectives, a colon."""

from __future__ import annotations

from copydesk.claims.cues import Lexicon
from copydesk.claims.draft import Draft, Range
from copydesk.claims.quotations import Quotations
from copydesk.claims.ranges import minus, trim
from copydesk.claims.sources import phrase, subject_of
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import cue_range
from copydesk.nouns import Certainty

_VERBAL = frozenset({"VERB", "AUX"})
_QUOTE_MARKS = frozenset({"“", "”", '"', "''", "``", "'", "‘", "«", "»"})

_DASHES = frozenset({"—", "–", "―", "--", "-"})


def phrase_drafts(tree: Tree, lexicon: Lexicon, quotations: Quotations, first: int, last: int) -> list[Draft]:
    """Candidates from everything but verbs, among the tokens `first` to `last`."""
    openers: dict[str, list[tuple[tuple[str, ...], Certainty]]] = {}
    for row in lexicon.phrases["source_phrase"]:
        openers.setdefault(row["words"][0], []).append((tuple(row["words"]), row.get("certainty", "certain")))
    drafts: list[Draft] = []
    for token in range(first, last + 1):
        low = tree.lower[token]
        if low in openers:
            for words, certainty in openers[low]:
                if tuple(tree.lower[token : token + len(words)]) == words and token + len(words) <= last:
                    draft = _source_phrase(tree, token, len(words), certainty)
                    if draft is not None:
                        drafts.append(draft)
                        break
        if low in lexicon.adverbs:
            draft = _adverb(tree, lexicon, token)
            if draft is not None:
                drafts.append(draft)
        elif low in lexicon.phrases["own_phrase"]["nouns"]:
            draft = _own_phrase(tree, lexicon, token)
            if draft is not None:
                drafts.append(draft)
        if tree.pos[token] == "NOUN" and tree.lemma[token] in lexicon.nouns:
            draft = _noun(tree, lexicon, token)
            if draft is not None:
                drafts.append(draft)
        elif low in lexicon.adjectives and tree.dep[token] in ("acomp", "oprd", "ROOT", "conj"):
            draft = _adjective(tree, lexicon, token)
            if draft is not None:
                drafts.append(draft)
        elif tree.tag[token] == "NNS" and low.endswith("s") and lexicon.takes(low[:-1], "clause") is not None:
            draft = _misread_verb(tree, lexicon, token)
            if draft is not None:
                drafts.append(draft)
        if low == ":" and tree.start[token] not in quotations.marks:
            draft = _colon(tree, quotations, token, first)
            if draft is not None:
                drafts.append(draft)
        elif low in _DASHES:
            draft = _signed(tree, quotations, token)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _clause_around(tree: Tree, at: int, hole: Range) -> tuple[int, list[Range]] | None:
    """The clause that a parenthesis hangs in: its head, and its words without the parenthesis."""
    over, steps = tree.head[at], 0
    while tree.pos[over] not in _VERBAL and tree.head[over] != over and steps < 8:
        over, steps = tree.head[over], steps + 1
    first, last = tree.after_semicolon(hole[0]), tree.bounds(at)[1]  # what is before may be another's words
    opens = all(
        tree.lower[t] in _QUOTE_MARKS or tree.pos[t] in ("SPACE", "PUNCT", "CCONJ", "ADV")
        for t in range(first, hole[0])
    )
    closes = all(tree.pos[t] in ("PUNCT", "SPACE") for t in range(hole[1] + 1, last + 1))
    comma = tree.lower[hole[0] - 1] in (",", "–", "—", "-") if hole[0] > first else False
    if opens:
        whole = (hole[1] + 1, last)
    elif closes and comma:
        whole = (first, hole[0] - 1)
    else:
        whole = (max(first, tree.left[over]), tree.right[over])
        if (
            tree.dep[over] in ("ccomp", "advcl", "relcl", "ROOT", "conj")
            and (mark := tree.kid(over, "mark")) is not None
            and mark == whole[0]
        ):
            whole = (mark + 1, whole[1])
        if comma and hole[1] < last and tree.lower[hole[1] + 1] == "," and whole[1] <= hole[1] + 1:
            whole = (whole[0], last)  # the parser parted the clause at the aside
    parts = [done for part in minus(whole, hole) if (done := trim(tree, part))]
    return (over, parts) if parts else None


def _source_phrase(tree: Tree, at: int, size: int, certainty: Certainty) -> Draft | None:
    preposition = at + size - 1
    head = tree.kid(preposition, "pobj")
    if head is None:
        head = next(
            (
                t
                for t in range(preposition + 1, min(preposition + 12, len(tree)))
                if tree.dep[t] == "pobj" and tree.head[t] == preposition
            ),
            None,
        )
    if head is None or tree.lower[head] in ("plan", "schedule", "need", "needs", "size", "age", "taste"):
        return None
    source = phrase(tree, head)
    if source is None:
        return None
    source = (source[0], _with_name(tree, source[1]))
    hole = (at, max(source[1], min(tree.right[head], tree.bounds(at)[1])))
    if tree.right[head] > source[1] and tree.left[head] <= source[0]:
        relative = next((kid for kid in tree.children[head] if kid > source[1] and tree.dep[kid] == "relcl"), None)
        hole = (at, tree.right[relative] if relative is not None else source[1])
    around = _clause_around(tree, at, hole)
    if around is None:
        return None
    return Draft(
        "according to",
        head,
        (at, preposition),
        source,
        around[1],
        certainty,
        "positive",
        "preposition of source",
        head=head,
        clause=around[0],
    )


def _with_name(tree: Tree, last: int) -> int:
    """The last token of a role and the name set behind it between commas ("the mayor, Piet Aalders, …"), which the parser
    takes for the subject of what follows."""
    end = tree.bounds(last)[1]
    if tree.pos[last] != "NOUN" or last + 2 > end or tree.lower[last + 1] != ",":
        return last
    at = last + 2
    while at <= end and tree.pos[at] == "PROPN":
        at += 1
    return at - 1 if 1 < at - last - 1 <= 5 and at <= end and tree.lower[at] == "," else last


def _own_phrase(tree: Tree, lexicon: Lexicon, noun: int) -> Draft | None:
    row = lexicon.phrases["own_phrase"]
    owner = tree.kid(noun, "poss")
    opener = tree.left[noun] - 1
    if owner is None or opener < 0 or tree.lower[opener] not in row["openers"] or tree.head[noun] != opener:
        return None
    if tree.right[noun] > noun and tree.lower[noun] not in ("words",):
        return None
    if tree.lower[noun] == "account" and (tree.lower[opener] != "by" or owner + 1 != noun):
        return None
    if opener and tree.lower[opener - 1] == "according":
        return None
    hole = (opener, noun)
    around = _clause_around(tree, opener, hole)
    if around is None:
        return None
    certainty: Certainty = "probable" if tree.lower[noun] in row["probable"] else "certain"
    source = phrase(tree, owner)
    if source is not None and tree.lower[source[1]] in ("'s", "'"):
        source = (source[0], source[1] - 1) if source[1] > source[0] else source
    return Draft(
        "in one's view",
        noun,
        hole,
        source,
        around[1],
        certainty,
        "positive",
        "phrase of opinion",
        head=owner,
        clause=around[0],
    )


def _adverb(tree: Tree, lexicon: Lexicon, token: int) -> Draft | None:
    over = tree.head[token]
    if tree.pos[over] not in _VERBAL:
        return None
    whole = (tree.left[over], tree.right[over])
    mark = tree.kid(over, "mark")
    if mark is not None and mark == whole[0]:
        whole = (mark + 1, whole[1])
    when = tree.kid(over, "advmod")
    if when is not None and when == whole[0] and tree.tag[when] == "WRB":
        whole = (when + 1, whole[1])
    if tree.dep[over] == "acl":
        antecedent = tree.head[over]
        whole = (tree.left[antecedent], tree.right[over])
    for kid in tree.kids(over, "conj", "parataxis"):
        if kid > token:
            whole = (whole[0], min(whole[1], tree.left[kid] - 1))
    if tree.dep[over] == "conj" and tree.subject(over) is None:
        whole = (max(whole[0], token), whole[1])
    parts = [done for part in minus(whole, (token, token)) if (done := trim(tree, part))]
    if not parts:
        return None
    return Draft(
        "adverb",
        token,
        (token, token),
        None,
        parts,
        lexicon.adverbs[tree.lower[token]],
        "positive",
        "adverb of hearsay",
        clause=over,
    )


def _noun(tree: Tree, lexicon: Lexicon, noun: int) -> Draft | None:
    """ "X's claim that …", "the claim of X that …", "voiced the hope that …"."""
    certainty, polarity = lexicon.nouns[tree.lemma[noun]]
    clause = next(
        (
            kid
            for kid in tree.kids(noun, "acl", "ccomp", "relcl", "appos")
            if kid > noun and (m := tree.kid(kid, "mark")) is not None and tree.lower[m] in ("that", "whether")
        ),
        None,
    )
    if clause is None:
        return None
    part = trim(tree, (max(tree.left[clause], noun + 1), tree.right[clause]))
    if part is None:
        return None
    owner = tree.kid(noun, "poss")
    cue: Range = (noun, noun)
    verb = tree.head[noun]
    if owner is not None:
        source = phrase(tree, owner)
    else:
        by = next(
            (
                kid
                for kid in tree.kids(noun, "prep")
                if kid < part[0]  # what stands behind the content belongs to it
                and tree.lower[kid] in ("of", "by", "from", "among")
                and tree.kid(kid, "pobj") is not None
            ),
            None,
        )
        owner = tree.kid(by, "pobj") if by is not None else None
        if owner is not None:
            source = phrase(tree, owner)
            if source is not None and source[1] >= part[0]:
                source = (source[0], part[0] - 1)
        elif tree.dep[noun] in ("dobj", "attr") and tree.lemma[verb] in lexicon.phrases["nouns"]["light"]:
            owner = subject_of(tree, verb)
            if owner is None:
                return None
            source = phrase(tree, owner, verb)
            cue = (cue_range(tree, verb)[0], noun)
        elif tree.lemma[noun] in lexicon.phrases["nouns"]["agentless"]:
            source = None
        else:
            return None
    return Draft(
        "noun", noun, cue, source, [part], certainty, polarity, "noun of saying or thinking", head=owner, clause=clause
    )


def _adjective(tree: Tree, lexicon: Lexicon, token: int) -> Draft | None:
    verb = tree.head[token]
    if tree.lemma[verb] not in ("be", "remain", "feel", "become", "seem"):
        return None
    clause = next(
        (
            kid
            for kid in tree.kids(token, "ccomp", "advcl")
            if kid > token and tree.subject(kid) is not None and (tree.dep[kid] == "ccomp")
        ),
        None,
    )
    if clause is None:
        clause = next((kid for kid in tree.kids(verb, "ccomp") if kid > token), None)
    head = subject_of(tree, verb)
    if clause is None or head is None or tree.lower[head] == "it":
        return None
    part = trim(tree, (max(tree.left[clause], token + 1), tree.right[clause]))
    if part is None:
        return None
    negated = tree.negated(verb)
    start = cue_range(tree, verb, keep=True)[0]
    return Draft(
        "adjective",
        verb,
        (start, token),
        phrase(tree, head, verb),
        [part],
        lexicon.adjectives[tree.lower[token]],
        "negative" if negated else "positive",
        "adjective of conviction",
        head=head,
        clause=clause,
    )


def _misread_verb(tree: Tree, lexicon: Lexicon, token: int) -> Draft | None:
    """ ", the warrant notes." at a sentence end, where the parser took the verb for a noun."""
    first, last = tree.bounds(token)
    if any(tree.pos[t] not in ("PUNCT", "SPACE") for t in range(token + 1, last + 1)) or token - first < 4:
        return None
    comma = next((t for t in range(token - 1, max(first, token - 12), -1) if tree.lower[t] in (",", "”", '"')), None)
    if comma is None or token - comma < 2 or tree.pos[token - 1] not in ("NOUN", "PROPN", "PRON"):
        return None
    if any(tree.pos[t] in ("VERB", "CCONJ", "AUX") for t in range(comma + 1, token)) or tree.pos[comma + 1] == "ADP":
        return None
    part = trim(tree, (first, comma - 1))
    verb_class = lexicon.takes(tree.lower[token][:-1], "clause")
    if part is None or verb_class is None or not any(tree.pos[t] in _VERBAL for t in range(part[0], part[1] + 1)):
        return None
    return Draft(
        "verb read as noun",
        token,
        (token, token),
        (comma + 1, token - 1),
        [part],
        verb_class.certainty,
        verb_class.polarity,
        verb_class.gloss,
        head=token - 1,
    )


def _colon(tree: Tree, quotations: Quotations, token: int, body: int) -> Draft | None:
    """ "Interior ministry: “…”": a speaker's name, a colon and a quotation, at the start of a sentence."""
    first, _ = tree.bounds(token)
    after = quotations.after(tree.end[token])
    if after is None or tree.text[tree.end[token] : after.start].strip(" \u00a0\n") or token - first > 12:
        return None
    start = token - 1
    while (
        start > first
        and tree.pos[start] not in ("VERB", "AUX", "SPACE")
        and tree.lower[start] not in ("–", "—", "-", "”", ".", "|")
    ):
        start -= 1
    if tree.pos[start] in ("VERB", "AUX"):
        return None
    if start != first or tree.pos[start] == "SPACE" or tree.lower[start] in ("–", "—", "-", "|", "."):
        start += tree.pos[start] in ("SPACE", "PUNCT") or tree.lower[start] == "|"
    if start >= token or tree.pos[token - 1] not in ("NOUN", "PROPN", "PRON") or token - start > 8:
        return None
    source = trim(tree, (start, token - 1))
    if source is None:
        return None
    return Draft(
        "colon", token, (token, token), source, [], "certain", "positive", "colon after a speaker",
        head=token - 1, letters=[(after.start, after.end)], quoted=True,
    )  # fmt: skip


def _signed(tree: Tree, quotations: Quotations, token: int) -> Draft | None:
    """ "“…” — Oscar Quinn, a nurse": a quotation, a dash, and who said it up to the end of the line."""
    text = tree.text
    before = quotations.before(tree.start[token])
    if before is None or before.end - before.start < 12 or text[before.end : tree.start[token]].strip(" \u00a0\n"):
        return None
    end = text.find("\n", tree.end[token])
    end = len(text) if end < 0 else end
    last = token
    while last + 1 < len(tree) and tree.end[last + 1] <= end:
        last += 1
    source = trim(tree, (token + 1, last))
    if source is None or last - token > 14 or not text[tree.start[source[0]]].isupper():
        return None
    if any(tree.pos[t] in _VERBAL or tree.lower[t] in (":", "“", '"') for t in range(source[0], source[1] + 1)):
        return None
    head = next((t for t in range(source[0], source[1] + 1) if not source[0] <= tree.head[t] <= source[1]), source[0])
    return Draft(
        "signed", token, (token, token), source, [], "certain", "positive", "dash before a speaker",
        head=head, letters=[(before.start, before.end)], quoted=True,
    )  # fmt: skip
