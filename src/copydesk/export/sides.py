"""The words in which reports side by side are told, one place for terminal and page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from copydesk.export import dates, wording
from copydesk.export.clean import one_line
from copydesk.nouns import Comparison, Fact, Incident, Ledger, Relation, SharedText, Value

RELATIONS: Mapping[Relation, str] = {
    "conflict": "conflict",
    "update": "update",
    "agree": "agree",
    "single": "one origin",
}
# What an editor asks first stands first; attributes that are not here follow in the order of the alphabet.
_FIRST = (
    "date", "place", "killed", "injured", "missing", "arrested", "abducted", "displaced", "cause", "perpetrator", "weapon",
    "status",
)  # fmt: skip
_ORDER = {attribute: at for at, attribute in enumerate(_FIRST)}
_RANK: Mapping[Relation, int] = {relation: at for at, relation in enumerate(RELATIONS)}


class Sides:
    """A comparison and the reports it is about: which number a report has, and what is told of it."""

    def __init__(self, comparison: Comparison, ledgers: Iterable[Ledger]) -> None:
        self.comparison = comparison
        # In the order of publication, so that numbers grow with time.
        known = sorted(ledgers, key=lambda ledger: (ledger.published or "9", ledger.id))
        self.ledgers = {ledger.id: ledger for ledger in known}
        self.number = {id: at for at, id in enumerate(self.ledgers, 1)}
        self.origin = {id: at for at, ids in enumerate(comparison.origins) for id in ids}
        self.copy = {id: min(ids, key=self.at) for ids in comparison.copies for id in ids}

    def at(self, report: str) -> int:
        """The number of a report; 0 for one that is not there."""
        return self.number.get(report, 0)

    def ordered(self, reports: Iterable[str]) -> list[str]:
        """Ids in the order of their numbers."""
        return sorted(reports, key=self.at)

    def outlet(self, report: str) -> str:
        """Who published a report: its outlet, else the file it came from."""
        ledger = self.ledgers[report]
        return one_line(ledger.outlet or wording.whence(ledger), 60)

    def title(self, report: str) -> str:
        """The headline of a report."""
        return one_line(wording.title(self.ledgers[report]), 200)

    def published(self, report: str) -> str:
        """When a report was published: "2024-07-17 07:30"; nothing where that is not known."""
        return (self.ledgers[report].published or "").replace("T", " ")[:16]

    def original(self, report: str) -> str | None:
        """The first report of the text that this one is a copy of; None where it stands for itself."""
        first = self.copy.get(report, report)
        return None if first == report else first

    def who(self, value: Value) -> str:
        """Whose word a value is; the outlet where nobody is cited, or where the report speaks for itself."""
        outlet = self.outlet(value.report) if value.report in self.ledgers else ""
        return one_line((value.source_name or outlet).replace(value.report or "\0", outlet), 80)

    def numbered(self, reason: str, reports: Iterable[str]) -> str:
        """A reason with the numbers of `reports` where it has their ids, which may be hashes: "[3] tells of the same fire".

        An id without a digit may be a word of the reason, and can be read as it is.
        """
        for report in sorted(reports, key=len, reverse=True):
            if report in reason and any(map(str.isdigit, report)):
                name = re.compile(rf"(?<![\w/-]){re.escape(report)}(?![\w/-])")
                reason = name.sub(f"[{self.at(report)}]", reason)
        return one_line(reason)

    def once(self, facts: Iterable[Fact]) -> list[tuple[Value, list[str]]]:
        """The values of some facts, each once and in the order of time, with the reports that give it: a text and its copies."""
        found: dict[tuple[str | None, ...], tuple[Value, list[str]]] = {}
        values = {value: None for fact in facts for value in fact.values if value.report in self.ledgers}
        for value in sorted(values, key=lambda value: (value.time or "", self.at(value.report or ""), value.start)):
            report = value.report or ""
            key = (told(value), value.source_name, value.certainty, self.copy.get(report, report))
            reports = found.setdefault(key, (value, []))[1]
            if report not in reports:
                reports.append(report)
        return list(found.values())

    def counted(self, incident: Incident) -> str:
        """How many reports, outlets and independent origins tell of an incident."""
        outlets = len({self.outlet(report) for report in incident.reports})
        origins = len({self.origin.get(report, report) for report in incident.reports})
        told = [wording.plural(len(incident.reports), "report"), wording.plural(outlets, "outlet")]
        return ", ".join([*told, wording.plural(origins, "independent origin")])

    def shared(self, shared: SharedText) -> str:
        """How much reports have in common, and that they count once: "3 outlets, 1 origin"."""
        outlets = len({self.outlet(report) for report in shared.reports})
        told = [wording.plural(outlets, "outlet"), "1 origin", f"{shared.share:.0%} of the shorter text"]
        if shared.agency:
            told.append(f"credited to {one_line(shared.agency, 60)}")
        return ", ".join(told)


def rows(incident: Incident) -> list[tuple[str, list[Fact]]]:
    """The facts of an incident by attribute, those of an attribute from conflict to what one origin says alone."""
    found: dict[str, list[Fact]] = {}
    for fact in incident.facts:
        found.setdefault(fact.attribute, []).append(fact)
    ordered = sorted(found.items(), key=lambda row: (_ORDER.get(row[0], len(_ORDER)), row[0]))
    return [(attribute, sorted(facts, key=lambda fact: _RANK[fact.relation])) for attribute, facts in ordered]


def relations(facts: Sequence[Fact]) -> str:
    """How many facts conflict, were updated, agree or stand alone: "2 conflicts, 1 update"."""
    nouns = {"conflict": ("conflict", None), "update": ("update", None), "agree": ("agreement", None), "single": ("from one origin", "from one origin")}  # fmt: skip
    counts = [(sum(fact.relation == relation for fact in facts), *nouns[relation]) for relation in RELATIONS]
    return ", ".join(wording.plural(count, one, many) for count, one, many in counts if count)


def told(value: Value) -> str:
    """A value in words: "9", "31 or more", "cloudburst"; what the source denies says so."""
    if value.value is not None:
        said = one_line(dates.readable(value.value), 60)
    elif value.low is None and value.high is None:
        said = one_line(value.quote, 60)
    else:
        said = wording.bounds(value.low, value.high)
    return f"not {said}" if value.polarity == "negative" else said


def when(value: Value) -> str:
    """When it was said or held: "2024-07-17 07:30"; the day where no hour is told."""
    return (value.time or "").removesuffix("T00:00").replace("T", " ")[:16]
