"""Draft -> Digest: what the audit does not let pass gives way, until it finds nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from copydesk.audit.thresholds import MIDDLE
from copydesk.digest import compose, compose_incident, leans, orders, stand_in
from copydesk.digest.writers import Writer
from copydesk.nouns import Digest, DigestSentence, Finding, Incident, Ledger, Span

ROUNDS = 2  # how often a writer's sentence may be corrected before it gives way
LONG = "the draft is longer than asked for"
QUOTED = 160  # characters of a sentence that a note repeats
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]+", re.I)
_WORD = re.compile(r"[^\W_]+")


def extracted(ledger: Ledger, *, sentences: int, words: int | None) -> Digest:
    """A digest of the report's own sentences; one in which the audit finds drift gives way to the next best.

    A sentence that does not pass with its days told as dates is tried with the report's own words first.
    """
    refused: set[int] = set()
    plain: set[int] = set()
    while True:
        draft = compose(ledger, sentences=sentences, words=words, without=refused, plain=plain)
        looks = _looked([sentence.text for sentence in draft.sentences], [ledger])
        drifting = [sentence for sentence, look in zip(draft.sentences, looks, strict=True) if look.findings]
        if not drifting:
            break
        starts = {sentence.evidence[0].start for sentence in drifting}
        refused |= starts & plain
        plain |= starts
    if not refused:
        return draft
    note = f"{_count(len(refused), 'sentence')} gave way to others: the audit was not content with them"
    return msgspec.structs.replace(draft, notes=(*draft.notes, note))


def together(incident: Incident, ledgers: Sequence[Ledger], *, sentences: int, words: int | None) -> Digest:
    """A digest of an incident; a sentence in which the audit against all its reports finds drift gives way to the next."""
    own = [ledger for ledger in ledgers if ledger.id in incident.reports]
    refused: set[str] = set()
    while True:
        draft = compose_incident(incident, own, sentences=sentences, words=words, without=refused)
        looks = _looked([sentence.text for sentence in draft.sentences], own)
        drifting = {sentence.text for sentence, look in zip(draft.sentences, looks, strict=True) if look.findings}
        if not drifting:
            break
        refused |= drifting
    if not refused:
        return draft
    note = f"{_count(len(refused), 'sentence')} gave way to others: the audit was not content with them"
    return msgspec.structs.replace(draft, notes=(*draft.notes, note))


def written(ledger: Ledger, writer: Writer, *, sentences: int, words: int | None) -> Digest:
    """A digest in a writer's words where the audit lets them pass, and in the report's where it does not.

    A drifting sentence is corrected where every finding suggests how and the corrected one passes; else a sentence
    of the report stands in for it. Each `edits` and the notes say what was changed and why.
    """
    draft = writer.draft(ledger, sentences=sentences, words=words)
    desk = _Revision(ledger, sentences, words)
    lines = desk.passed(_split(draft, ledger))
    key = hashlib.sha256(
        "\x00".join((ledger.id, ledger.text, str(sentences), str(words), draft)).encode("utf-8", "surrogatepass")
    )
    told = tuple(line.sentence(ledger) for line in lines if line.stands)
    own, mended = sum(line.own for line in lines), sum(line.own and bool(line.edits) for line in lines)
    notes = [
        f"drafted by {writer.name}: of {_count(len(lines), 'sentence')} {own - mended} kept, {mended} corrected, "
        f"{sum(line.extract is not None for line in lines)} replaced by sentences of the report, "
        f"{sum(not line.stands for line in lines)} left out"
    ]
    notes += [f"left out: {_short(line.drafted)} ({line.why})" for line in lines if not line.stands]
    return Digest(id=f"d-{key.hexdigest()[:16]}", reports=(ledger.id,), sentences=told, notes=tuple(notes))


@dataclass(frozen=True, slots=True)
class _Look:
    """What the audit says of one sentence, in offsets of that sentence."""

    passes: bool
    findings: tuple[tuple[int, int, Finding], ...]
    evidence: tuple[Span, ...]


@dataclass(slots=True)
class _Line:
    """One sentence of a draft: as it was drafted, as it stands now, or what stands in for it and why."""

    drafted: str
    text: str
    own: bool = True  # the writer's words, corrected or not
    evidence: tuple[Span, ...] = ()
    edits: list[str] = field(default_factory=list)
    why: str = ""
    extract: DigestSentence | None = None

    @property
    def stands(self) -> bool:
        return self.own or self.extract is not None

    @property
    def shown(self) -> str:
        return self.extract.text if self.extract is not None else self.text

    @property
    def cites(self) -> tuple[Span, ...]:
        return self.extract.evidence if self.extract is not None else self.evidence

    @property
    def length(self) -> int:
        return len(self.shown.split())

    def sentence(self, ledger: Ledger) -> DigestSentence:
        if self.extract is not None:
            edit = f"stands in for {_short(self.drafted)}: {self.why}"
            return msgspec.structs.replace(self.extract, edits=(edit, *self.extract.edits))
        claims = tuple(_told(ledger, self.text, self.evidence))
        names = [name for index in claims if (name := ledger.claims[index].source_name)]
        return DigestSentence(
            text=self.text, evidence=self.evidence, claims=claims, source_name=names[0] if names else None, edits=tuple(self.edits)
        )  # fmt: skip


class _Revision:
    """One revision: the lines change until the audit of the whole finds nothing. Each round takes something away for good."""

    def __init__(self, ledger: Ledger, sentences: int, words: int | None) -> None:
        self.ledger, self.most, self.words = ledger, sentences, words
        self.orders = orders(ledger)
        self.refused: set[int] = set()  # starts of report sentences that may not stand in

    def passed(self, drafted: Sequence[str]) -> list[_Line]:
        """The lines of a draft as they may be printed."""
        lines = [_Line(text, text) for text in drafted]
        self._shorten(lines)
        corrections = 0
        while True:
            standing = [line for line in lines if line.stands]
            looks = _looked([line.shown for line in standing], [self.ledger])
            wrong = []
            for line, look in zip(standing, looks, strict=True):
                if line.extract is not None:
                    if look.findings:
                        self.refused.add(line.extract.evidence[0].start)
                        line.extract = None
                        wrong.append(line)
                    continue
                line.evidence = look.evidence
                why = self._objection(line, look)
                if why and not (corrections < ROUNDS and _correct(line, look)):
                    line.own, line.why = False, why
                    wrong.append(line)
                elif why:
                    wrong.append(line)
            corrections += 1
            self._lean(lines, wrong)
            if not wrong:
                return lines
            for line in wrong:
                if not line.own:
                    self._replace(line, lines)
            self._fit(lines)

    def _fit(self, lines: Sequence[_Line]) -> None:
        """A corrected sentence is longer: leave out the last ones until all fit again."""
        for line in reversed(lines):
            if self.words is None or sum(one.length for one in lines if one.stands) <= self.words:
                return
            if line.stands:
                line.own, line.extract, line.why = False, None, LONG

    def _objection(self, line: _Line, look: _Look) -> str:
        """Why a writer's sentence may not stand as it is; "" where it may."""
        if look.findings:
            return "; ".join(finding.reason for _, _, finding in look.findings)
        if not look.evidence:
            return "nothing in the report holds it up"
        if any(span.start < end and span.end > start for span in look.evidence for start, end in self.orders):
            return "the report only asks its reader for that"
        if not look.passes:
            return "the audit is not sure that the report says so"
        if any(address not in self.ledger.text for address in _ADDRESS.findall(line.text)):
            return "it holds an address that the report does not"
        return ""

    def _lean(self, lines: Sequence[_Line], wrong: list[_Line]) -> None:
        """A sentence that opens with a pronoun falls with the one that it leans on."""
        for before, line in pairwise(lines):
            if line.own and leans(line.text) and not before.own:
                line.own, line.why = False, "it leans on a sentence that was replaced"
                wrong.append(line)

    def _replace(self, line: _Line, lines: Sequence[_Line]) -> None:
        """Let a sentence of the report stand in for a line: of those that it rests on, else the best that nobody tells yet."""
        others = [other for other in lines if other is not line and other.stands]
        cited = [span for other in others for span in other.cites]
        left = None if self.words is None else self.words - sum(other.length for other in others)
        line.extract = stand_in(self.ledger, line.evidence, beside=cited, without=self.refused, words=left)

    def _shorten(self, lines: Sequence[_Line]) -> None:
        """Leave out what is said twice and what goes beyond the length that was asked for."""
        seen: set[str] = set()
        count = used = 0
        for line in lines:
            key = " ".join(_WORD.findall(line.text.lower()))
            if not key or key in seen:
                line.own, line.why = False, "it says nothing new"
            elif count >= self.most or (self.words is not None and used + line.length > self.words):
                line.own, line.why = False, LONG
            else:
                count, used = count + 1, used + line.length
            seen.add(key)


def _correct(line: _Line, look: _Look) -> bool:
    """Put what the findings suggest into a sentence; False where one suggests nothing, or two touch one place."""
    changes = [(start, end, finding.suggestion, finding.reason) for start, end, finding in look.findings]
    if not changes or any(suggestion is None for _, _, suggestion, _ in changes):
        return False
    if (
        any(before[1] > after[0] for before, after in pairwise(changes))
        or changes[0][0] < 0
        or changes[-1][1] > len(line.text)
    ):
        return False  # fmt: skip
    for start, end, suggestion, reason in reversed(changes):
        line.edits.insert(0, f"“{line.text[start:end]}” → “{suggestion}”: {reason}")
        line.text = f"{line.text[:start]}{suggestion}{line.text[end:]}"
    return True


def _looked(texts: Sequence[str], ledgers: Sequence[Ledger]) -> list[_Look]:
    """What the audit of all sentences together says of each."""
    from copydesk.audit import audit_text

    if not texts:
        return []
    audited = audit_text(" ".join(texts), ledgers, id="draft", threshold=MIDDLE).sentences
    looks, start = [], 0
    for text in texts:
        end = start + len(text)
        own = [one for one in audited if one.start < end and one.end > start]
        findings = sorted(
            (f for one in audited for f in one.findings if f.start < end and f.end > start), key=lambda f: (f.start, f.end)
        )  # fmt: skip
        evidence = dict.fromkeys(span for one in own for span in one.evidence)
        looks.append(
            _Look(
                passes=all(one.verdict == "supported" for one in own),
                findings=tuple((f.start - start, f.end - start, f) for f in findings),
                evidence=tuple(evidence),
            )
        )
        start = end + 1
    return looks


def _split(draft: str, ledger: Ledger) -> list[str]:
    """The sentences of a draft, as the audit parts them."""
    from copydesk.audit import audit_text

    return [
        one.quote.strip()
        for one in audit_text(draft, [ledger], id="draft", threshold=MIDDLE).sentences
        if one.quote.strip()
    ]


def _told(ledger: Ledger, text: str, evidence: Sequence[Span]) -> Iterable[int]:
    """The claims of the evidence whose source a sentence names."""
    words = {word.lower() for word in _WORD.findall(text)}
    for index, claim in enumerate(ledger.claims):
        if any(
            part.start < span.end and part.end > span.start
            for part in (claim.content or (claim.cue,))
            for span in evidence
        ):
            name = claim.source_name or (claim.source.quote if claim.source else "")
            if any(len(word) > 3 and word.lower() in words for word in _WORD.findall(name)):
                yield index


def _short(text: str) -> str:
    return f"“{text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + '…'}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
