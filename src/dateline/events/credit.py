"""What a report says of where it has its story from: credit lines, outlets quoted, verbatim quotes, revisions."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from dateline.events.lexicon import outlets, patterns, threshold
from dateline.events.words import tokens
from dateline.schema.attribution import Attribution, Voice
from dateline.schema.claims import Claim
from dateline.schema.documents import Document

_ENDS, _MARKED = 400, 300  # code points at either end of a report
_QUOTE = re.compile(r"“([^“”]{20,600})”|\"([^\"]{20,600})\"")


def credited(document: Document) -> str | None:
    """The outlet that the byline or a credit line names as the story's own; None where none does."""
    if document.byline and (named := _named(document.byline)):
        return named
    ends = (document.text[:_ENDS], document.text[-_ENDS:] if len(document.text) > _ENDS else "")
    for end in ends:
        for pattern in patterns("credit_lines"):
            if found := pattern.search(end):
                return outlets()[found["name"]].name
    return None


def publisher(document: Document) -> str | None:
    """Who published it: the outlet under its usual name, else the host of its address; None where neither is known."""
    if document.outlet:
        return outlets()[document.outlet].name if document.outlet in outlets() else document.outlet
    parts = urlsplit(document.uri or "")
    return parts.hostname.removeprefix("www.") if parts.scheme in {"http", "https"} and parts.hostname else None


def quoted_outlets(claim: Claim, document: Document) -> Iterator[str]:
    """The outlets that the claim's sentence or attribution has it from, other than its own publisher."""
    own = publisher(document)
    sentence = claim.sentence.of(document.text)
    found = [outlets()[m["name"]].name for p in patterns("quotations") if (m := p.search(sentence))]
    named = [name for link in _chain(claim.attribution) if link.voice is Voice.MEDIA for name in _speakers(link)]
    for name in dict.fromkeys([*found, *(outlets()[n].name if n in outlets() else n for n in named)]):
        if name != own:
            yield name


def named_speakers(claim: Claim) -> frozenset[str]:
    """The names of those who say it; nobody who is only described."""
    return frozenset(
        name for link in _chain(claim.attribution) if link.voice is not Voice.MEDIA for name in _speakers(link)
    )


@lru_cache(maxsize=2048)
def quotes(text: str) -> frozenset[str]:
    """The words of each verbatim quote long enough to show a common origin, in lower case."""
    held = (" ".join(word.lower() for word, _ in tokens(one or other)) for one, other in _QUOTE.findall(text))
    return frozenset(quote for quote in held if quote.count(" ") + 1 >= threshold("quote_words"))


def revised(document: Document) -> str | None:
    """The words that mark the report as a later version; None where none does."""
    title = document.title or ""
    for part in (title, document.text[:_MARKED], document.text[-_MARKED:]):
        for pattern in patterns("revised"):
            if found := pattern.search(part):
                return found.group()
    return None


def _named(byline: str) -> str | None:
    words = re.split(r"[,/;()]| and | for | - ", byline)
    return next((outlets()[w.strip()].name for w in words if w.strip() in outlets()), None)


def _chain(attribution: Attribution) -> Iterator[Attribution]:
    held: Attribution | None = attribution
    while held is not None:
        yield held
        held = held.via


def _speakers(attribution: Attribution) -> Iterator[str]:
    """Named ones alone: a proper name has a capital."""
    for speaker in attribution.speakers:
        if speaker.name and speaker.name[:1].isupper() and not attribution.anonymous:
            yield speaker.name
