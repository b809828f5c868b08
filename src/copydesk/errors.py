"""The errors of copydesk: one root, each saying what, where and what to do.

CopydeskError
├── InputError        an input cannot be read (empty, binary, malformed, too large …)
│   └── FetchError    a URL that the user named cannot be fetched, or must not be
├── OptionError       an option has a value that cannot be used
├── WriterError       a writer's server gives no draft (not there, too slow, not the protocol, empty)
├── ModelError        weights are missing or are not the ones that were pinned
├── SpanError         a span does not quote the text it points into (a defect of ours)
└── BatchError        some inputs of a batch failed; the rest was done
"""

from __future__ import annotations

from collections.abc import Sequence


class CopydeskError(Exception):
    """Root of all errors: `what` happened, `where`, and what to `do` about it."""

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__(what, where, do)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}; {self.do}" if self.do else message


class InputError(CopydeskError):
    """An input cannot be read; `where` names the file and, where known, the place in it."""


class FetchError(InputError):
    """A URL named by the user cannot be fetched, or must not be (private address, too large)."""


class OptionError(CopydeskError):
    """An option has a value that cannot be used."""


class WriterError(CopydeskError):
    """A writer gives no draft; `where` names its server and model."""


class ModelError(CopydeskError):
    """Weights are missing or differ from the pinned ones."""


class SpanError(CopydeskError):
    """A span does not quote the text it points into."""


class BatchError(CopydeskError):
    """Some inputs failed; every other one was done. `failures` lists them in input order."""

    def __init__(self, failures: Sequence[CopydeskError], *, done: int) -> None:
        self.failures, self.done = tuple(failures), done
        lines = "".join(f"\n  {failure}" for failure in self.failures)
        super().__init__(f"{len(self.failures)} of {len(self.failures) + done} inputs failed{lines}")
