"""Report -> Ledger: all that the desk records of one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from copydesk.errors import InputError
from copydesk.nouns import Ledger, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

    from copydesk.parse import Parsed

# Reports in these languages are read in full; of any other the desk keeps what needs no grammar.
READ_IN_FULL = frozenset({"en"})
MOST_QUOTED = 5  # dates that a note quotes
NO_DATE = "no publication date is known: dates without a year stay partial (XXXX); give one with --published YYYY-MM-DD"


def ledger_of(report: Report) -> Ledger:
    """The ledger of one report; a report in a language that is not read in full says so in its notes.

    InputError if the text holds half a character (a lone surrogate), which no reader of copydesk lets through.
    """
    from copydesk.read.dateline import dated

    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        half = f"holds half a character (a lone surrogate) at {error.start}"
        raise InputError(half, where=report.id, do="decode it anew, with errors='replace'") from error
    report = dated(report)
    if report.language is not None and report.language not in READ_IN_FULL:
        return _foreign(report)
    from copydesk.parse.casing import cased

    report = cased(report)
    from copydesk.claims import find_claims, find_unknowns
    from copydesk.facts.events import find_events
    from copydesk.facts.places import find_places
    from copydesk.facts.quantities import find_quantities
    from copydesk.facts.times import read_times
    from copydesk.facts.tolls import happened
    from copydesk.parse import parse
    from copydesk.parse.names import find_names

    parsed = parse(report)
    names = find_names(parsed)
    claims = find_claims(parsed, names)
    times, no_days = read_times(parsed)
    places = find_places(parsed, names)
    dateline = parsed.layout.dateline or (0, 0)
    return Ledger(
        **_told(report),
        headline=_part(parsed, parsed.layout.headline),
        digest=_part(parsed, parsed.layout.digest),
        claims=claims,
        times=times,
        places=places,
        quantities=happened(parsed, find_quantities(parsed, times), times, claims),
        people=names.people,
        organisations=names.organisations,
        unknowns=find_unknowns(parsed, claims),
        events=find_events(parsed, claims, times, places, names),
        sentences=tuple(
            parsed.quote(sentence)
            for sentence in parsed.sentences
            if not _in(sentence, dateline) and not parsed.aside(sentence.start_char)
        ),
        notes=(*report.notes, *_of_dates(report, no_days)),
    )


def _of_dates(report: Report, no_days: tuple[Span, ...]) -> Iterator[str]:
    """What is to be said of a report's dates: that it has none itself, and which are no days of the calendar."""
    if not report.published:
        yield NO_DATE
    quotes = list(dict.fromkeys(" ".join(day.quote.split()) for day in no_days))
    if quotes:
        told = ", ".join(f"“{quote}”" for quote in quotes[:MOST_QUOTED])
        more = f" and {len(quotes) - MOST_QUOTED} more" if len(quotes) > MOST_QUOTED else ""
        yield f"no such day in the calendar, so left out of the times: {told}{more}"


# What a ledger takes over from its report as it is.
_TAKEN = (
    "id",
    "text",
    "title",
    "byline",
    "outlet",
    "published",
    "published_from",
    "url",
    "sha256",
    "origin",
    "language",
)


def _told(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in _TAKEN}


def _part(parsed: Parsed, part: tuple[int, int] | None) -> Span | None:
    return parsed.span(*part) if part else None


def _in(words: Words, part: tuple[int, int]) -> bool:
    return part[0] <= words.start_char < part[1]


def _foreign(report: Report) -> Ledger:
    """What can be recorded without the grammar of the language: its parts and sentences, and a note that says so."""
    from copydesk.parse.foreign import sentences
    from copydesk.read.layout import layout

    parts = layout(report.text, report.title)
    return Ledger(
        **_told(report),
        headline=Span.of(report.text, *parts.headline) if parts.headline else None,
        sentences=tuple(Span.of(report.text, start, end) for start, end in sentences(report.text)),
        notes=(
            *report.notes,
            f"the report is in {language_name(report.language)}, not in English: it is split into sentences, but claims "
            "and facts are not read from it; translate it first, or pass --language en if it is English after all",
        ),
    )


def language_name(code: str | None) -> str:
    """The English name of an ISO 639-1 language.

    >>> language_name("uk")
    'Ukrainian'
    """
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if code else None
    return str(found.name) if found else f"language {code!r}"
