"""Report lines in the digest's words."""

from __future__ import annotations

import pytest

from copydesk.audit.auditing import digest_lines
from copydesk.audit.restating import restated
from copydesk.audit.sides import reports_side
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


@pytest.mark.parametrize(
    ("report", "digest", "told"),
    [
        ("Revenue in China fell by a fifth.", "Turnover in China shrank 20%.", "Revenue in China fell by 20%."),
        ("Revenue in China fell by a fifth.", "Turnover in China shrank 21%.", None),
        ("Revenue in China fell by a fifth.", "Turnover in China shrank to 20.", None),
        (
            "Norsk Semi reports next week. Veltra, a rival, said that Norsk had been near bankruptcy.",
            "Norsk Semi was near bankruptcy, Veltra said.",
            "Veltra, a rival, said that Norsk Semi had been near bankruptcy.",
        ),
        (
            "Dagmar Weil spoke to reporters in Oslo. Weil saw no sign of a recovery.",
            "Weil does not see a recovery.",
            None,
        ),
        (
            "Dagmar Weil spoke to reporters in Oslo. Weil saw no sign of a recovery.",
            "Dagmar Weil does not see a recovery.",
            "Dagmar Weil saw no sign of a recovery.",
        ),
    ],
)
def test_a_line_is_told_in_the_digests_words(report: str, digest: str, told: str | None) -> None:
    ledger = ledger_of(Report(id="r", text=report))
    *_, line = reports_side([ledger]).lines
    [mine] = digest_lines(digest, [ledger])
    assert restated(line, mine, ledger) == (told or line.text)
