"""TimeMap JSON (Forensic Architecture; Bellingcat's fork): events, sources and associations, one file each.

Every value is a text, as TimeMap's own checks demand. Dates are `MM/DD/YYYY`, its default: `time_display` has the
honest words. An event without a date is not written, as TimeMap would drop it without a word.
"""

from collections.abc import Iterable

from dateline.products.exports.acled_words import notes
from dateline.products.exports.facts import Facts, facts, says
from dateline.products.exports.files import Files
from dateline.products.exports.geojson import REVIEW, dumped
from dateline.products.exports.options import Options, Tally
from dateline.products.exports.spool import Spool
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent

Association = tuple[str, tuple[str, ...]]  # mode and tree path


def write_timemap(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.events.json, NAME.sources.json and NAME.associations.json."""
    tally, associations = Tally(), dict[str, Association]()
    with (
        Spool() as spool,
        files.text(f"{name}.events.json") as output,
        files.text(f"{name}.sources.json") as sources,
        files.text(f"{name}.associations.json") as output_associations,
    ):
        output.write("[")
        sources.write("{")
        first_source = True
        for recorded in events:
            event = facts(recorded)
            if event.first is None:
                tally.skipped["no date"] += 1
                continue
            held = _associations(event)
            associations |= held
            output.write(",\n" if tally.events else "\n")
            output.write(dumped(_event(event, list(held), options)))
            for document in recorded.documents:
                if spool.first(document.id):
                    sources.write("\n" if first_source else ",\n")
                    sources.write(f"{dumped_text(document.id)}:{dumped(_source(document))}")
                    first_source = False
            tally.events += 1
        output.write("\n]\n")
        sources.write("\n}\n")
        rows = (dumped(_association(key, *associations[key])) for key in sorted(associations))
        output_associations.write("[\n" + ",\n".join(rows) + "\n]\n")
    return tally


def dumped_text(words: str) -> str:
    """`words` as a JSON string."""
    return dumped({"": words})[4:-1]


def _event(event: Facts, associations: list[str], options: Options) -> dict[str, object]:
    assert event.first is not None
    latitude, longitude = event.point if event.pinned and event.point else ("", "")
    return {
        "id": event.id,
        "description": notes(event),
        "date": f"{event.first:%m/%d/%Y}",
        "time": "",
        "time_precision": event.precision.value,
        "location": event.place_name or "",
        "latitude": str(latitude),
        "longitude": str(longitude),
        "category": event.name,
        "category_full": f"{event.codes.acled_event or 'Other'}: {event.name}",
        "associations": associations,
        "sources": [document.id for document in event.recorded.documents],
        "comments": f"{_confidence(event)} {options.tlp.label}.",
        "time_display": event.days,
    }


def _confidence(event: Facts) -> str:
    count = event.recorded.event.independent_sources
    sources = f"{count} independent {'source' if count == 1 else 'sources'}"
    who = "; ".join(says(event.recorded, event.recorded.claims))
    return f"Credibility {event.recorded.event.credibility} of 6, {sources}. According to {who}."


def _associations(event: Facts) -> dict[str, Association]:
    """What the event can be filtered by, by a stable id."""
    count = event.recorded.event.independent_sources
    paths: list[Association] = [("CATEGORY", (event.name,))]
    paths += [("FILTER", ("Actors", party.name)) for party in (*event.actors, *event.targets) if party.actor_id]
    if event.country:
        paths.append(("FILTER", ("Places", event.country.name, *([event.admin1] if event.admin1 else []))))
    paths.append(("FILTER", ("Review", REVIEW[event.recorded.review.state])))
    paths.append(("FILTER", ("Sources", "2+ independent" if count > 1 else "1 source")))
    return {"/".join((mode.lower(), *path)): (mode, path) for mode, path in paths}


def _association(key: str, mode: str, path: tuple[str, ...]) -> dict[str, object]:
    held: dict[str, object] = {"id": key, "title": path[-1], "desc": "", "mode": mode}
    return held | ({"filter_paths": list(path)} if mode == "FILTER" else {})


def _source(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title or "",
        "paths": [],
        "type": "report",
        "affil_s": [document.outlet] if document.outlet else [],
        "url": document.uri or "",
        "author": document.byline or "",
        "date": document.published.start.isoformat() if document.published else "",
    }
