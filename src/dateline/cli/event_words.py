"""Events of a record in words and in flat rows, for the terminal and for CSV."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from dateline.products import wording
from dateline.products.csv import guarded
from dateline.record.changes import event_json
from dateline.schema.actors import Participant
from dateline.schema.codebook import act_type
from dateline.schema.records import RecordedEvent

Cell = str | int | float | None
SHORT = 8  # the digits of an id that a table shows; any prefix of it names the event


def sentence(recorded: RecordedEvent) -> str:
    """What happened, and who says so."""
    from dateline.products.brief.acts import Act
    from dateline.products.brief.telling import tellings

    return " ".join(telling.text for telling in tellings([Act.of(recorded)]))


def who(recorded: RecordedEvent, parts: Sequence[Participant]) -> str:
    """The participants by name, in the report's words where they have none."""
    data = event_json(recorded)
    words = [part["name"] or " ".join(part["text"].split()) for part in data["actors"] + data["targets"]]
    event = recorded.event
    named = dict(zip((*event.actors, *event.targets), words, strict=True))
    return "; ".join(dict.fromkeys(named[part] for part in parts))


def where(recorded: RecordedEvent) -> str:
    place = recorded.event.place
    if place is None:
        return ""
    if place.place is None:
        return f"“{event_json(recorded)['place']['text']}”"
    return wording.place_words(place, "")


def when(recorded: RecordedEvent) -> str:
    """The days; the words in quotes where they stay relative."""
    moment = recorded.event.when
    if moment is None:
        return ""
    if moment.start is None or moment.end is None:
        return f"“{event_json(recorded)['when']['text']}”"
    return wording.days_words(moment.start, moment.end, moment.precision)


def toll(recorded: RecordedEvent) -> str:
    """Low, best and high of each number: "9 (9–12) killed"."""
    told = []
    for field in fields(recorded.event.toll):
        count = getattr(recorded.event.toll, field.name)
        if count is not None:
            ends = wording.count_words(count)
            exact = count.best is None or ends == f"{count.best:,}"
            told.append(f"{ends if exact else f'{count.best:,} ({ends})'} {field.name}")
    return "; ".join(told)


def outlets(recorded: RecordedEvent) -> str:
    return "; ".join(sorted({document.outlet for document in recorded.documents if document.outlet}))


def type_name(recorded: RecordedEvent) -> str:
    return act_type(recorded.event.type).name


def flat_row(recorded: RecordedEvent) -> dict[str, Cell]:
    """One row of the CSV; cells that a spreadsheet would take for a formula are guarded."""
    event, moment, location = recorded.event, recorded.event.when, recorded.event.place
    place = location.place if location else None
    row: dict[str, Cell] = {
        "id": event.id,
        "version": recorded.version,
        "review": recorded.review.state.value,
        "type": event.type,
        "start": moment.start.isoformat() if moment and moment.start else None,
        "end": moment.end.isoformat() if moment and moment.end else None,
        "date_precision": moment.precision.value if moment else None,
        "actors": who(recorded, event.actors),
        "targets": who(recorded, event.targets),
        "place": where(recorded),
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": location.precision.value if location else None,
        "radius_km": location.radius_km if location else None,
    }
    for field in fields(event.toll):
        count = getattr(event.toll, field.name)
        for bound in ("low", "best", "high"):
            row[f"{field.name}_{bound}"] = getattr(count, bound) if count else None
    row |= {
        "independent_sources": event.independent_sources,
        "credibility": event.credibility,
        "claims": len(event.claims),
        "outlets": outlets(recorded),
    }
    return {name: guarded(value) for name, value in row.items()}


def event_object(recorded: RecordedEvent) -> dict[str, Any]:
    """The contract's event with its review, version and reports."""
    review = recorded.review
    return {
        **event_json(recorded),
        "review": {
            "state": review.state.value,
            "by": review.by,
            "at": review.at.isoformat() if review.at else None,
            "why": review.why,
        },
        "version": recorded.version,
        "recorded": recorded.recorded.isoformat(),
        "documents": [
            {"id": document.id, "uri": document.uri, "outlet": document.outlet, "title": document.title}
            for document in recorded.documents
        ],
    }
