"""The page of an audit: the digest on the left, its reports on the right, every finding linked to the words it rests on."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from copydesk.export import dates, wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.page.build import LANGUAGE, linked
from copydesk.export.page.segments import Block, blocks
from copydesk.export.page.template import allowed, data, template
from copydesk.export.page.verdicts import judged
from copydesk.export.sarif import drifts
from copydesk.nouns import Audit, Finding, Ledger, SentenceAudit, Span

View = dict[str, Any]


def audit_page(audit: Audit, ledgers: Sequence[Ledger]) -> str:
    """One self-contained HTML page of an audit, each finding a click from its evidence and each evidence from its sentences.

    `ledgers` are those that were audited against. The page loads nothing; style and script are allowed by their hashes alone.

    >>> audit_page(Audit(id="d", digest="No.", sentences=()), [Ledger(id="r", text="She said no.")])[:15]
    '<!doctype html>'
    """
    return _Page(audit, ledgers).render()


class _Page:
    """The audit as the template is given it."""

    def __init__(self, audit: Audit, ledgers: Sequence[Ledger]) -> None:
        self.audit, self.ledgers = audit, ledgers
        # All reports are one text to the script: each has its place in it.
        self.base: list[int] = list(itertools.accumulate((len(ledger.text) + 1 for ledger in ledgers[:-1]), initial=0))
        # Which digest sentences rest on a stretch of a report, the audit's own evidence and that of its findings.
        self.rests: list[dict[tuple[int, int], set[int]]] = [defaultdict(set) for _ in ledgers]
        for number, sentence in enumerate(audit.sentences, 1):
            for span in (*sentence.evidence, *(span for finding in sentence.findings for span in finding.evidence)):
                if (at := self.report_of(span)) is not None:
                    self.rests[at][span.start, span.end].add(number)

    def report_of(self, span: Span) -> int | None:
        """The place among the reports of the one that a span quotes; None if it quotes none of them."""
        for at, ledger in enumerate(self.ledgers):
            if span.report in (None, ledger.id) and span.quotes(ledger.text):
                return at
        return None

    def link(self, spans: Sequence[Span]) -> View:
        """Where a link to the spans goes and which characters it lights: the first named is what a reader is led to."""
        found = []
        for span in spans:
            if (at := self.report_of(span)) is not None:
                start = span.start + len(span.quote) - len(span.quote.lstrip())
                found.append((self.base[at] + start, self.base[at] + span.end))
        if not found:
            return {"href": None, "light": ""}
        return {"href": f"#at-{found[0][0]}", "light": " ".join(f"{start}-{end}" for start, end in found)}

    def render(self) -> str:
        css = data("colours.css") + data("page.css") + data("audit.css")
        script = data("page.js")
        numbers = itertools.count(1)
        sentences = [self._sentence(at, sentence, numbers) for at, sentence in enumerate(self.audit.sentences, 1)]
        types = list(dict.fromkeys(finding.type for finding in self.audit.findings))
        return template("audit.html").render(
            css=css,
            css_hash=allowed(css),
            script=script,
            script_hash=allowed(script),
            title=one_line(wording.title(self.ledgers[0]), 120) if self.ledgers else one_line(self.audit.id, 120),
            named=one_line(wording.given_id(self.audit, self.ledgers) or "", 120),
            summary=wording.audited(self.audit),
            findings=len(self.audit.findings),
            sentences=sentences,
            types=[(drifts()[name]["name"], drifts()[name]["short"]) for name in sorted(types)],
            notes=self.audit.notes,
            reports=[self._report(at, ledger) for at, ledger in enumerate(self.ledgers)],
        )

    def _sentence(self, at: int, sentence: SentenceAudit, numbers: itertools.count[int]) -> View:
        held = sorted({found for span in sentence.evidence if (found := self.report_of(span)) is not None})
        several = len(self.ledgers) > 1
        return {
            **judged(at, sentence, numbers, lambda finding: self._finding(sentence, finding)),
            "rests": wording.plural(len(sentence.evidence), "report sentence") if held else None,
            "reports": [report + 1 for report in held] if several else [],
            **self.link(sentence.evidence),
        }

    def _finding(self, sentence: SentenceAudit, finding: Finding) -> View:
        before, after = finding.start - sentence.start, finding.end - sentence.start
        return {
            "quote": one_line(finding.quote, 160),
            "change": finding.suggestion
            and {
                "before": sentence.quote[: max(before, 0)],
                "old": finding.quote,
                "new": finding.suggestion,
                "after": sentence.quote[after:],
            },
            "evidence": [self._proof(span) for span in finding.evidence],
            **self.link(finding.evidence),
        }

    def _proof(self, span: Span) -> View:
        at = self.report_of(span)
        known = at is not None and len(self.ledgers) == 1
        return {
            "quote": quoted(one_line(span.quote)),
            "report": None if known else span.report if at is None else f"Report {at + 1}",
            **self.link([span]),
        }

    def _report(self, at: int, ledger: Ledger) -> View:
        spans = [Span.of(ledger.text, start, end) for start, end in self.rests[at]]
        # Only what a digest rests on is marked here: claims and facts have a page of their own.
        bare = msgspec.structs.replace(ledger, claims=(), unknowns=(), times=(), places=(), quantities=(), people=(),
                                       organisations=(), events=(), sentences=())  # fmt: skip
        made = blocks(bare, spans)
        url = ledger.url or ""
        return {
            "number": at + 1,
            "outlet": ledger.outlet and one_line(ledger.outlet, 80),
            "published": ledger.published and dates.readable(ledger.published),
            "where": one_line(wording.whence(ledger), 80),
            "title": one_line(wording.title(ledger), 200),
            "headed": ledger.headline is not None,
            "blocks": [self._block(at, block) for block in made],
            "language": ledger.language if LANGUAGE.match(ledger.language or "") else "en",
            "url": url,
            "url_link": linked(url),
            "used": len({number for numbers in self.rests[at].values() for number in numbers}),
        }

    def _block(self, at: int, block: Block) -> View:
        segments = []
        for segment in block.segments:
            rests, ends = set[int](), set[int]()
            for (start, end), numbers in self.rests[at].items():
                if start <= segment.start and segment.end <= end:
                    rests |= numbers
                if max(segment.start, min(end, block.segments[-1].end)) == segment.end and start < segment.end:
                    ends |= numbers
            view = {"start": self.base[at] + segment.start, "end": self.base[at] + segment.end, "text": segment.text}
            segments.append({**view, "rests": sorted(rests), "ends": sorted(ends)})
        return {"role": block.role, "segments": segments}
