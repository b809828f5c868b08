"""--watch: the audit again after each change, whatever state the files are in; Ctrl-C ends with the last status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk import watch
from copydesk.commissions import Asked
from copydesk.errors import OptionError
from copydesk.read import Options


def asked(*inputs: str, digest: str | None = None, against: str | None = None) -> Asked:
    return Asked(inputs, digest, None, against, 0.5, Options())


class Steps:
    """Runs a list of deeds, one at each look that the watch takes, then presses Ctrl-C."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self.deeds: Iterator[Callable[[], object]] = iter(deeds)

    def __call__(self, seconds: float) -> None:
        try:
            next(self.deeds)()
        except StopIteration:
            raise KeyboardInterrupt from None


def nothing() -> None:
    """A look at which all is as it was."""


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each audit would have read of the digest; its status is the number that stands there, or a failure."""
    seen: list[str] = []

    def run(asked: Asked, *, format: str, output: Path | None, jobs: int) -> None:
        path = Path(asked.digest or "none")
        text = path.read_text() if path.exists() else "gone"
        seen.append(text)
        sys.exit({"sound": 0, "drift": 1}.get(text, 2))

    monkeypatch.setattr("copydesk.commissions.run", run)
    return seen


def watched(what: Asked, *deeds: Callable[[], object]) -> int:
    with pytest.raises(SystemExit) as stop:
        watch.watched(what, format="text", output=None, jobs=1, wait=Steps(*deeds))
    return int(stop.value.code or 0)


def test_each_change_is_audited_once(tmp_path: Path, runs: list[str]) -> None:
    digest, report = tmp_path / "d.txt", tmp_path / "r.txt"
    digest.write_text("drift")
    report.write_text("report")
    status = watched(
        asked(str(report), digest=str(digest)),
        nothing, nothing,
        lambda: digest.write_text("sound"), nothing, nothing,
        lambda: report.write_text("report, longer"), nothing, nothing,
    )  # fmt: skip
    assert runs == ["drift", "sound", "sound"]
    assert status == 0


def test_what_is_being_written_is_waited_for(tmp_path: Path, runs: list[str]) -> None:
    digest = tmp_path / "d.txt"
    digest.write_text("sound")
    status = watched(
        asked(str(digest), digest=str(digest)),
        nothing,
        *(lambda n=n: digest.write_text("dri" * n) for n in (1, 2, 3)),
        lambda: digest.write_text("drift"),
        nothing,
        nothing,
    )
    assert runs == ["sound", "drift"]
    assert status == 1


def test_a_file_may_vanish_and_come_back(tmp_path: Path, runs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    digest = tmp_path / "d.txt"
    digest.write_text("drift")
    what = asked(str(tmp_path / "r.txt"), digest=str(digest))
    status = watched(what, nothing, digest.unlink, nothing, nothing, lambda: digest.write_text("sound"), nothing, nothing)  # fmt: skip
    assert runs == ["drift", "gone", "sound"]
    assert status == 0
    assert "watching 0 files" in capsys.readouterr().err


def test_reports_that_join_later_are_seen(tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.txt").write_text("x")
    what = asked("d.txt", against="{name}-*.txt")
    watched(what, nothing, lambda: Path("d-1.txt").write_text("new"), nothing, nothing)
    assert len(runs) == 2


def test_standard_input_is_refused() -> None:
    with pytest.raises(OptionError, match="cannot be watched"):
        watch.watched(asked("r.txt", digest="-"), format="text", output=None, jobs=1)


def test_the_command_audits_again_and_ends_with_the_last_status(tmp_path: Path) -> None:
    """The real command: drift, a broken file, no file, and a sound digest, then Ctrl-C."""
    report, digest = tmp_path / "r.txt", tmp_path / "d.txt"
    report.write_text("Bridge shut\n\nThe bridge was shut on Monday, the mayor of Port Elm said. Two people were hurt.")
    digest.write_text("Nine people were hurt.")
    log = tmp_path / "log"
    command = [sys.executable, "-m", "copydesk", "audit", str(report), "--digest", str(digest), "--watch"]
    with log.open("w") as err:
        # Where the tests run in the background the shell has Ctrl-C ignored, and children inherit that.
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=err,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
    try:
        for change, status in (
            (nothing, 1),
            (lambda: digest.write_bytes(b"\x00\x01\x02" * 50), 2),
            (digest.unlink, 2),
            (lambda: digest.write_text("The bridge was shut on Monday, the mayor of Port Elm said."), 0),
        ):
            before = log.read_text().count("; watching")
            change()
            deadline = time.monotonic() + 120
            while log.read_text().count("; watching") == before:
                assert running.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            assert f"copydesk: status {status} at" in log.read_text().splitlines()[-1]
        os.kill(running.pid, signal.SIGINT)
        assert running.wait(60) == 0
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
