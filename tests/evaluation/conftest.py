"""Readings built by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.events import Event
from dateline.schema.quantities import NO_TOLL, Count, Toll
from dateline.schema.readings import Reading
from dateline.schema.spans import Mention, Span, Trigger


class Report:
    """A text in which spans are found by their words, and claims, events and a reading are built from them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = Document(document_id(text), text)
        self.claims: list[Claim] = []
        self.mentions: list[Mention] = []
        self.triggers: list[Trigger] = []

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def who(self, words: str, kind: str | None = None, name: str | None = None, actor_id: str | None = None) -> Any:
        return Participant(self.span(words), actor_id=actor_id, name=name, kind=kind)

    def count(self, words: str, best: int) -> Count:
        return Count(best, best, best, self.span(words))

    def claim(
        self,
        type_id: str,
        trigger: str,
        *,
        actors: tuple[Participant, ...] = (),
        targets: tuple[Participant, ...] = (),
        status: Status = Status.OCCURRED,
        newness: Newness = Newness.NEWS,
        toll: Toll = NO_TOLL,
        **fields: Any,
    ) -> Claim:
        made = Claim(
            id=f"c{len(self.claims)}",
            document=self.document.id,
            type=type_id,
            trigger=self.span(trigger),
            sentence=Span(0, len(self.text)),
            actors=actors,
            targets=targets,
            attribution=fields.pop("attribution", Attribution(Voice.OUTLET)),
            status=status,
            newness=newness,
            score=fields.pop("score", 1.0),
            toll=toll,
            **fields,
        )
        self.claims.append(made)
        return made

    def event(self, *claims: Claim) -> Event:
        first = claims[0]
        ids = tuple(claim.id for claim in claims)
        lineages = ((self.document.id,),)
        return Event(f"e-{first.id}", first.type, ids, first.actors, first.targets, first.place, first.when,
                     first.toll, lineages, 1, 6, ())  # fmt: skip

    def reading(self, *events: Event) -> Reading:
        layer = Annotations(self.document.id, (), tuple(self.mentions), (), (), (), (), (), (), tuple(self.triggers))
        held = events or tuple(self.event(claim) for claim in self.claims)
        return Reading((self.document,), tuple(self.claims), held, (layer,))


@pytest.fixture
def report() -> Callable[[str], Report]:
    return Report
