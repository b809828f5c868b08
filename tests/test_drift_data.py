"""What the audit's encoder is taught with: which digests over several reports it sees, and beside which lines."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from drift_data import MULTI, Beside, annotated, set_held_out

REPORTS = (
    "The ferry Aurora sank off Tolmezza on Monday, the coast guard said. Eleven people died.",
    "The owner of the Aurora, Nordmar, denied that the ferry had been overloaded. It has two other ships.",
)


def test_evidence_is_found_in_all_reports() -> None:
    digest = "The Aurora sank off Tolmezza on Monday, and its owner Nordmar denied that it was overloaded."
    [(_, _, _, evidence)] = Beside(*REPORTS).sentences(digest)
    assert any("sank off Tolmezza" in line for line in evidence)
    assert any("denied that the ferry" in line for line in evidence)


def test_what_drifts_is_marked_within_its_sentence() -> None:
    digest = "Eleven people died. Nordmar admitted that the ferry was overloaded."
    start = digest.index("admitted")
    drift = {"start": start, "end": start + len("admitted"), "type": "polarity"}
    row = {
        "digest": digest,
        "digest_sentences": [
            {"start": 0, "end": 19, "verdict": "supported", "drifts": []},
            {"start": 20, "end": len(digest), "verdict": "drift", "drifts": [drift]},
        ],
    }
    _, wrong = annotated(Beside(*REPORTS), row, "several")
    assert wrong.drift
    [(begin, end, type_)] = wrong.marks or ()
    assert (wrong.told[begin:end], type_) == ("admitted", "polarity")


def test_every_other_set_of_reports_is_held_out_for_the_verdict() -> None:
    told = {json.loads(line)["set"] for line in (MULTI / "digests.jsonl").read_text(encoding="utf-8").splitlines()}
    sets = [json.loads(line)["id"] for line in (MULTI / "sets.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = [number for number, each in enumerate(sets) if each in told and not set_held_out(number)]
    assert len(kept) == len(told) // 2
