"""IPTC ninjs 1.x, 2.x and 3.x: one news object -> Report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.filing import Found, Place, filed, headed, line
from copydesk.read.markup import visible
from copydesk.read.options import Options
from copydesk.read.runs import Mapped, clean

_NAMES = """
body_text body_xhtml body_html bodies headlines versioncreated versionCreated contentcreated contentCreated firstcreated
firstCreated pubstatus pubStatus usageterms usageTerms descriptions
"""
_OWN = frozenset(_NAMES.split())
_MAIN = ("main", "body", "web", "print", "default", "")


def is_ninjs(item: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a news object of ninjs rather than a Report of ours."""
    return "text" not in item and ("uri" in item or "headline" in item or "type" in item) and bool(_OWN & item.keys())


def ninjs_report(item: Mapping[str, Any], place: Place, options: Options, *, data: bytes | None) -> Report | InputError:
    """The report of one ninjs object; `data` are the bytes it was read from."""
    title = _chosen(item, "headline", "headlines") or line(item.get("title")) or line(item.get("name"))
    body = _body(item)
    if not body:
        kind = line(item.get("type"))
        return place.error(
            f"holds no body text{f' (its type is {kind!r})' if kind else ''}",
            "name an item of type text with body_text, body_xhtml or bodies",
        )
    text, hidden = clean(Mapped.unmapped(body))
    notes = tuple(
        f"{label}: {terms}"
        for label, *keys in (("usage terms", "usageterms", "usageTerms"), ("editorial note", "ednote", "edNote"))
        if (terms := next((said for key in keys if (said := line(item.get(key)))), None))
    )
    status = line(item.get("pubstatus") or item.get("pubStatus"))
    if status and status != "usable":
        notes += (f"its publication status is {status!r}",)
    identity = item.get("altids", {}) if not line(item.get("uri")) else {}
    found = Found(
        id=line(item.get("uri")) or (line(identity.get("id")) if isinstance(identity, dict) else None),
        title=title,
        byline=_chosen(item, "byline", "bylines") or _chosen(item, "by", "by"),
        outlet=_source(item),
        published=next(
            (
                date
                for key in (
                    "firstcreated",
                    "firstCreated",
                    "contentcreated",
                    "contentCreated",
                    "versioncreated",
                    "versionCreated",
                )
                if (date := line(item.get(key)))
            ),
            None,
        ),
        url=next((url for key in ("canonicalurl", "canonicalUrl", "uri") if (url := line(item.get(key)))), None),
        language=line(item.get("language")),
    )
    return filed(headed(title, text), found, place, options, data=data, notes=hidden + notes)


def _chosen(item: Mapping[str, Any], single: str, several: str) -> str | None:
    """A text that stands alone in ninjs 1 and in a list with roles from ninjs 2 on."""
    if text := line(_shown(item.get(single))):
        return text
    return line(_shown(_main(item.get(several))))


def _main(values: object) -> Any:
    """The main one of a list of texts with roles."""
    if not isinstance(values, list):
        return None
    items = [value for value in values[:100] if isinstance(value, dict) and isinstance(value.get("value"), str)]
    return min(items, key=lambda value: _rank(value.get("role")), default=None)


def _rank(role: object) -> int:
    return _MAIN.index(role) if isinstance(role, str) and role in _MAIN else len(_MAIN)


def _shown(value: object) -> str | None:
    """The text of a plain string, or of an object with a value and a content type."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or not isinstance(value.get("value"), str):
        return None
    kind = str(value.get("contenttype") or value.get("contentType") or "")
    return visible(value["value"]).text if "html" in kind or "xml" in kind else value["value"]


def _body(item: Mapping[str, Any]) -> str:
    for key in ("body_xhtml", "body_html"):
        if isinstance(item.get(key), str) and (shown := visible(item[key]).text.strip()):
            return shown
    if isinstance(item.get("body_text"), str) and item["body_text"].strip():
        return str(item["body_text"])
    if (bodies := _shown(_main(item.get("bodies")))) and bodies.strip():
        return bodies
    for key in ("description_text", "description_xhtml"):
        if isinstance(item.get(key), str) and (shown := visible(item[key]).text.strip()):
            return shown
    return (_shown(_main(item.get("descriptions"))) or "").strip()


def _source(item: Mapping[str, Any]) -> str | None:
    for key in ("source", "provider", "copyrightholder", "copyrightHolder"):
        value = item.get(key)
        if name := line(value.get("name") if isinstance(value, dict) else value):
            return name
    sources = item.get("infosources") or item.get("infoSources")
    for value in sources[:20] if isinstance(sources, list) else []:
        if isinstance(value, dict) and (name := line(value.get("name"))):
            return name
    return None
