"""Families of near-duplicate reports, and which version of a report supersedes which."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from dateline.events.credit import publisher, revised
from dateline.events.grouping import components
from dateline.events.lexicon import threshold
from dateline.events.words import tokens
from dateline.schema.documents import Document

# 64 bands of two: texts that share half of their shingles meet with a chance over 0.9999 (1 - (1 - 0.5²)^64).
_PERMUTATIONS, _BANDS = 128, 64
# A shared run within a much longer text has a low Jaccard index; such copies are found by their openings.
_OPENING = 60  # words


@lru_cache(maxsize=2048)
def shingles(text: str) -> frozenset[int]:
    """The hashed runs of so many words, in lower case; a text with fewer words is one run."""
    words = [word.lower() for word, _ in tokens(text)]
    size = int(threshold("shingle"))
    runs = range(max(1, len(words) - size + 1))
    return frozenset(zlib.crc32(" ".join(words[at : at + size]).encode()) for at in runs)


def same_text(one: Document, other: Document) -> bool:
    """True where one is a copy of the other: most of either text in both, or nearly all of one within the other."""
    a, b = shingles(one.text), shingles(other.text)
    shared = len(a & b)
    return shared >= threshold("same_text") * len(a | b) or shared >= threshold("within") * min(len(a), len(b))


def families(documents: Iterable[Document]) -> tuple[frozenset[str], ...]:
    """The sets of ids of reports that carry one text; every document is in exactly one.

    Candidates come from MinHash bands over the whole texts and over their openings; each is checked on the texts.
    """
    held = sorted({document.id: document for document in documents}.values(), key=lambda document: document.id)
    pairs = {pair for opening in (False, True) for pair in _alike(held, opening=opening)}
    found = components(len(held), [(a, b) for a, b in sorted(pairs) if same_text(held[a], held[b])])
    return tuple(frozenset(held[n].id for n in part) for part in found)


def _alike(held: Sequence[Document], *, opening: bool) -> Iterator[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for n, document in enumerate(held):
        text = " ".join(word for word, _ in tokens(document.text[:2000])[:_OPENING]) if opening else document.text
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update([str(run) for run in sorted(shingles(text))])
        yield from ((other, n) for other in index.query(sketch))
        index.insert(n, sketch)


def superseded(documents: Iterable[Document]) -> dict[str, str]:
    """The id of each document that a later version replaces -> the id of the version next after it.

    A later version has the same address and another text, or is a near-duplicate of the same publisher that marks
    itself as corrected, updated or revised; and it was published, or failing that retrieved, later.
    """
    held = sorted({d.id: d for d in documents}.values(), key=lambda d: (_age(d), d.id))
    of: dict[str, list[int]] = defaultdict(list)
    for n, document in enumerate(held):
        of[f"uri {document.uri}" if document.uri else f"id {document.id}"].append(n)
    marked = {n for n, document in enumerate(held) if revised(document)}
    place = {document.id: n for n, document in enumerate(held)}
    kin = [sorted(place[i] for i in family) for family in families(held)] if marked else []
    pairs = {pair for same in of.values() for pair in combinations(same, 2)}
    pairs |= {
        (a, b) for same in kin for a, b in combinations(same, 2) if b in marked and _one_publisher(held[a], held[b])
    }
    found: dict[str, str] = {}
    for older, newer in sorted(pairs):
        if _age(held[older]) < _age(held[newer]):
            found.setdefault(held[older].id, held[newer].id)
    return found


def _one_publisher(one: Document, other: Document) -> bool:
    return publisher(one) is None or publisher(other) is None or publisher(one) == publisher(other)


def _age(document: Document) -> tuple[str, str]:
    published = document.published.start.isoformat() if document.published else ""
    return published, document.retrieved.isoformat() if document.retrieved else ""
