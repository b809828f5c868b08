import socket
from importlib import import_module

import httpx
import pytest

from copydesk.errors import FetchError
from copydesk.nouns import Report
from copydesk.read import Source, reports
from copydesk.read.fetch import fetch

from .samples import SENTENCE

PUBLIC = "93.184.216.34"


@pytest.fixture
def hosts(monkeypatch):
    """Names and the addresses they resolve to; no name is looked up anywhere else."""
    known = {"x.org": [PUBLIC], "inner.org": ["10.0.0.5"], "both.org": [PUBLIC, "127.0.0.1"]}

    def getaddrinfo(host, port, *args, **kwargs):
        try:
            socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
            addresses = [host]
        except OSError:
            if host not in known:
                raise socket.gaierror(-2, "Name or service not known") from None
            addresses = known[host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


def get(url, answer, **options):
    return fetch(url, transport=httpx.MockTransport(answer), max_bytes=10_000, **options)


def test_the_connection_goes_to_the_address_that_was_checked(hosts):
    asked = []

    def answer(request):
        asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx.Response(200, content=SENTENCE.encode(), headers={"content-type": "text/html; charset=koi8-r"})

    found = get("https://x.org/a", answer)
    assert found.read() == SENTENCE.encode()
    assert (found.url, found.media_type, found.charset) == ("https://x.org/a", "text/html", "koi8-r")
    assert asked == [(PUBLIC, "x.org", "x.org")]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost.inner.org/", "http://inner.org/", "http://both.org/", "http://[::1]/",
        "http://169.254.169.254/latest/meta-data", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://192.168.1.1/",
        "http://100.64.0.1/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/", "http://user:pass@x.org/", "http://224.0.0.1/",
        "http://[2002:7f00:1::]/", "http:///", "http://x.org:99999/", "http://\x00/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(hosts, url):
    def answer(request):
        raise AssertionError("nothing may be asked")

    with pytest.raises(FetchError) as caught:
        get(url, answer)
    assert caught.value.where == url


@pytest.mark.parametrize(
    "location", ["http://inner.org/", "http://127.0.0.1:8080/x", "file:///etc/passwd", "//169.254.169.254/"]
)
def test_a_redirect_to_one_is_refused_too(hosts, location):
    def answer(request):
        assert request.url.host == PUBLIC
        return httpx.Response(302, headers={"location": location})

    with pytest.raises(FetchError):
        get("http://x.org/", answer)


def test_a_redirect_within_the_site_is_followed(hosts):
    def answer(request):
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "/new"})
        return httpx.Response(200, text="Here.")

    assert get("https://x.org/old", answer).url == "https://x.org/new"


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (lambda request: httpx.Response(404), "404"),
        (lambda request: httpx.Response(200, content=b"x" * 10_001), "more than"),
        (lambda request: httpx.Response(302, headers={"location": "/again"}), "redirects more than"),
    ],
)
def test_other_answers_are_failures(hosts, answer, what):
    with pytest.raises(FetchError, match=what):
        get("http://x.org/", answer)


def test_an_answer_that_takes_too_long_is_a_failure(hosts):
    with pytest.raises(FetchError, match="too long"):
        get("http://x.org/", lambda request: httpx.Response(200, content=b"abc"), seconds=-1)


def test_a_broken_connection_is_a_failure(hosts):
    def answer(request):
        raise httpx.ConnectError("refused")

    with pytest.raises(FetchError, match="refused"):
        get("http://x.org/", answer)


def test_a_page_named_by_its_address_is_read(hosts, monkeypatch):
    page = f"<html><title>Two held</title><article><p>{SENTENCE * 10}</p></article>"
    answer = httpx.MockTransport(lambda request: httpx.Response(200, html=page))
    monkeypatch.setattr(
        import_module("copydesk.read.fetch"),
        "fetch",
        lambda url, max_bytes: fetch(url, max_bytes=max_bytes, transport=answer),
    )
    [report] = reports(Source("https://x.org/news"))
    assert isinstance(report, Report)
    assert report.url == report.origin.path == "https://x.org/news"
    assert report.title == "Two held"


def test_a_refused_address_is_a_value(hosts):
    [failed] = reports(Source("http://127.0.0.1/"))
    assert isinstance(failed, FetchError)
