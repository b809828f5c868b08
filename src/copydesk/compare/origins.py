"""Which reports rest on one text, which are one text, and how many independent origins that leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from copydesk.compare.credits import Credit, credits, outlet_key
from copydesk.compare.groups import joined
from copydesk.compare.passages import LEAST, Shared, Stretch, shared_passages
from copydesk.compare.relays import relays
from copydesk.compare.signatures import Signatures, signature
from copydesk.compare.wording import Wording, wording
from copydesk.nouns import Ledger, SharedText, Span

COPY = 0.45  # of the smaller text in common: a reprint or light rewrite
PART = 0.25  # likewise: so much taken over that it is no origin of its own


def shared_texts(ledgers: Sequence[Ledger]) -> tuple[SharedText, ...]:
    """Every group of reports that share text: reprints and light rewrites of one text first, then passages in part.

    Reports are compared only where the index of runs of words brings them together; the order of `ledgers` does not
    change what is found. A passage that stands in quotation marks in both reports is what someone said, not text of one
    of them, and does not count.
    """
    texts = [wording(ledger.text) for ledger in ledgers]
    pairs = dict(_pairs(texts))
    whole = joined(len(ledgers), (pair for pair, shared in pairs.items() if shared.share >= COPY))
    group_of = {report: number for number, group in enumerate(whole) for report in group}
    found = [_copied(ledgers, texts, group, pairs) for group in whole if len(group) > 1]
    parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair, shared in pairs.items():
        numbers = sorted(group_of[report] for report in pair)
        if numbers[0] != numbers[1] and _own_words(ledgers, texts, pair, shared):
            parts.setdefault((numbers[0], numbers[1]), []).append(pair)
    for between in parts.values():
        pair = max(between, key=lambda pair: (pairs[pair].share, ledgers[pair[0]].id, ledgers[pair[1]].id))
        found.append(_in_part(ledgers, texts, pair, pairs[pair]))
    return tuple(sorted(found, key=lambda shared: (-shared.share, shared.reports)))


def copies(shared: Sequence[SharedText]) -> tuple[tuple[str, ...], ...]:
    """The groups that are one text: reprints and light rewrites."""
    return tuple(sorted(text.reports for text in shared if text.share >= COPY))


def origins(ledgers: Sequence[Ledger], shared: Sequence[SharedText]) -> tuple[tuple[str, ...], ...]:
    """The independent origins, the ids of each one's reports: every report stands in exactly one.

    Reports are one origin where one took over a good part of the other's text, or passes on the other's account, or both
    pass on a third's (see `copydesk.compare.relays`).
    """
    at = {ledger.id: number for number, ledger in enumerate(ledgers)}
    links = [
        (at[first], at[second])
        for text in shared
        if text.share >= PART
        for first, second in combinations(text.reports, 2)
        if first in at and second in at
    ]
    links += relays(ledgers)
    return tuple(sorted(tuple(sorted(ledgers[number].id for number in group)) for group in joined(len(ledgers), links)))


def _pairs(texts: Sequence[Wording]) -> Iterator[tuple[tuple[int, int], Shared]]:
    index = Signatures()
    for number, text in enumerate(texts):
        for other in index.add(number, signature(text)):
            shared = shared_passages(texts[other], text)
            if shared.first and shared.second:
                yield (other, number), shared


def _own_words(ledgers: Sequence[Ledger], texts: Sequence[Wording], pair: tuple[int, int], shared: Shared) -> bool:
    """Whether the two share more than what someone is quoted with: a passage's worth of words outside quotation marks."""
    return all(
        sum(_unquoted(ledgers[report].text, texts[report], stretch) for stretch in stretches) >= LEAST
        for report, stretches in zip(pair, (shared.first, shared.second), strict=True)
    )


def _unquoted(text: str, words: Wording, stretch: Stretch) -> int:
    """How many words of a stretch stand outside quotation marks, as far as its paragraph tells."""
    at = text.rfind("\n", 0, words.starts[stretch[0]]) + 1
    inside, count = False, 0
    for number in range(*stretch):
        for letter in text[at : words.starts[number]]:
            if letter in '“”"«»„':
                inside = letter in "“«„" or (letter == '"' and not inside)
            elif letter == "\n":
                inside = False
        at = words.starts[number]
        count += not inside
    return count


def _spans(ledger: Ledger, words: Wording, stretches: Iterable[Stretch]) -> Iterator[Span]:
    for first, last in stretches:
        yield Span.of(ledger.text, words.starts[first], words.ends[last - 1], ledger.id)


def _first(ledgers: Sequence[Ledger], group: Iterable[int], given: Sequence[Credit]) -> tuple[int | None, str]:
    """The likely original: the report of the outlet that the others credit, else the earliest published."""
    members = sorted(group, key=lambda report: ledgers[report].id)
    credited = {outlet_key(credit.name) for credit in given}
    own = [r for r in members if (outlet := ledgers[r].outlet) and outlet_key(outlet) in credited]
    dated = sorted((published, ledgers[r].id, r) for r in own or members if (published := ledgers[r].published))
    if own:
        first = dated[0][2] if dated else own[0]
        return first, f"{ledgers[first].outlet} is credited"
    if len(dated) == len(members) and (len(dated) == 1 or dated[0][0] < dated[1][0]):
        return dated[0][2], f"it was published first ({dated[0][0]})"
    return None, ""


def _agency(given: Sequence[Credit]) -> str | None:
    """The agency that most of the reports credit, or None."""
    named = sorted({credit.name for credit in given if credit.agency})
    return max(named, key=lambda name: sum(credit.name == name for credit in given), default=None)


def _copied(
    ledgers: Sequence[Ledger], texts: Sequence[Wording], group: Sequence[int], pairs: dict[tuple[int, int], Shared]
) -> SharedText:
    inside = {pair: pairs[pair] for pair in combinations(sorted(group), 2) if pair in pairs}
    linked = [shared.share for shared in inside.values() if shared.share >= COPY]
    given = [credit for report in group for credit in credits(ledgers[report])]
    first, because = _first(ledgers, group, given)
    agency = _agency(given)
    spans = {span for pair, shared in inside.items() for span in _both(ledgers, texts, pair, shared)}
    share = min(1.0, sum(linked) / len(linked))
    what = "one text" if share > 0.9 else "light rewrites of one text"
    why = (
        f"{len(group)} reports are {what}: {share:.0%} of the shorter one's words stand in the other in the same order"
    )
    return SharedText(
        reports=tuple(sorted(ledgers[report].id for report in group)),
        original=ledgers[first].id if first is not None else None,
        agency=agency,
        share=round(share, 4),
        passages=_longest(spans),
        why=why + (f"; {ledgers[first].id} is taken for the original: {because}" if first is not None else ""),
    )


def _in_part(ledgers: Sequence[Ledger], texts: Sequence[Wording], pair: tuple[int, int], shared: Shared) -> SharedText:
    given = [credit for report in pair for credit in credits(ledgers[report])]
    first, because = _first(ledgers, pair, given)
    spans = list(_both(ledgers, texts, pair, shared))
    why = f"{len(shared.first)} passage{'s' * (len(shared.first) > 1)} in common, {shared.share:.0%} of the shorter report"
    return SharedText(
        reports=tuple(sorted(ledgers[report].id for report in pair)),
        original=ledgers[first].id if first is not None else None,
        agency=_agency(given),
        share=round(min(shared.share, 1.0), 4),
        passages=_longest(spans),
        why=why + (f"; {ledgers[first].id} is taken for the original: {because}" if first is not None else ""),
    )


def _both(ledgers: Sequence[Ledger], texts: Sequence[Wording], pair: tuple[int, int], shared: Shared) -> Iterator[Span]:
    for report, stretches in zip(pair, (shared.first, shared.second), strict=True):
        yield from _spans(ledgers[report], texts[report], stretches)


def _longest(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that no other one of the same report contains, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.report or "", span.start, -span.end)):
        if not kept or kept[-1].report != span.report or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
