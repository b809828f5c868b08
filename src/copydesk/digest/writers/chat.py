"""A writer behind a server that speaks the OpenAI chat protocol: Ollama, llama.cpp, vLLM and their like."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from copydesk.digest.writers.prompt import messages, plain
from copydesk.errors import OptionError, WriterError
from copydesk.nouns import Ledger

if TYPE_CHECKING:
    import httpx

SECONDS = 300.0  # a model on a laptop's processor takes minutes
MOST = 1 << 20  # bytes of an answer
LONGEST = 20_000  # characters of a draft


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True)
class ChatWriter:
    """A model of a server that the user names: `url` as http://localhost:11434/v1, `seconds` the limit for one draft.

    Only that address is called: no redirect is followed and nothing that a report or an answer mentions is fetched. The
    `key`, where a server wants one, is sent to that address alone. OptionError where the URL cannot be one.

    >>> ChatWriter("http://localhost:11434", "llama3.2").endpoint
    'http://localhost:11434/v1/chat/completions'
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise OptionError("the model has no name", where="--writer", do="give URL and MODEL")
        if self.seconds <= 0:
            raise OptionError("the time limit is not above 0 seconds", where="--writer-seconds")
        _ = self.endpoint

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model

    @property
    def endpoint(self) -> str:
        """The one address that is called."""
        import httpx

        do = "name a server as http://localhost:11434/v1"
        try:
            url = httpx.URL(self.url)
        except (httpx.InvalidURL, ValueError) as error:
            raise OptionError(f"{self.url!r} is no address ({error})", where="--writer", do=do) from error
        if url.scheme not in ("http", "https") or not url.host:
            raise OptionError(f"{self.url!r} is no http or https address", where="--writer", do=do)
        if url.userinfo:
            raise OptionError(
                "the address holds a password", where="--writer", do="name the variable with --writer-key"
            )
        path = url.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path = f"{path or '/v1'}/chat/completions"
        return str(url.copy_with(path=path, fragment=None))

    def draft(self, ledger: Ledger, *, sentences: int, words: int | None) -> str:
        """The model's draft as plain text; WriterError where the server gives none within the time limit."""
        body = {
            "model": self.model, "messages": messages(ledger, sentences=sentences, words=words),
            "temperature": 0, "stream": False,
        }  # fmt: skip
        said = self._content(self._ask(msgspec.json.encode(body)))
        text = plain(said)
        if not text:
            raise WriterError("the draft is empty", where=self._where, do="try another model")
        if len(text) > LONGEST:
            raise WriterError(f"the draft has {len(text):,} characters", where=self._where, do="try another model")
        return text

    @property
    def _where(self) -> str:
        return f"{self.endpoint} ({self.model})"

    def _ask(self, body: bytes) -> bytes:
        """The bytes that the server answers with."""
        import httpx

        from copydesk import __version__

        headers = {
            "content-type": "application/json",
            "accept": "application/json",
            "user-agent": f"copydesk/{__version__}",
        }
        if self.key:
            headers["authorization"] = f"Bearer {self.key}"
        limits = httpx.Timeout(self.seconds, connect=min(10.0, self.seconds))
        deadline = time.monotonic() + self.seconds
        try:
            # Neither a proxy nor a password file of the environment: the report goes to the named server and nowhere else.
            with (
                httpx.Client(trust_env=False, follow_redirects=False, timeout=limits) as client,
                client.stream("POST", self.endpoint, content=body, headers=headers) as answer,
            ):
                return self._read(answer, deadline)
        except httpx.TimeoutException as error:
            raise self._late() from error
        except (httpx.HTTPError, httpx.StreamError, UnicodeError) as error:
            said = _printable(str(error)) or type(error).__name__
            raise WriterError(f"cannot be reached ({said})", where=self._where, do="start the server, or check the address") from error  # fmt: skip

    def _read(self, answer: httpx.Response, deadline: float) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_bytes(1 << 14):
            size += len(piece)
            if size > MOST:
                raise WriterError(f"answers with more than {MOST:,} bytes", where=self._where, do="check the address")
            if time.monotonic() > deadline:
                raise self._late()
            pieces.append(piece)
        body = b"".join(pieces)
        if answer.is_redirect:
            raise WriterError(f"redirects elsewhere ({answer.status_code})", where=self._where, do="name the address it ends at")  # fmt: skip
        if answer.status_code != 200:
            status = f"{answer.status_code} {_printable(answer.reason_phrase)}".rstrip()
            told = _printable(body.decode("utf-8", "replace"))[:200]
            raise WriterError(
                f"answers {status}{f': {told}' if told else ''}",
                where=self._where,
                do="check model, address and key" if answer.status_code < 500 else "look at the server's log",
            )
        return body

    def _content(self, body: bytes) -> str:
        """The words of the first choice. Whatever else an answer asks for (a call of a tool, say) is not looked at."""
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise WriterError(
                f"answers with something that is no chat completion ({_printable(str(error))})",
                where=self._where,
                do="check that the address speaks the OpenAI chat protocol",
            ) from error
        return (answer.choices[0].message.content or "") if answer.choices else ""

    def _late(self) -> WriterError:
        return WriterError(f"no draft within {self.seconds:g} seconds", where=self._where, do="give it longer with --writer-seconds, or take a smaller model")  # fmt: skip


def _printable(text: str) -> str:
    """Words of a server as one line that moves no cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
