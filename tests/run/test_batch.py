"""Many reports: what fails is listed and the rest goes on."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from copydesk.errors import CopydeskError, InputError
from copydesk.nouns import Ledger, Report
from copydesk.run import batch


def report(id: str, text: str = "The mayor said the bridge is safe.") -> Report:
    return Report(id=id, text=text, language="en")


def run(reports: list[Report | InputError], **options: object) -> tuple[list[str], list[CopydeskError]]:
    failures: list[CopydeskError] = []
    done = [ledger.id for ledger in batch.ledgers(reports, on_failure=failures.append, **options)]  # type: ignore[arg-type]
    return done, failures


def test_a_broken_input_stops_nothing() -> None:
    broken = InputError("is empty", where="b.txt")
    assert run([report("a"), broken, report("c")]) == (["a", "c"], [broken])


def test_a_defect_of_ours_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def ledger_of(given: Report) -> Ledger:
        if given.id == "b":
            raise ZeroDivisionError("oops")
        return Ledger(id=given.id, text=given.text)

    monkeypatch.setattr(batch, "ledger_of", ledger_of)
    done, [failure] = run([report("a"), report("b"), report("c")])
    assert done == ["a", "c"]
    assert "ZeroDivisionError" in str(failure)
    assert failure.where == "b"


def test_a_report_given_twice_is_recorded_once() -> None:
    assert run([report("a"), report("a")]) == (["a"], [])


def test_one_id_for_two_texts_is_a_failure() -> None:
    done, [failure] = run([report("a"), report("a", "Another text altogether.")])
    assert done == ["a"]
    assert "another text" in str(failure)


def test_what_is_done_is_skipped() -> None:
    assert run([report("a"), report("b")], skip={"a"}) == (["b"], [])


def test_a_pool_keeps_the_order() -> None:
    ids = [f"r{n}" for n in range(12)]
    assert run([report(id, f"The mayor of town {id} said the bridge is safe.") for id in ids], jobs=2) == (ids, [])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes as Linux shows them")
def test_where_a_run_is_killed_its_pool_ends() -> None:
    program = (
        "import time; from copydesk.run.batch import pooled; "
        "[print(n, flush=True) for n in pooled(abs, iter(lambda: time.sleep(0.1) or 1, 0), 2)]"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"1\n"
    pool = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    assert len(pool) == 2
    run.kill()
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and any(map(_runs, pool)):
        time.sleep(0.1)
    assert not any(map(_runs, pool))


def _runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
