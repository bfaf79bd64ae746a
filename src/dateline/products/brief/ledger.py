"""The numbers of citations, given in the order in which a brief first uses the words."""

from collections.abc import Iterable

from dateline.products.brief.acts import Act, Told
from dateline.products.brief.model import Quotation, Source
from dateline.products.wording import published
from dateline.schema.documents import Document
from dateline.schema.spans import Span

LONGEST_TITLE = 90  # characters of a report's opening that stand in for a title


class Ledger:
    """Hands out one number for each cited sentence of each document."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span], int] = {}
        self._acts: dict[int, set[Span]] = {}
        self._documents: dict[str, Document] = {}

    def cite(self, told: Iterable[Told]) -> tuple[int, ...]:
        """The numbers of the sentences that make the claims, in ascending order, each once."""
        numbers = set()
        for one in told:
            key = (one.document.id, one.claim.sentence)
            number = self._numbers.setdefault(key, len(self._numbers) + 1)
            self._acts.setdefault(number, set()).add(one.claim.trigger)
            self._documents.setdefault(one.document.id, one.document)
            numbers.add(number)
        return tuple(sorted(numbers))

    def of(self, acts: Iterable[Act]) -> tuple[int, ...]:
        """The numbers of all words that tell of the acts."""
        return self.cite(told for act in acts for told in act.told)

    def sources(self) -> tuple[Source, ...]:
        """Every document cited, by first use, with the words cited of it."""
        return tuple(self._source(i, document) for i, document in enumerate(self._documents.values(), 1))

    def _source(self, number: int, document: Document) -> Source:
        quotations = (
            Quotation(n, span, span.of(document.text), tuple(sorted(a for a in self._acts[n] if span.contains(a))))
            for (id_, span), n in self._numbers.items()
            if id_ == document.id
        )
        return Source(
            number=number,
            document=document.id,
            title=document.title or opening(document.text),
            outlet=document.outlet,
            byline=document.byline,
            published=published(document.published) or None,
            uri=document.uri if document.uri and not document.uri.startswith("file:") else None,
            quotations=tuple(quotations),
        )


def opening(text: str) -> str:
    """The first words of a report, cut at a word: what stands in for a title."""
    said = " ".join(text.split())
    return said if len(said) <= LONGEST_TITLE else said[:LONGEST_TITLE].rpartition(" ")[0] + "…"


def runs(citations: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The numbers as first and last of each unbroken run: 1, 2, 3, 5 -> (1, 3), (5, 5)."""
    found: list[tuple[int, int]] = []
    for number in citations:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
