"""The page as text: what it allows itself, that no word is lost, that the line is right."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.export import dates
from copydesk.export.page import page, timeline
from copydesk.export.page.segments import blocks
from copydesk.export.page.template import data
from copydesk.nouns import Audit, Claim, Finding, Ledger, SentenceAudit, Span, Time

from .samples import gold_audit, gold_cases, gold_ledger, hostile_ledger, seed_audit, seed_digest, seed_ledger


def seed_page() -> str:
    ledger = seed_ledger()
    return page(ledger, seed_digest(ledger), seed_audit(ledger))


def test_the_same_records_give_the_same_page() -> None:
    assert seed_page() == seed_page()


@pytest.mark.parametrize("made", [seed_page(), page(hostile_ledger())], ids=["seed", "hostile"])
def test_the_page_allows_its_own_style_and_script_and_nothing_else(made: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made)
    assert policy is not None
    told = html.unescape(policy[1])
    assert told.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", made, re.S)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in told
    assert "unsafe" not in told
    attributes = _Attributes()
    attributes.feed(made)
    assert not {name for name in attributes.names if name in ("style", "src") or name.startswith("on")}


class _Attributes(HTMLParser):
    """The names of all attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.update(name for name, _ in attrs)


def test_style_and_script_cannot_end_early() -> None:
    assert "</" not in data("page.js")
    assert "</" not in data("page.css") + data("colours.css")
    assert not re.search(r"url\(|@import|https?:", data("page.css") + data("colours.css"))


def test_a_lone_surrogate_does_not_stop_the_page_from_being_written() -> None:
    assert page(hostile_ledger()).encode("utf-8")


def test_the_page_of_an_empty_ledger() -> None:
    made = page(Ledger(id="r", text="She said no."))
    assert "nobody is cited" in made
    assert "No date of publication" in made
    for section in ("audit", "digest", "unknown", "dates", "places", "quantities"):
        assert f'<section id="{section}"' not in made


def test_a_foreign_url_is_a_link_only_if_it_is_one() -> None:
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page(seed_ledger(url="https://example.org/a?b=1&c=2"))
    for bad in (
        "javascript:alert(1)",
        'https://a"b',
        "data:text/html,x",
        " https://example.org",
        "https://example.org\n",
    ):
        assert 'class="url" href' not in page(seed_ledger(url=bad))


def test_evidence_of_another_report_is_quoted_but_not_linked() -> None:
    ledger = seed_ledger()
    finding = Finding(0, 3, "She", type="entity", severity="minor", score=1, reason="Another.", evidence=(Span(0, 3, "The", "other-report"),))  # fmt: skip
    sentence = SentenceAudit(0, 11, "She said no", verdict="drift", score=1, findings=(finding,))
    made = page(ledger, None, Audit(id="a", digest="She said no", sentences=(sentence,)))
    assert '<b class="from">other-report</b> <span class="">“The”</span>' in made
    assert 'href="#finding-1" data-light=""' in made


@pytest.mark.parametrize("ledger", [seed_ledger(), hostile_ledger(), *map(gold_ledger, gold_cases())])
def test_segments_hold_every_word_once(ledger: Ledger) -> None:
    _holds(ledger)


def _holds(ledger: Ledger) -> None:
    cut = [segment for block in blocks(ledger) for segment in block.segments]
    at = 0
    for segment in cut:
        assert ledger.text[at : segment.start].strip() == ""
        assert segment.text == ledger.text[segment.start : segment.end] != ""
        at = segment.end
    assert ledger.text[at:].strip() == ""
    ends = [number for segment in cut for number in segment.ends]
    assert sorted(ends) == list(range(len(ledger.claims)))
    for number, claim in enumerate(ledger.claims):
        told = {p for part in (claim.source, claim.cue, *claim.content) if part for p in range(part.start, part.end)}
        offered = {p for s in cut if number in s.claims or len(s.claims) >= 4 for p in range(s.start, s.end)}
        assert all(place in offered or not ledger.text[place].strip() for place in told)


WORDS = st.lists(st.sampled_from(["She", "said", "no.", "“Yes,”", "\n\n", " ", "he", "\n"]), min_size=3, max_size=30)


@given(WORDS, st.data())
def test_any_overlap_of_spans_is_cut(words: list[str], draw: st.DataObject) -> None:
    text = " ".join(words)
    filled = [place for place, character in enumerate(text) if character.strip()]
    if not filled:
        return

    def span() -> Span:
        start, end = sorted((draw.draw(st.sampled_from(filled)), draw.draw(st.sampled_from(filled))))
        return Span.of(text, start, end + 1)

    claims = tuple(
        Claim(source=span(), source_name=None, source_kind="person", cue=span(), content=tuple(span() for _ in range(draw.draw(st.integers(0, 3)))),
              speech="indirect", certainty="possible", polarity="positive", score=1, why="")
        for _ in range(draw.draw(st.integers(0, 4)))
    )  # fmt: skip
    _holds(Ledger(id="r", text=text, claims=claims, unknowns=(span(),), headline=span(), digest=span()))


def test_nested_claims_show_the_inner_certainty_and_offer_both() -> None:
    text = "He said she believes it rained"

    def claim(start: str, certainty: str) -> Claim:
        at = text.index(start)
        return Claim(source=None, source_name=None, source_kind="person", cue=Span.of(text, 3, 7), content=(Span.of(text, at, len(text)),),
                     speech="indirect", certainty=certainty, polarity="positive", score=1, why="")  # type: ignore[arg-type]  # fmt: skip

    [block] = blocks(Ledger(id="r", text=text, claims=(claim("she", "certain"), claim("it", "probable"))))
    assert [(s.text, s.marks, s.claims, s.ends) for s in block.segments] == [
        ("He ", "", (), ()),
        ("said", "cue", (1, 0), ()),
        (" ", "", (), ()),
        ("she believes ", "con c-certain", (0,), ()),
        ("it rained", "con c-probable", (1, 0), (0, 1)),
    ]


def test_ten_thousand_claims_over_one_place_make_a_small_page() -> None:
    text = "x" * 20_000
    claims = tuple(
        Claim(source=None, source_name=None, source_kind="person", cue=Span.of(text, n, n + 1), content=(Span.of(text, n, 20_000 - n),),
              speech="indirect", certainty="certain", polarity="positive", score=1, why="")
        for n in range(3_000)
    )  # fmt: skip
    [block] = blocks(Ledger(id="r", text=text, claims=claims))
    assert max(len(segment.claims) for segment in block.segments) == 4


@pytest.mark.parametrize(
    ("value", "first", "last", "told"),
    [
        ("2023-01-13", date(2023, 1, 13), date(2023, 1, 13), "13 January 2023"),
        ("2023-01-13TNI", date(2023, 1, 13), date(2023, 1, 13), "13 January 2023, night"),
        ("2023-01-13T14:05", date(2023, 1, 13), date(2023, 1, 13), "13 January 2023, 14:05"),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "December 2022"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022"),
        ("2023-W03", date(2023, 1, 16), date(2023, 1, 22), "week of 16 January 2023"),
        ("2023-W03-WE", date(2023, 1, 21), date(2023, 1, 22), "weekend of 21 January 2023"),
        ("2023-W03-3", date(2023, 1, 18), date(2023, 1, 18), "18 January 2023"),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31), "quarter 4 of 2023"),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29), "winter 2023"),
    ],
)  # fmt: skip
def test_values_with_a_place_on_the_line(value: str, first: date, last: date, told: str) -> None:
    assert dates.days(value) == (first, last)
    assert dates.readable(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [("P10Y", "10 years"), ("P1D", "1 day"), ("PT25M", "25 minutes"), ("PXD", "some days"), ("PAST_REF", "in the past"),
     ("XXXX-01-13", "13 January, year not known"), ("XXXX-09", "September, year not known"), ("XXXX-WXX-4TNI", "a Thursday, night, date not known"), ("XXXX-99", "XXXX-99"), ("2023-02-30", "2023-02-30"), ("2023-W99", "2023-W99"), ("0000-01-01", "0000-01-01"), ("T14:05", "T14:05"), ("9999-12", "9999-12"), ("", "")],
)  # fmt: skip
def test_values_without_a_place_on_the_line(value: str, told: str) -> None:
    assert dates.days(value) is None
    assert dates.readable(value) == told


@given(st.text(max_size=20) | st.from_regex(r"[\dXPTW-]{1,12}", fullmatch=True))
def test_any_value_can_be_told(value: str) -> None:
    assert isinstance(dates.readable(value), str)
    span = dates.days(value, "END")
    assert span is None or span[0] <= span[1]


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=30),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_marks_stand_on_the_line_in_their_order(found: list[date], published: date) -> None:
    times = [Time(0, 1, "x", value=day.isoformat(), type="DATE", why="") for day in found]
    on, off = timeline.ordered(times)
    assert off == []
    assert sum(map(len, on)) == len(found)
    line = timeline.line(on, published.isoformat())
    if line is None:
        assert len({*found, published}) < 2
        return
    places = [mark.x for mark in line.marks]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert all(0 < x < line.width for x in places)
    assert line.today is not None


def test_the_audits_of_cases_have_every_finding() -> None:
    for case in gold_cases():
        made = page(gold_ledger(case), None, gold_audit(case))
        assert made.count('class="finding card') == sum(len(s["drifts"]) for s in case["digest_sentences"])
