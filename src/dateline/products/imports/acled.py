"""One row of an ACLED-style table as a claim."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from dateline.products.exports.acled import ROWS, shape
from dateline.products.exports.countries import code_of
from dateline.products.imports.parts import (
    Written,
    attribution,
    claim,
    day_of,
    listed,
    location,
    participant,
    published_on,
    rules,
    toll,
    whole,
)
from dateline.schema.actors import Participant
from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.places import PlacePrecision
from dateline.schema.times import Basis, Precision, When


def unreadable(row: Mapping[str, str]) -> str | None:
    """Why the row has no claim; None where it has one."""
    kind = row.get("sub_event_type", "").strip()
    return (
        None if kind in rules()["acled_types"] else f"the codebook has no type for {kind or 'an empty sub_event_type'}"
    )


def acled_claim(row: Mapping[str, str], outlet: str) -> tuple[Document, Claim]:
    """The row as a document of `outlet`, and its claim, whose voice is the source column's."""
    uri = f"{ROWS}{row['event_id_cnty']}"
    changed = row.get("timestamp", "").strip()
    published = published_on(datetime.fromtimestamp(int(changed), UTC).date()) if changed.isdigit() else None
    written = Written.of(row, uri=uri, outlet=outlet, published=published)
    country = code_of(written.get("iso")) or code_of(written.get("country"))
    precision = PlacePrecision(rules()["acled_places"].get(written.get("geo_precision"), "near"))
    held = claim(
        written,
        rules()["acled_types"][written.get("sub_event_type")],
        written.span("sub_event_type"),
        actors=tuple(_side(written, 1, country)),
        targets=tuple(_side(written, 2, country)),
        place=location(written, name="location", country=country, admin1="admin1", precision=precision),
        when=_when(written, uri),
        deaths=toll(written, "fatalities", "fatalities", "fatalities"),
        says=attribution(written, "source", _voice(written)),
    )
    return written.document, held


def _side(written: Written, number: int, country: str | None) -> Iterator[Participant]:
    """The actor of one side, then those associated with it."""
    if not written.get(f"actor{number}"):
        return
    yield participant(written, f"actor{number}", _kind(written, number), country)
    text = written.document.text
    for span in listed(written, f"assoc_actor_{number}"):
        yield Participant(span, None, span.of(text), None, f"the column assoc_actor_{number}")


def _kind(written: Written, number: int) -> str | None:
    """The kind that `inter1` or `inter2` gives in words or, before 2025, by number."""
    inter = written.get(f"inter{number}")
    named = shape()["inter"]
    if inter.isdigit():
        code = whole(inter, f"inter{number}", written.document.uri)
        return str(named[code - 1]).lower() if 1 <= code <= len(named) else None
    return inter.lower() if inter in named else None


def _when(written: Written, uri: str) -> When:
    """The day; the seven days from it, or its whole month, where the table says that it is less precise."""
    first, span = day_of(written.get("event_date"), uri), written.span("event_date")
    match written.get("time_precision"):
        case "2":
            return When(first, first + timedelta(6), Precision.WEEK, Basis.STATED, span)
        case "3":
            start, last = first.replace(day=1), date(first.year, first.month, monthrange(first.year, first.month)[1])
            return When(start, last, Precision.MONTH, Basis.STATED, span)
        case _:
            return When(first, first, Precision.DAY, Basis.STATED, span)


def _voice(written: Written) -> Voice:
    return Voice.MONITOR if "partner" in written.get("source_scale").lower() else Voice.MEDIA
