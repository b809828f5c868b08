"""The command: one verb a stage, each the function of the same name."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import copydesk
from copydesk.digest.writers import Writer
from copydesk.errors import CopydeskError, OptionError, WriterError

app = typer.Typer(
    help="A local copy desk for news reports. It reads reports and records who said what and how surely; writes a digest "
    "in which every sentence cites; audits any digest for drift from its sources; and lays reports of one incident side by "
    "side, always with the proof beside it. "
    "Nothing leaves this machine unless you name a writer elsewhere.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
STATUS = "Exit status: 0 all done, 1 some inputs failed (listed at the end), 2 nothing could be done."


class Format(StrEnum):
    """How a result is printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class AuditFormat(StrEnum):
    """How an audit is printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    sarif = "sarif"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, globs, URLs or - (standard input): plain text, Markdown, HTML, PDF, RSS or Atom, WARC, "
        "JSON Lines, ninjs; each may be gzipped.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of reports that do not tell it.")
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of reports that do not tell it.")]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="The language (ISO 639-1, as en), instead of recognising it.")
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format", "-f", help="text for people; json (indented) or jsonl (a line each) for programs; html: a page."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="PATH",
        help="Write here instead of to standard output. JSON Lines: a run that was killed goes on where it stopped. "
        "HTML of several reports: a folder, one page each.",
    ),
]  # fmt: skip
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"copydesk {copydesk.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog=STATUS)
def read(
    inputs: Inputs,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    format: FormatOption = Format.text,
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """Read reports into ledgers: who said what and how surely, times, places, quantities, names, unknowns, events.

    The html page shows the report with its claims, a digest, and the audit of a digest found appended.
    """
    from copydesk import results
    from copydesk.read import Options
    from copydesk.run.desk import Desk

    options = Options(published=published, outlet=outlet, language=language)
    with Desk(inputs, options, verb="read", format=format.value, output=output, jobs=jobs) as desk:
        for ledger in desk.ledgers():
            desk.write(results.reading(ledger))


@app.command(epilog=STATUS)
def digest(
    inputs: Inputs,
    sentences: Annotated[int, typer.Option("--sentences", "-n", min=1, help="At most so many sentences.")] = 5,
    words: Annotated[int | None, typer.Option("--words", "-w", min=1, help="At most so many words.")] = None,
    together: Annotated[
        bool, typer.Option("--together", help="One digest for each incident, over all reports that tell of it.")
    ] = False,
    writer: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--writer",
            metavar="URL MODEL",
            help="Let a model draft it behind a server that speaks the OpenAI chat protocol (http://localhost:11434/v1 llama3.2); "
            "the report is sent there, the draft is audited, and what drifts is corrected or replaced.",
        ),
    ] = None,
    writer_key: Annotated[
        str | None, typer.Option(metavar="VARIABLE", help="The environment variable that holds the writer's API key.")
    ] = None,
    writer_seconds: Annotated[float, typer.Option(min=1, help="How long the writer may take for one draft.")] = 300.0,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    format: FormatOption = Format.text,
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """Write a digest of each report: every sentence cites, keeps its source and its hedge, and passes the audit."""
    from copydesk import results
    from copydesk.read import Options
    from copydesk.run.desk import Desk

    model = _writer(writer, writer_key, writer_seconds)
    options = Options(published=published, outlet=outlet, language=language)
    if together and model is not None:
        raise OptionError("a writer drafts the digest of one report", where="--together, --writer", do="leave one out")
    verb = f"digest {sentences} {words} {together} {writer}"
    with Desk(inputs, options, verb=verb, format=format.value, output=output, jobs=jobs) as desk:
        if together:
            against = list(desk.ledgers())
            with desk.counting("incidents") as count:
                made = list(results.together(against, count, sentences=sentences, words=words)) if against else []
            desk.done += len(against)
            for result in made:
                desk.write(result, reports=0)
            return
        for ledger in desk.ledgers():
            try:
                desk.write(results.digesting(ledger, sentences=sentences, words=words, writer=model))
            except WriterError as error:
                desk.failures.append(WriterError(error.what, where=f"{ledger.id}: {error.where}", do=error.do))


def _writer(writer: tuple[str, str] | None, variable: str | None, seconds: float) -> Writer | None:
    """The writer that the options name; its key is read from the environment and from nowhere else."""
    from copydesk.digest.writers import ChatWriter

    if writer is None:
        if variable is not None:
            raise OptionError("needs --writer URL MODEL", where="--writer-key")
        return None
    key = os.environ.get(variable) if variable is not None else None
    if variable is not None and not key:
        raise OptionError(
            f"the variable {variable} is empty or not set", where="--writer-key", do=f"export {variable}=..."
        )
    return ChatWriter(*writer, key=key, seconds=seconds)


@app.command(
    epilog="Exit status: 0 no finding, 1 findings, 2 could not run (or a part of the inputs could not, and no finding)."
)
def audit(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT",
            help="The reports that the digest is about; with --against, the digests.",
            show_default=False,
        ),
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option(
            "--digest",
            "-d",
            metavar="FILE",
            help="The digest (plain text; - is standard input). Without it, the digest found appended to each report.",
        ),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            "-b",
            metavar="FILE",
            help='JSON Lines of digests with their reports: {"id", "reports": [Report], "digest"} (`copydesk schema batch`).',
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            "-a",
            metavar="PATTERN",
            help="The files named are digests; the reports of each are the files that match this, as in "
            "'reports/{name}*.txt': {name} is the digest's name without its ending, {folder} its folder.",
        ),
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0.01,
            max=0.99,
            help="From which score a sentence drifts (0.5); lower finds more, alarms more.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="The threshold that finds nine of ten drifts, with more alarms.")
    ] = False,
    lenient: Annotated[
        bool,
        typer.Option("--lenient", help="The threshold that alarms at one sound sentence in twenty, and finds less."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Audit again whenever a file changes; Ctrl-C ends it with the last status.")
    ] = False,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    format: Annotated[
        AuditFormat,
        typer.Option(
            "--format",
            "-f",
            help="text for people; json (indented) or jsonl (a line each) for programs; html: a page, digest and reports side "
            "by side; sarif: SARIF 2.1.0 for editors and code hosts.",
        ),
    ] = AuditFormat.text,
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """Audit a digest, above all one that a language model wrote, for drift from the reports it is about."""  # fmt: skip
    from copydesk import commissions
    from copydesk.audit.thresholds import MIDDLE, threshold_of
    from copydesk.read import Options

    where, see = "copydesk audit", "see copydesk audit --help"
    if (batch is None) == (not inputs):
        raise OptionError("needs either REPORT... or --batch FILE", where=where, do=see)
    if sum((digest is not None, batch is not None, against is not None)) > 1:
        raise OptionError("takes one of --digest, --batch and --against", where=where, do=see)
    if (threshold is not None) + strict + lenient > 1:
        raise OptionError("takes one of --threshold, --strict and --lenient", where=where, do=see)
    cut = threshold_of("strict" if strict else "lenient" if lenient else MIDDLE if threshold is None else threshold)
    asked = commissions.Asked(
        tuple(inputs or ()), digest, batch, against, cut, Options(published=published, outlet=outlet, language=language)
    )
    if watch:
        from copydesk.watch import watched

        watched(asked, format=format.value, output=output, jobs=jobs)
    else:
        commissions.run(asked, format=format.value, output=output, jobs=jobs)


@app.command(epilog=STATUS)
def compare(
    inputs: Inputs,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--archive",
            "-a",
            metavar="FILE",
            help="Keep the reports in this file (SQLite), and show the incidents they tell of with all reports kept before. "
            "What is in it is not read again; a run that was killed goes on where it stopped.",
        ),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    language: Language = None,
    format: FormatOption = Format.text,
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """Lay reports side by side: copies of one text, the incidents they tell of, and where they agree or conflict.

    What counts as agreement is two independent origins, not two outlets. Pairs that may tell of one incident or not are
    listed for you to decide.
    """
    from copydesk import results
    from copydesk.read import Options
    from copydesk.run.desk import Desk

    options = Options(published=published, outlet=outlet, language=language)
    verb, beside = f"compare {archive}", () if archive is None else (str(archive),)
    with Desk(inputs, options, verb=verb, format=format.value, output=output, jobs=jobs, beside=beside) as desk:
        against = list(desk.ledgers()) if archive is None else results.kept(archive, desk)
        if against:
            with desk.counting("incidents") as count:
                result = results.comparing(against, count)
            desk.write(result, reports=len(against))


@app.command()
def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which one; without it, the names.")] = None,
) -> None:
    """Print the JSON Schema of a public format."""
    import json

    from copydesk.export.schema import SCHEMAS
    from copydesk.export.schema import schema as schema_of

    if name is None:
        for known in SCHEMAS:
            typer.echo(known)
        return
    typer.echo(json.dumps(schema_of(name), indent=2, ensure_ascii=False))


def main() -> None:
    """Run the command; any error of ours is one clear line and exit status 2."""
    try:
        app(prog_name="copydesk")
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("copydesk: stopped", file=sys.stderr)
        sys.exit(130)
