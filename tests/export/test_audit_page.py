"""The page of an audit: digest and reports side by side, all of it escaped, nothing of it loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from copydesk.export.page import audit_page
from copydesk.nouns import Audit, Finding, Ledger, SentenceAudit, Span

from .samples import at, gold_audit, gold_cases, gold_ledger, seed_audit, seed_ledger

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7*7 }} \u202egnorw"


def report(number: int, **more: Any) -> Ledger:
    text = f"Report {number}\n\nThe port may open on Monday, the mayor said. {EVIL} It rained in harbour {number}."
    return Ledger(id=f"rep-{number}", text=text, headline=Span.of(text, 0, 8), language="en", **more)


def five() -> tuple[Audit, list[Ledger]]:
    """A digest of three sentences against five reports; the last is not used, the third has a hostile address."""
    ledgers = [report(n, **({"url": "javascript:alert(3)", "outlet": "<b>Herald</b>"} if n == 3 else {})) for n in range(1, 6)]  # fmt: skip
    mayor = [at(ledger.text, "The port may open on Monday, the mayor said.").within(ledger.id) for ledger in ledgers]
    evil = at(ledgers[2].text, EVIL).within("rep-3")
    first, second, third = "The port opens on Monday.", f"{EVIL} is told.", "It rained."
    digest = f"{first} {second} {third}"

    def sentence(quote: str, verdict: Any, evidence: tuple[Span, ...], *findings: Finding) -> SentenceAudit:
        span = at(digest, quote)
        return SentenceAudit(
            span.start, span.end, quote, verdict=verdict, score=0.7, evidence=evidence, findings=findings
        )

    def finding(quote: str, *evidence: Span, suggestion: str | None = None, severity: Any = "major") -> Finding:
        span = at(digest, quote)
        return Finding(span.start, span.end, quote, type="certainty", severity=severity, score=0.6, reason=f"not {EVIL}",
                       evidence=evidence, suggestion=suggestion)  # fmt: skip

    return Audit(
        id=f"<i>{EVIL}</i>",
        digest=digest,
        sentences=(
            sentence(first, "drift", (mayor[3], mayor[0]), finding("opens", mayor[3], mayor[1], suggestion=f"may open {EVIL}")),
            sentence(second, "unsure", (evil,), finding(EVIL, evil, severity="minor")),
            sentence(third, "supported", ()),
        ),
        notes=(EVIL,),
    ), ledgers  # fmt: skip


class Parts(HTMLParser):
    """Elements of a page: their tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str, mark: str = "") -> list[dict[str, str | None]]:
        return [a for t, a in self.found if t == tag and mark in [*(a.get("class") or "").split(), ""]]


def test_every_sentence_and_finding_is_there_with_its_verdict_in_words() -> None:
    audit, ledgers = five()
    made = audit_page(audit, ledgers)
    parts = Parts(made)
    assert [a["id"] for a in parts.all("li", "sentence")] == ["sentence-1", "sentence-2", "sentence-3"]
    assert [a["id"] for a in parts.all("li", "finding")] == ["finding-1", "finding-2"]
    for word in ("<b>drifts</b>", "<b>unsure</b>", "<b>supported</b>"):
        assert made.count(word) == 1
    assert [a["id"] for a in parts.all("article")] == [f"report-{n}" for n in range(1, 6)]


def test_evidence_lights_its_own_report_the_best_first() -> None:
    audit, ledgers = five()
    go = next(a for a in Parts(audit_page(audit, ledgers)).all("a", "go") if a["href"] != "#")
    first, second = (tuple(map(int, part.split("-"))) for part in (go["data-light"] or "").split())
    whole = "\n".join(ledger.text for ledger in ledgers)
    assert whole[slice(*first)] == whole[slice(*second)] == "The port may open on Monday, the mayor said."
    assert first > second
    assert go["href"] == f"#at-{first[0]}"


def test_report_sentences_name_the_digest_sentences_that_rest_on_them() -> None:
    parts = Parts(audit_page(*five()))
    rests = [a["data-sentences"] for a in parts.all("span", "held")]
    assert sorted(rests) == ["1", "1", "1", "2"]
    assert len([a for a in parts.all("a", "ref") if (a["href"] or "").startswith("#sentence-")]) == 4


def test_a_suggestion_stands_in_its_sentence() -> None:
    ledger = seed_ledger()
    made = audit_page(seed_audit(ledger), [ledger])
    assert re.search(
        r"and <del><span class=\"unseen\">instead of: </span>was on his way back to his native village</del> "
        r"<ins><span class=\"unseen\">write: </span>might have been headed for his native village</ins>\.",
        made,
    )


def test_nothing_of_a_report_or_digest_becomes_mark_up() -> None:
    made = audit_page(*five())
    parts = Parts(made)
    assert len(parts.all("script")) == len(parts.all("style")) == 1
    assert not parts.all("img")
    assert not [a for _, a in parts.found if any(name.startswith("on") for name in a)]
    assert not [a for a in parts.all("a") if not (a["href"] or "").startswith("#")]
    assert "\u202e" not in made
    assert "{{ 7*7 }}" in made
    [policy] = [a for a in parts.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert (policy["content"] or "").startswith("default-src 'none'; style-src 'sha256-")


def test_all_audits_of_cases_have_a_page_with_whole_links() -> None:
    for case in gold_cases():
        ledger = gold_ledger(case)
        made = audit_page(gold_audit(case), [ledger])
        assert made == audit_page(gold_audit(case), [ledger])
        parts = Parts(made)
        ids = [a["id"] for _, a in parts.found if "id" in a]
        assert len(ids) == len(set(ids))
        assert {a["href"] for a in parts.all("a")} <= {f"#{name}" for name in ids}
        assert len(parts.all("li", "finding")) == sum(len(s["drifts"]) for s in case["digest_sentences"])


@pytest.mark.parametrize("span", [Span(0, 4, "Nope"), Span(0, 8, "Report 1", "elsewhere"), Span(500, 504, "late")])
def test_evidence_that_no_report_has_is_told_without_a_link(span: Span) -> None:
    sentence = SentenceAudit(0, 4, "Away", verdict="drift", score=1, evidence=(span,), findings=(
        Finding(0, 4, "Away", type="event", severity="major", score=1, reason="no", evidence=(span,)),))  # fmt: skip
    made = audit_page(Audit(id="d", digest="Away", sentences=(sentence,)), [report(1), report(2)])
    assert f"“{span.quote}”" in made
    assert [a["href"] for a in Parts(made).all("a", "go")] == ["#sentence-1", "#finding-1"]


def test_an_audit_without_findings_or_reports_has_a_page() -> None:
    sentence = SentenceAudit(0, 5, "Fine.", verdict="supported", score=0.1)
    made = audit_page(Audit(id="r-1", digest="Fine.", sentences=(sentence,)), [])
    assert "0 of 1 sentence drift" in made
    assert "What the types mean" not in made
