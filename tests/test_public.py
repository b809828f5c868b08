"""The public surface: what `import copydesk` gives, pinned."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import copydesk

ROOT = Path(__file__).parent.parent


def test_the_surface_is_what_it_says() -> None:
    assert sorted(copydesk.__all__) == copydesk.__all__
    assert all(getattr(copydesk, name).__doc__ for name in copydesk.__all__)


def test_verbs_stay_functions_when_every_module_is_loaded() -> None:
    for module in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert all(callable(verb) for verb in (copydesk.read, copydesk.digest, copydesk.audit, copydesk.compare))


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == copydesk.__version__


def test_importing_loads_nothing_heavy() -> None:
    program = (
        "import copydesk, sys; print(*sorted({'spacy', 'numpy', 'trafilatura', 'rich', 'lxml'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "\n"


def test_every_error_is_one_of_ours() -> None:
    errors = [v for v in vars(copydesk.errors).values() if isinstance(v, type) and issubclass(v, Exception)]
    assert all(issubclass(error, copydesk.CopydeskError) for error in errors)
    assert all(error.__name__ in copydesk.errors.__doc__ for error in errors)
