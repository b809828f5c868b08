"""The page: what the template is given, and the template filled."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from copydesk.export import dates, wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.page import timeline
from copydesk.export.page.segments import blocks
from copydesk.export.page.template import allowed, data, template
from copydesk.export.page.verdicts import judged
from copydesk.nouns import Audit, Claim, Digest, Entity, Finding, Ledger, Place, SentenceAudit, Span, Time

View = dict[str, Any]
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z", re.ASCII)
_FETCHED = re.compile(r"https?://[^\s\x00-\x20\"'<>\\]+\Z", re.I)


def page(ledger: Ledger, digest: Digest | None = None, audit: Audit | None = None) -> str:
    """One self-contained HTML page of a report: its claims, its facts, and where given a digest and an audit.

    The page loads nothing; style and script are allowed by their hashes alone. Same records, same page.

    >>> page(Ledger(id="r", text="She said no.")).startswith("<!doctype html>")
    True
    """
    css, script = data("colours.css") + data("page.css"), data("page.js")
    return template("page.html").render(
        css=css,
        css_hash=allowed(css),
        script=script,
        script_hash=allowed(script),
        language=ledger.language if LANGUAGE.match(ledger.language or "") else "en",
        **_report(ledger, [*_evidence(digest), *_evidence(audit)]),
        claims=[_claim(ledger, number, claim) for number, claim in enumerate(ledger.claims, 1)],
        no_claims=wording.no_claims(ledger),
        sources=_sources(ledger),
        own=[{"kind": wording.sort_of(event.kind), "quote": sentence.quote, **_link(ledger, sentence)} for event, sentence in wording.own_voice(ledger)],
        unknowns=[{"quote": span.quote, **_link(ledger, span)} for span in ledger.unknowns],
        **_times(ledger),
        places=_places(ledger),
        quantities=[{"amount": wording.amount(q), "kind": wording.counted(q), "quote": q.quote, "why": q.why, **_link(ledger, q)} for q in ledger.quantities],
        entities=[(title, [_entity(ledger, entity) for entity in found]) for title, found in (("People", ledger.people), ("Organisations", ledger.organisations)) if found],
        notes=list(ledger.notes),
        digest=_digest(ledger, digest) if digest else None,
        audit=_audit(ledger, audit) if audit else None,
    )  # fmt: skip


def linked(url: str) -> str | None:
    """The address if a link may lead there: one on the web, and no script."""
    return url if _FETCHED.match(url) else None


def _evidence(record: Digest | Audit | None) -> Iterable[Span]:
    for sentence in record.sentences if record else ():
        yield from sentence.evidence
        for finding in getattr(sentence, "findings", ()):
            yield from finding.evidence


def _link(ledger: Ledger, *spans: Span | None) -> View:
    """Where a link to the spans goes, and which characters it lights; nothing for spans of another report."""
    ours = [s for s in spans if s is not None and s.report in (None, ledger.id) and s.quotes(ledger.text)]
    if not ours:
        return {"href": None, "light": ""}
    starts = sorted((_shown_from(ledger, span), span.end) for span in ours)
    return {"href": f"#at-{starts[0][0]}", "light": " ".join(f"{start}-{end}" for start, end in starts)}


def _shown_from(ledger: Ledger, span: Span) -> int:
    """The first character of a span that is shown: white space between paragraphs is not."""
    return span.start + len(span.quote) - len(span.quote.lstrip())


def _report(ledger: Ledger, evidence: Sequence[Span]) -> View:
    ours = [span for span in evidence if span.report in (None, ledger.id)]
    head = ledger.headline
    url = ledger.url or ""
    return {
        "id": one_line(wording.whence(ledger), 80),
        "title": one_line(wording.title(ledger), 200),
        "has_headline": head is not None,
        "blocks": blocks(ledger, ours),
        "meta": [fact for fact in (ledger.outlet, ledger.byline and f"by {ledger.byline}") if fact],
        "published": ledger.published and dates.readable(ledger.published),
        "published_from": wording.PUBLISHED_FROM.get(ledger.published_from or "", ""),
        "language_name": wording.language(ledger.language) if ledger.language else None,
        "url": url,
        "url_link": linked(url),
        "certainties": [(word, told) for word, told in wording.CERTAINTY.items() if any(c.certainty == word for c in ledger.claims)],
    }  # fmt: skip


def _claim(ledger: Ledger, number: int, claim: Claim) -> View:
    said = claim.source.quote if claim.source else None
    return {
        "number": number,
        "who": wording.who(claim),
        "named": claim.source is not None or claim.source_name is not None,
        "as": said if said and claim.source_name and one_line(said).lower() != one_line(claim.source_name).lower() else None,
        "kind": wording.kind(claim),
        "cue": claim.cue.quote,
        "parts": [part.quote for part in claim.content],
        "certainty": claim.certainty,
        "told": wording.CERTAINTY[claim.certainty],
        "hedge": claim.hedge.quote if claim.hedge else None,
        "speech": claim.speech,
        "negative": claim.polarity == "negative",
        "within": None if claim.within is None else claim.within + 1,
        "score": f"{claim.score:.0%}",
        "why": claim.why,
        **_link(ledger, claim.source, claim.cue, *claim.content),
    }  # fmt: skip


def _sources(ledger: Ledger) -> list[View]:
    """Each source with all its claims, the most quoted first."""
    found: dict[str, list[Claim]] = {}
    for claim in ledger.claims:
        if claim.source or claim.source_name:
            found.setdefault(wording.who(claim), []).append(claim)
    groups = sorted(found.items(), key=lambda group: -len(group[1]))
    return [
        {"name": name, "count": len(claims), **_link(ledger, *(s for c in claims for s in (c.source, c.cue, *c.content)))}
        for name, claims in groups
    ]  # fmt: skip


def _times(ledger: Ledger) -> View:
    on, off = timeline.ordered(ledger.times)
    return {
        "line": timeline.line(on, ledger.published),
        "dated": [_time(ledger, group) for group in on],
        "undated": [_time(ledger, group) for group in off],
    }


def _time(ledger: Ledger, group: Sequence[Time]) -> View:
    first = group[0]
    mod = wording.MOD.get(first.mod or "", "")
    return {
        "told": f"{mod} {dates.readable(first.value)}".strip(),
        "value": first.value + (f" {first.mod}" if first.mod else ""),
        "mentions": _mentions(ledger, group),
        "why": first.why,
    }


def _mentions(ledger: Ledger, spans: Sequence[Span]) -> list[View]:
    return [{"quote": quote, "count": len(same), **_link(ledger, *same)} for quote, same in wording.together(spans)]


def _places(ledger: Ledger) -> list[View]:
    found: dict[tuple[str, float, float], list[Place]] = {}
    for place in ledger.places:
        found.setdefault((place.name, place.lat, place.lon), []).append(place)
    return [
        {"name": name, "kind": wording.sort_of(same[0].kind), "country": same[0].country, "why": same[0].why,
         "where": f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}",
         "mentions": _mentions(ledger, same)}
        for (name, lat, lon), same in found.items()
    ]  # fmt: skip


def _entity(ledger: Ledger, entity: Entity) -> View:
    return {"name": entity.name, "mentions": _mentions(ledger, entity.mentions), **_link(ledger, *entity.mentions)}


def _digest(ledger: Ledger, digest: Digest) -> View:
    numbers = wording.citations(digest)
    places = {wording.place_of(span): span for sentence in digest.sentences for span in sentence.evidence}
    return {
        "sentences": [
            {"text": sentence.text, "edits": sentence.edits,
             "cited": [{"number": numbers[wording.place_of(span)], **_link(ledger, span)} for span in sentence.evidence]}
            for sentence in digest.sentences
        ],
        "evidence": [
            {"number": number, "quote": quoted(one_line(place[3])), "report": _elsewhere(ledger, places[place]), **_link(ledger, places[place])}
            for place, number in numbers.items()
        ],
        "edits": [edit for sentence in digest.sentences for edit in sentence.edits],
        "notes": digest.notes,
    }  # fmt: skip


def _elsewhere(ledger: Ledger, span: Span) -> str | None:
    return None if span.report in (None, ledger.id) else span.report


def _audit(ledger: Ledger, audit: Audit) -> View:
    numbers = itertools.count(1)
    sentences = [_audited(ledger, at, sentence, numbers) for at, sentence in enumerate(audit.sentences, 1)]
    return {
        "sentences": sentences,
        "drifting": sum(sentence.verdict == "drift" for sentence in audit.sentences),
        "unsure": sum(sentence.verdict == "unsure" for sentence in audit.sentences),
        "findings": len(audit.findings),
        "major": sum(finding.severity == "major" for finding in audit.findings),
        "notes": audit.notes,
    }


def _audited(ledger: Ledger, at: int, sentence: SentenceAudit, numbers: itertools.count[int]) -> View:
    return {
        **judged(at, sentence, numbers, lambda finding: _finding(ledger, finding)),
        "evidence": [_proof(ledger, span) for span in sentence.evidence],
        **_link(ledger, *sentence.evidence),
    }


def _finding(ledger: Ledger, finding: Finding) -> View:
    return {
        "quote": finding.quote,
        "suggestion": finding.suggestion,
        "evidence": [_proof(ledger, span) for span in finding.evidence],
        **_link(ledger, *finding.evidence),
    }


def _proof(ledger: Ledger, span: Span) -> View:
    return {"quote": quoted(one_line(span.quote)), "report": _elsewhere(ledger, span), **_link(ledger, span)}
