"""Events of a report: triggers, kinds, participants, time and place near them, who asserts them, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.facts.events.factuality import factualities
from copydesk.facts.events.main import main_event
from copydesk.facts.events.ontology import OTHER, ontology
from copydesk.facts.events.roles import phrase, roles
from copydesk.nouns import Claim, Event, Participant, Place, Span, Time
from copydesk.parse.names import Names
from copydesk.parse.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

LIMITS = {"certain": 3.0, "probable": 1.8, "possible": 1.0, "unknown": 0.8}
MOST_TRIGGERS = 40  # of one sentence; what has more is no sentence, and its tree has no bounds
FARTHEST = 4  # steps in the tree from a trigger to its time or place
_OF_PAPER = frozenset(("press", "news", "media"))  # a press release sets nobody free
_LIGHT = frozenset(("be", "have", "do", "make", "take", "get", "say", "tell", "include", "seem", "appear"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event."""

    token: Token
    kind: str
    first: int
    last: int
    sentence: int


def find_events(
    parsed: Parsed, claims: Sequence[Claim], times: Sequence[Time], places: Sequence[Place], names: Names
) -> tuple[Event, ...]:
    """The events that the body of a report tells, in text order; exactly one is the main one if there are any.

    What the outlet tells in its own voice has no claim; a sentence of that sort without a word of the ontology gives an
    event of kind "other". `factuality` runs from -3 to 3.

    >>> from copydesk.nouns import Report
    >>> from copydesk.parse import parse
    >>> parsed = parse(Report(id="x", text="Two soldiers were killed by a mine in Ukraine."))
    >>> [(e.kind, [(p.role, p.span.quote) for p in e.participants]) for e in find_events(parsed, (), (), (), Names((), ()))]
    [('killing', [('patient', 'Two soldiers'), ('agent', 'a mine')])]
    """
    found = _triggers(parsed, claims)
    if not found:
        return ()
    told = factualities([trigger.token for trigger in found])
    main = main_event(parsed, [(t.token, t.kind, t.sentence) for t in found], told)
    anchors_times = _anchors(parsed, [time for time in times if time.type in ("DATE", "TIME")])
    anchors_places = _anchors(parsed, places)
    events = []
    for at, trigger in enumerate(found):
        token = trigger.token
        claim = _claim(token, claims)
        surely, why = _surely(told[at], claim, claims)
        start, end = token.idx, token.idx + len(token)
        kind = ontology().kinds[trigger.kind]
        events.append(
            Event(
                trigger=parsed.span(start, end),
                kind=trigger.kind,
                participants=tuple(Participant(role, _named(parsed, word, names)) for role, word in roles(token, kind)),
                time=_nearest(trigger, anchors_times),
                place=_nearest(trigger, anchors_places),
                claim=claim,
                main=at == main,
                factuality=surely,
                why=f"“{token.text}”: {kind.what}; {why}",
            )
        )
    return tuple(events)


def _triggers(parsed: Parsed, claims: Sequence[Claim]) -> list[Trigger]:
    """The words of the body that tell of events; a sentence in the outlet's voice that has none gives its main verb."""
    cues = sorted((claim.cue.start, claim.cue.end) for claim in claims)
    found: list[Trigger] = []
    for number, sentence in enumerate(parsed.body):
        here: list[Trigger] = []
        for token in sentence:
            if len(here) == MOST_TRIGGERS:
                break
            kind = ontology().kind(token)
            if kind is None or any(start <= token.idx < end for start, end in cues) or _adjectival(token, kind):
                continue
            here.append(Trigger(token, kind, sentence.start, sentence.end, number))
        if not here:
            root = sentence.root
            told = any(sentence.start_char <= start < sentence.end_char for start, _ in cues)
            if root.pos_ == "VERB" and root.lemma_ not in _LIGHT and not told and len(sentence) > 3:
                here.append(Trigger(root, OTHER, sentence.start, sentence.end, number))
        found += here
    return found


def _adjectival(token: Token, kind: str) -> bool:
    """Whether a word of the ontology only describes another one's kind ("a murder suspect", "a banned substance")."""
    if token.pos_ == "NOUN":
        return token.dep_ in ("compound", "npadvmod") or any(
            c.dep_ == "compound" and c.lower_ in _OF_PAPER for c in token.children
        )
    if token.pos_ != "VERB" or token.dep_ != "amod":
        return False
    return token.tag_ == "VBG" or (ontology().kinds[kind].standing and token.i < token.head.i)


def _claim(token: Token, claims: Sequence[Claim]) -> int | None:
    """The innermost claim whose content holds a word: the shortest of the spans that cover it."""
    best: tuple[int, int] | None = None
    for index, claim in enumerate(claims):
        for span in claim.content:
            if span.start <= token.idx < span.end:
                size = (span.end - span.start, -index)
                if best is None or size < best:
                    best = size
    return None if best is None else -best[1]


def _surely(value: float, claim: int | None, claims: Sequence[Claim]) -> tuple[float, str]:
    """How far an event is a fact, by its clause and by the claim that asserts it, and why."""
    if claim is None:
        return round(value, 2), _words(value) + ", in the outlet's own voice"
    asserted = claims[claim]
    limit = LIMITS[asserted.certainty]
    if value > limit:
        value = limit
    who = asserted.source_name or "a source that is not named"
    return round(value, 2), f"{_words(value)}, according to {who} (“{asserted.cue.quote}”)"


def _words(value: float) -> str:
    """A factuality in words."""
    for least, words in (
        (2.3, "told as a fact"),
        (1.6, "told as likely"),
        (0.0, "told as possible or planned"),
        (-1.0, "doubtful"),
    ):
        if value >= least:
            return words
    return "told as not so"


def _named(parsed: Parsed, word: Token, names: Names) -> Span:
    """The span of a participant: the name that the word belongs to if that is longer than its phrase, else the phrase."""
    start, end = phrase(word)
    entity = names.at(word.idx, word.idx + len(word))
    if entity is not None:
        for mention in entity.mentions:
            if mention.start <= word.idx < mention.end:
                start, end = min(start, mention.start), max(end, mention.end)
    return parsed.span(start, end)


def _anchors(parsed: Parsed, spans: Sequence[Time] | Sequence[Place]) -> list[tuple[Token, Span]]:
    """Each time or place with the word that its phrase hangs on."""
    found = []
    for span in spans:
        words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is not None and len(words):
            found.append((words.root, Span(span.start, span.end, span.quote)))
    return found


def _nearest(trigger: Trigger, anchors: list[tuple[Token, Span]]) -> Span | None:
    """The time or place that hangs on a trigger, a few steps up or down the tree in the same sentence; else None."""
    token = trigger.token
    up: dict[int, int] = {}
    node = token
    for step in range(FARTHEST):
        up[node.i] = step
        if node.head.i == node.i:
            break
        node = node.head
    best: tuple[int, int, int] | None = None
    for index, (word, _) in enumerate(anchors):
        if not trigger.first <= word.i < trigger.last:
            continue
        node, down = word, 0
        while node.i not in up and node.head.i != node.i and down <= FARTHEST:
            node, down = node.head, down + 1
        # going up past the trigger's clause costs double: what hangs on another verb is that verb's
        if node.i in up and down + 2 * up[node.i] <= FARTHEST + 1:
            score = (down + 2 * up[node.i], abs(word.i - token.i), index)
            best = min(best, score) if best else score
    return anchors[best[2]][1] if best else None
