"""An event and a report, each beside its claims."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent
from dateline.schema.times import When
from dateline.web import words
from dateline.web.accounts import Role
from dateline.web.site import READS, Shared, Viewer, render

router = APIRouter(include_in_schema=False, dependencies=READS)
WINDOW_WIDTH = 240  # units of the drawing


@dataclass(frozen=True, slots=True)
class Window:
    """The event's days drawn within their year or span of years."""

    x: float
    width: float
    label: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Change:
    """One version: when, by whom, why, and each field's old and new words."""

    at: datetime
    by: str
    why: str | None
    fields: tuple[tuple[str, str, str], ...]


@router.get("/events/{event_id}")
def event(request: Request, shared: Shared, session: Viewer, event_id: str, claim: str | None = None) -> Response:
    """The event; `claim` chooses the words that are lit in the report beside it."""
    recorded = shared.record.event(event_id)
    if recorded is None:
        raise HTTPException(404, "The record holds no such event today: it may have become part of another.")
    chosen = next((each for each in recorded.claims if each.id == claim), recorded.claims[0])
    document = words.document_of(recorded, chosen)
    own = [each for each in recorded.claims if each.document == document.id]
    tolls = [(field.name, getattr(recorded.event.toll, field.name)) for field in fields(recorded.event.toll)]
    return render(
        request,
        "event.html",
        recorded=recorded,
        summary=words.title(recorded, caveats=True),
        window=window(recorded.event.when),
        tolls=[(name, count) for name, count in tolls if count],
        chosen=chosen,
        chosen_document=document,
        paragraphs=words.paragraphs(document, own, chosen),
        origins=_origins(recorded),
        history=changes(shared.record.history(event_id)),
        reviewer=session.user.role.includes(Role.REVIEWER),
    )


@router.get("/documents/{document_id}")
def document(request: Request, shared: Shared, document_id: str, claim: str | None = None) -> Response:
    """The report with every claim it makes."""
    found = shared.record.document(document_id)
    if found is None:
        raise HTTPException(404, "The record holds no such report.")
    claims = tuple(shared.record.claims(documents=[document_id], superseded=True))
    chosen = next((each for each in claims if each.id == claim), None)
    return render(
        request,
        "document.html",
        document=found,
        claims=claims,
        chosen=chosen,
        paragraphs=words.paragraphs(found, claims, chosen),
    )


def window(when: When | None) -> Window | None:
    """The days as a bar within the calendar years they touch; None where they are unknown."""
    if when is None or when.start is None or when.end is None:
        return None
    first, last = date(when.start.year, 1, 1), date(when.end.year, 12, 31)
    whole = (last - first).days + 1
    x = (when.start - first).days / whole * WINDOW_WIDTH
    width = max(3.0, ((when.end - when.start).days + 1) / whole * WINDOW_WIDTH)
    years = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    label = f"{when.start} to {when.end}, drawn within {years}"
    return Window(round(min(x, WINDOW_WIDTH - width), 1), round(width, 1), label, f"{first:%b %Y}", f"{last:%b %Y}")


def _origins(recorded: RecordedEvent) -> list[dict[str, object]]:
    by_id = {claim.id: claim for claim in recorded.claims}

    def held(ids: tuple[str, ...]) -> list[tuple[Claim, Document]]:
        return [(by_id[each], words.document_of(recorded, by_id[each])) for each in ids if each in by_id]

    return [
        {"name": origin.name, "claims": held(origin.claims), "reasons": origin.reasons}
        for origin in recorded.event.origins
    ]


def changes(versions: tuple[RecordedEvent, ...]) -> list[Change]:
    """What each version changed, the latest first."""
    made, before = [], None
    for version in versions:
        by = version.review.by if before is None or version.review != before.review else None
        why = version.review.why if by else ("first written" if before is None else "linked anew")
        made.append(Change(version.recorded, by or "Dateline", why, _differences(before, version)))
        before = version
    return made[::-1]


def _differences(old: RecordedEvent | None, new: RecordedEvent) -> tuple[tuple[str, str, str], ...]:
    if old is None:
        return ()
    pairs = zip(_stated(old).items(), _stated(new).values(), strict=True)
    return tuple((name, was, now) for (name, was), now in pairs if was != now)


def _stated(recorded: RecordedEvent) -> dict[str, str]:
    event = recorded.event
    return {
        "review": recorded.review.state.value,
        "type": words.kind(event),
        "who": words.names(recorded, event.actors),
        "to whom": words.names(recorded, event.targets),
        "where": words.where(recorded),
        "when": words.when(recorded),
        "how many": words.toll(event),
        "credibility": str(event.credibility),
        "claims": str(len(recorded.claims)),
    }
