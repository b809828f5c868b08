"""What a language model is asked, and the plain text of what it answers."""

from __future__ import annotations

import functools
import json
import re
import tomllib
from importlib.resources import files

from copydesk.nouns import Ledger

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.S | re.I)
_MARKER = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)]|#{1,6}|>)\s+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_NUMBER = re.compile(r"\s?\[\d{1,2}\]")
_EMPHASIS = re.compile(r"\*\*|__|`+")
_END = (".", "!", "?", "”", '"', "»", "…", "’", ")")


@functools.cache
def _wording() -> dict[str, str]:
    return tomllib.loads((files("copydesk.digest") / "data" / "prompt.toml").read_text(encoding="utf-8"))


def messages(ledger: Ledger, *, sentences: int, words: int | None) -> list[dict[str, str]]:
    """The messages that ask for a digest of a report.

    The report stands in a message of its own as a JSON string, so no text of it can end the string and speak
    for us. A digest that was found appended to the report is left out: it may drift.
    """
    wording = _wording()
    system = wording["system"].strip().format(sentences=sentences)
    if words is not None:
        system += "\n" + wording["words"].format(words=words)
    text = ledger.text
    if ledger.digest is not None:
        text = text[: ledger.digest.start] + text[ledger.digest.end :]
    known = {"outlet": ledger.outlet, "published": ledger.published, "text": text.strip()}
    report = {name: value for name, value in known.items() if value}
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": json.dumps({"report": report}, ensure_ascii=False)},
    ]


def plain(answer: str) -> str:
    """The running text of an answer: without thoughts told aloud, headings, list marks, emphasis, links and numbers of notes.

    >>> plain("<think>Short.</think>Here is the digest:\\n\\n1. **Two men** were held [1].\\n2. Police said so")
    'Two men were held. Police said so.'
    """
    text = _THOUGHT.sub("", answer).replace("\r", "")
    lines = [line for line in text.split("\n") if line.strip() and not line.strip().startswith("```")]
    if len(lines) > 1 and lines[0].rstrip(" *").endswith(":"):
        lines = lines[1:]  # "Here is the digest:"
    lines = [line for line in lines if not line.lstrip().startswith("#")] or lines
    found = []
    for line in lines:
        bare = _NUMBER.sub("", _LINK.sub(r"\1", _MARKER.sub("", line)))
        bare = " ".join(_EMPHASIS.sub("", bare).split())
        if bare:
            found.append(bare if bare.endswith(_END) else f"{bare}.")
    return " ".join(found)
