"""Pin the dependencies: requirements/*.lock, each file by its hash, for every platform.

usage: python tools/lock.py        (needs uv: pip install uv)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMON = ["--python-version", "3.11", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]


def compile_lock(name: str, *arguments: str) -> None:
    """Write requirements/NAME.lock."""
    target = ROOT / "requirements" / f"{name}.lock"
    command = ["uv", "pip", "compile", *COMMON, "pyproject.toml", *arguments, "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)
    print(f"{target.relative_to(ROOT)}: {sum('==' in line for line in target.read_text().splitlines())} packages")


def main() -> None:
    """Write the locks; the later ones agree with the core one."""
    try:
        subprocess.run(["uv", "--version"], check=True, capture_output=True)
    except FileNotFoundError:
        sys.exit("tools/lock.py needs uv: pip install uv")
    compile_lock("core", "requirements/build.in")
    compile_lock("test", "--extra", "test", "-c", "requirements/core.lock")
    compile_lock("fuzz", "--extra", "fuzz", "-c", "requirements/core.lock")


if __name__ == "__main__":
    main()
