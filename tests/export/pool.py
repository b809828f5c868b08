"""Four reports of two incidents, laid side by side by hand, and a pool in which every field attacks what shows it."""

from __future__ import annotations

import re
from typing import Any

from copydesk.nouns import Comparison, Doubt, Fact, Happening, Incident, Ledger, Place, SharedText, Span, Value

from .samples import HOSTILE, at, hostile_ledger

PIER = (
    "Pier collapses at Lake Orsa, four dead\n\nFour people were killed when a pier collapsed at Odesa on Sunday, police said. "
    "Three people were missing, the fire brigade said. The pier may have been overloaded, the mayor said."
)
COPY = "Pier disaster\n\nFour people were killed when a pier collapsed at Odesa on Sunday, police said."
LATER = (
    "Death toll in pier collapse rises to six\n\nSix people have died, the hospital said on Tuesday. At least 14 were injured. "
    "The posts were rotten, the union said. The mayor denied that there had been a warning."
)
BLAST = "Explosion injures nine\n\nNine workers were injured in a blast near Quillota on Monday, the regional government said."
TEXTS = {"pier-1": PIER, "copy-2": COPY, "later-3": LATER, "blast-4": BLAST}
TIMES = {
    "pier-1": "2024-06-03T09:30",
    "copy-2": "2024-06-03T11:00",
    "later-3": "2024-06-04T18:15",
    "blast-4": "2024-06-03",
}


def pool_ledgers() -> list[Ledger]:
    """The reports as ledgers."""

    def ledger(id: str) -> Ledger:
        text = TEXTS[id]
        places = {"pier-1": ("Odesa", 46.48, 30.73), "blast-4": ("Quillota", -32.88, -71.25)}
        found = ()
        if id in places:
            name, lat, lon = places[id]
            span = at(text, name)
            found = (
                Place(span.start, span.end, name, name=name, lat=lat, lon=lon, country=None, kind="city", why="Known."),
            )
        return Ledger(
            id=id, text=text, outlet=f"The {id[:-2].title()} Herald", published=TIMES[id], language="en",
            headline=Span.of(text, 0, text.index("\n\n")), places=found,
            sentences=tuple(Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n.]+\.?", text)),
        )  # fmt: skip

    return [ledger(id) for id in ("later-3", "pier-1", "blast-4", "copy-2")]


def told(id: str, quote: str, **fields: Any) -> Value:
    """A value as a report gives it."""
    span = at(TEXTS[id], quote)
    given = {"report": id, "time": TIMES[id], "why": "It stands there.", **fields}
    return Value(span.start, span.end, span.quote, **given)


def pool_comparison() -> Comparison:
    """What an editor would make of the four."""
    police = told("pier-1", "Four people were killed", low=4, high=4, source_name="police", origin=0)
    same = told("copy-2", "Four people were killed", low=4, high=4, source_name="police", origin=0)
    hospital = told("later-3", "Six people have died", low=6, high=6, source_name="the hospital", origin=1)
    facts = (
        Fact(attribute="cause", relation="conflict", why="the mayor and the union differ", values=(
            told("pier-1", "may have been overloaded", value="overloading", source_name="the mayor", certainty="possible"),
            told("later-3", "The posts were rotten", value="rot", source_name="the union"),
        )),
        Fact(attribute="killed", relation="update", why="pier-1 and later-3: 4 → 6", values=(police, same, hospital)),
        Fact(attribute="injured", relation="single", why="told by one alone", values=(told("later-3", "At least 14", low=14),)),
        Fact(attribute="warning", relation="single", why="told by one alone", values=(
            told("later-3", "had been a warning", value="warned", source_name="the mayor", polarity="negative"),
        )),
        Fact(attribute="date", relation="agree", why="two origins", values=(told("pier-1", "Sunday", value="2024-06-02"),)),
    )  # fmt: skip
    collapse = Happening(
        kind="accident",
        time="2024-06-02",
        mentions=(word("later-3", "collapse"), word("pier-1", "collapsed"), word("pier-1", "collapses")),
    )
    unsaid = Happening(kind="death", time=None, mentions=(word("later-3", "have died"), word("copy-2", "killed")))
    shared = SharedText(reports=("pier-1", "copy-2"), original="pier-1", agency="AFP", share=0.92, why="copy-2 repeats pier-1",
                        passages=(told_span("pier-1"), told_span("copy-2")))  # fmt: skip
    return Comparison(
        incidents=(
            Incident(id="i-1", name="Pier collapses at Lake Orsa", reports=("pier-1", "copy-2", "later-3"), time="2024-06-02", place="Odesa",
                     facts=facts, events=(collapse, unsaid), why=("later-3 joins pier-1: same pier, same mayor",)),
            Incident(id="i-2", name="Explosion near Quillota", reports=("blast-4",), time="2024-06-03", place="Quillota"),
        ),
        copies=(("pier-1", "copy-2"),), origins=(("pier-1", "copy-2"), ("later-3",), ("blast-4",)), shared=(shared,),
        doubts=(Doubt(reports=("blast-4", "later-3"), score=0.31, why="blast-4 and later-3 tell of the same week"),),
        notes=("Made by hand.",),
    )  # fmt: skip


def word(id: str, quote: str) -> Span:
    """Where a report tells of an event."""
    return at(TEXTS[id], quote).within(id)


def told_span(id: str) -> Span:
    """The passage that the reprint shares."""
    return at(TEXTS[id], "Four people were killed when a pier collapsed at Odesa on Sunday, police said.").within(id)


def hostile_pool() -> tuple[Comparison, list[Ledger]]:
    """A comparison whose every field attacks what shows it."""
    ledger = hostile_ledger()
    evil = "</style></script><script>alert('value')</script>\"'><svg onload=alert(5)>\x1b[2J\u202e"
    span = at(HOSTILE, "the mayor \"' onmouseover='alert(3)'")
    value = Value(span.start, span.end, span.quote, report=ledger.id, value=evil, source_name=evil, time=evil, why=evil)
    counts = [
        Value(span.start, span.end, span.quote, report=ledger.id, low=n, high=n + 1, time=f"2024-06-0{n}", why=evil)
        for n in (1, 2)
    ]
    elsewhere = Value(0, 3, "not", report="another\"><script>alert('report')</script>", value="x", why=evil)
    facts = (
        Fact(attribute=evil, relation="conflict", values=(value, *counts), why=evil),
        Fact(attribute="killed", relation="single", values=(elsewhere,), why=evil),
    )
    event = Happening(kind="attack", time=evil, mentions=(span.within(ledger.id), elsewhere))
    incident = Incident(
        id=evil, name=evil, reports=(ledger.id,), time=evil, place=evil, facts=facts, events=(event,), why=(evil,)
    )
    return Comparison(
        incidents=(incident,), unplaced=(ledger.id,), notes=(evil,),
        shared=(SharedText(reports=(ledger.id,), original=ledger.id, agency=evil, share=1, passages=(span.within(ledger.id),), why=evil),),
        doubts=(Doubt(reports=(ledger.id, ledger.id), score=0.5, why=evil),),
    ), [ledger]  # fmt: skip
