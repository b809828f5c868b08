"""The templates, styles and script that come with the package."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.export.clean import visible

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@functools.cache
def data(name: str) -> str:
    """The text of a data file of the page."""
    return files("copydesk.export.page").joinpath("data", name).read_text(encoding="utf-8")


def template(name: str) -> Template:
    """A template that escapes all it is given, and makes visible what would hide in it."""
    return _environment().get_template(name)


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(data),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # All that comes from a report passes here: nothing of it may hide or turn the reading order round.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )


def allowed(text: str) -> str:
    """The source expression by which a content security policy allows this style or script and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
