"""JSON Lines of the contract: one `dateline/1` object an event, with its claims in full and their documents."""

from collections.abc import Iterable

from dateline.products.exports.files import Files
from dateline.products.exports.geojson import dumped
from dateline.products.exports.options import Options, Tally
from dateline.schema.contract_writer import reading_to_json
from dateline.schema.readings import Reading
from dateline.schema.records import RecordedEvent


def write_json_lines(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.jsonl; the contract has no place for `options`."""
    del options
    tally = Tally()
    with files.text(f"{name}.jsonl") as output:
        for recorded in events:
            reading = Reading(recorded.documents, recorded.claims, (recorded.event,), ())
            output.write(dumped(reading_to_json(reading)) + "\n")
            tally.events += 1
    return tally
