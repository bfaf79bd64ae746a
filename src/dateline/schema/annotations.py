"""All that was found in one document, layer by layer."""

from dataclasses import dataclass

from dateline.schema.attribution import AttributionSpans
from dateline.schema.places import Toponym
from dateline.schema.quantities import Money, Quantity
from dateline.schema.spans import CoreferenceLink, Mention, Span, Trigger
from dateline.schema.times import TimeExpression


@dataclass(frozen=True, slots=True)
class Annotations:
    """The layers over one document, each sorted by where it starts."""

    document: str
    sentences: tuple[Span, ...]
    entities: tuple[Mention, ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    money: tuple[Money, ...]
    attributions: tuple[AttributionSpans, ...]
    coreference: tuple[CoreferenceLink, ...]
    triggers: tuple[Trigger, ...]
