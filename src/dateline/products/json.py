"""The contract as text: one object, or one a document."""

import json
from collections.abc import Iterator
from dataclasses import replace

from dateline.schema.contract_writer import reading_to_json
from dateline.schema.readings import Reading


def reading_json(reading: Reading, *, annotations: bool = False) -> str:
    """The reading as one `dateline/1` object."""
    return json.dumps(reading_to_json(reading, annotations=annotations), ensure_ascii=False, indent=1) + "\n"


def reading_lines(reading: Reading, *, annotations: bool = False) -> str:
    """One `dateline/1` object a document and line, each with the claims and events of that document."""
    objects = (reading_to_json(one, annotations=annotations) for one in _one_by_one(reading))
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def _one_by_one(reading: Reading) -> Iterator[Reading]:
    for document in reading.documents:
        claims = tuple(claim for claim in reading.claims if claim.document == document.id)
        own = {claim.id for claim in claims}
        yield Reading(
            documents=(document,),
            claims=claims,
            events=tuple(
                replace(event, claims=tuple(c for c in event.claims if c in own))
                for event in reading.events
                if own.intersection(event.claims)
            ),
            annotations=tuple(layers for layers in reading.annotations if layers.document == document.id),
        )
