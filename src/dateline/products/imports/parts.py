"""The parts of a claim, each pointing at the value of the row that states it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.actors import catalogue
from dateline.errors import FormatError
from dateline.products.rowtext import row_spans, row_text
from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution, Speaker, Voice
from dateline.schema.claims import Claim, Evidence, Newness, Status
from dateline.schema.documents import Document, document_id
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span
from dateline.schema.times import Basis, DateRange, Precision, When

FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d-%m-%Y", "%d/%m/%Y")  # the API; the export tool; the older codebook


@cache
def rules() -> Any:
    """The tables of `imports.yml`."""
    return yaml.load((files("dateline.products.imports") / "imports.yml").read_bytes(), Loader=yaml.CSafeLoader)


@dataclass(frozen=True, slots=True)
class Written:
    """A row as a document, and where each of its values stands."""

    row: Mapping[str, str]
    document: Document
    spans: Mapping[str, Span]

    @classmethod
    def of(cls, row: Mapping[str, str], *, uri: str, outlet: str, published: DateRange | None) -> "Written":
        text = row_text(row)
        document = Document(document_id(text), text, uri=uri, outlet=outlet, published=published)
        return cls(row, document, row_spans(row))

    def get(self, column: str) -> str:
        return self.row.get(column, "").strip()

    def span(self, *columns: str) -> Span:
        """Where the first of these columns that has a value stands; FormatError if none has."""
        try:
            return next(self.spans[column] for column in columns if column in self.spans)
        except StopIteration:
            raise FormatError(f"The row {self.document.uri} has no {' or '.join(columns)}.") from None


def published_on(day: date) -> DateRange:
    return DateRange(day, day, Precision.DAY, Basis.METADATA)


def day_of(value: str, uri: str) -> date:
    """The day in any of the ways that these tables write it; FormatError for another."""
    words = value.strip().partition("T")[0].removesuffix(" 00:00:00.000").strip()
    for form in FORMATS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise FormatError(f"The row {uri} has no day that can be read: {value!r}.")


def whole(value: str, column: str, uri: str | None) -> int:
    try:
        return int(float(value))
    except ValueError:
        raise FormatError(f"The row {uri} has no number in {column}: {value!r}.") from None


def degrees(written: Written, column: str) -> float:
    try:
        return float(written.get(column))
    except ValueError:
        uri = written.document.uri
        raise FormatError(f"The row {uri} has no number in {column}: {written.get(column)!r}.") from None


def location(written: Written, *, name: str, country: str | None, admin1: str, precision: PlacePrecision) -> Location:
    """The place of `name`, a column or, where it is empty, the coordinates themselves."""
    latitude, longitude = degrees(written, "latitude"), degrees(written, "longitude")
    radius = float(rules()["radius_km"][precision.value])
    place = Place(
        geonames_id=None,
        name=written.get(name) or f"{written.get('latitude')}, {written.get('longitude')}",
        kind="place of a table",
        country=country,
        admin1=written.get(admin1) or None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        radius_km=radius,
    )
    return Location(written.span(name, "latitude"), place, Relation.IN, precision, radius)


def participant(written: Written, column: str, kind: str | None, country: str | None) -> Participant:
    """The actor that a column names, in its words, and the catalogue's actor of that name."""
    name = written.get(column)
    return Participant(written.span(column), _actor_id(name, country), name, kind, f"the column {column}")


@lru_cache(maxsize=10_000)  # a table names the same actors over and over
def _actor_id(name: str, country: str | None) -> str | None:
    for words in dict.fromkeys((name, name.partition(" (")[0])):
        if found := catalogue().resolve(words, country=country):
            return found.actor_id
    return None


def listed(written: Written, column: str) -> list[Span]:
    """Each value of a list parted by semicolons, where it stands."""
    if column not in written.spans:
        return []
    at, spans = written.spans[column].start, []
    for part in written.document.text[at : written.spans[column].end].split(";"):
        words = part.strip()
        if words:
            start = at + part.index(words)
            spans.append(Span(start, start + len(words)))
        at += len(part) + 1
    return spans


def attribution(written: Written, column: str, voice: Voice) -> Attribution:
    """Those whom the column names say so; without any the table itself."""
    text = written.document.text
    speakers = tuple(Speaker(span, span.of(text), None) for span in listed(written, column))
    return Attribution(voice if speakers else Voice.OUTLET, speakers)


def voice_of(words: str) -> Voice:
    """The voice that the first fitting word tells; UNKNOWN where none does."""
    held = f" {words.lower().replace(',', ' ').replace(';', ' ')} "
    found = (voice for voice, marks in rules()["voices"].items() if any(f" {mark} " in held for mark in marks))
    return Voice(next(found, Voice.UNKNOWN))


def toll(written: Written, low: str, best: str, high: str) -> Toll:
    """The deaths that the columns state; none where `best` is empty."""
    if not written.get(best):
        return Toll()
    uri = written.document.uri
    least, middle, most = (whole(written.get(name) or written.get(best), name, uri) for name in (low, best, high))
    return Toll(killed=Count(least, middle, most, written.span(best)))


def claim(
    written: Written,
    type_: str,
    trigger: Span,
    *,
    actors: tuple[Participant, ...],
    targets: tuple[Participant, ...],
    place: Location,
    when: When,
    deaths: Toll,
    says: Attribution,
) -> Claim:
    """The one claim of the row."""
    spans = {
        "type": [trigger],
        "actors": [part.span for part in actors],
        "targets": [part.span for part in targets],
        "place": [place.span],
        "when": [when.span] if when.span else [],
        "toll.killed": [deaths.killed.span] if deaths.killed else [],
        "attribution": [speaker.span for speaker in says.speakers],
    }
    return Claim(
        id=hashlib.sha256(f"{written.document.id}:{type_}".encode()).hexdigest()[:16],
        document=written.document.id,
        type=type_,
        trigger=trigger,
        sentence=Span(0, len(written.document.text.rstrip())),
        actors=actors,
        targets=targets,
        attribution=says,
        status=Status.OCCURRED,
        newness=Newness.NEWS,
        score=1.0,
        place=place,
        when=when,
        toll=deaths,
        evidence=tuple(Evidence(field, span) for field, held in spans.items() for span in held),
    )
