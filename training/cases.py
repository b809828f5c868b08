"""Turn the desk cases under data/cases, which are written by hand as quotations, into the rows of the desk cases' format.

usage: cases.py [FILE.toml ...] [--out FILE.jsonl]

Without FILE it reads data/cases/*.toml. A case quotes its report instead of counting characters; this finds each quotation and
computes its offsets. A quotation that could be meant in two places is an error, unless it ends in `@2`, which means its second
place in the report. The words of a claim are sought near each other: the content first, then the cue nearest to it, then the
source nearest to the cue. Whether a claim is direct, indirect or mixed follows from its quotation marks.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from copydesk.nouns.audit import DriftType, Severity
from copydesk.nouns.ledger import Certainty, Polarity, SourceKind

CASES = Path(__file__).parent.parent / "data" / "cases"
Row = dict[str, Any]

KINDS, CERTAINTIES, POLARITIES = (set(get_args(name)) for name in (SourceKind, Certainty, Polarity))
TYPES, SEVERITIES = (set(get_args(name)) for name in (DriftType, Severity))
OPENING, CLOSING = "\"“„«‘'", "\"”“»’'"


class CaseError(ValueError):
    """A case that says something impossible: which file, where, and what to write instead."""


class Quotations:
    """Where the quotations of one text are."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where

    def find(self, quotation: str, near: int | None = None) -> Row:
        """The place of a quotation: its only one, the one that `@n` names, or the one nearest to `near`."""
        words, _, number = quotation.rpartition("@")
        if not (words and number.isdigit()):
            words, number = quotation, ""
        edge = [r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else ""]
        places = [m.start() for m in re.finditer(f"{edge[0]}{re.escape(words)}{edge[1]}", self.text)]
        if not words or not places:
            raise CaseError(f"{self.where}: not in the text: {words!r}")
        if number:
            if not 1 <= int(number) <= len(places):
                raise CaseError(f"{self.where}: {words!r} is {len(places)} times in the text, not {number}")
            start = places[int(number) - 1]
        elif near is not None:
            start = min(places, key=lambda place: min(abs(place - near), abs(place + len(words) - near)))
        elif len(places) > 1:
            raise CaseError(
                f"{self.where}: {words!r} is {len(places)} times in the text; write {words}@1 or a longer one"
            )
        else:
            start = places[0]
        return {"start": start, "end": start + len(words), "quote": words}


def _check(value: str, allowed: set[str], what: str, where: str) -> str:
    if value not in allowed:
        raise CaseError(f"{where}: {what} {value!r} is none of {', '.join(sorted(allowed))}")
    return value


def _goes_on(end: int, text: str) -> bool:
    """Whether a quotation is left open because the next paragraph goes on with it."""
    return text[end:].lstrip(".")[:2] == "\n\n" and text[end:].strip(".\n")[:1] in tuple(OPENING)


def _speech(items: list[Row], text: str) -> str:
    """direct, mixed or indirect, by the quotation marks that the content's items carry."""
    if not items:
        return "indirect"
    whole = [(item, quote) for item in items if (quote := item["quote"].strip(" ,.;"))]
    if all(quote[0] in OPENING and (quote[-1] in CLOSING or _goes_on(item["end"], text)) for item, quote in whole):
        return "direct"
    return (
        "mixed"
        if any(re.search(r"[\"“„«]|(?<!\w)[‘'](?=\w.*\w['’](?!\w))", quote) for _, quote in whole)
        else "indirect"
    )


def _claim(raw: Row, places: Quotations, where: str) -> Row:
    items: list[Row] = []
    for quotation in raw.get("content", []):
        items.append(places.find(quotation, items[-1]["end"] if items else None))
    middle = items[0]["start"] if len(items) > 1 else None
    if items and middle is None:
        item = items[0]
        before, after = places.text.rfind("\n\n", 0, item["start"]), item["end"]
        middle = after if before + 2 >= item["start"] or places.text[item["start"] - 2 : item["start"]] in (". ", "? ") else item["start"]  # fmt: skip
    cue = places.find(raw["cue"], middle)
    source = places.find(raw["source"], cue["start"]) if raw.get("source") else None
    overlap = [item for item in items if source and item["start"] < source["end"] and source["start"] < item["end"]]
    if overlap:
        raise CaseError(f"{where}: the source {raw['source']!r} lies in the content; number it with @n")
    if raw.get("name") is None and source is not None:
        raise CaseError(f"{where}: a source needs a name")
    return {
        "source_name": raw.get("name"),
        "source_kind": _check(raw["kind"], KINDS, "kind", where),
        "certainty": _check(raw["certainty"], CERTAINTIES, "certainty", where),
        "polarity": _check(raw.get("polarity", "positive"), POLARITIES, "polarity", where),
        "within": raw.get("within"),
        "speech": raw.get("speech") or _speech(items, places.text),
        "source": source,
        "cue": cue,
        "content": items,
    }


def _sentences(raw: Row, places: Quotations) -> tuple[str, list[Row]]:
    digest = " ".join(sentence["text"] for sentence in raw.get("sentence", []))
    rows: list[Row] = []
    at = 0
    for number, sentence in enumerate(raw.get("sentence", [])):
        where = f"{places.where}, sentence {number}"
        inside = Quotations(sentence["text"], where)
        drifts = []
        for drift in sentence.get("drift", []):
            place = inside.find(drift["words"])
            cited = places.find(drift["evidence"]) if drift.get("evidence") else None
            drifts.append(
                {
                    "start": at + place["start"], "end": at + place["end"],
                    "type": _check(drift["type"], TYPES, "type", where),
                    "severity": _check(drift["severity"], SEVERITIES, "severity", where),
                    "evidence": cited and {"report": raw["id"], **cited},
                }
            )  # fmt: skip
        evidence = [{"report": raw["id"], **places.find(quotation)} for quotation in sentence.get("evidence", [])]
        if not drifts and not evidence:
            raise CaseError(f"{where}: a supported sentence needs evidence")
        rows.append(
            {
                "start": at, "end": at + len(sentence["text"]),
                "verdict": "drift" if drifts else "supported", "evidence": evidence, "drifts": drifts,
            }
        )  # fmt: skip
        at += len(sentence["text"]) + 1
    return digest, rows


def row_of(raw: Row, where: str) -> Row:
    """One case in the desk cases' format; CaseError says what is wrong with it."""
    text = raw["text"].strip()
    places = Quotations(text, where)
    claims = [_claim(claim, places, f"{where}, claim {number}") for number, claim in enumerate(raw.get("claim", []))]
    for number, claim in enumerate(claims):
        if claim["within"] is not None and not 0 <= claim["within"] < number:
            raise CaseError(f"{where}, claim {number}: within names a claim before it, counted from 0")
    times = [{"value": time["value"], **({"mod": time["mod"]} if "mod" in time else {}), **places.find(time["words"])} for time in raw.get("time", [])]  # fmt: skip
    counts = [
        {key: count[key] for key in ("low", "high", "unit", "mod") if key in count} | places.find(count["words"])
        for count in raw.get("quantity", [])
    ]
    for count in counts:
        count.setdefault("low", None)
        count.setdefault("high", None)
    digest, sentences = _sentences(raw, places)
    return {
        "id": raw["id"], "outlet": raw.get("outlet"), "published": raw.get("published"), "text": text,
        "claims": claims, "times": times, "quantities": counts,
        "unknowns": [places.find(words) for words in raw.get("unknowns", [])],
        "digest": digest, "digest_sentences": sentences,
    }  # fmt: skip


def cases(files: list[Path] | None = None) -> Iterator[Row | CaseError]:
    """The cases of some files, of all under data/cases without; a broken case comes as its error."""
    for file in files or sorted(CASES.glob("*.toml")):
        try:
            for raw in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
                try:
                    yield row_of(raw, f"{file.name}, {raw.get('id', 'a case without id')}")
                except (CaseError, KeyError) as error:
                    yield error if isinstance(error, CaseError) else CaseError(f"{file.name}, {raw.get('id')}: {error} is missing")  # fmt: skip
        except (tomllib.TOMLDecodeError, KeyError) as error:
            yield CaseError(f"{file.name}: {error}")


def main() -> int:
    """Print what is wrong, and write the rows where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows, wrong = [], 0
    for row in cases(options.files):
        if isinstance(row, CaseError):
            wrong += 1
            sys.stderr.write(f"{row}\n")
        else:
            rows.append(row)
    if options.out:
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    marked = [sentence for row in rows for sentence in row["digest_sentences"]]
    sys.stdout.write(
        f"{len(rows)} cases, {sum(len(row['claims']) for row in rows)} claims, {len(marked)} digest sentences, "
        f"{sum(bool(sentence['drifts']) for sentence in marked)} drifting, {wrong} broken\n"
    )
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
