"""What kind of source a phrase names, told from its own words."""

from __future__ import annotations

import functools
import re

from copydesk.claims.cues import table
from copydesk.claims.tree import Tree
from copydesk.nouns import SourceKind
from copydesk.parse.gazetteer import fold

_MEDIA = re.compile(
    r"(?:the |a |our )?(?:\w+ )?(?:newspaper|paper|daily|weekly|magazine|tabloid|website|news site|portal) (?!of|by|from|on|that|in|seen|obtained|published|signed|and)"
)
# What ends the noun phrase proper, unless it stands right behind an article ("a leaked memo")
_TAIL = re.compile(
    r",|\(| (?:of|for|in|at|on|from|with|by|to|near|who|which|that|whose|about|outside|inside|as|reached|seen|shown|sighted|dated|against|hired|given|presented|named|called|known|released|published|obtained|shared|posted|issued|read|kept|signed|sent|found|leaked|consulted|familiar|close|charged|based|living|working|close)\b"
)
_ARTICLES = frozenset({"a", "an", "the", "one", "two", "three", "several", "its", "his", "her", "their"})
_SCHOLAR = re.compile(r"(?:ologist|ysicist|onomist|thropist|emist|ographer|etrist|iatrist)s?$")
# "the Bus Owners' Association", "the works council", "the Lecturers' Congress": bodies of their members
_MEMBERS = re.compile(
    r"\b(?:\w+s'|\w+men's|people's|works|trades|opposition|rebel) (?:\w+ )?(?:council|congress|forum|commission|committee|association|union|league|group|movement|party|alliance|assembly|front|congress)\b"
)
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")


@functools.cache
def _lists() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    words: dict[str, list[str]] = {}
    phrases: list[tuple[str, str]] = []
    for kind, entry in table("kinds").items():
        if kind.startswith("_"):
            continue
        for word in entry["words"]:
            words.setdefault(word, []).append(kind)
        phrases += [(phrase, kind) for phrase in entry.get("phrases", ())]
    phrases.sort(key=lambda pair: -len(pair[0]))
    return {word: tuple(kinds) for word, kinds in words.items()}, tuple(phrases)


@functools.cache
def _phrases(kind: str) -> tuple[str, ...]:
    """The phrases listed under one kind."""
    return tuple(phrase for phrase, name in _lists()[1] if name == kind)


def _has(low: str, kind: str) -> bool:
    return any(phrase in low for phrase in _phrases(kind))


def kinds_of_word(word: str) -> tuple[str, ...]:
    """The kinds that a word is listed under, singular or plural; a scholar's word is an expert's."""
    words, _ = _lists()
    found = words.get(word)
    if found is None and word.endswith("s"):
        found = words.get(word[:-1]) or (words.get(word[:-3] + "y") if word.endswith("ies") else None)
    if found is None and _SCHOLAR.search(word) is not None:
        return ("expert",)
    return found or _foreign_word(word)


@functools.cache
def _foreign() -> tuple[dict[str, str], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The kinds of public bodies by their untranslated names: by word, by the end of a compound, by phrase."""
    entries = table("bodies").items()
    words = {word: kind for kind, entry in entries for word in entry["words"].split()}
    endings = [(ending, kind) for kind, entry in entries for ending in entry["endings"].split()]
    phrases = [(fold(phrase), kind) for kind, entry in entries for phrase in entry["phrases"]]
    return words, tuple(sorted(endings, key=lambda pair: -len(pair[0]))), tuple(phrases)


@functools.lru_cache(maxsize=4096)
def _foreign_word(word: str) -> tuple[str, ...]:
    """The kind of a body that goes by its own language's word ("Gardaí", "Landespolizei")."""
    words, endings, _ = _foreign()
    plain = fold(word)
    kind = words.get(plain) or next((kind for ending, kind in endings if plain.endswith(ending)), None)
    return (kind,) if kind else ()


def leads(word: str) -> bool:
    """Whether a noun lends a source the kind of the body it goes with: "spokesman", "chair", "office"."""
    return word in _special("_speaking") or word in _special("_leading") or word in _special("_bodily")


def is_document(tree: Tree, head: int) -> bool:
    """Whether the noun `head` names a document, an image, a count, or something else that shows rather than speaks."""
    return "document" in kinds_of_word(tree.lower[head]) or "document" in kinds_of_word(tree.lemma[head])


def head_word(phrase: str) -> str:
    """The head of a noun phrase, roughly: the last word before a comma, a preposition or a participle.

    >>> head_word("a search warrant issued on Monday")
    'warrant'
    """
    cut = next((m for m in _TAIL.finditer(phrase) if phrase[: m.start()].lower() not in _ARTICLES), None)
    core = phrase[: cut.start()] if cut is not None else phrase
    words = _WORD.findall(core)
    return words[-1].lower() if words else ""


def kind_of(phrase: str, head: str | None = None) -> SourceKind | None:
    """The kind of source that a phrase names, by its head noun, then its phrases and other words; None if none tells.

    `head` is the head noun where a parse tells it; else it is read off the words.

    >>> kind_of("A search warrant"), kind_of("a spokesman for the airline"), kind_of("two diplomats")
    ('document', 'company', 'anonymous')
    """
    return _kind_of(" ".join(phrase.lower().replace("’", "'").split())[:300], phrase[:300], head)


@functools.lru_cache(maxsize=4096)
def _kind_of(low: str, phrase: str, known: str | None = None) -> SourceKind | None:
    phrases, speaking, unnamed = _lists()[1], _special("_speaking"), _special("_unnamed")
    head = known or head_word(low)
    of_head = kinds_of_word(head)
    named = any(word[:1].isupper() for word in _WORD.findall(phrase)[1:])
    if named and _MEDIA.match(low) is not None:
        return "state-media" if _has(low, "state-media") else "media"
    if head in _special("_papers") and (by_name := _by_name(phrase, head, of_head)) is not None:
        return by_name
    if ("document" in of_head and not named) or of_head[:1] == ("document",):
        return "social-media" if _has(low, "social-media") else "document"
    if "anonymous" in of_head or _has(low, "anonymous"):
        return "anonymous"
    if (by_name := _by_name(phrase, head, of_head)) is not None:
        return by_name
    indefinite = low.startswith(
        ("a ", "an ", "one ", "two ", "three ", "four ", "several ", "some ", "many ", "another ", "former ", "one of")
    )
    if _MEMBERS.search(low) is not None:
        return "organisation"
    if head in _special("_by_name"):
        return "expert" if named else "witness"
    if head in unnamed and not named and (indefinite or head in ("diplomats", "friends", "allies", "employees")):
        return "anonymous"
    if head in speaking or head in _special("_serving"):
        behind = re.search(rf"\b{re.escape(head)}\b,? (?:for|of|at|with|from) (.+)", low)
        before = re.match(rf"(.+?)(?:'s|s')?(?: chief)?,? {re.escape(head)}\b", low)
        owner = re.match(r"(.+?)(?:'s|s') ", low)
        for other in (behind, before, owner):
            kind = (
                _kind_of(other[1], other[1])
                if other is not None and other[1] != low and len(other[1]) < len(low)
                else None
            )
            if kind is None and other is not None and other is not before and head in _special("_leading"):
                owner_words = other[1] and phrase[phrase.lower().find(other[1]) :]
                if owner_words[:1].isupper() and other is behind:
                    return "organisation"
            if kind is not None and kind not in ("document", "anonymous", "person", "relative", "witness", "expert"):
                return kind
    owner = re.match(r"(.+?)(?:'s|s') (?:\w+ )?(?:office|staff|team|cabinet)$", low)
    if owner is not None and _kind_of(owner[1], owner[1]) == "government":
        return "government"
    for part, name in phrases:
        if part in low and name != "anonymous" and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", low):
            return name  # type: ignore[return-value]
    if named and (abroad := _foreign_phrase(low)):
        return abroad  # type: ignore[return-value]
    if (
        head in speaking
        and of_head in ((), ("official",))
        and not head.startswith("official")
        and _of_a_name(phrase, head)
    ):
        return None
    if of_head:
        return of_head[0]  # type: ignore[return-value]
    if head in speaking:
        return "official"
    title = _title(phrase)
    if title is not None and title != low:
        return _kind_of(title, title)
    words = [word.lower() for word in _WORD.findall(_own(phrase)) if word != "who"]  # the WHO is a body
    votes = [kinds[0] for word in words if (kinds := kinds_of_word(word)) and kinds[0] != "document"]
    return votes[0] if votes else None  # type: ignore[return-value]


def _own(phrase: str) -> str:
    """A phrase without what a clause tells of someone: "Ana Ruiz" of "Ana Ruiz, who works at a bank", not of one who heads it."""
    clause = re.search(r",? (?:who|whose) (\w+)", phrase)
    return phrase if clause is None or clause[1].lower() in _special("_heading") else phrase[: clause.start()]


def _by_name(phrase: str, head: str, of_head: tuple[str, ...]) -> SourceKind | None:
    """The kind that a name tells by its form: a rank, a company's legal form, a newspaper's noun, a worldwide body."""
    name = phrase.partition(",")[0]
    words = name.removeprefix("the ").removeprefix("The ").split()
    if len(words) > 1 and words[0].rstrip(".") in _special("_ranks") and words[1][:1].isupper():
        return "police"
    if any(word.rstrip(".") in _special("_forms") for word in words[1:]):
        return "company"
    if not words or not words[0][:1].isupper() or words[-1].lower() != head or not words[-1][:1].isupper():
        return None
    if head in _special("_papers") and (len(words) > 1 or name[:4].lower() == "the "):
        return "media"
    worldwide = words[0].lower().partition("-")[0] in _special("_worldwide")
    return "organisation" if worldwide and of_head[:1] in (("government",), ("official",)) else None


def _of_a_name(phrase: str, head: str) -> bool:
    """Whether right before `head` stands a name ("FHB negotiator"), which tells that it is of a body but not of which kind."""
    before = re.search(rf"(\S+?)(?:['’]s)? {re.escape(head)}\b", phrase)
    return before is not None and (before[1].isupper() or (before.start() > 0 and before[1][0].isupper()))


def _foreign_phrase(low: str) -> str | None:
    """The kind of a body that goes by several words of its own language ("the Quai d'Orsay")."""
    plain = f" {fold(low)} "
    return next((kind for phrase, kind in _foreign()[2] if f" {phrase} " in plain), None)


def _title(phrase: str) -> str | None:
    """What stands before a person's name, or in apposition behind it: "Defence Minister Aksel Brun" -> "defence minister"."""
    core, _, behind = _own(phrase).partition(",")
    words = core.split()
    for count in range(len(words) - 1, 0, -1):
        word = words[count - 1].lower().strip(".’'")
        if kinds_of_word(word) or word in _special("_speaking"):
            return " ".join(words[:count]).lower()
    behind = re.sub(r"^\s*\d+\s*,?", "", behind).strip().lower()
    return behind or None


@functools.cache
def _special(name: str) -> frozenset[str]:
    return frozenset(table("kinds")[name]["words"])
