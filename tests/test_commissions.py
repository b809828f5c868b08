"""`copydesk audit` in a newsroom's flow: one gate in every format, digests that find their reports, batches over processes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from copydesk.commissions import matching
from copydesk.errors import InputError
from copydesk.read.sources import Source

from .test_cli import DIGEST, FERRY, Command, copydesk, records

__all__ = ["copydesk"]  # the fixture
FORMATS = ("text", "json", "jsonl", "html", "sarif")
SOUND = "Four crew members were treated for smoke inhalation, according to the Saint Anna hospital."
DRIFTED = "A ferry with 241 people on board drifted for nine hours on Saturday."
SCHEMA = Path(__file__).parent / "export" / "sarif" / "sarif-2.1.0-rtm.5.json"


@pytest.mark.parametrize("format", FORMATS)
def test_the_status_is_the_same_in_every_format(copydesk: Command, tmp_path: Path, format: str) -> None:
    sound, empty, output = tmp_path / "sound.txt", tmp_path / "empty.txt", tmp_path / "out"
    sound.write_text(SOUND)
    empty.write_text("")
    assert copydesk("audit", FERRY, "--digest", DIGEST, "--format", format).status == 1
    clean = copydesk("audit", FERRY, "--digest", str(sound), "--format", format)
    assert clean.status == 0
    assert clean.out
    assert copydesk("audit", FERRY, "--digest", str(empty), "--format", format).status == 2
    assert copydesk("audit", str(tmp_path / "none.txt"), "--digest", DIGEST, "--format", format).status == 2
    filed = copydesk("audit", FERRY, "--digest", DIGEST, "--format", format, "--output", str(output) + f".{format}")
    assert (filed.status, filed.out) == (1, "")
    assert (tmp_path / f"out.{format}").stat().st_size > 100


def test_sarif_of_a_run_fits_the_schema_and_names_the_files(
    copydesk: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_bytes(Path(FERRY).read_bytes().replace(b"\n", b"\r\n"))
    Path("digest.txt").write_text(f"\ufeff{DRIFTED}\r\n", newline="")
    made = json.loads(copydesk("audit", "ferry.txt", "--digest", "digest.txt", "--format", "sarif").out)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text())).validate(made)
    found = next(one for one in made["runs"][0]["results"] if one["ruleId"] == "number")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "digest.txt"
    start = place["region"]["charOffset"]
    assert DRIFTED[start : start + place["region"]["charLength"]] == "241"
    proof = found["relatedLocations"][0]["physicalLocation"]
    assert proof["artifactLocation"]["uri"] == "ferry.txt"
    assert "214 people" in proof["region"]["snippet"]["text"]


def test_sarif_tells_what_could_not_be_audited(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("audit", str(tmp_path / "none.txt"), "--digest", DIGEST, "--format", "sarif")
    assert done.status == 2
    [invocation] = json.loads(done.out)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "none.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    vanished = copydesk("audit", FERRY, "--digest", str(tmp_path / "gone.txt"), "--format", "sarif")
    assert vanished.status == 2
    [invocation] = json.loads(vanished.out)["runs"][0]["invocations"]
    assert "gone.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def folders(tmp_path: Path) -> Path:
    (tmp_path / "digests").mkdir()
    (tmp_path / "reports").mkdir()
    text = Path(FERRY).read_text(encoding="utf-8")
    for name, digest in (("ferry", DRIFTED), ("sound", SOUND), ("lonely", SOUND)):
        (tmp_path / "digests" / f"{name}.txt").write_text(digest)
        if name != "lonely":
            (tmp_path / "reports" / f"{name}-1.txt").write_text(text)
    return tmp_path


def test_digests_find_their_reports_by_name(copydesk: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folders(tmp_path))
    digests = sorted(str(path) for path in Path("digests").iterdir())
    done = copydesk("audit", "--against", "reports/{name}-*.txt", *digests, "--format", "jsonl")
    assert done.status == 1
    assert [row["id"] for row in records(done.out)] == ["digests/ferry.txt", "digests/sound.txt"]
    assert "digests/lonely.txt: has no report: nothing matches reports/lonely-*.txt" in done.err
    told = copydesk("audit", "--against", "reports/{name}-*.txt", *digests[:1])
    assert "audit · digests/ferry.txt · 1 of 1 sentence drifts" in told.out
    beside = copydesk("audit", "--against", "{folder}/../reports/{name}-1.txt", "digests/sound.txt")
    assert beside.status == 0
    assert copydesk("audit", "--against", "nowhere/{name}", "digests/sound.txt").status == 2


def test_a_name_is_no_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "[ab].txt", "*.txt"):
        Path(name).write_text("x")
    assert [one.name for one in matching("{name}.txt", "digests/[ab].txt") if isinstance(one, Source)] == ["[ab].txt"]
    assert [one.name for one in matching("{name}.txt", "digests/*.md") if isinstance(one, Source)] == ["*.txt"]
    [missing] = matching("{folder}/{name}.txt", "none/?.txt")
    assert isinstance(missing, InputError)


def test_strict_finds_more_and_lenient_less(copydesk: Command) -> None:
    found = {
        option: sum(len(s["findings"]) for row in records(copydesk("audit", FERRY, "-d", DIGEST, "-f", "jsonl", *option.split()).out) for s in row["sentences"])
        for option in ("--strict", "--threshold 0.5", "", "--lenient", "--threshold 0.99")
    }  # fmt: skip
    assert found["--strict"] >= found[""] == found["--threshold 0.5"] >= found["--lenient"] >= found["--threshold 0.99"]
    assert found["--strict"] > found["--threshold 0.99"]


@pytest.mark.parametrize(
    "options",
    [
        ("--strict", "--lenient"),
        ("--strict", "--threshold", "0.4"),
        ("--digest", DIGEST, "--against", "{name}"),
        ("--threshold", "1.5"),
    ],
)
def test_options_that_contradict_each_other_are_refused(copydesk: Command, options: tuple[str, ...]) -> None:
    done = copydesk("audit", FERRY, *options)
    assert done.status == 2
    assert done.out == ""
    assert options[0] in done.err


def test_a_batch_over_two_processes_is_the_batch(copydesk: Command, tmp_path: Path) -> None:
    report = {"id": "r", "text": Path(FERRY).read_text(encoding="utf-8")}
    rows = [{"id": str(n), "reports": [report], "digest": digest} for n, digest in enumerate((DRIFTED, SOUND, DRIFTED))]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, rows)) + "\n{bad\n")
    one, two = (copydesk("audit", "--batch", str(batch), "-f", "jsonl", "--jobs", jobs) for jobs in "12")
    assert one == two
    assert (one.status, len(records(one.out))) == (1, 3)
    sarif = json.loads(copydesk("audit", "--batch", str(batch), "-f", "sarif").out)["runs"][0]
    places = [found["locations"][0]["physicalLocation"]["region"] for found in sarif["results"]]
    assert {place["startLine"] for place in places} == {1, 3}
    assert sarif["invocations"][0]["executionSuccessful"] is False


def test_a_report_that_stands_for_two_texts_fails_its_row(copydesk: Command, tmp_path: Path) -> None:
    reports = [{"id": "r", "text": "One text here."}, {"id": "r", "text": "Another text there."}]
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "x", "reports": reports, "digest": "One."}))
    done = copydesk("audit", "--batch", str(tmp_path / "b.jsonl"))
    assert done.status == 2
    assert "stands for another text" in done.err


def test_a_page_of_several_reports(copydesk: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Harbour calm\n\nThe harbour of Varna was calm on Sunday, the port authority said.")
    done = copydesk("audit", FERRY, str(other), "--digest", DIGEST, "--format", "html")
    assert done.status == 1
    assert done.out.count("<article") == 2
