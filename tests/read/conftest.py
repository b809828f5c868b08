"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read import Options, Source, reports

Read = Callable[..., list[Report | InputError]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A function that writes bytes under a name and reads the file."""

    def read(data: bytes | str, name: str = "report.txt", **options: object) -> list[Report | InputError]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(reports(Source(str(path), path.stat().st_size), Options(**options)))  # type: ignore[arg-type]

    return read


@pytest.fixture
def report(read: Read) -> Callable[..., Report]:
    """A function that reads the one report of some bytes."""

    def report(data: bytes | str, name: str = "report.txt", **options: object) -> Report:
        [found] = read(data, name, **options)
        assert isinstance(found, Report), str(found)
        return found

    return report


@pytest.fixture
def failure(read: Read) -> Callable[..., str]:
    """A function that reads some bytes that cannot be read, and gives the message."""

    def failure(data: bytes | str, name: str = "report.txt", **options: object) -> str:
        [found] = read(data, name, **options)
        assert isinstance(found, InputError)
        assert name in found.where
        assert found.what
        assert found.do
        return str(found)

    return failure
