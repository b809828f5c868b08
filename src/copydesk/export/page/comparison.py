"""The page of a comparison: incidents, facts by report, counts over time and a map, beside the reports they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copydesk.export import dates, sides, wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.page.atlas import atlas
from copydesk.export.page.build import LANGUAGE, linked
from copydesk.export.page.segments import Block, blocks
from copydesk.export.page.template import allowed, data, template
from copydesk.export.page.tolls import toll
from copydesk.export.sides import Sides
from copydesk.nouns import (
    Comparison,
    Digest,
    Doubt,
    Fact,
    Happening,
    Incident,
    Ledger,
    Place,
    SharedText,
    Span,
    Value,
)

View = dict[str, Any]
# A browser stays quick with so many incidents, reports of one and of all together, entries of a list, reports in whole, and
# columns of a table; the rest is in the JSON, and the page says so.
MOST_INCIDENTS, MOST_OF_ONE, MOST_REPORTS, MOST_LISTED, MOST_WHOLE, MOST_COLUMNS = 100, 50, 1000, 200, 300, 24
MOST_WORDS = 4  # for one event, of all the words in which it is told


def comparison_page(comparison: Comparison, ledgers: Iterable[Ledger]) -> str:
    """One self-contained HTML page of reports side by side, each value a click from its words in the report.

    Of a very large pool it shows the 100 incidents with most reports, and of their reports the paragraphs that count.

    >>> comparison_page(Comparison(incidents=(), unplaced=("r",)), [Ledger(id="r", text="She said no.")])[:15]
    '<!doctype html>'
    """
    return _Page(comparison, ledgers).render()


def incident_page(digest: Digest, incident: Incident, comparison: Comparison, ledgers: Iterable[Ledger]) -> str:
    """The page of one incident of a comparison: the digest of its reports, each sentence a click from them, then the facts.

    `ledgers` are those of the incident.
    """
    own = set(incident.reports)
    alone = Comparison(
        incidents=(incident,),
        copies=tuple(ids for ids in comparison.copies if own & set(ids)),
        origins=tuple(ids for ids in comparison.origins if own & set(ids)),
        shared=tuple(shared for shared in comparison.shared if own >= set(shared.reports)),
    )
    return _Page(alone, ledgers, {incident.id: digest}).render()


class _Page:
    """The comparison as the template is given it."""

    def __init__(
        self, comparison: Comparison, ledgers: Iterable[Ledger], digests: Mapping[str, Digest] | None = None
    ) -> None:
        self.digests = digests or {}
        self.told = Sides(comparison, ledgers)
        kept: dict[int, list[str]] = {}
        room = MOST_REPORTS
        for incident in sorted(comparison.incidents, key=lambda made: -len(made.reports))[:MOST_INCIDENTS]:
            reports = self._listed(incident)
            if len(reports) <= room:
                kept[id(incident)] = reports
                room -= len(reports)
        self.incidents = [incident for incident in comparison.incidents if id(incident) in kept]
        self.left_out = len(comparison.incidents) - len(self.incidents)
        shown = {report for reports in kept.values() for report in reports}
        if len(self.told.number) <= MOST_WHOLE:
            shown = set(self.told.number)
        self.shown = [report for report in self.told.number if report in shown]
        # All reports are one text to the script: each has its place in it.
        self.base: dict[str, int] = {}
        at = 0
        for report in self.shown:
            self.base[report], at = at, at + len(self.told.ledgers[report].text) + 1
        self.proof: dict[str, list[Span]] = {report: [] for report in self.shown}
        for span in self._spans():
            if span.report in self.proof:
                self.proof[span.report].append(span)

    def _listed(self, incident: Incident) -> list[str]:
        """The reports of an incident that are shown: of very many, first those that give a fact."""
        reports = self.told.ordered(incident.reports)
        if len(reports) <= MOST_OF_ONE:
            return reports
        telling = {value.report for fact in incident.facts for value in fact.values}
        return self.told.ordered(sorted(reports, key=lambda report: report not in telling)[:MOST_OF_ONE])

    def _spans(self) -> Iterable[Span]:
        for digest in self.digests.values():
            for sentence in digest.sentences:
                yield from sentence.evidence
        for incident in self.incidents:
            for fact in incident.facts:
                yield from fact.values
            for event in incident.events:
                yield from map(self._sentence, self._mentions(event))
        for shared in self.told.comparison.shared:
            yield from shared.passages

    def render(self) -> str:
        comparison = self.told.comparison
        css = data("colours.css") + data("page.css") + data("comparison.css")
        script = data("page.js") + data("comparison.js")
        return template("comparison.html").render(
            css=css,
            css_hash=allowed(css),
            script=script,
            script_hash=allowed(script),
            title=f"{wording.plural(len(self.told.ledgers), 'report')}, {wording.plural(len(comparison.incidents), 'incident')}",
            origins=wording.plural(len(comparison.origins), "independent origin") if comparison.origins else "",
            incidents=[self._incident(number, incident) for number, incident in enumerate(self.incidents, 1)],
            left_out=self.left_out,
            map=atlas(list(self._places())),
            shared=[self._shared(shared) for shared in comparison.shared[:MOST_LISTED]],
            doubts=[self._doubt(doubt) for doubt in comparison.doubts[:MOST_LISTED]],
            unplaced=[self._report(report) for report in self.told.ordered(comparison.unplaced)[:MOST_LISTED]],
            counts={"incidents": len(comparison.incidents), "shared": len(comparison.shared), "doubts": len(comparison.doubts), "unplaced": len(comparison.unplaced)},
            listed=MOST_LISTED,
            reports=[self._text(report) for report in self.shown],
            whole=len(self.shown) <= MOST_WHOLE,
            notes=comparison.notes,
            relations=sides.RELATIONS,
            certainties=wording.CERTAINTY,
        )  # fmt: skip

    def _link(self, *spans: Span) -> View:
        """Where a link to the spans goes, and which characters of all reports it lights."""
        found = []
        for span in spans:
            if span.report in self.base and span.quotes(self.told.ledgers[span.report].text):
                start = span.start + len(span.quote) - len(span.quote.lstrip())
                found.append((self.base[span.report] + start, self.base[span.report] + span.end))
        if not found:
            return {"href": None, "light": ""}
        return {"href": f"#at-{min(found)[0]}", "light": " ".join(f"{start}-{end}" for start, end in sorted(found))}

    def _report(self, report: str) -> View:
        first = self.told.original(report)
        return {
            "number": self.told.at(report),
            "shown": report in self.base,
            "outlet": self.told.outlet(report),
            "title": self.told.title(report),
            "published": self.told.published(report),
            "copy_of": self.told.at(first) if first else None,
        }

    def _text(self, report: str) -> View:
        ledger = self.told.ledgers[report]
        proof = self.proof[report]
        # Of the ledger only what is shown here: a report is cut where a value begins and ends, and nowhere else.
        bare = Ledger(id=ledger.id, text=ledger.text, headline=ledger.headline, digest=ledger.digest)
        made = blocks(bare, proof)
        if len(self.shown) > MOST_WHOLE:
            made = [block for block in made if block.role == "headline" or _holds(block, proof)]
        url = ledger.url or ""
        return {
            **self._report(report),
            "base": self.base[report],
            "blocks": made,
            "headed": ledger.headline is not None,
            "language": ledger.language if LANGUAGE.match(ledger.language or "") else "en",
            "url": url,
            "url_link": linked(url),
        }

    def _incident(self, number: int, incident: Incident) -> View:
        reports = self._listed(incident)
        columns = reports
        if len(reports) > MOST_COLUMNS:
            telling = {value.report for fact in incident.facts for value in fact.values}
            columns = [report for report in reports if report in telling][:MOST_COLUMNS]
        rows = sides.rows(incident)
        charts = [chart for attribute, facts in rows if (chart := toll(attribute, facts))]
        return {
            "number": number,
            "name": one_line(incident.name, 200),
            "time": dates.readable(incident.time) if incident.time else None,
            "place": incident.place and one_line(incident.place, 100),
            "counted": self.told.counted(incident),
            "relations": sides.relations(incident.facts),
            "conflicts": sum(fact.relation == "conflict" for fact in incident.facts),
            "why": [self.told.numbered(why, incident.reports) for why in incident.why[:MOST_OF_ONE]] if len(incident.reports) > 1 else [],
            "digest": self._digest(self.digests[incident.id]) if incident.id in self.digests else None,
            "reports": [self._report(report) for report in reports],
            "all": len(incident.reports),
            "columns": [self._report(report) for report in columns],
            "rows": [self._row(attribute, facts, columns) for attribute, facts in rows],
            "events": [self._event(event) for event in incident.events[:MOST_LISTED]],
            "more_events": max(0, len(incident.events) - MOST_LISTED),
            "charts": [{"chart": chart, "dots": [{"dot": dot, **self._value(dot.value)} for dot in chart.dots]} for chart in charts],
            "facts": [self._fact(fact) for _, facts in rows for fact in facts if fact.relation != "single"],
        }  # fmt: skip

    def _digest(self, digest: Digest) -> View:
        """The digest's sentences, each with the numbers of the reports that it cites and what a click on them lights."""
        return {
            "sentences": [
                {
                    "text": sentence.text,
                    "cited": [
                        {
                            "number": self.told.at(span.report or ""),
                            "quote": one_line(span.quote, 300),
                            **self._link(span),
                        }
                        for span in sentence.evidence
                    ],
                }
                for sentence in digest.sentences
            ],
            "edits": [edit for sentence in digest.sentences for edit in sentence.edits],
            "notes": digest.notes,
        }

    def _row(self, attribute: str, facts: Sequence[Fact], columns: Sequence[str]) -> View:
        """An attribute, and what each report of `columns` gives for it; a value of several facts stands there once."""
        cells: dict[str, dict[tuple[int, int, str], View]] = {report: {} for report in columns}
        for fact in facts:
            for value in fact.values:
                if value.report in cells:
                    key = (value.start, value.end, sides.told(value))
                    view = cells[value.report].setdefault(key, self._value(value))
                    view["conflict"] = view["conflict"] or fact.relation == "conflict"
        found = dict.fromkeys(fact.relation for fact in facts)
        return {
            "attribute": attribute,
            "relations": list(found),
            "cells": [list(cells[report].values()) for report in columns],
        }

    def _fact(self, fact: Fact) -> View:
        values = sorted(
            fact.values, key=lambda value: (value.time or "", self.told.at(value.report or ""), value.start)
        )
        return {
            "attribute": fact.attribute,
            "relation": fact.relation,
            "why": self.told.numbered(fact.why, {value.report or "" for value in values}),
            "given": [self._value(value) for value in values[:MOST_COLUMNS]],
            "more": max(0, len(values) - MOST_COLUMNS),
            **self._link(*values),
        }

    def _mentions(self, event: Happening) -> list[Span]:
        """What each report that is shown says of an event first, in the order of the reports' numbers."""
        first: dict[str, Span] = {}
        for mention in sorted(event.mentions, key=lambda mention: mention.start):
            if mention.report in self.told.ledgers:
                first.setdefault(mention.report, mention)
        return [first[report] for report in self.told.ordered(first)]

    def _sentence(self, mention: Span) -> Span:
        """The sentence of a report in which a mention stands; the mention itself where there is none."""
        ledger = self.told.ledgers[mention.report or ""]
        around = next((s for s in ledger.sentences if s.start <= mention.start and mention.end <= s.end), mention)
        return around.within(ledger.id)

    def _event(self, event: Happening) -> View:
        """The day of an event, its words as they are told, and the sentence of each report that tells of it."""
        words = dict.fromkeys(one_line(mention.quote, 40).lower() for mention in event.mentions)
        mentions = self._mentions(event)
        told = [(mention, self._sentence(mention)) for mention in mentions[:MOST_COLUMNS]]
        return {
            "when": dates.readable(event.time) if event.time else None,
            "words": ", ".join(list(words)[:MOST_WORDS]),
            "given": [
                {
                    "number": self.told.at(mention.report or ""),
                    "outlet": self.told.outlet(mention.report or ""),
                    "quote": quoted(one_line(sentence.quote, 240)),
                    **self._link(sentence),
                }
                for mention, sentence in told
            ],
            "more": len(mentions) - len(told),
        }

    def _value(self, value: Value) -> View:
        return {
            "told": sides.told(value),
            "who": self.told.who(value),
            "cited": value.source_name is not None,
            "certainty": value.certainty,
            "sure": wording.CERTAINTY[value.certainty],
            "negative": value.polarity == "negative",
            "conflict": False,
            "when": sides.when(value),
            "quote": quoted(one_line(value.quote, 240)),
            "why": one_line(value.why, 300),
            "report": self.told.at(value.report or ""),
            "outlet": self.told.outlet(value.report or "") if value.report in self.told.ledgers else "",
            **self._link(value),
        }

    def _shared(self, shared: SharedText) -> View:
        return {
            "counted": self.told.shared(shared),
            "reports": [self._report(report) for report in self.told.ordered(shared.reports)[:MOST_OF_ONE]],
            "original": self.told.at(shared.original) if shared.original else None,
            "why": self.told.numbered(shared.why, shared.reports),
            **self._link(*shared.passages),
        }

    def _doubt(self, doubt: Doubt) -> View:
        pair = [self._report(report) for report in self.told.ordered(doubt.reports)]
        return {"pair": pair, "score": f"{doubt.score:.0%}", "why": self.told.numbered(doubt.why, doubt.reports)}

    def _places(self) -> Iterable[tuple[int, float, float, str]]:
        """Where each incident is, for those whose place one of its reports resolves."""
        for number, incident in enumerate(self.incidents, 1):
            named: Counter[tuple[str, float, float]] = Counter()
            for report in incident.reports:
                named.update(
                    (p.name, p.lat, p.lon) for p in self.told.ledgers[report].places if _names(p, incident.place)
                )
            if named:
                name, lat, lon = min(named, key=lambda key: (-named[key], key))
                yield number, lat, lon, one_line(name, 24)


def _names(place: Place, wanted: str | None) -> bool:
    return wanted is not None and wanted.casefold() in (place.name.casefold(), place.quote.casefold())


def _holds(block: Block, spans: Sequence[Span]) -> bool:
    start, end = block.segments[0].start, block.segments[-1].end
    return any(span.start < end and span.end > start for span in spans)
