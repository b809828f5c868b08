"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Timing is measured by benchmarks, never asserted in tests.
# A gate must not fall by chance: it tries the same examples each time, while a developer's runs go on looking for others.
settings.register_profile("copydesk", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("copydesk")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the checkout; a test that needs it is skipped, and says so, without it."""
    folder = Path(os.environ.get("COPYDESK_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the evaluation data is not beside the checkout (../shared)")
    return folder


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The report that everything starts from."""
    return (ROOT / "examples" / "deserter.txt").read_text(encoding="utf-8")
