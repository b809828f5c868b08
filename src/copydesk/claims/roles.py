"""What a report calls a person beside the name, as it introduces them: "Fire chief Jo Berg", "Jo Berg, 44, a nurse"."""

from __future__ import annotations

import functools
import re

from copydesk.claims.cues import table
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.sources import phrase
from copydesk.claims.tree import Tree

_LONGEST = 90  # characters of a role that is still shown beside a name
_DETERMINER = re.compile(
    r"(?i)^(?:(?:the|an?|its|his|her|their|our|my|this|one of (?:the|its|his|her|their))\s+|[\w.-]+[’']s\s+(?=[a-z]))"
)
_OWNED = re.compile(r"((?:[Tt]he|[Aa]n?) )?((?:[A-Z][\w.-]* )?[\w.-]+)[’']s (?=[a-z])([^,’']+)$")
_AGE = re.compile(r"^\d{1,3}(?:-year-old)?$")
_AGENT = re.compile(r"(?:er|or|ist|man|woman|person|ian|yst|ant|ent|ary|eer|ess|chief|head|ee|ic)s?$")
_PROPER = frozenset({"NORP", "GPE"})
_WHEN_AND_WHERE = frozenset({"in", "on", "at", "during", "after", "before", "since", "until", "near", "over", "into", "through"})  # fmt: skip
_NO_PERSON = frozenset({"document", "media", "state-media", "social-media", "organisation", "government"})
_RANKS = frozenset({"general", "colonel", "captain", "major", "lieutenant", "admiral", "sergeant", "sheriff", "superintendent", "inspector", "constable", "senator", "judge", "governor", "professor", "corporal", "brigadier", "commodore", "bishop", "archbishop", "prince", "princess", "king", "queen"})  # fmt: skip
_STEPS = frozenset({"chief", "rear", "vice", "deputy", "first", "second", "lance", "detective", "brigadier", "prime", "lieutenant"})  # fmt: skip
_BODIES = frozenset({"organisation", "company", "official", "government", "media"})
_LEADING = {
    "head": "head",
    "lead": "leader",
    "run": "head",
    "chair": "chair",
    "edit": "editor",
    "found": "founder",
    "own": "owner",
}
_HONORIFIC = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "dame", "sheikh", "hajia", "alhaji", "rev", "revd", "father", "sister", "st", "don", "doña", "señor", "madame", "monsieur", "herr", "frau"})  # fmt: skip


def told_role(words: str) -> str | None:
    """The role that a description with an article tells, or None if it is too long or none.

    >>> told_role("A former prison cook")
    'former prison cook'
    """
    text = _bare(words, opening=True)
    return text if text and len(text) <= _LONGEST and "," not in text else None


def is_role(words: str) -> bool:
    """Whether a noun phrase says what a person is: its head names a human, an office or a trade.

    >>> is_role("district fire commander"), is_role("Monday morning")
    (True, False)
    """
    head = head_word(words)
    if not head or head in _HONORIFIC:
        return False
    return (
        head in _plain()
        or (_AGENT.search(head) is not None and len(head) > 4)
        or kind_of(head) in ("expert", "witness", "relative", "person")
    )


def with_role(name: str, role: str) -> str:
    """A name as a desk tells it with a role: a rank before it, anything longer behind.

    >>> with_role("Jo Berg", "rear admiral"), with_role("Jo Berg", "harbour master")
    ('Rear Admiral Jo Berg', 'Jo Berg, harbour master')
    """
    words = role.lower().split()
    if words[-1] in _RANKS and all(word in _STEPS for word in words[:-1]):
        return name if words[-1] in name.lower() else f"{role.title()} {name}"
    return f"{name}, {role}"


def role_of(tree: Tree, head: int, start: int, end: int) -> str | None:
    """The role told with a name: `head` is the name's head token, `start` and `end` its first and last token.

    Looks before the name ("district fire commander X", "the owner, X") and behind it ("X, 44, a loom operator",
    "X of the growers' union"). None if the report tells none here.
    """
    while start > 0 and tree.lower[start - 1].strip(".") in _HONORIFIC:
        start -= 1
    found = [
        text
        for text in (
            _before(tree, start),
            _of_body(tree, start, end),
            _right_before(tree, start, end),
            _apposed_to(tree, head, start),
            _behind(tree, head, end),
        )
        if text and len(text) <= _LONGEST
    ]
    return max(found, key=len) if found else None


def _bare(text: str, *, opening: bool = False) -> str | None:
    """A phrase without its article; `opening` if its first capital may be only that of a sentence's start."""
    text = " ".join(text.split()).strip(" ,;:–—-")
    owned = _OWNED.match(text)
    if owned is not None:  # "the school's deputy head": "deputy head of the school"
        return f"{owned[3]} of {(owned[1] or '').lower()}{owned[2]}"
    for _ in range(2):
        text = _DETERMINER.sub("", text)
    first, _, rest = text.partition(" ")
    if opening and first[1:].islower() and (rest == "" or rest[:1].islower() or first.lower() in _plain()):
        text = text[:1].lower() + text[1:]
    return text or None


@functools.cache
def _plain() -> frozenset[str]:
    people = table("people")
    return frozenset((*people["human"], *people["titles"], *people["led"]))


def _before(tree: Tree, start: int) -> str | None:
    """ "district fire commander X": the words of the name's own phrase before it."""
    first = start
    lowest = tree.starts[tree.sentence[start]]
    while first > lowest and start - first < 8:
        at = first - 1
        if tree.lower[at] in ("'s", "-") or (
            tree.pos[at] in ("NOUN", "PROPN", "ADJ") and tree.lower[at].strip(".") not in _HONORIFIC
        ):
            first = at
            continue
        break
    while first < start and tree.lower[first] in ("'s", "-"):
        first += 1
    if first == start or "\n" in tree.text[tree.start[first] : tree.start[start]]:
        return None
    opening = tree.entity[first] not in _PROPER and (first == lowest or tree.pos[first - 1] in ("PUNCT", "SPACE"))
    text = _bare(tree.words(first, start - 1), opening=opening)
    return text if text and is_role(text) else None


def _of_body(tree: Tree, start: int, end: int) -> str | None:
    """ "the deputy head of the district X", "the delegate of the Government, X": an office with its body, right before."""
    lowest, last = tree.starts[tree.sentence[start]], start - 1
    if last > lowest and tree.lower[last] == ",":
        last -= 1
    at = last
    while (
        at > lowest
        and last - at < 10
        and (tree.pos[at] in ("NOUN", "PROPN", "ADJ", "DET") or tree.lower[at] in ("of", "for", "'s", "-"))
    ):
        if tree.lower[at] in ("a", "an", "the") and tree.lower[at - 1] not in ("of", "for"):
            break
        at -= 1
    words = tree.lower[at : last + 1]
    if (
        not words
        or words[0] not in ("a", "an", "the")
        or "of" not in words
        or "\n" in tree.text[tree.start[at] : tree.start[start]]
    ):
        return None
    office = at + words.index("of") - 1
    if tree.lower[office] not in _plain() or tree.entity[end] != "PERSON":
        return None
    return _bare(tree.words(at, last))


def _right_before(tree: Tree, start: int, end: int) -> str | None:
    """ "The caulker, X, said", "the lock keeper X": whatever noun an article puts right before a person is a role."""
    lowest, last = tree.starts[tree.sentence[start]], start - 1
    comma = last > lowest and tree.lower[last] == ","
    last -= comma
    if last <= lowest or tree.tag[last] != "NN" or tree.entity[last] or tree.entity[start] not in ("PERSON", ""):
        return None
    if comma and (end + 1 >= len(tree) or tree.lower[end + 1] not in (",", "(")):
        return None
    at = last
    while at > lowest and last - at < 5 and (tree.pos[at] in ("NOUN", "ADJ", "PROPN") or tree.lower[at] in ("'s", "-")):
        at -= 1
    if tree.lower[at] not in ("the", "a", "an") and tree.tag[at] != "PRP$":
        return None
    if at > lowest and tree.lower[at - 1] in _WHEN_AND_WHERE:
        return None  # "In the evening, X, …"
    if kind_of(tree.lower[last]) in _NO_PERSON:
        return None
    return _bare(tree.words(at, last))


def _apposed_to(tree: Tree, head: int, start: int) -> str | None:
    """ "the owner, X": the phrase that a name is in apposition to."""
    over = tree.head[head]
    if tree.dep[head] != "appos" or over >= start or start - tree.left[over] > 14:
        return None
    if tree.pos[over] != "NOUN" and (tree.pos[over] != "PROPN" or tree.lower[over] not in _plain()):
        return None  # "The General Secretary of the union, Mr X": an office in capitals
    last = max(over, min(start, tree.left[head]) - 1)  # "the chairman, Captain X": not his title too
    while last > over and tree.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    text = _bare(tree.words(tree.left[over], last))
    return text if text and "," not in text and is_role(text) else None


def _behind(tree: Tree, head: int, end: int) -> str | None:
    """ "X, 44, a loom operator", "X, a junior and the board's member", "X of the growers' union", "X, who heads the union"."""
    for kid in tree.children[head]:
        if kid <= end:
            continue
        if tree.dep[kid] == "appos":
            for noun in (kid, *tree.kids(kid, "conj")):
                place = phrase(tree, noun) if tree.pos[noun] in ("NOUN", "PROPN") and noun - end < 12 else None
                text = _bare(tree.words(*place)) if place else None
                if text and not _AGE.match(text) and is_role(text):
                    return text
        if tree.dep[kid] == "relcl" and (text := _leading(tree, kid)) is not None:
            return text
        if tree.dep[kid] == "prep" and kid == end + 1 and tree.lower[kid] in ("of", "at", "from"):
            thing = tree.kid(kid, "pobj")
            if thing is None or thing - end > 9:
                continue
            place = phrase(tree, thing)
            text = _bare(tree.words(*place)) if place else None
            if text and kind_of(text) in _BODIES:
                return text
    return None


def _leading(tree: Tree, verb: int) -> str | None:
    """ "X, who heads the water board": "head of the water board"; "former leader" of a body that X led."""
    office, subject, thing = _LEADING.get(tree.lemma[verb]), tree.subject(verb), tree.kid(verb, "dobj")
    if office is None or subject is None or tree.lower[subject] != "who" or thing is None or tree.tag[thing] not in ("NN", "NNP"):  # fmt: skip
        return None
    place = phrase(tree, thing)
    if place is None or tree.pos[place[0]] == "PRON" or tree.negated(verb):
        return None
    words = tree.words(*place)
    past = tree.tag[verb] == "VBD" and office != "founder"
    if past and kind_of(words) not in _BODIES:
        return None  # "who led the search"
    return f"{'former ' if past else ''}{office} of {words}"
