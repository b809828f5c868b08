"""Audits as SARIF 2.1.0, which editors' tools and code hosts read."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any, get_args

from copydesk.errors import CopydeskError
from copydesk.export import wording
from copydesk.export.clean import one_line, quoted, visible
from copydesk.export.sarif.places import STDIN, Original, Places, address
from copydesk.nouns import Audit, DriftType, Finding, SentenceAudit, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://copydesk.readthedocs.io"
TYPES: tuple[DriftType, ...] = get_args(DriftType)
LEVEL = {"major": "error", "minor": "warning"}
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """An audit with what it was made from: where its digest stands, and the reports by their ids."""

    audit: Audit
    digest: Original
    reports: Mapping[str, Original]


@functools.cache
def drifts() -> Mapping[str, Mapping[str, str]]:
    """What is told of each type of drift: `name`, `short` and `help` (see `data/drifts.toml`)."""
    return tomllib.loads((files("copydesk.export.sarif") / "data" / "drifts.toml").read_text(encoding="utf-8"))


def log(checked: Sequence[Checked], failures: Sequence[CopydeskError] = ()) -> Tree:
    """One SARIF log with one run: a rule for each type of drift, a result for each finding; `failures` as notifications.

    >>> made = log([])
    >>> made["version"], len(made["runs"][0]["tool"]["driver"]["rules"])
    ('2.1.0', 11)
    """
    run = _Run()
    results = [result for one in checked for result in run.results(one)]
    invocation: Tree = {"executionSuccessful": not failures}
    if failures:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": _plain(str(failure))}} for failure in failures
        ]
    driver = {
        "name": "copydesk", "version": version("copydesk"), "semanticVersion": version("copydesk"),
        "informationUri": HOME, "rules": [_rule(name) for name in TYPES],
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [invocation],
                "columnKind": "utf16CodeUnits",
                "newlineSequences": ["\r\n", "\n"],
                "artifacts": run.artifacts,
                "results": results,
            }
        ],
    }


def _rule(name: str) -> Tree:
    told = drifts()[name]
    return {
        "id": name,
        "name": told["name"],
        "shortDescription": {"text": told["short"]},
        "fullDescription": {"text": told["help"]},
        "help": {"text": f"{told['short']} {told['help']}", "markdown": f"**{told['short']}**\n\n{told['help']}"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["drift", name]},
    }


class _Run:
    """The run in the making: the files it has named so far, and their places."""

    def __init__(self) -> None:
        self.artifacts: list[Tree] = []
        self._index: dict[str, int] = {}
        self._places = Places()

    def results(self, checked: Checked) -> list[Tree]:
        """A result for each finding of one audit."""
        self._artifact(checked.digest, "analysisTarget")
        return [
            self._result(checked, sentence, finding)
            for sentence in checked.audit.sentences
            for finding in sentence.findings
        ]

    def _result(self, checked: Checked, sentence: SentenceAudit, finding: Finding) -> Tree:
        proofs = [self._proof(checked, number, span) for number, span in enumerate(finding.evidence, 1)]
        told = _plain(f"{quoted(one_line(finding.quote, 120))}: {wording.reason(finding)}")
        # Code hosts show a related place only where the message links to it.
        links = ", ".join(f"[{_label(proof['message']['text'])}]({proof['id']})" for proof in proofs)
        place = self._location(checked.digest, finding, "analysisTarget")
        result = {
            "ruleId": finding.type,
            "ruleIndex": TYPES.index(finding.type),
            "level": LEVEL[finding.severity],
            "message": {"text": f"{told} Evidence: {links}" if links else told},
            "locations": [place],
            "relatedLocations": proofs,
            "partialFingerprints": {"copydesk/v1": _fingerprint(checked.audit, sentence, finding)},
            "properties": {"score": finding.score, "severity": finding.severity, "sentenceScore": sentence.score},
        }
        if fix := self._fix(checked.digest, finding, place):
            result["fixes"] = [fix]
        return result

    def _proof(self, checked: Checked, number: int, span: Span) -> Tree:
        source = checked.reports.get(span.report or "") or next(iter(checked.reports.values()))
        message = {"text": _plain(quoted(one_line(span.quote, 300)))}
        return {"id": number, **self._location(source, span, "referencedOnCommandLine"), "message": message}

    def _location(self, original: Original, span: Span, role: str) -> Tree:
        physical: Tree = {"artifactLocation": self._artifact(original, role)}
        if region := self._places.region(original, span.start, span.end):
            source = self._places.source(original, region)
            physical["region"] = region if source is None else {**region, "snippet": {"text": source}}
        return {"physicalLocation": physical}

    def _artifact(self, original: Original, role: str) -> Tree:
        """Where a file is, with its place in the list of files."""
        path = original.path
        where: Tree = dict(address(path))
        key = path if where else original.text
        if key not in self._index:
            self._index[key] = len(self.artifacts)
            artifact: Tree = {"location": where or {"description": {"text": "standard input"}}, "roles": [role]}
            if path == STDIN:
                artifact["contents"] = {"text": original.text}
            self.artifacts.append(artifact)
        return {**where, "index": self._index[key]}

    def _fix(self, digest: Original, finding: Finding, place: Tree) -> Tree | None:
        """The suggestion as a replacement, where the file holds just the words it replaces and nothing hides in it."""
        region = place["physicalLocation"].get("region", {})
        told = finding.suggestion
        if not told or visible(told) != told or self._places.source(digest, region) != finding.quote:
            return None
        replaced = {name: value for name, value in region.items() if name != "snippet"}
        change = {
            "artifactLocation": place["physicalLocation"]["artifactLocation"],
            "replacements": [{"deletedRegion": replaced, "insertedContent": {"text": told}}],
        }
        return {"description": {"text": _plain(f"Rather: {quoted(one_line(told))}")}, "artifactChanges": [change]}


def _fingerprint(audit: Audit, sentence: SentenceAudit, finding: Finding) -> str:
    """The same for the same drift in the same sentence, wherever in the digest that sentence moves."""
    parts = (wording.given_id(audit) or "", finding.type, finding.quote, sentence.quote)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(text: str) -> str:
    """Text of a report inside a message: no link, no placeholder, nothing unseen comes of it."""
    return visible(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _label(text: str) -> str:
    """Text of a report as the words of a link; it is plain already."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
