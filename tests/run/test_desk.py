"""What a run does to the files it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import DIGEST, FERRY, POOL, Command, copydesk

__all__ = ["copydesk"]
TEXT = "Police said on Monday that two men had been held in the old harbour."


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "html"])
def test_a_report_is_not_overwritten(copydesk: Command, tmp_path: Path, format: str) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT)
    done = copydesk("read", str(report), "--format", format, "--output", str(tmp_path / "." / "report.txt"))
    assert done.status == 2
    assert "is read in this run" in done.err
    assert report.read_text() == TEXT


def test_a_folder_of_pages_takes_no_page_that_is_read(copydesk: Command, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(f"<p>{TEXT}</p>")
    done = copydesk("read", str(tmp_path), "--format", "html", "--output", str(tmp_path))
    assert done.status == 2
    assert page.read_text() == f"<p>{TEXT}</p>"
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_digest_batch_and_archive_are_not_overwritten(copydesk: Command, tmp_path: Path) -> None:
    digest, batch, archive = (tmp_path / name for name in ("digest.txt", "batch.jsonl", "pool.archive"))
    digest.write_text(TEXT)
    batch.write_text('{"text": "' + TEXT + '", "digest": "Two men were held."}\n')
    for named in (
        ("audit", FERRY, "--digest", str(digest), "--output", str(digest)),
        ("audit", "--batch", str(batch), "--output", str(batch)),
        ("audit", str(digest), "--against", str(batch), "--output", str(batch)),
        ("compare", POOL, "--archive", str(archive), "--output", str(archive)),
    ):
        assert copydesk(*named).status == 2
    assert digest.read_text() == TEXT
    assert batch.read_text().startswith("{")
    assert not archive.exists()


def test_an_earlier_output_stands_until_the_next_is_whole(copydesk: Command, tmp_path: Path) -> None:
    output = tmp_path / "audit.txt"
    output.write_text("what an earlier run found")
    assert copydesk("audit", "no-such-file.txt", "--digest", DIGEST, "--output", str(output)).status == 2
    assert output.read_text() == "what an earlier run found"
    assert copydesk("audit", FERRY, "--digest", DIGEST, "--output", str(output)).status == 1
    assert "drift" in output.read_text()
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format", ["text", "jsonl", "html", "sarif"])
def test_a_full_disk_is_one_clear_line(format: str) -> None:
    command = [sys.executable, "-m", "copydesk", "audit", FERRY, "--digest", DIGEST, "--format", format]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "standard output: cannot be written (No space left on device)" in done.stderr


def test_a_gate_stays_shut_behind_a_closed_pipe() -> None:
    command = [sys.executable, "-m", "copydesk", "audit", FERRY, "--digest", DIGEST, "--format", "html"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_file_where_a_folder_should_be_is_one_clear_error(copydesk: Command, tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("")
    done = copydesk("read", FERRY, "--format", "html", "--output", str(tmp_path / "pages"))
    assert done.status == 2
    assert done.err.startswith(f"copydesk: {tmp_path / 'pages'}: cannot be written")


@pytest.mark.parametrize("format", ["text", "jsonl", "html"])
def test_a_device_is_written_to_and_not_replaced(format: str) -> None:
    command = f"{sys.executable} -m copydesk read '{FERRY}' --format {format} --output /dev/stdout | cat"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Varna" in done.stdout
    assert Path("/dev/stdout").is_symlink()


def test_a_link_stays_a_link(copydesk: Command, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "real.jsonl")
    assert copydesk("read", FERRY, "--format", "jsonl", "--output", str(link)).status == 0
    assert link.is_symlink()
    assert "Varna" in (tmp_path / "real.jsonl").read_text()
