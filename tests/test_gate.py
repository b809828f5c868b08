"""The gates of other people's repositories: the GitHub action's script, and the hook of pre-commit, run as they would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOUND = "Four crew members were treated for smoke inhalation, according to the Saint Anna hospital.\n"
DRIFTED = "A ferry with 241 people on board drifted for nine hours on Saturday.\n"
yaml = pytest.importorskip("yaml")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two digests with their reports, committed; its second commit lets one of them drift."""
    for folder in ("digests", "reports"):
        (tmp_path / folder).mkdir()
    for name in ("one", "two -x"):
        shutil.copy(ROOT / "examples" / "ferry.txt", tmp_path / "reports" / f"{name}.txt")
        (tmp_path / "digests" / f"{name}.txt").write_text(SOUND)
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    (tmp_path / "digests" / "two -x.txt").write_text(DRIFTED)
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def audited(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    fixed = {"DIGESTS": "digests/**/*.txt", "AGAINST": "reports/{name}*", "SARIF": "copydesk.sarif"}
    return run(folder, "bash", str(ROOT / "tools" / "audit_changed.sh"), **{**fixed, **variables})


def test_the_script_audits_what_changed(repository: Path) -> None:
    done = audited(repository, BASE=git(repository, "rev-parse", "HEAD~1"))
    assert done.returncode == 1, done.stderr
    assert all(line.startswith("digests/two -x.txt:1: ") for line in done.stdout.splitlines())
    [run] = json.loads((repository / "copydesk.sarif").read_text())["runs"]
    assert {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]} == {
        "digests/two%20-x.txt"
    }
    assert [file["location"]["uri"] for file in run["artifacts"] if file["roles"] == ["analysisTarget"]] == [
        "digests/two%20-x.txt"
    ]


def test_without_a_base_it_audits_all(repository: Path) -> None:
    done = audited(repository, BASE="0" * 40, LEVEL="lenient")
    assert done.returncode in (0, 1), done.stderr
    [run] = json.loads((repository / "copydesk.sarif").read_text())["runs"]
    assert sum(file["roles"] == ["analysisTarget"] for file in run["artifacts"]) == 2


def test_nothing_changed_and_a_wrong_level(repository: Path) -> None:
    done = audited(repository, BASE="HEAD")
    assert (done.returncode, done.stdout) == (0, "no digest changed\n")
    assert not (repository / "copydesk.sarif").exists()
    assert audited(repository, BASE="", LEVEL="strict; echo x").returncode == 2


def test_the_action_pins_what_it_uses_and_scripts_take_no_input() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps: list[dict[str, Any]] = action["runs"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.search(r"@[0-9a-f]{40}\Z", name) for name in used)
    assert not [step for step in steps if "${{" in step.get("run", "")]
    assert "tools/audit_changed.sh" in "".join(step.get("run", "") for step in steps)
    names = set(re.findall(r"inputs\.([a-z]+)", (ROOT / "action.yml").read_text()))
    assert names == set(action["inputs"])


def test_the_hook_runs_as_pre_commit_would_run_it(repository: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    command = [*hook["entry"].split(), *hook["args"]]
    files = sorted(str(path.relative_to(repository)) for path in repository.glob("*/*.txt"))
    chosen = [name for name in files if re.search(hook["files"], name)]
    assert chosen == ["digests/one.txt", "digests/two -x.txt"]
    done = run(repository, *command, *chosen)
    assert done.returncode == 1
    assert "drifts" in done.stdout
    assert run(repository, *command, "digests/one.txt").returncode == 0
    (repository / "digests" / "three.txt").write_text(SOUND)
    assert run(repository, *command, "digests/three.txt").returncode == 2
