"""Check the documentation: links lead somewhere, and every command line in it runs as it stands.

usage: python tools/check_docs.py

Blocks marked ```sh are run line by line in a scratch folder with the repository's examples; a line may end in
`# exit N` where another status than 0 is meant. Blocks marked ```python are run as programs there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(#[^)\s]*)?\)")
BLOCK = re.compile(r"(?ms)^```(sh|python)\n(.*?)^```")
EXIT = re.compile(r"#\s*exit (\d+)\s*$")


def dead_links(page: Path) -> list[str]:
    """Links of a page to files that are not there."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [
        f"{page.relative_to(ROOT)}: no such file: {target}"
        for target, _ in found
        if not (page.parent / target).exists()
    ]


def failed_blocks(page: Path, folder: Path) -> list[str]:
    """Examples of a page that do not run."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    failures = []
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        lines = [line for line in block.replace("\\\n", " ").splitlines() if line.strip()]
        for text in lines if kind == "sh" else [block]:
            command = ["bash", "-o", "pipefail", "-c", text] if kind == "sh" else [sys.executable, "-c", text]
            wanted = int(match[1]) if kind == "sh" and (match := EXIT.search(text)) else 0
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
            )
            if done.returncode != wanted:
                failures.append(
                    f"{page.relative_to(ROOT)}: exit {done.returncode}: {text.strip()}\n{done.stderr.strip()[-600:]}"
                )
    return failures


def main() -> None:
    """Check every page; say what failed."""
    failures = [failure for page in PAGES for failure in dead_links(page)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for page in PAGES:
            failures += failed_blocks(page, folder)
    if failures:
        sys.exit("\n".join(failures))
    print(f"{len(PAGES)} pages: links lead somewhere and examples run")


if __name__ == "__main__":
    main()
