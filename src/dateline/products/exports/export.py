"""One call writes the events of a record in any of the formats, protected unless told otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import OptionError
from dateline.products.exports.about import write_about
from dateline.products.exports.acled import write_acled
from dateline.products.exports.files import Files
from dateline.products.exports.ftm import write_ftm
from dateline.products.exports.ged import write_ged
from dateline.products.exports.geojson import write_geojson, write_geojson_lines
from dateline.products.exports.jsonlines import write_json_lines
from dateline.products.exports.options import Exporter, Options, Tally
from dateline.products.exports.package import write_package
from dateline.products.exports.parquet import write_geoparquet, write_parquet
from dateline.products.exports.stix import write_stix
from dateline.products.exports.timemap import write_timemap
from dateline.products.protection import Protection
from dateline.schema.records import RecordedEvent


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written, and how the name of its main file ends; "" where it is a folder."""

    write: Exporter
    suffix: str


FORMATS = {
    "acled": Format(write_acled, ".csv"),
    "ged": Format(write_ged, ".csv"),
    "geojson": Format(write_geojson, ".geojson"),
    "geojsonl": Format(write_geojson_lines, ".geojsonl"),
    "parquet": Format(write_parquet, ".parquet"),
    "geoparquet": Format(write_geoparquet, ".parquet"),
    "stix": Format(write_stix, ".json"),
    "ftm": Format(write_ftm, ".ftm.json"),
    "timemap": Format(write_timemap, ".events.json"),
    "jsonl": Format(write_json_lines, ".jsonl"),
    "package": Format(write_package, ""),
}


def export(
    events: Iterable[RecordedEvent],
    form: str,
    output: Path,
    *,
    protection: Protection | None,
    options: Options | None = None,
) -> Tally:
    """The events as `form` at `output`, with NAME.about.json beside it; files are complete or absent.

    `protection` hides people at risk: make it with `Protection.over` from every event of the record. None writes names
    and places as they stand. Events are read once, and few are held in memory.
    """
    try:
        chosen = FORMATS[form]
    except KeyError:
        raise OptionError(f"there is no format {form!r}: choose one of {', '.join(FORMATS)}.") from None
    options = replace(options or Options(), redacted=protection is not None)
    name = output.name.removesuffix(chosen.suffix) if chosen.suffix else output.name
    with Files(output.parent) as files:
        held = map(protection.of, events) if protection else events
        tally = chosen.write(held, files, name, options)
        if form != "package":
            write_about(form, tally, files, name, options)
    return tally
