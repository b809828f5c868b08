"""Write docs/reference/ from the code: the command, the library, the formats, the scores.

usage: python tools/reference.py            write
       python tools/reference.py --check    fail if what is written is not what the code says
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import click
import msgspec
import typer

import copydesk
from copydesk.cli import app

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from evals import floors, intervals  # noqa: E402
from evals.measures import MEASURES  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- made from the code by tools/reference.py; change the code instead -->\n"
# The figures that the README shows; the rest is in docs/reference/scores.md.
SHOWN = (
    ("desk", "who_said_what.f1"), ("desk", "certainty"), ("polnear", "ar50.f1"), ("gum", "ar50.f1"),
    ("desk", "times.value.f1"), ("times", "timebank.value.f1"), ("times", "wikiwars.value.f1"),
    ("desk", "quantities.value.f1"), ("places", "lgl.e2e_161km.f1"), ("places", "geovirus.e2e_161km.f1"),
    ("certainty", "uw.mae"), ("extraction", "all.f1"), ("desk-audit", "balanced_accuracy"),
    ("desk-audit", "false_alarm_rate"), ("audit", "summedits_news.balanced_accuracy"), ("audit", "bump1.roc_auc"),
)  # fmt: skip


def command() -> str:
    """The command's own help, every verb."""
    group = typer.main.get_command(app)
    context = click.Context(group, info_name="copydesk", terminal_width=100, max_content_width=100)
    parts = [f"# The command\n{MADE}\n```text\n{group.get_help(context)}\n```\n"]
    for name, verb in group.commands.items():  # type: ignore[attr-defined]
        inner = click.Context(verb, info_name=f"copydesk {name}", terminal_width=100, max_content_width=100)
        parts.append(f"\n## copydesk {name}\n\n```text\n{verb.get_help(inner)}\n```\n")
    return "".join(parts)


def library() -> str:
    """Signatures and docstrings of the public surface."""
    parts = [f"# The library\n{MADE}\nEverything that `import copydesk` gives.\n"]
    for name in copydesk.__all__:
        thing = getattr(copydesk, name)
        if inspect.isfunction(thing):
            signature = re.sub(r"copydesk\.[a-z_.]*\.|'", "", str(inspect.signature(thing)))
            parts.append(f"\n## copydesk.{name}\n\n```text\n{name}{signature}\n```\n\n{doc(thing)}\n")
    parts.append("\n# Records\n")
    for name in copydesk.__all__:
        thing = getattr(copydesk, name)
        if isinstance(thing, type) and issubclass(thing, msgspec.Struct):
            parts.append(f"\n## {name}\n\n{doc(thing)}\n\n{fields(thing)}")
    parts.append(f"\n# Errors\n\n```text\n{doc(copydesk.errors)}\n```\n")
    return "".join(parts)


def doc(thing: Any) -> str:
    """A docstring as Markdown: examples become code blocks."""
    text = inspect.getdoc(thing) or ""
    return re.sub(r"(?m)^(>>> (?:.|\n)*?)(?=\n\n|\Z)", lambda m: f"```pycon\n{m[1]}\n```", text)


def fields(record: type[msgspec.Struct]) -> str:
    """A table of a record's fields."""
    rows = "".join(
        f"| `{f.name}` | `{type_name(f.type)}` | {'yes' if f.required else 'no'} |\n"
        for f in msgspec.structs.fields(record)
    )
    return f"| field | type | always given |\n|---|---|---|\n{rows}"


def type_name(kind: Any) -> str:
    """A type as its reader would write it."""
    name = kind.__name__ if isinstance(kind, type) and not getattr(kind, "__args__", None) else str(kind)
    return re.sub(r"\b(?:copydesk|typing)\.(?:[a-z_]+\.)*", "", name).replace("|", "\\|")


def formats() -> str:
    """The names of the schemas and how to get them."""
    from copydesk.export.schema import SCHEMAS, schema

    def told(name: str) -> str:
        found = schema(name)
        if reference := found.get("$ref"):
            found = found["$defs"][reference.rsplit("/", 1)[1]]
        return str(found.get("description") or found.get("title") or "").partition("\n")[0]

    rows = "".join(f"| `{name}` | {told(name)} |\n" for name in SCHEMAS)
    return (
        f"# The formats\n{MADE}\n`copydesk schema NAME` prints the JSON Schema (2020-12) of a format. Offsets are Unicode code "
        "points, and `text[start:end] == quote` always.\n\n| name | what it is |\n|---|---|\n" + rows
    )


def scores() -> str:
    """What was reached last, beside floors and peers."""
    parts = [
        f"# Scores\n{MADE}\nWhat `make evals ARGS=--raise-floors` last printed (evals/reached.toml), and the best that ever was (the floor: "
        "evals/floors.toml, rounded to the worse side; `make evals` fails below it, and none is ever lowered). Developers' data; parts of "
        "the same sets are held back. In the fourth column, what `make evals ARGS=--intervals` last printed, at another time: the figure, and "
        "between which two it stays in 95% of 200 draws of as many reports with replacement. A difference smaller than that may be chance.\n"
    ]
    reached, held = floors.reached(), floors.read()
    ranges = intervals.read()
    for measure in MEASURES:
        note = f" ({measure.note})" if measure.note else ""
        parts.append(f"\n## {measure.title}\n\n`make evals ARGS='--only {measure.name}'`{note}\n\n")
        parts.append("| figure | reached | floor | 95% interval | aim | best known |\n|---|---|---|---|---|---|\n")
        for figure in measure.figures:
            value = reached.get(measure.name, {}).get(figure.path, "–")
            floor = held.get(measure.name, {}).get(figure.path, "–")
            less = " (less is better)" if figure.less_is_better else ""
            known = ranges.get(measure.name, {}).get(figure.path)
            range_ = "{:.3f} ({:.3f}–{:.3f})".format(*known) if known else "–"
            parts.append(f"| {figure.path}{less} | {value} | {floor} | {range_} | {figure.aim} | {figure.peer} |\n")
    return "".join(parts)


def readme() -> str:
    """The README with its table of figures filled in."""
    reached = floors.reached()
    known = {(m.name, f.path): (m, f) for m in MEASURES for f in m.figures}
    rows = ["| what | figure | reached | best known | printed by |\n|---|---|---|---|---|\n"]
    for name, path in SHOWN:
        measure, figure = known[name, path]
        value = reached.get(name, {}).get(path, "–")
        less = " (less is better)" if figure.less_is_better else ""
        rows.append(
            f"| {measure.title} | {path}{less} | {value} | {figure.peer} | `make evals ARGS='--only {name}'` |\n"
        )
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.sub(r"(?s)(<!-- figures -->\n).*?(<!-- end -->)", lambda m: m[1] + "".join(rows) + m[2], text)


def main() -> None:
    """Write the pages, or check them."""
    pages = {FOLDER / f"{page.__name__}.md": textwrap.dedent(page()) for page in (command, library, formats, scores)}
    pages[ROOT / "README.md"] = readme()
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit("not what the code says (run `make docs`): " + ", ".join(str(p.relative_to(ROOT)) for p in stale))
        print(f"{len(pages)} pages agree with the code")
        return
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
        print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
