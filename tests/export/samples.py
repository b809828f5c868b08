"""Ledgers, digests and audits made by hand, so that what is shown can be tested apart from what is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from copydesk.nouns import (
    Audit,
    Claim,
    Digest,
    DigestSentence,
    Entity,
    Event,
    Finding,
    Ledger,
    Participant,
    Place,
    Quantity,
    SentenceAudit,
    Span,
    Time,
)

HERE = Path(__file__).parent
SEED = (HERE.parent / "reports" / "deserter.txt").read_text(encoding="utf-8")


def at(text: str, quote: str, nth: int = 1, after: int = 0) -> Span:
    """The nth place of `quote` in `text`."""
    start = after - 1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span.of(text, start, start + len(quote))


def seed_ledger(**changed: Any) -> Ledger:
    """The ledger that a careful editor makes of the seed."""

    def s(quote: str, nth: int = 1) -> Span:
        return at(SEED, quote, nth)

    def claim(source: Span | None, name: str | None, kind: Any, cue: Span, *content: Span, **more: Any) -> Claim:
        fields: dict[str, Any] = {
            "speech": "indirect", "certainty": "certain", "polarity": "positive", "score": 0.9,
            "why": f"“{cue.quote}” reports what {name} let be known.",
        }  # fmt: skip
        return Claim(source=source, source_name=name, source_kind=kind, cue=cue, content=content, **{**fields, **more})

    lipetsk = "the government of the Lipetsk region in western Russia"
    claims = (
        claim(s("the Russian government"), "the Russian government", "government", s("announced"),
              s("that a special unit had eliminated a soldier who had voluntarily left a military base")),
        claim(s("state media"), "state media", "state-media", s("was identified by"),
              s("The man"), s("as an armed deserter from the fighting in Ukraine")),
        claim(s(lipetsk), lipetsk, "government", s("said"), s("“Dmitry Perov, wanted for illegally leaving his military unit, was found and eliminated,”"), speech="direct"),
        claim(s("she"), lipetsk, "government", s("added"), s("“The situation is under control,”"), speech="direct",
              named_by=s(lipetsk), why="“she” stands for the speaker of the sentence before, the government of the Lipetsk region."),
        claim(s("she"), lipetsk, "government", s("adding"), s("that there is no danger to residents and the incident is being investigated"), polarity="negative", named_by=s(lipetsk)),
        claim(s("The statement"), lipetsk, "document", s("did not say"), s("how the man was killed"), certainty="unknown", named_by=s(lipetsk)),
        claim(s("The state broadcaster VGTRK"), "VGTRK", "state-media", s("reported"), s("that the man was 31 years old and had fled the “special military operation zone”"), speech="mixed"),
        claim(s("A search warrant"), "a search warrant", "document", at(SEED, "said", after=SEED.index("search warrant")), s("the soldier had fled Ukraine on January 13 and was armed with a rifle and grenades")),
        claim(s("Available information"), "available information", "anonymous", s("suggested"), s("the possibility that he might be headed for his native village"),
              certainty="possible", hedge=s("possibility"), score=0.8, why="“suggested” with “possibility” and “might” tells something that may be, not something that is."),
        claim(s("The newspaper Kommersant"), "Kommersant", "media", s("reported", 2), s("about eight soldiers who refused to fight in Ukraine and were accused of desertion")),
        claim(None, None, "anonymous", s("were accused of"), s("eight soldiers who refused to fight in Ukraine"), at(SEED, "desertion", after=SEED.index("were accused of")), within=9, score=0.6, certainty="probable"),
        claim(s("The paper"), "Kommersant", "media", at(SEED, "said", after=SEED.index("The paper")), s("the soldiers left the base in eastern Ukraine in late December and returned to Russia by taxi"), named_by=s("The newspaper Kommersant"),
              why="“The paper” is the newspaper named in the sentence before, Kommersant."),
    )  # fmt: skip

    def time(span: Span, value: str, kind: Any, why: str, mod: str | None = None) -> Time:
        return Time(span.start, span.end, span.quote, value=value, type=kind, mod=mod, why=why)

    wednesday = "The Wednesday of the publication date, 18 January 2023, is that day itself."
    times = (
        time(s("Wednesday"), "2023-01-18", "DATE", wednesday),
        time(
            s("January 13"),
            "2023-01-13",
            "DATE",
            "No year is given; the nearest 13 January before publication is in 2023.",
        ),
        time(s("recent months"), "PAST_REF", "DATE", "“recent” tells a past without a date."),
        time(s("Wednesday", 2), "2023-01-18", "DATE", wednesday),
        time(s("late December"), "2022-12", "DATE", "The December before publication.", "END"),
        time(s("September"), "2022-09", "DATE", "The September before publication."),
        time(s("up to 10 years"), "P10Y", "DURATION", "A length of ten years, the most that is told.", "EQUAL_OR_LESS"),
    )

    def place(span: Span, name: str, lat: float, lon: float, country: str, kind: str, radius: float) -> Place:
        return Place(span.start, span.end, span.quote, name=name, lat=lat, lon=lon, country=country, kind=kind,
                     radius_km=radius, why=f"“{span.quote}” is the only {kind} of that name in the gazetteer.")  # fmt: skip

    places = (
        place(s("Ukraine", 1), "Ukraine", 49.0, 32.0, "UA", "country", 600),
        place(s("the Lipetsk region"), "Lipetsk Oblast", 52.5, 39.2, "RU", "region", 100),
        place(s("Ukraine", 3), "Ukraine", 49.0, 32.0, "UA", "country", 600),
        place(s("eastern Ukraine"), "eastern Ukraine", 48.5, 37.5, "UA", "part", 250),
        place(at(SEED, "Russia", after=SEED.index("returned to")), "Russia", 60.0, 100.0, "RU", "country", 3000),
    )

    def count(
        span: Span, low: float | None, high: float | None, unit: str, kind: str, mod: str | None = None
    ) -> Quantity:
        return Quantity(span.start, span.end, span.quote, low=low, high=high, unit=unit, mod=mod, kind=kind,
                        why=f"“{span.quote}” counts {unit}.")  # fmt: skip

    quantities = (
        count(s("31 years old"), 31, 31, "years (age)", "age"),
        count(s("eight soldiers"), 8, 8, "soldiers", "count"),
        count(s("300,000 reservists"), 300000, 300000, "reservists", "count"),
        count(s("thousands of Russians"), 2000, None, "Russians", "count"),
    )
    perov = (s("a soldier"), s("The man"), s("Dmitry Perov"), s("the man"), s("the soldier"), s("he might").__class__.of(SEED, s("he might").start, s("he might").start + 2))  # fmt: skip
    fled = at(SEED, "fled", after=SEED.index("thousands of Russians"))
    events = (
        Event(trigger=s("eliminated", 2), kind="killing", participants=(Participant("agent", s("a special unit")), Participant("patient", s("a soldier"))),
              time=s("Wednesday"), place=None, claim=0, main=True, factuality=3, why="The headline and the first sentence tell it."),
        Event(trigger=s("ordered"), kind="order", participants=(Participant("agent", s("Russian President Vladimir Putin")),), time=s("September"), place=None, claim=None, main=False, factuality=3, why="Told without a source."),
        Event(trigger=fled, kind="flight", participants=(Participant("agent", s("thousands of Russians")),), time=None, place=None, claim=None, main=False, factuality=3, why="Told without a source."),
    )  # fmt: skip
    from copydesk.read.layout import layout

    found = layout(SEED)
    head, tail = found.headline, found.digest or (SEED.rindex("\n\n") + 2, len(SEED))
    fields: dict[str, Any] = {
        "id": "deserter", "text": SEED, "published": "2023-01-18", "published_from": "option", "language": "en",
        "headline": Span.of(SEED, *head) if head else None, "digest": Span.of(SEED, *tail), "claims": claims,
        "times": times, "places": places, "quantities": quantities,
        "people": (Entity(name="Dmitry Perov", mentions=perov), Entity(name="Vladimir Putin", mentions=(s("Russian President Vladimir Putin"),))),
        "organisations": (Entity(name="Kommersant", mentions=(s("Kommersant"), s("The paper"))), Entity(name="VGTRK", mentions=(s("VGTRK"),))),
        "unknowns": (s("how the man was killed"),), "events": events, "sentences": sentences(SEED),
        "notes": ("“Available information” names nobody: the report does not say whose information it is.",),
    }  # fmt: skip
    return Ledger(**{**fields, **changed})


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences cut in the simplest way that serves the samples."""
    import re

    return tuple(
        Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^.\n]|\.(?=\d))*(?:\.[”\"]?|(?=\n)|\Z)", text)
    )


def sentence_with(ledger: Ledger, quote: str, nth: int = 1) -> Span:
    place = at(ledger.text, quote, nth).start
    return next(s for s in ledger.sentences if s.start <= place < s.end)


def seed_digest(ledger: Ledger) -> Digest:
    """A digest whose every sentence cites."""

    def cite(*quotes: str) -> tuple[Span, ...]:
        return tuple(sentence_with(ledger, quote) for quote in quotes)

    return Digest(
        id="d-deserter",
        reports=(ledger.id,),
        sentences=(
            DigestSentence(text="The Russian government announced on Wednesday that a special unit had eliminated a soldier who had voluntarily left a military base.",
                           evidence=cite("announced"), claims=(0,), source_name="the Russian government"),
            DigestSentence(text="The government of the Lipetsk region said Dmitry Perov “was found and eliminated”; its statement did not say how he was killed.",
                           evidence=cite("Dmitry Perov", "did not say"), claims=(2, 5), source_name="the government of the Lipetsk region in western Russia",
                           edits=("“the man” → “he”: Perov is named in the same sentence",)),
            DigestSentence(text="A search warrant said the soldier was armed with a rifle and grenades; available information suggested he might be headed for his native village.",
                           evidence=cite("search warrant", "Available information"), claims=(7, 8)),
        ),
        notes=("Three of thirteen sentences were chosen.",),
    )  # fmt: skip


def seed_audit(ledger: Ledger) -> Audit:
    """The audit that EXPECTED asks for."""
    digest = ledger.text[ledger.digest.start :] if ledger.digest else ""
    cut = sentences(digest)

    def judged(index: int, verdict: Any, evidence: tuple[Span, ...], *findings: Finding) -> SentenceAudit:
        span = cut[index]
        return SentenceAudit(span.start, span.end, span.quote, verdict=verdict, score=0.9 if findings else 0.1,
                             evidence=tuple(e.within(ledger.id) for e in evidence), findings=findings)  # fmt: skip

    def drift(quote: str, type: Any, severity: Any, reason: str, *evidence: Span, suggestion: str | None = None, nth: int = 1) -> Finding:  # fmt: skip
        span = at(digest, quote, nth)
        return Finding(span.start, span.end, span.quote, type=type, severity=severity, score=0.85, reason=reason,
                       evidence=tuple(e.within(ledger.id) for e in evidence), suggestion=suggestion)  # fmt: skip

    announced, warrant = sentence_with(ledger, "announced"), sentence_with(ledger, "search warrant")
    might = sentence_with(ledger, "might be headed")
    fled = sentence_with(ledger, "thousands of Russians")
    return Audit(
        id="deserter",
        digest=digest,
        sentences=(
            judged(0, "drift", (announced,),
                   drift("The commando eliminated the Russian defector", "attribution", "major",
                         "The digest tells this as a fact; in the report the Russian government announced it.", announced,
                         suggestion="The Russian government announced that a special unit had eliminated the soldier"),
                   drift("defector", "term", "major", "The report’s body says “soldier who had voluntarily left a military base” and “deserter”; only the headline says “defector”.",
                         announced, sentence_with(ledger, "as an armed deserter"), suggestion="deserter"),
                   drift("in Ukraine", "place", "minor", "No sentence of the body puts his base in Ukraine; the base in eastern Ukraine is that of the eight soldiers.",
                         sentence_with(ledger, "base in eastern Ukraine"))),
            judged(1, "supported", (sentence_with(ledger, "under control"),)),
            judged(2, "drift", (sentence_with(ledger, "penalties"),),
                   drift("highlighted the harsh penalties", "addition", "minor", "“highlighted” and “harsh” are judgements that the report does not make.", sentence_with(ledger, "penalties"),
                         suggestion="The law carries penalties of up to 10 years in prison")),
            judged(3, "drift", (warrant, might),
                   drift("was armed with a rifle and grenades", "attribution", "major", "The digest tells this as a fact; in the report a search warrant said it.", warrant),
                   drift("was on his way back to his native village", "certainty", "major", "The report says he “might be headed” there, a possibility; the digest tells it as done.", might,
                         suggestion="might have been headed for his native village")),
            judged(4, "drift", (fled,), drift("highlighted the fact", "addition", "minor", "“highlighted” is a judgement; that thousands fled is supported.", fled)),
        ),
    )  # fmt: skip


def gold_cases() -> list[dict[str, Any]]:
    """Annotated cases of our own."""
    return [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


def gold_ledger(case: dict[str, Any]) -> Ledger:
    """The ledger of an annotated case."""
    text = case["text"]

    def span(found: dict[str, Any] | None) -> Span | None:
        return found and Span.of(text, found["start"], found["end"])

    def must(found: dict[str, Any]) -> Span:
        return Span.of(text, found["start"], found["end"])

    claims = tuple(
        Claim(source=span(c["source"]), source_name=c["source_name"], source_kind=c["source_kind"], cue=must(c["cue"]),
              content=tuple(must(part) for part in c["content"]), speech=c["speech"], certainty=c["certainty"],
              polarity=c["polarity"], within=c["within"], score=0.9, why="Annotated by hand.")
        for c in case["claims"]
    )  # fmt: skip
    times = tuple(
        Time(t["start"], t["end"], t["quote"], value=t["value"], mod=t.get("mod"), why="Annotated by hand.",
             type="DURATION" if t["value"].startswith("P") else "DATE")
        for t in case["times"]
    )  # fmt: skip
    quantities = tuple(
        Quantity(q["start"], q["end"], q["quote"], low=q["low"], high=q["high"], unit=q["unit"], mod=q.get("mod"),
                 kind="count", why="Annotated by hand.")
        for q in case["quantities"]
    )  # fmt: skip
    head = text.index("\n\n")
    return Ledger(id=case["id"], text=text, outlet=case["outlet"], published=case["published"], published_from="metadata",
                  language="en", headline=Span.of(text, 0, head), claims=claims, times=times, quantities=quantities,
                  unknowns=tuple(must(u) for u in case["unknowns"]), sentences=sentences(text))  # fmt: skip


def gold_audit(case: dict[str, Any]) -> Audit:
    """The audit of an annotated case."""
    digest = case["digest"]

    def judged(sentence: dict[str, Any]) -> SentenceAudit:
        findings = tuple(
            Finding(d["start"], d["end"], digest[d["start"] : d["end"]], type=d["type"], severity=d["severity"], score=1.0,
                    reason="Annotated by hand.", evidence=(Span(**_plain(d["evidence"])),) if d["evidence"] else ())
            for d in sentence["drifts"]
        )  # fmt: skip
        return SentenceAudit(sentence["start"], sentence["end"], digest[sentence["start"] : sentence["end"]],
                             verdict=sentence["verdict"], score=float(bool(findings)), findings=findings,
                             evidence=tuple(Span(**_plain(e)) for e in sentence["evidence"]))  # fmt: skip

    return Audit(id=case["id"], digest=digest, sentences=tuple(judged(s) for s in case["digest_sentences"]))


def _plain(evidence: dict[str, Any]) -> dict[str, Any]:
    return {key: evidence[key] for key in ("start", "end", "quote", "report")}


# What a hostile report may hold: mark-up, scripts, attribute and comment breaks, terminal escapes, bidi, template marks.
HOSTILE = (
    "Mayor </title></h1><script>alert('headline')</script> resigns\n\n"
    "“<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} ${alert(2)} </script><!-- ]]>” the mayor "
    "\"' onmouseover='alert(3)' said on Monday. [bold red]Not markup[/bold red] [link=file:///etc/passwd]x[/link].\n\n"
    "\x1b[31mRed\x1b[0m \x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x9b2J\x00\x08 \u202egnorw\u202c :smile: "
    "javascript:alert(4) &lt;b&gt; &amp; \ud800 🛰️ the aide said."
)


def hostile_ledger() -> Ledger:
    """A report whose every field attacks what shows it."""
    text = HOSTILE

    def s(quote: str, nth: int = 1) -> Span:
        return at(text, quote, nth)

    evil = "</style></script><script>alert('name')</script>\"'><svg onload=alert(5)>\x1b[2J\u202e"
    quoted = text[text.index("“") : text.index("”") + 1]
    claims = (
        Claim(source=s("the mayor \"' onmouseover='alert(3)'"), source_name=evil, source_kind="person", cue=s("said"),
              content=(s(quoted),), speech="direct", certainty="certain", polarity="positive", score=0.9, why=evil),
        Claim(source=s("the aide"), source_name="the aide\nsaid", source_kind="person", cue=s("said", 2), within=0,
              content=(s("\x1b[31mRed\x1b[0m \x1b]8;;http://evil.example\x07click"), s("\u202egnorw\u202c")),
              speech="mixed", certainty="possible", polarity="negative", score=0.5, why="[red]because[/red]"),
    )  # fmt: skip
    monday = s("Monday")
    return Ledger(
        id="\"><script>alert('id')</script>", text=text, title=evil, byline=evil, outlet=evil, published="2024-02-30<b>",
        url="javascript:alert(6)", language="\"><b>", headline=Span.of(text, 0, text.index("\n\n")), claims=claims,
        times=(Time(monday.start, monday.end, monday.quote, value="2024-99-99<script>", type="DATE", why=evil),),
        people=(Entity(name=evil, mentions=(s("Mayor"),)),), unknowns=(s("javascript:alert(4)"),), sentences=(), notes=(evil,),
    )  # fmt: skip
