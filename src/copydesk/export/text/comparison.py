"""Several reports side by side, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from copydesk.export import sides, wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.sides import Sides
from copydesk.export.text.layout import columns, heading, mark, notes, plain, put, style, width
from copydesk.nouns import Comparison, Fact, Happening, Incident, Ledger


def show_comparison(console: Console, comparison: Comparison, ledgers: Sequence[Ledger]) -> None:
    """Print the incidents with their facts, what is one text, what is left to a person, and what is of no incident.

    >>> from rich.console import Console
    >>> one = Comparison(incidents=(), unplaced=("r",))
    >>> show_comparison(Console(width=80), one, [Ledger(id="r", text="She said no.", outlet="Herald")])
    1 report · 0 incidents
    <BLANKLINE>
    OF NO INCIDENT
      [1]  Herald                 r
    """
    told = Sides(comparison, ledgers)
    counts = [wording.plural(len(told.ledgers), "report"), wording.plural(len(comparison.incidents), "incident")]
    if comparison.origins:
        counts.append(wording.plural(len(comparison.origins), "independent origin"))
    put(console, plain(" · ".join(counts), "bold"))
    for number, incident in enumerate(comparison.incidents, 1):
        _incident(console, told, number, incident)
    _shared(console, told)
    _doubts(console, told)
    if comparison.unplaced:
        heading(console, "Of no incident")
        put(console, _reports(told, comparison.unplaced), indent=2)
    notes(console, comparison.notes)


def _incident(console: Console, told: Sides, number: int, incident: Incident) -> None:
    console.print()
    put(console, plain("─" * width(console), "dim"))
    put(
        console,
        Text(f"Incident {number}  ", style="dim").append_text(plain(one_line(incident.name, 300), "not dim bold")),
    )
    about = (incident.time, incident.place, told.counted(incident))
    put(console, plain(" · ".join(one_line(part, 100) for part in about if part), "dim"))
    heading(console, "Reports")
    put(console, _reports(told, incident.reports), indent=2)
    if incident.facts:
        heading(console, "Facts", sides.relations(incident.facts))
        for attribute, facts in sides.rows(incident):
            _attribute(console, told, attribute, facts)
    if incident.events:
        heading(console, "What happened, as several tell it")
        put(console, columns((_event(told, event) for event in incident.events), shares=(None, 3, 2), keep=0), indent=2)
    if len(incident.reports) > 1 and incident.why:
        heading(console, "Why these are one incident")
        for reason in incident.why:
            put(console, plain(told.numbered(reason, incident.reports)), indent=2)


def _event(told: Sides, event: Happening) -> list[Text]:
    """The day of an event, its words as they are told, and by whom."""
    words = dict.fromkeys(one_line(mention.quote, 40).lower() for mention in event.mentions)
    reports = told.ordered({mention.report or "" for mention in event.mentions})
    by = "".join(f"[{told.at(report)}]" for report in reports)
    return [plain(event.time or "–", "dim"), plain(", ".join(words)), plain(by, "dim")]


def _reports(told: Sides, reports: Sequence[str]) -> Table:
    def row(report: str) -> list[Text]:
        title = plain(told.title(report))
        if (first := told.original(report)) is not None:
            title.append(f"  same text as [{told.at(first)}]", style="magenta")
        return [_cited(told, report), plain(told.outlet(report)), plain(told.published(report), "dim"), title]

    return columns(map(row, told.ordered(reports)), shares=(None, 2, None, 5), keep=2)


def _cited(told: Sides, report: str) -> Text:
    return Text(f"[{told.at(report)}]", style="dim")


def _attribute(console: Console, told: Sides, attribute: str, facts: Sequence[Fact]) -> None:
    """How the values of an attribute relate, a line a relation, and below each value once with who gives it."""
    put(console, plain(one_line(attribute, 60), "bold"), indent=2)
    for fact in facts:
        line = Text(sides.RELATIONS[fact.relation], style=f"bold {_COLOURS.get(fact.relation, 'dim')}")
        why = told.numbered(fact.why, {value.report or "" for value in fact.values})
        put(console, line.append_text(plain(f"  {why}", "not bold dim")), indent=4)
    wide = width(console) >= 100
    for value, reports in told.once(facts):
        given = plain(sides.told(value), "bold")
        who = plain(told.who(value))
        sure = Text(f"{mark(console, value.certainty)} ", style=style(value.certainty))
        sure.append_text(plain(f"{wording.CERTAINTY[value.certainty]:9}"))
        cited = " ".join(f"[{told.at(report)}]" for report in reports)
        where = plain(f"{cited:8} {sides.when(value):16}", "dim")
        quote = plain(quoted(one_line(value.quote, 120 if wide else 200)), "italic")
        if wide:
            put(console, columns([[given, who, sure, where, quote]], shares=(4, 5, None, None, 8), keep=3), indent=4)
        else:
            row = [given.append_text(plain("  ")).append_text(who), sure, where]
            put(console, columns([row], shares=(1, None, None)), indent=4)
            put(console, quote, indent=6)


_COLOURS = {"conflict": "red", "update": "yellow", "agree": "green"}


def _shared(console: Console, told: Sides) -> None:
    if not told.comparison.shared:
        return
    heading(console, "One text in several reports", "counted as one origin")
    for shared in told.comparison.shared:
        numbers = " ".join(f"[{told.at(report)}]" for report in told.ordered(shared.reports))
        line = plain(f"{numbers}  ", "bold").append_text(plain(told.shared(shared), "not bold"))
        if shared.original in told.number:
            line.append_text(plain(f"; likely first: [{told.at(shared.original or '')}] {told.outlet(shared.original or '')}", "not bold"))  # fmt: skip
        put(console, line, indent=2)
        put(console, plain(told.numbered(shared.why, shared.reports), "dim"), indent=4)


def _doubts(console: Console, told: Sides) -> None:
    if not told.comparison.doubts:
        return
    heading(console, "Unsure", "one incident or two? for a person to decide")
    for doubt in told.comparison.doubts:
        first, second = told.ordered(doubt.reports)
        line = Text(f"[{told.at(first)}] ", style="dim").append_text(plain(told.title(first), "not dim"))
        line.append(f" / [{told.at(second)}] ", style="dim").append_text(plain(told.title(second)))
        put(console, line, indent=2)
        put(
            console,
            plain(f"{doubt.score:.0%} sure that they do: {told.numbered(doubt.why, doubt.reports)}", "dim"),
            indent=4,
        )
