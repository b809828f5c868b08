"""Places of the world by name, read from two compressed files in the package.

A file is `MAGIC`, a note on origin and licence ended by an empty line, then zlib data: one line of JSON (sizes, first-level
regions), fixed-size records, display names, and sorted lines `folded name TAB record numbers` (hexadecimal, `~` before a
variant). Names are found by bisection of the bytes: nothing is unpacked that is not asked for. `tools/build_gazetteer.py`
makes the files.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import struct
import unicodedata
import zlib
from dataclasses import dataclass, field

from copydesk.errors import ModelError

MAGIC = b"copydesk gazetteer 1\n"
KINDS = ("city", "county", "region", "country", "area", "water", "continent")
RECORD = struct.Struct(
    "<iiII2sHBxH"
)  # lat, lon (1e-4 degrees), population, display name, country, region, kind, radius
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
                          "’": None, "'": None, "ʻ": None, "ʼ": None, "‘": None, "`": None, ".": None, ",": None, "-": " ", "–": " "})  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as it is looked up: small letters without accents, hyphens, apostrophes or full stops.

    >>> fold("Saint-Étienne"), fold("Mt. Pleasant")
    ('st etienne', 'mt pleasant')
    """
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(ch for ch in letters if not unicodedata.combining(ch)).translate(_LETTERS)
    parts = plain.split()
    if len(parts) > 1:
        parts = [_SHORT.get(part, part) for part in parts]
        if parts[0] == "the":
            parts = parts[1:]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Record:
    """One place of the gazetteer: degrees, ISO 3166-1 alpha-2 country, first-level region, kind, radius in km.

    `primary` is False where the name that was looked up is a variant of this place's name.
    """

    name: str
    lat: float
    lon: float
    population: int
    country: str
    region: str
    kind: str
    radius_km: float
    primary: bool = field(default=True, compare=False)


class Gazetteer:
    """One gazetteer file."""

    def __init__(self, data: bytes, *, where: str) -> None:
        if not data.startswith(MAGIC):
            raise ModelError("this is no gazetteer of version 1", where=where, do="install the package again")
        body = zlib.decompress(data[data.index(b"\n\n") + 2 :])
        line = body.index(b"\n")
        head = json.loads(body[:line])
        self.regions: dict[str, str] = head["links"]
        self._admins: list[str] = head["admins"]
        self._records = line + 1
        self._display = self._records + head["records"] * RECORD.size
        names = self._display + head["display"]
        self._body = body
        self._names = names

    def find(self, key: str) -> list[Record]:
        """The places called by a folded name."""
        body, low, high = self._body, self._names, len(self._body) - 1
        wanted = key.encode("utf-8", "surrogatepass")
        while low < high:
            middle = (low + high) // 2
            start = body.rindex(b"\n", self._names, middle + 1) + 1
            if start >= len(body):
                return []
            end = body.index(b"\n", start)
            tab = body.index(b"\t", start, end)
            found = body[start:tab]
            if found == wanted:
                return [self._record(item) for item in body[tab + 1 : end].decode().split(",")]
            if found < wanted:
                low = end
            else:
                high = start - 1
        return []

    def towns(self, country: str) -> list[tuple[float, float]]:
        """Latitude and longitude of every town of a country (ISO 3166-1 alpha-2), in the order of the file."""
        code, city = country.encode(), KINDS.index("city")
        rows = RECORD.iter_unpack(self._body[self._records : self._display])
        return [(lat / 1e4, lon / 1e4) for lat, lon, _, _, own, _, kind, _ in rows if own == code and kind == city]

    def _record(self, item: str) -> Record:
        number = int(item.lstrip("~"), 16)
        lat, lon, people, name, country, admin, kind, radius = RECORD.unpack_from(
            self._body, self._records + number * RECORD.size
        )
        at = self._display + name
        return Record(
            name=self._body[at : self._body.index(b"\n", at)].decode(),
            lat=lat / 1e4,
            lon=lon / 1e4,
            population=people,
            country=country.decode().strip(),
            region=self._admins[admin],
            kind=KINDS[kind],
            radius_km=float(radius),
            primary=not item.startswith("~"),
        )


@functools.cache
def gazetteer(name: str) -> Gazetteer:
    """The gazetteer file "geonames" or "dr5hn", loaded once a process; ModelError if it is damaged."""
    path = importlib.resources.files("copydesk.parse").joinpath(f"data/{name}.gaz")
    return Gazetteer(path.read_bytes(), where=str(path))


@functools.lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[Record, ...]:
    """Every place that is called so, countries first, then regions, then by population; () if none is.

    The `region` of each is the code of its first-level region, the same for both files where that is known.

    >>> [place.name for place in lookup("Kiev") if place.kind == "city"], lookup("Lipetsk Oblast")[0].country
    (['Kyiv'], 'RU')
    """
    key = fold(name)
    if not key:
        return ()
    regions = gazetteer("dr5hn").regions
    found = []
    for record in (*gazetteer("dr5hn").find(key), *gazetteer("geonames").find(key)):
        linked = regions.get(record.region, "")
        if linked.startswith("="):
            values = {slot: getattr(record, slot) for slot in record.__slots__}
            record = Record(**(values | {"region": linked[1:]}))
        found.append(record)
    order = {"country": 0, "continent": 0, "water": 1, "area": 1, "region": 1, "county": 2, "city": 3}
    found.sort(key=lambda r: (order[r.kind], -r.population, r.country, r.name))
    return tuple(found)


def region_name(code: str) -> str:
    """The name of a first-level region by its code ("US-TX" → "Texas"), or the empty string."""
    name = gazetteer("dr5hn").regions.get(code, "")
    return "" if name.startswith("=") else name
