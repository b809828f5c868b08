"""The ledger in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from copydesk.export import wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.text.layout import columns, heading, mark, notes, plain, put, style, width
from copydesk.nouns import Claim, Entity, Ledger, Place, Span


def show_ledger(console: Console, ledger: Ledger) -> None:
    """Print the ledger of one report: who said what, how surely, when, where, how many, and what is not known.

    >>> from rich.console import Console
    >>> show_ledger(Console(width=80), Ledger(id="r", text="She said no."))
    r
    1 paragraph · 3 words
    <BLANKLINE>
    WHO SAID WHAT  nobody is cited
    """
    _head(console, ledger)
    _claims(console, ledger)
    _own_voice(console, ledger)
    if ledger.unknowns:
        heading(console, "Not known", "what the report says is not known, said or verified")
        for span in ledger.unknowns:
            put(console, _marked(console, "unknown", one_line(span.quote)), indent=2)
    if ledger.times:
        heading(console, "Times")
        put(console, columns(([plain(wording.when(t)), plain(quoted(one_line(t.quote, 40))), plain(one_line(t.why), "dim")] for t in ledger.times), shares=(None, None, 1), keep=0), indent=2)  # fmt: skip
    if ledger.places:
        heading(console, "Places")
        put(console, columns((_place(name, found) for name, found in _places(ledger.places)), shares=(None, None, 1)), indent=2)  # fmt: skip
    if ledger.quantities:
        heading(console, "Quantities")
        put(console, columns(([plain(one_line(wording.amount(q), 48)), plain(quoted(one_line(q.quote, 60))), plain(wording.counted(q), "dim")] for q in ledger.quantities), shares=(None, None, None)), indent=2)  # fmt: skip
    _entities(console, "People", ledger.people)
    _entities(console, "Organisations", ledger.organisations)
    notes(console, ledger.notes)


def _head(console: Console, ledger: Ledger) -> None:
    put(console, plain(one_line(wording.title(ledger), 400), "bold"))
    published = None
    if ledger.published:
        origin = wording.PUBLISHED_FROM.get(ledger.published_from or "", "")
        published = f"published {ledger.published}" + (f" ({origin})" if origin else "")
    paragraphs = wording.plural(sum(1 for part in ledger.text.split("\n\n") if part.strip()), "paragraph")
    facts = (ledger.outlet, ledger.byline and f"by {ledger.byline}", published, wording.language(ledger.language),
             paragraphs, wording.plural(len(ledger.text.split()), "word"))  # fmt: skip
    put(console, plain(" · ".join(one_line(fact, 100) for fact in facts if fact), "dim"))
    if ledger.url:
        put(console, plain(one_line(ledger.url, 300), "dim"))
    if (event := wording.main_event(ledger)) is not None:
        sentence = wording.sentence_at(ledger, event.trigger)
        put(console, Text.assemble("Main event: ", plain(wording.sort_of(event.kind) or event.trigger.quote, "bold"), plain(f" — {one_line(sentence.quote, 200)}")))  # fmt: skip


def _claims(console: Console, ledger: Ledger) -> None:
    if not ledger.claims:
        heading(console, "Who said what", wording.no_claims(ledger))
        return
    heading(console, "Who said what", f"{wording.plural(len(ledger.claims), 'claim')} · {wording.plural(wording.sources(ledger), 'source')}")  # fmt: skip
    if width(console) < 100:
        _stacked(console, ledger.claims)
        return
    # The content gets about three lines of what the other columns leave; all of it stands in the JSON.
    longest = (width(console) - 32) * 2
    rows = [
        (_number(number), _source(claim), plain(one_line(claim.cue.quote, 40), "italic"), _content(claim, longest), _certainty(console, claim))
        for number, claim in enumerate(ledger.claims, 1)
    ]  # fmt: skip
    names = ("", "source", "how", "what", "certainty")
    put(console, columns(rows, names=names, shares=(None, 5, 3, 11, None), keep=4))


def _stacked(console: Console, claims: Sequence[Claim]) -> None:
    """The table where columns would be too narrow to read: who and how sure on one line, what below."""
    for number, claim in enumerate(claims, 1):
        who = _source(claim, below=False).append_text(plain(f"  {one_line(claim.cue.quote, 40)}", "not bold italic"))
        row = [_number(number), who, _certainty(console, claim)]
        put(console, columns([row], shares=(None, 1, None), keep=2))
        put(console, _content(claim, 3 * width(console)), indent=4)


def _number(number: int) -> Text:
    return Text(f"{number:2}", style="dim")


def _source(claim: Claim, *, below: bool = True) -> Text:
    name = plain(one_line(wording.who(claim), 80), "bold" if claim.source or claim.source_name else "dim")
    said = claim.source.quote if claim.source else None
    if said and claim.source_name and not _words(said) <= _words(claim.source_name) and len(said) < 40:
        name.append_text(plain(f" ({quoted(one_line(said, 40))})", "not bold dim"))
    return name.append_text(plain(f"\n{wording.kind(claim)}" if below else f" [{wording.kind(claim)}]", "not bold dim"))


def _words(name: str) -> set[str]:
    return set(name.lower().replace(",", " ").split())


def _content(claim: Claim, longest: int) -> Text:
    told = plain(one_line(wording.content(claim), longest)) if claim.content else plain("(nothing is told)", "dim")
    if claim.within is not None:
        told = plain(f"within {claim.within + 1}: ", "dim").append_text(told)
    if claim.polarity == "negative":
        told.append("  (negated)", style="dim")
    return told


def _certainty(console: Console, claim: Claim) -> Text:
    return _marked(console, claim.certainty, f"{wording.CERTAINTY[claim.certainty]:9}")


def _marked(console: Console, word: str, told: str) -> Text:
    return Text(f"{mark(console, word)} ", style=style(word)).append_text(plain(told))


def _own_voice(console: Console, ledger: Ledger) -> None:
    told = wording.own_voice(ledger)
    if not told:
        return
    heading(console, "In the outlet’s own voice", "no one is cited for these")
    for event, sentence in told:
        line = plain(one_line(sentence.quote, 3 * width(console) // 2))
        kind = wording.sort_of(event.kind)
        put(console, line.append_text(plain(f"  [{kind}]" if kind else "", "dim")), indent=2)


def _places(places: Sequence[Place]) -> list[tuple[str, list[Place]]]:
    found: dict[tuple[str, float, float], list[Place]] = {}
    for place in places:
        found.setdefault((place.name, place.lat, place.lon), []).append(place)
    return [(key[0], group) for key, group in found.items()]


def _place(name: str, found: list[Place]) -> list[Text]:
    first = found[0]
    about = ", ".join(part for part in (first.kind, first.country) if part)
    where = f"{abs(first.lat):.2f} {'N' if first.lat >= 0 else 'S'} {abs(first.lon):.2f} {'E' if first.lon >= 0 else 'W'}"  # fmt: skip
    quotes = _quotes([Span(p.start, p.end, p.quote) for p in found])
    return [plain(one_line(name, 40)), plain(f"{about}  {where}", "dim"), plain(quotes)]


def _entities(console: Console, title: str, entities: Sequence[Entity]) -> None:
    if entities:
        heading(console, title)
        put(console, columns(([plain(one_line(e.name, 60)), plain(_quotes(e.mentions), "dim")] for e in entities), shares=(None, 1)), indent=2)  # fmt: skip


def _quotes(spans: Sequence[Span]) -> str:
    told = wording.together(spans)
    shown = [
        f"{quoted(one_line(quote, 60))}" + (f" ×{len(group)}" if len(group) > 1 else "") for quote, group in told[:8]
    ]
    return ", ".join(shown) + (f" and {len(told) - 8} more" if len(told) > 8 else "")
