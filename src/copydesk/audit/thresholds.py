"""From which score a sentence drifts: the middle, or a named place on the published precision-recall curve.

The places are data (`data/thresholds.json`), written by `python -m evals.curve`, which also draws the curve.
"""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Literal

from copydesk.errors import OptionError

Named = Literal["strict", "lenient"]
MIDDLE = 0.5


@functools.cache
def named() -> dict[str, float]:
    """The thresholds that have a name: "strict" finds more and alarms more, "lenient" finds less and alarms less."""
    data = json.loads((files("copydesk.audit") / "data" / "thresholds.json").read_text(encoding="utf-8"))
    return {name: place["threshold"] for name, place in data["named"].items()}


def threshold_of(wanted: float | Named) -> float:
    """The threshold for a number between 0 and 1 or a name; OptionError for anything else.

    >>> threshold_of(0.4), threshold_of("strict") < 0.5 < threshold_of("lenient")
    (0.4, True)
    """
    if isinstance(wanted, str):
        if wanted not in named():
            raise OptionError(
                f"there is no threshold “{wanted}”", do=f"choose one of: {', '.join(named())}, or a number"
            )
        return named()[wanted]
    if not 0 < wanted < 1:
        raise OptionError(f"the threshold {wanted} is not between 0 and 1", where="--threshold")
    return wanted
