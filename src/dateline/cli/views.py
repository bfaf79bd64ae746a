"""One event, document or actor of a record, printed whole."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.actors.catalogue import catalogue
from dateline.cli import event_words as words
from dateline.cli import terminal
from dateline.products import wording
from dateline.products.rows import quotation
from dateline.record.actors import ActorInUse
from dateline.record.changes import Change
from dateline.record.held import Provenance
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def _counted(number: int) -> str:
    return f"{number} claim{'' if number == 1 else 's'}"


def _say(console: Console, name: str, value: str) -> None:
    if value:
        console.print(Text.assemble((f"{name:<12}", "dim"), value))


def _heading(console: Console, words_: str) -> None:
    console.print(Text(f"\n{words_}", style="bold"))


def print_event(recorded: RecordedEvent, changes: Iterable[Change], *, ended: bool) -> None:
    """The event in a sentence, its fields, why it is believed, who claims what, its origins and its history."""
    console, event = terminal.console(fold=False), recorded.event
    console.print(Text(words.sentence(recorded), style="bold"))
    _say(console, "event", f"{event.id}, version {recorded.version} of {recorded.recorded:%d %b %Y %H:%M} UTC")
    if ended:
        _say(console, "ended", "its claims belong to other events now; this is its last version")
    _say(console, "type", f"{words.type_name(recorded)} ({event.type})")
    _say(console, "when", words.when(recorded))
    _say(console, "where", _precisely(recorded))
    _say(console, "toll", words.toll(recorded))
    review = recorded.review
    _say(console, "review", f"{review.state}, by {review.by}: {review.why}" if review.by else str(review.state))
    _heading(console, f"Credibility {event.credibility}, {CREDIBILITY[event.credibility]}")
    for reason in event.reasons:
        console.print(Text(f"  {reason}"))
    _heading(console, _counted(len(recorded.claims)))
    terminal.console().print(_claims(recorded))
    _origins(console, recorded)
    for disagreement in event.disagreements:
        _heading(console, f"Disagreement on {disagreement.field}")
        for stated in disagreement.values:
            console.print(Text(f"  {stated.value}: {_counted(len(stated.claims))}"))
    _history(console, changes)


def _precisely(recorded: RecordedEvent) -> str:
    location = recorded.event.place
    if location is None:
        return ""
    radius = f", within {location.radius_km:g} km" if location.place else ""
    return f"{words.where(recorded)} (precision: {location.precision.value}{radius})"


def _claims(recorded: RecordedEvent) -> Table:
    texts = {document.id: document for document in recorded.documents}
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Who says so", "Outlet", "Status", "Stance", "How many", "In these words"):
        table.add_column(heading, overflow="fold")
    for claim in recorded.claims:
        document = texts[claim.document]
        cells = (
            wording.says(claim.attribution, document.text, outlet=document.outlet),
            document.outlet or "",
            wording.status(claim),
            claim.attribution.stance.value,
            wording.how_many(claim),
            "".join(quotation(claim, document.text, width=200)),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _origins(console: Console, recorded: RecordedEvent) -> None:
    event = recorded.event
    if not event.origins:
        return
    _heading(console, f"{event.independent_sources} independent sources")
    for origin in event.origins:
        why = f": {'; '.join(origin.reasons)}" if origin.reasons else ""
        console.print(Text(f"  {origin.name}, {_counted(len(origin.claims))}{why}"))


def _history(console: Console, changes: Iterable[Change]) -> None:
    held = list(changes)
    if not held:
        return
    _heading(console, "History")
    for change in held:
        line = f"  version {change.version}, {change.recorded:%d %b %Y %H:%M}: {change.field}: "
        console.print(Text(f"{line}{_short(change.before)} → {_short(change.after)}"))


def _short(value: str | None) -> str:
    if value is None:
        return "–"
    return value if len(value) <= 90 else f"{value[:89]}…"


def print_document(document: Document, provenance: Provenance, claims: Sequence[Claim]) -> None:
    """Where the document comes from, its versions and copies, what it claims, and its text."""
    console = terminal.console(fold=False)
    console.print(Text(document.title or document.text[:80], style="bold"))
    _say(console, "document", document.id)
    _say(console, "outlet", " · ".join(filter(None, (document.outlet, document.byline))))
    _say(console, "published", wording.published(document.published))
    _say(console, "address", document.uri or "")
    _say(console, "original", document.raw_sha256 or "")
    _say(console, "family", provenance.family or "")
    _say(console, "supersedes", provenance.supersedes or "")
    _say(console, "superseded", f"by {provenance.superseded_by}" if provenance.superseded_by else "")
    for other in provenance.others:
        _say(console, "also at", " · ".join(filter(None, (other.outlet, other.uri))))
    _heading(console, _counted(len(claims)))
    for claim in claims:
        said = wording.says(claim.attribution, document.text, outlet=document.outlet)
        console.print(Text(f"  {wording.what(claim)}: {''.join(quotation(claim, document.text, width=120))}"))
        console.print(Text(f"    {wording.status(claim)}; {said}", style="dim"))
    _heading(console, "Text")
    console.print(Text(document.text))


def print_actor(actor: ActorInUse, events: Sequence[RecordedEvent]) -> None:
    """What the catalogue says of the actor, the words in use for it and by whom, and its last events."""
    console = terminal.console(fold=False)
    entry = catalogue().get(actor.id)
    console.print(Text(entry.name if entry else actor.name, style="bold"))
    _say(console, "actor", actor.id)
    if entry is not None:
        _say(console, "kind", entry.kind.value)
        _say(console, "active", f"{entry.start or '?'} – {entry.end or ''}" if entry.start or entry.end else "")
        _say(console, "countries", ", ".join(entry.countries))
        _say(console, "part of", entry.parent or "")
    _heading(console, "Words in use")
    for alias in actor.aliases:
        told = f": {', '.join(alias.outlets)}" if alias.outlets else ""
        console.print(Text(f"  {' '.join(alias.words.split())}, {_counted(alias.claims)}{told}"))
    _heading(console, f"{actor.events} events; the last {len(events)}")
    for recorded in events:
        console.print(Text(f"  {recorded.event.id[: words.SHORT]}  {words.sentence(recorded)}"))
