"""Sources into a record: read, added one transaction a document, and linked."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from dateline.documents import document, require_readable
from dateline.errors import DatelineError
from dateline.events.blocking import block_keys
from dateline.events.relink import relink
from dateline.record import Record
from dateline.record.linking import Written
from dateline.run.ingest_state import Failure, IngestState, PastRun, now
from dateline.run.local import read_each
from dateline.schema.documents import Document, Draft, LeftOut
from dateline.schema.readings import Reading, Skipped
from dateline.sources import KNOWN, UNMODIFIED, Reader, read_sources
from dateline.sources.finding import STANDARD_INPUT, is_address
from dateline.sources.naming import source_name


class Outcome(StrEnum):
    """What became of one report."""

    NEW = "new"
    UNCHANGED = "unchanged"  # held already, from the same address
    DUPLICATE = "duplicate"  # the same words are held from another address
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One report done; `reason` says why it failed."""

    uri: str
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """Counts of one run: `read` reports, each with one outcome, and what else the sources held.

    `corrected` of the new ones supersede an earlier version under the same address. `events` counts what
    linking wrote, None where there was nothing to link.
    """

    read: int
    outcomes: Mapping[Outcome, int]
    corrected: int
    claims: int
    failures: tuple[Failure, ...]
    left_out: Mapping[str, int]
    events: Written | None


@dataclass(slots=True)
class _Run:
    """One run as it goes."""

    record: Record
    state: IngestState
    published: str | None
    outlet: str | None
    on_step: Callable[[Step], None]
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    corrected: int = 0
    claims: int = 0
    failures: list[Failure] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    unmodified: set[str] = field(default_factory=set)
    waiting: dict[str, tuple[str, Draft]] = field(default_factory=dict)  # sent to be read, by document id
    copies: list[tuple[str, Draft, Document]] = field(default_factory=list)  # of documents that are being read


def ingest(
    record: Record,
    sources: Iterable[str | Path],
    *,
    reader: Reader | None = None,
    published: str | None = None,
    outlet: str | None = None,
    processes: int | None = None,
    afresh: bool = False,
    on_step: Callable[[Step], None] = lambda _step: None,
) -> Ingested:
    """The reports in `sources` are in the record, and its events are linked anew where they touch them.

    What the record holds already is not read again, so a run that was stopped resumes when it is started again.
    Feeds that have not changed are not sent again, unless `afresh`. Failures go to the quarantine. Raises
    RecordError where the record cannot be written to.
    """
    began = now()
    run = _Run(record, state_of(record), published, outlet, on_step)
    conditions = {} if afresh else run.state.conditions()
    addresses = run.state.addresses()
    reader = replace(reader or Reader(), conditions=dict(conditions), known=addresses.__contains__)
    for reading in read_each(_unread(run, sources, reader), processes=processes, claims_only=True):
        _add_reading(run, reading)
        _add_copies(run)
    _add_copies(run)
    if reader.conditions != conditions:
        run.state.keep_conditions(reader.conditions)
    lasting = [failure for failure in run.failures if failure.source != STANDARD_INPUT]
    run.state.replace_failures(run.sources - run.unmodified, lasting)
    linked = link_added(record)
    run.state.has_run(_past(run, began, linked))
    return Ingested(
        sum(run.outcomes.values()),
        dict(run.outcomes),
        run.corrected,
        run.claims,
        tuple(run.failures),
        dict(run.left_out),
        linked,
    )


def _past(run: _Run, began: str, linked: Written | None) -> PastRun:
    outcomes = {outcome.value: number for outcome, number in run.outcomes.items()}
    events = asdict(linked) if linked else {}
    return PastRun(began, now(), tuple(sorted(run.sources)), outcomes, run.claims, events)


def state_of(record: Record) -> IngestState:
    """What ingesting keeps beside `record`: in a folder next to its originals."""
    originals = record.blobs.folder
    return IngestState(originals.with_name(originals.name.removesuffix("originals") + "ingest"))


def retry_sources(record: Record) -> list[str]:
    """What to ingest again for the failures in quarantine."""
    return list(dict.fromkeys(failure.source for failure in state_of(record).failures()))


def link_added(record: Record) -> Written | None:
    """The events that documents added since the last linking touch are linked; None where none were added.

    Events become those that linking the whole record at once would give (`relink`); doing it again changes nothing.
    """
    state = state_of(record)
    keys = set(state.to_link())
    if not keys:
        return None
    constraints = record.constraints()
    events = relink(keys, record, constraints=constraints)
    while left := record.claims_beside(claim for event in events for claim in event.claims):
        documents = {held.id: held for held in record.documents({claim.document for claim in left})}
        keys.update(*(block_keys(claim, documents[claim.document]) for claim in left))
        events = relink(keys, record, constraints=constraints)
    written = record.write_events(events)
    state.linked()
    return written


def _unread(run: _Run, sources: Iterable[str | Path], reader: Reader) -> Iterator[Document]:
    """The documents that the record does not hold; all else is dealt with on the way."""
    for source, item in read_sources(sources, reader=reader):
        if source != STANDARD_INPUT and not is_address(source):
            source = os.path.abspath(source)  # to be read again from any folder
        run.sources.add(source)
        if isinstance(item, Skipped):
            _fail(run, source, item.uri, item.reason)
        elif isinstance(item, LeftOut):
            _leave_out(run, source, item)
        elif (found := _new(run, source, item)) is not None:
            yield found


def _leave_out(run: _Run, source: str, item: LeftOut) -> None:
    if item.reason == UNMODIFIED:
        run.unmodified.add(source)
    if item.reason in (UNMODIFIED, KNOWN):
        _done(run, item.uri, Outcome.UNCHANGED)
    else:
        run.left_out[item.reason] += 1


def _new(run: _Run, source: str, draft: Draft) -> Document | None:
    """The document of `draft` where it is to be read; None where it is held, or cannot be read."""
    try:
        found = document(draft, published=run.published, outlet=run.outlet)
        require_readable(found)
    except DatelineError as error:
        _fail(run, source, draft.raw.uri or source, str(error), draft=draft)
        return None
    if found.id in run.waiting:
        run.copies.append((source, draft, found))
        return None
    if run.record.document(found.id) is not None:
        _add(run, Reading((found,), (), (), ()), source, draft)
        return None
    run.waiting[found.id] = (source, draft)
    return found


def _add_reading(run: _Run, reading: Reading) -> None:
    """Add the reading; readings come in the order in which their documents were sent."""
    id_ = next(iter(run.waiting))
    source, draft = run.waiting.pop(id_)
    if reading.documents:
        _add(run, reading, source, draft)
        return
    for skipped in reading.skipped:
        _fail(run, source, draft.raw.uri or source, skipped.reason, draft=draft)


def _add_copies(run: _Run) -> None:
    """Add the copies of documents that have been read meanwhile."""
    ready = [copy for copy in run.copies if copy[2].id not in run.waiting]
    run.copies = [copy for copy in run.copies if copy[2].id in run.waiting]
    for source, draft, found in ready:
        if run.record.document(found.id) is None:
            _fail(run, source, draft.raw.uri or source, "the same words could not be read before", draft=draft)
        else:
            _add(run, Reading((found,), (), (), ()), source, draft)


def _add(run: _Run, reading: Reading, source: str, draft: Draft) -> None:
    """Add the document; the keys to link by are noted before, so that a stop in between loses no link."""
    found = reading.documents[0]
    keys = {claim.id: block_keys(claim, found) for claim in reading.claims}
    own = frozenset().union(*keys.values())
    run.state.will_link(own)
    added = run.record.add(reading, raw=draft.raw, block_keys=keys)
    run.state.will_link(added.keys - own)
    outcome = Outcome(added.state.value)
    run.claims += len(reading.claims) if outcome is Outcome.NEW else 0
    run.corrected += added.supersedes is not None
    if is_address(source):
        run.state.has_read(source)
    _done(run, found.uri or source_name(None), outcome)


def _fail(run: _Run, source: str, uri: str, reason: str, *, draft: Draft | None = None) -> None:
    """Count the failure; what came from standard input is kept, since it cannot be had again."""
    if source == STANDARD_INPUT and draft is not None:
        source = run.state.keep(draft.raw.content)
        run.sources.add(source)
    moment = now()
    run.failures.append(Failure(source, uri, reason, moment, moment))
    _done(run, uri, Outcome.FAILED, reason)


def _done(run: _Run, uri: str, outcome: Outcome, reason: str | None = None) -> None:
    run.outcomes[outcome] += 1
    run.on_step(Step(uri, outcome, reason))
