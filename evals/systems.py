"""What the desk makes of a data set, written in the form that its scorer reads."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def run(system: str, gold: Path, out: Path, *, jobs: int, on_row: Callable[[], None]) -> None:
    """Write what the desk makes of each row of `gold` to `out`, in order; of a pool, what it makes of all rows together."""
    if system in ("pool", "incidents"):
        whole = {"pool": pool, "incidents": incidents}[system]
        out.write_text(whole(gold, jobs=jobs, on_row=on_row) + "\n", encoding="utf-8")
        return
    make = {
        "ledger": ledger,
        "audit": audit,
        "audit-desk": audit_desk,
        "certainty": certainty,
        "extraction": extraction,
        "templates": templates,
    }[system]
    with out.open("w", encoding="utf-8") as lines, ProcessPoolExecutor(jobs) as workers:
        for line in workers.map(make, rows(gold), chunksize=4):
            lines.write(line + "\n")
            on_row()


def _ledger_of(row: Row) -> Any:
    from copydesk.ledger import ledger_of
    from copydesk.nouns import Report

    text = "\n\n".join(part for part in (row.get("title"), row["text"]) if part)
    made = ledger_of(
        Report(
            id=row["id"],
            text=text,
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=row.get("published"),
            language="en",
        )
    )
    assert made.text.lower() == text.lower()  # of a text in capitals the letters change, no offset
    return made


def ledger(row: Row) -> str:
    """`copydesk read` of one text."""
    from copydesk.export.records import json_bytes

    return json_bytes(_ledger_of(row)).decode()


def pool(gold: Path, *, jobs: int, on_row: Callable[[], None]) -> str:
    """`copydesk compare` of the reports of all rows."""
    from copydesk.export.records import json_bytes
    from copydesk.verbs import compare

    return json_bytes(compare(_ledgers(gold, jobs=jobs, on_row=on_row))).decode()


def incidents(gold: Path, *, jobs: int, on_row: Callable[[], None]) -> str:
    """The incident that `copydesk compare` takes each row to be mainly about, all rows in one pool.

    Where a row marks mentions of events, those that tell of one event within an incident so found, too.
    """
    from copydesk.compare.incidents import grouped
    from copydesk.compare.mentions import same_events
    from copydesk.compare.origins import shared_texts
    from copydesk.nouns import Span

    read = _ledgers(gold, jobs=jobs, on_row=on_row)
    groups, _, alone = grouped(read, shared_texts(read))
    marked = [row.get("mentions", []) for row in rows(gold)]
    made: dict[int, Row] = {}
    for place, main in enumerate([*(group.main for group in groups), *((number,) for number in alone)]):
        told = [[Span.of(read[n].text, m["start"], m["end"]) for m in marked[n]] for n in main]
        event = {mention: at for at, one in enumerate(same_events([read[n] for n in main], told)) for mention in one}
        for report, number in enumerate(main):
            mentions = [
                {"start": m["start"], "end": m["end"], "chain": f"{place} {event[report, at]}"}
                for at, m in enumerate(marked[number])
            ]
            label = place if place < len(groups) else None
            made[number] = {"id": read[number].id, "incident": label, "story": label, "mentions": mentions}
    return "\n".join(json.dumps(made[number]) for number in sorted(made))


def _ledgers(gold: Path, *, jobs: int, on_row: Callable[[], None]) -> list[Any]:
    """The ledgers of the reports of all rows."""
    read = []
    with ProcessPoolExecutor(jobs) as workers:
        told = [row.get("reports", [row]) for row in rows(gold)]
        ends = set(itertools.accumulate(map(len, told)))
        for made in workers.map(_ledger_of, itertools.chain.from_iterable(told), chunksize=4):
            read.append(made)
            if len(read) in ends:
                on_row()
    return read


def audit(row: Row) -> str:
    """`copydesk audit` of a digest against its reports."""
    from copydesk.export.records import json_bytes
    from copydesk.verbs import audit

    return json_bytes(audit(row["digest"], [_ledger_of(report) for report in row["reports"]], id=row["id"])).decode()


def audit_desk(row: Row) -> str:
    """`copydesk audit` of a desk case's digest."""
    return audit({**row, "reports": [row]})


def certainty(row: Row) -> str:
    """How far the event of one predicate is taken to have happened."""
    from copydesk.facts.events import factuality
    from copydesk.parse import document

    words = document(row["text"]).char_span(row["start"], row["end"], alignment_mode="expand")
    return json.dumps({"id": row["id"], "factuality": factuality(words.root)})


def extraction(row: Row) -> str:
    """The article's body from the page."""
    from copydesk.read.html import article

    found = article(row["html"], row["url"])
    return json.dumps({"id": row["id"], "article_body": found.body if found else ""})


def templates(row: Row) -> str:
    """The incident templates of a text."""
    from evals.templates import templates

    return json.dumps({"id": row["id"], "templates": templates(_ledger_of(row))})
