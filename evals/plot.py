"""The square frame that the pictures of evaluations are drawn in, as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

COLOURS = ("#1f5fa8", "#b4541a", "#3c7a3c", "#7a3c78")


@dataclass(frozen=True, slots=True)
class Frame:
    """Axes from `low_x` and `low_y` to 1, with a grid at every tenth; `legend` lines find room below."""

    title: str
    x_label: str
    y_label: str
    low_x: float
    low_y: float
    legend: int
    left: int = 64
    top: int = 20
    size: int = 400

    def x(self, value: float) -> str:
        """Pixels to the right."""
        return f"{self.left + (value - self.low_x) / (1 - self.low_x) * self.size:.1f}"

    def y(self, value: float) -> str:
        """Pixels down."""
        return f"{self.top + self.size - (value - self.low_y) / (1 - self.low_y) * self.size:.1f}"

    def row(self, number: int) -> int:
        """Where the text of a line of the legend stands."""
        return self.top + self.size + 66 + 22 * number

    def text(self, x: str | float, y: str | float, told: str, anchor: str = "start") -> str:
        """A line of text."""
        return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="#333">{escape(told)}</text>'

    def drawn(self, parts: list[str]) -> str:
        """The whole picture: frame, grid, labels, and `parts` on top of them."""
        left, top, size = self.left, self.top, self.size
        width, height = left + size + 20, top + size + 60 + 22 * self.legend
        grid = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            'font-family="sans-serif" font-size="13" role="img">',
            f"<title>{escape(self.title)}</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
        ]
        for tick in range(round(self.low_x * 10), 11):
            at = self.x(tick / 10)
            grid += [f'<path d="M{at} {top}V{top + size}" stroke="#e4e4e4"/>', self.text(at, top + size + 18, f"{tick / 10:.1f}", "middle")]  # fmt: skip
        for tick in range(round(self.low_y * 10), 11):
            at = self.y(tick / 10)
            grid += [f'<path d="M{left} {at}H{left + size}" stroke="#e4e4e4"/>', self.text(left - 8, float(at) + 4, f"{tick / 10:.1f}", "end")]  # fmt: skip
        grid += [
            self.text(left + size / 2, top + size + 40, self.x_label, "middle"),
            f'<text transform="translate(18 {top + size / 2}) rotate(-90)" text-anchor="middle" fill="#333">{escape(self.y_label)}</text>',
        ]
        return "\n".join([*grid, *parts, "</svg>\n"])
