"""The command, end to end."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from copydesk import cli
from copydesk.export.schema import SCHEMAS, schema
from tests.chat_server import serving

ROOT = Path(__file__).parent.parent
FERRY = str(ROOT / "examples" / "ferry.txt")
SEED = str(ROOT / "examples" / "deserter.txt")
POOL = str(ROOT / "examples" / "pier.jsonl")
DIGEST = str(ROOT / "examples" / "ferry-digest.txt")


class Done(NamedTuple):
    status: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def copydesk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process; status, standard output, standard error."""

    def run(*arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["copydesk", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = 0
        try:
            cli.main()
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Done(status, *capsys.readouterr())

    return run


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_help_is_complete(copydesk: Command) -> None:
    assert copydesk("--help").status == 0
    for verb in ("read", "digest", "audit", "compare", "schema"):
        assert verb in copydesk("--help").out
        done = copydesk(verb, "--help")
        assert done.status == 0
        assert "Usage: copydesk " + verb in done.out


def test_module_and_script_are_the_same() -> None:
    done = subprocess.run([sys.executable, "-m", "copydesk", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "copydesk 0.1.0\n"


@pytest.mark.parametrize(
    ("verb", "name"), [("read", "ledger"), ("digest", "digest"), ("audit", "audit"), ("compare", "comparison")]
)
def test_json_lines_fit_their_schema(copydesk: Command, verb: str, name: str) -> None:
    done = copydesk(verb, SEED, "--published", "2023-01-18", "--format", "jsonl")
    [record] = records(done.out)
    jsonschema.validate(record, schema(name))
    [same] = [json.loads(copydesk(verb, SEED, "--published", "2023-01-18", "--format", "json").out)]
    assert same == record


def test_the_ledger_has_every_field_of_the_contract(copydesk: Command) -> None:
    [ledger] = records(copydesk("read", FERRY, "--format", "jsonl").out)
    assert {
        "id",
        "text",
        "published",
        "outlet",
        "language",
        "headline",
        "digest",
        "claims",
        "times",
        "places",
        "quantities",
        "people",
        "organisations",
        "unknowns",
        "events",
    } <= set(ledger)
    assert {
        "source",
        "source_name",
        "source_kind",
        "cue",
        "content",
        "speech",
        "certainty",
        "polarity",
        "within",
        "score",
    } <= set(ledger["claims"][0])
    for claim in ledger["claims"]:
        for span in [claim["source"], claim["cue"], *claim["content"]]:
            assert span is None or ledger["text"][span["start"] : span["end"]] == span["quote"]
    assert ledger["published"] == "2024-05-12"
    assert ledger["published_from"] == "dateline"


def test_text_has_no_colour_in_a_pipe(copydesk: Command) -> None:
    for verb in ("read", "digest", "audit", "compare"):
        done = copydesk(verb, SEED, "--published", "2023-01-18")
        assert "\x1b" not in done.out
        assert "eliminated" in done.out


def test_same_input_same_bytes(copydesk: Command) -> None:
    runs = {copydesk(verb, FERRY, "--format", "jsonl").out for verb in ("read", "read")}
    assert len(runs) == 1


def test_audit_is_a_gate(copydesk: Command) -> None:
    done = copydesk("audit", FERRY, "--digest", DIGEST, "--format", "jsonl")
    assert done.status == 1
    [audit] = records(done.out)
    assert audit["sentences"][0]["verdict"] == "drift"
    assert "number" in {finding["type"] for finding in audit["sentences"][0]["findings"]}
    clean = copydesk(
        "audit",
        FERRY,
        "--digest",
        "-",
        stdin="Four crew members were treated for smoke inhalation, according to the Saint Anna hospital.",
    )
    assert clean.status == 0, clean.out
    assert copydesk("audit", FERRY).status == 2
    assert copydesk("audit").status == 2


def test_a_digest_cites(copydesk: Command) -> None:
    done = copydesk("digest", FERRY, "--sentences", "3", "--format", "jsonl")
    [digest] = records(done.out)
    assert 1 <= len(digest["sentences"]) <= 3
    assert all(sentence["evidence"] for sentence in digest["sentences"])


def test_a_writer_drafts_and_the_editor_sees_what_was_changed(copydesk: Command) -> None:
    with serving() as server:
        server.draft = "Four crew members were treated for smoke inhalation. The captain was shot by nine pirates."
        done = copydesk("digest", FERRY, "--writer", server.url, "tiny", "--format", "jsonl")
        [digest] = records(done.out)
        assert done.status == 0
        assert "pirates" not in " ".join(sentence["text"] for sentence in digest["sentences"])
        assert "drafted by tiny" in digest["notes"][0]
        shown = copydesk("digest", FERRY, "--writer", server.url, "tiny")
        assert "changed against the report" in shown.out.lower()
        assert "pirates" in shown.out


def test_a_writer_that_fails_is_a_failed_input(copydesk: Command) -> None:
    with serving() as server:
        server.status = 500
        done = copydesk("digest", FERRY, "--writer", server.url, "tiny")
    assert done.status == 2
    assert "answers 500" in done.err
    assert "Traceback" not in done.err


def test_a_key_comes_from_the_variable_that_is_named(copydesk: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as server:
        server.draft = "All passengers were brought ashore by 5 a.m. on Sunday."
        writer = ("--writer", server.url, "tiny", "--writer-key", "DESK_KEY")
        assert "DESK_KEY is empty or not set" in copydesk("digest", FERRY, *writer).err
        monkeypatch.setenv("DESK_KEY", "sesame")
        done = copydesk("digest", FERRY, *writer)
        assert server.keys == ["Bearer sesame"]
        assert "sesame" not in done.out + done.err
    assert "needs --writer" in copydesk("digest", FERRY, "--writer-key", "DESK_KEY").err


def test_standard_input_is_a_report(copydesk: Command) -> None:
    done = copydesk("read", "-", "--format", "jsonl", stdin=Path(FERRY).read_text(encoding="utf-8"))
    assert records(done.out)[0]["claims"]


def test_failures_are_listed_and_the_rest_is_done(copydesk: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = copydesk("read", str(tmp_path / "empty.txt"), FERRY, str(tmp_path / "none.txt"), "--format", "jsonl")
    assert done.status == 1
    assert len(records(done.out)) == 1
    assert "2 of 3 failed" in done.err
    assert "empty.txt" in done.err
    assert "none.txt" in done.err


def test_nothing_done_is_status_2(copydesk: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for bad in (str(tmp_path / "empty.txt"), str(tmp_path / "none.txt")):
        done = copydesk("read", bad)
        assert done.status == 2
        assert done.out == ""
        assert Path(bad).name in done.err


@pytest.mark.parametrize("date", ["2023-02-30", "18.01.2023", "yesterday", "2023-13-01"])
def test_an_impossible_date_is_refused(copydesk: Command, date: str) -> None:
    done = copydesk("read", FERRY, "--published", date)
    assert done.status == 2
    assert date in done.err
    assert done.out == ""


def test_a_report_in_another_language_says_so(copydesk: Command, tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(
        "Паром девять часов дрейфовал у берегов Варны\n\nВ субботу на пароме начался пожар, сообщила береговая охрана. "
        "Все пассажиры доставлены на берег, пострадавших нет, заявил представитель порта.\n"
    )
    done = copydesk("read", str(tmp_path / "ru.txt"), "--format", "jsonl")
    [ledger] = records(done.out)
    assert ledger["language"] == "ru"
    assert ledger["claims"] == []
    assert len(ledger["sentences"]) == 3
    assert any("Russian" in note for note in ledger["notes"])


def test_schemas_are_printed(copydesk: Command) -> None:
    assert copydesk("schema").out.split() == list(SCHEMAS)
    for name in SCHEMAS:
        jsonschema.Draft202012Validator.check_schema(json.loads(copydesk("schema", name).out))
    unknown = copydesk("schema", "nonsense")
    assert unknown.status == 2
    assert "ledger" in unknown.err


def test_pages_of_a_folder_have_an_index(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("read", FERRY, SEED, "--format", "html", "--output", str(tmp_path / "pages"))
    assert done.status == 0, done.err
    pages = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert len(pages) == 3
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{page}"' in index for page in pages if page != "index.html")


def test_one_page_holds_one_report(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("read", FERRY, SEED, "--format", "html", "--output", str(tmp_path / "page.html"))
    assert done.status == 2
    assert "folder" in done.err


def test_batches_are_audited_line_by_line(copydesk: Command, tmp_path: Path) -> None:
    report = {"id": "r", "text": Path(FERRY).read_text(encoding="utf-8")}
    rows = [
        json.dumps(
            {"id": "a", "reports": [report], "digest": "A ferry with 241 people on board drifted for nine hours."}
        ),
        "{broken",
        json.dumps(
            {
                **report,
                "id": "b",
                "digest": "Four crew members were treated for smoke inhalation, according to the hospital.",
            }
        ),
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(rows))
    done = copydesk("audit", "--batch", str(tmp_path / "batch.jsonl"), "--format", "jsonl")
    assert done.status == 1
    assert [row["id"] for row in records(done.out)] == ["a", "b"]
    assert "batch.jsonl: line 2" in done.err


def test_a_killed_run_loses_and_doubles_nothing(tmp_path: Path) -> None:
    rows = [
        {"id": f"r{n}", "text": f"Report {n}\n\nThe mayor of town {n} said the bridge is safe. " * 6}
        for n in range(120)
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "copydesk", "read", str(tmp_path / "in.jsonl"), "-f", "jsonl", "-o", str(out)]
    first = subprocess.Popen(command)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        part = next(tmp_path.glob(".out.jsonl.*.part"), None)
        if part and part.stat().st_size > 2000:
            break
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert not out.exists()
    written = next(tmp_path.glob(".out.jsonl.*.part")).read_bytes().count(b"\n")
    assert 0 < written < len(rows)
    subprocess.run(command, check=True)
    assert [row["id"] for row in records(out.read_text())] == [row["id"] for row in rows]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("format", ["jsonl", "text"])
def test_a_closed_pipe_is_no_failure(format: str) -> None:
    program = f"{sys.executable} -m copydesk read {FERRY} {SEED} -f {format} | head -c 10 > /dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_comparison_is_one_record_of_all_inputs(copydesk: Command, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "half.jsonl").write_text('{"id": "x", "text": ')
    done = copydesk("compare", str(tmp_path), POOL, FERRY, "--format", "jsonl")
    assert done.status == 1
    assert "2 of 9 failed" in done.err
    assert "broken.pdf" in done.err
    assert "half.jsonl: line 1" in done.err
    [record] = records(done.out)
    told = {report for incident in record["incidents"] for report in incident["reports"]} | set(record["unplaced"])
    assert len(told) == 7
    assert record["copies"] == [["pier-1", "pier-2"]]


def test_a_comparison_is_a_table_and_a_page(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("compare", POOL)
    assert done.status == 0, done.err
    assert "6 reports · 2 incidents" in done.out
    assert copydesk("compare", POOL, "--format", "html", "--output", str(tmp_path / "pool.html")).status == 0
    page = (tmp_path / "pool.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Pier collapses at Balatonfured" in page
    assert copydesk("compare", POOL, "--format", "html", "--output", str(tmp_path / "pages")).status == 0
    assert "6 reports side by side" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_an_archive_grows_report_by_report(copydesk: Command, tmp_path: Path) -> None:
    reports = Path(POOL).read_text(encoding="utf-8").splitlines()
    archive, whole = str(tmp_path / "desk.archive"), json.loads(copydesk("compare", POOL, "--format", "json").out)
    for number, line in enumerate(reports):
        one = tmp_path / f"{number}.jsonl"
        one.write_text(line + "\n", encoding="utf-8")
        done = copydesk("compare", str(one), "--archive", archive, "--format", "json")
        assert done.status == 0, done.err
        given, made = json.loads(line)["id"], json.loads(done.out)
        assert any(given in incident["reports"] for incident in made["incidents"])
    again = json.loads(copydesk("compare", POOL, "--archive", archive, "--format", "json").out)
    assert again == whole
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json.dumps({**json.loads(reports[0]), "text": "Nothing of the kind."}) + "\n", encoding="utf-8")
    done = copydesk("compare", str(changed), FERRY, "--archive", archive)
    assert (done.status, "another text in the archive" in done.err) == (1, True)
    assert "ferry" in done.out.lower()


def test_a_run_over_an_archive_that_was_killed_goes_on(tmp_path: Path) -> None:
    archive, command = tmp_path / "desk.archive", [sys.executable, "-m", "copydesk", "compare"]
    arguments = [POOL, FERRY, SEED, "--archive", str(archive), "--format", "json"]
    with subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        for _ in range(600):
            if archive.exists() or run.poll() is not None:
                break
            time.sleep(0.05)
        time.sleep(0.3)
        run.kill()
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wanted = subprocess.run(
        [*command, POOL, FERRY, SEED, "--format", "json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == json.loads(wanted.stdout)


def test_nothing_to_compare_is_status_2(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("compare", str(tmp_path / "none.txt"))
    assert done.status == 2
    assert done.out == ""


def test_reports_of_one_incident_are_digested_together(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("digest", "--together", POOL, str(tmp_path / "none.txt"), "--format", "jsonl", "--sentences", "3")
    assert done.status == 1
    assert "1 of 7 failed" in done.err
    first, second = records(done.out)
    jsonschema.validate(first, schema("digest"))
    assert set(first["reports"]) <= {"pier-1", "pier-2", "pier-3", "pier-4"}
    assert set(second["reports"]) <= {"pier-5", "pier-6"}
    for record in (first, second):
        assert 1 <= len(record["sentences"]) <= 3
        assert all(span["report"] for sentence in record["sentences"] for span in sentence["evidence"])
    assert "Pier collapses at Balatonfured" in copydesk("digest", "--together", POOL).out
    assert copydesk("digest", "--together", POOL, "-f", "html", "-o", str(tmp_path / "pages")).status == 0
    assert len(list((tmp_path / "pages").iterdir())) == 3


def test_a_writer_drafts_for_one_report(copydesk: Command) -> None:
    done = copydesk("digest", "--together", "--writer", "http://localhost:1/v1", "model", POOL)
    assert done.status == 2
    assert "--together, --writer" in done.err
