"""Whatever the digest: no exception, and every span quotes its text."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copydesk.audit import audit_text
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

REPORT = ledger_of(
    Report(
        id="r",
        published="2024-05-08",
        text=(
            "Court frees two\n\nA court in Hull freed two men on Monday, their lawyer said. "
            "“They may appeal,” she added. At least 14 witnesses were heard, but none was named."
        ),
    )
)
PIECES = st.sampled_from(
    ["The court", "two men", "were", "not", "freed", "on Friday", "because", "14", "at most", "“", "”", "said", ".", "\n", "\x00",
     "may", "the lawyer", "denied", "in Leeds", "harsh", "terrorist", ",", "-", "№", "#", "#5", "##", "€3m", "…", "\u202e"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_spans_lie_in_digest_and_report(digest: str) -> None:
    audit = audit_text(digest, [REPORT], id="d")
    for sentence in audit.sentences:
        assert sentence.quotes(digest)
        assert 0.0 <= sentence.score <= 1.0
        assert (sentence.verdict == "drift") == (sentence.score >= 0.5)
        assert all(e.quotes(REPORT.text) and e.report == "r" for e in sentence.evidence)
        for finding in sentence.findings:
            assert finding.quotes(digest)
            assert sentence.start <= finding.start < finding.end <= sentence.end
            assert finding.reason
            assert all(e.quotes(REPORT.text) for e in finding.evidence)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
@example("²")
def test_any_report_can_be_audited_against(text: str) -> None:
    ledger = Ledger(id="any", text=text)
    audit = audit_text("The court freed two men on Monday.", [ledger], id="d")
    assert all(e.quotes(text) for s in audit.sentences for e in s.evidence)


def test_the_same_input_gives_the_same_audit() -> None:
    digest = "The court jailed two men on Friday. At most 14 witnesses were named."
    assert audit_text(digest, [REPORT], id="d") == audit_text(digest, [REPORT], id="d")


def test_no_report_leaves_every_sentence_without_evidence() -> None:
    audit = audit_text("The court freed two men.", [], id="d")
    assert audit.notes
    assert all(not s.evidence for s in audit.sentences)


def test_a_number_sign_is_no_number() -> None:
    ledger = Ledger(id="n", text="Ranked # 1 in the world, the player lost on Monday. #Tennis fans wept.")
    audit = audit_text("Ranked # 2 in the world, the player lost. # Fans wept.", [ledger], id="d")
    assert audit.sentences[0].evidence
