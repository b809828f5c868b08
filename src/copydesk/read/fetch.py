"""Fetching what the user names, and nothing else: no private address, no endless answer."""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import time
from typing import TYPE_CHECKING, Any

from copydesk import __version__
from copydesk.errors import FetchError

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
SECONDS = 30.0  # for one address, redirects and all
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.I)


class Fetched(io.BytesIO):
    """The body of an answer, with the address that it came from in the end and what its header says of it."""

    def __init__(self, body: bytes, url: str, content_type: str) -> None:
        super().__init__(body)
        self.url = url
        self.media_type = content_type.partition(";")[0].strip().lower() or None
        match = _CHARSET.search(content_type)
        self.charset = match[1] if match else None


def fetch(
    url: str, *, max_bytes: int, seconds: float = SECONDS, transport: httpx.BaseTransport | None = None
) -> Fetched:
    """The body that an http(s) URL answers with, at most `max_bytes` of it, within `seconds`.

    FetchError if the address, or one that it redirects to, is private, loopback or link-local, if the answer is
    an error, too large or too slow. The name is resolved once and the connection made to that very address.
    """
    import httpx

    deadline = time.monotonic() + seconds
    current = url
    with httpx.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=seconds / 3) as client:
        for _ in range(REDIRECTS + 1):
            try:
                target = httpx.URL(current)
                address = _public_address(target, url)
                request = _pinned(client, target, address)
                with client.stream(
                    "GET", request[0], headers=request[1], extensions=request[2], follow_redirects=False
                ) as response:
                    if response.has_redirect_location:
                        current = str(target.join(response.headers["location"]))
                        continue
                    if response.status_code != 200:
                        raise FetchError(
                            f"the server answers {response.status_code} {response.reason_phrase}".rstrip(),
                            where=url,
                            do="look at the address in a browser",
                        )
                    body = _body(response, url, max_bytes, deadline)
                    return Fetched(body, current, response.headers.get("content-type", ""))
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
                said = str(error) or type(error).__name__
                raise FetchError(
                    f"cannot be fetched ({said})", where=url, do="check the address and the network"
                ) from error
    raise FetchError(f"redirects more than {REDIRECTS} times", where=url, do="name the address it ends at")


def _public_address(target: httpx.URL, named: str) -> str:
    """The one address that a URL's host resolves to and that is connected to; FetchError unless it is public."""
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(f"leads to {target.scheme or 'no'} address", where=named, do="name an http or https URL")
    if target.userinfo:
        raise FetchError("holds a user name or password", where=named, do="name the address without them")
    port = target.port or (443 if target.scheme == "https" else 80)
    if not 0 < port < 65_536:
        raise FetchError(f"has the port {port}, which no server has", where=named, do="check the address")
    try:
        found = socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the host {target.host} is not known ({error})", where=named, do="check the address"
        ) from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    for address in addresses:
        if not _is_public(address):
            raise FetchError(
                f"leads to {target.host} ({address}), an address that is not public",
                where=named,
                do="save the page and name the file",
            )
    if not addresses:
        raise FetchError(f"the host {target.host} has no address", where=named, do="check the address")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address inside lead to that one.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not _is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _pinned(client: httpx.Client, target: httpx.URL, address: str) -> tuple[httpx.URL, dict[str, str], dict[str, Any]]:
    """The request for `target` that connects to `address`, with the host's name for the server and its certificate."""
    host = target.host if ":" not in target.host else f"[{target.host}]"
    headers = {
        "host": host if target.port is None else f"{host}:{target.port}",
        "user-agent": f"copydesk/{__version__}",
        "accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json,*/*;q=0.5",
        "accept-encoding": "gzip, deflate",
    }
    return target.copy_with(host=address, fragment=None), headers, {"sni_hostname": target.host}


def _body(response: httpx.Response, url: str, max_bytes: int, deadline: float) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes(1 << 16):
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"answers with more than {max_bytes:,} bytes", where=url, do="save a part of it as a file")
        if time.monotonic() > deadline:
            raise FetchError("takes too long to answer", where=url, do="try again, or save the page as a file")
        pieces.append(piece)
    return b"".join(pieces)
