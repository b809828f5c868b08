"""What every view in the terminal shares: headings, wrapped text, columns, marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from copydesk.export.clean import visible

# How sure the source is, from a full disc to an empty one; with letters where the terminal cannot show the discs.
_MARKS = {"certain": "●", "probable": "◕", "possible": "◔", "unknown": "○", "supported": "✓", "drift": "✗", "unsure": "?"}  # fmt: skip
_PLAIN = {"certain": "*", "probable": "+", "possible": "~", "unknown": "-", "supported": "=", "drift": "x", "unsure": "?"}  # fmt: skip
_STYLES = {"possible": "yellow", "unknown": "magenta", "supported": "green", "drift": "red", "unsure": "yellow", "major": "red", "minor": "yellow"}  # fmt: skip
WIDEST = 120


def width(console: Console) -> int:
    """The columns that text is set in: those of the console, but not more than are pleasant to read."""
    return max(min(console.width, WIDEST), 40)


def style(word: str) -> str:
    """The colour that repeats what a word says."""
    return _STYLES.get(word, "")


def mark(console: Console, word: str) -> str:
    """The mark of a certainty or a verdict, in characters that the console's encoding has."""
    return (_MARKS if console.encoding.lower().startswith("utf") else _PLAIN)[word]


def put(console: Console, *parts: RenderableType, indent: int = 0) -> None:
    """Print text as it is: no mark-up, no emoji codes, no guessed highlights; wrapped, with no blanks at line ends."""
    options = console.options.update(width=width(console) - indent, markup=False, highlight=False)
    for part in parts:
        for line in console.render_lines(part, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                last = line.pop()
                line = [Segment(" " * indent), *line, Segment(last.text.rstrip(), last.style)]
            told = [Segment(_encodable(segment.text, console.encoding), segment.style) for segment in line]
            console.print(Segments([*told, Segment.line()]), end="")


def plain(text: str, how: str = "") -> Text:
    """Text of a report, made visible and kept from being read as mark-up."""
    return Text(visible(text), style=how)


def _encodable(text: str, encoding: str) -> str:
    """What the console can write, with question marks for the rest: curly quotes must not end a run on cp1252."""
    return text.encode(encoding, "replace").decode(encoding)


def heading(console: Console, title: str, note: str = "") -> None:
    """A heading with a note at its side and space above."""
    line = Text(title.upper(), style="bold")
    if note:
        line.append(f"  {note}", style="dim")
    console.print()
    put(console, line)


def columns(rows: Iterable[Sequence[Text]], *, names: Sequence[str] = (), shares: Sequence[int | None] = (), keep: int | None = None) -> Table:  # fmt: skip
    """Columns without lines: `shares` are their ratios (None: as wide as the text), `keep` the one never wrapped."""
    table = Table(box=None, show_header=bool(names), header_style="dim", pad_edge=False, padding=(0, 2, 0, 0), expand=any(shares))  # fmt: skip
    for at, share in enumerate(shares):
        table.add_column(names[at] if names else "", ratio=share, no_wrap=at == keep, overflow="fold", vertical="top")
    for row in rows:
        table.add_row(*row)
    return table


def notes(console: Console, told: Sequence[str]) -> None:
    """The notes of a record, one a line."""
    if told:
        heading(console, "Notes")
        for note in told:
            put(console, plain(note), indent=2)
