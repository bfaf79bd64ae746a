"""Parquet and GeoParquet: the properties of the GeoJSON features as typed columns.

GeoParquet 1.1.0 adds `geometry` (WKB points in WGS84) and the metadata that GeoPandas, DuckDB and QGIS read.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.errors import OptionError
from dateline.products.exports.facts import Facts, facts
from dateline.products.exports.files import Files
from dateline.products.exports.geojson import PROPERTIES, properties
from dateline.products.exports.options import Options, Tally
from dateline.schema.records import RecordedEvent

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

ROWS = 10_000  # events in a row group: what is held in memory at once
INTEGERS = ("geo_precision", "where_prec", "uncertainty_m", "fatalities_low", "fatalities_best", "fatalities_high",
            "injured_low", "injured_best", "injured_high", "sources_n", "independent_sources_n", "credibility",
            "confidence", "version")  # fmt: skip
LISTS = ("actors", "outlets", "claimed_by", "denied_by")
DAYS = ("date_start", "date_end")
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def write_parquet(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.parquet, with `latitude` and `longitude` where a dot on a map is known."""
    return _write(events, files, f"{name}.parquet", options, geo=False)


def write_geoparquet(events: Iterable[RecordedEvent], files: Files, name: str, options: Options) -> Tally:
    """NAME.parquet, with `geometry` besides."""
    return _write(events, files, f"{name}.parquet", options, geo=True)


def _write(events: Iterable[RecordedEvent], files: Files, name: str, options: Options, *, geo: bool) -> Tally:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise OptionError('Parquet needs pyarrow: pip install "dateline[exports]".') from None
    tally = Tally()
    schema = _schema(pyarrow, options, geo=geo)
    remaining = iter(events)
    with files.open(name) as output, parquet.ParquetWriter(output, schema, compression="zstd") as writer:
        while rows := [_row(facts(recorded), options, geo=geo) for recorded in islice(remaining, ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            tally.events += len(rows)
    return tally


def _row(event: Facts, options: Options, *, geo: bool) -> dict[str, Any]:
    row = properties(event, options)
    row |= {"date_start": event.first, "date_end": event.last, "updated_at": event.updated}
    point = event.point if event.pinned else None
    row |= {"latitude": point[0] if point else None, "longitude": point[1] if point else None}
    if geo:
        row["geometry"] = _wkb(*point) if point else None
    return row


def _wkb(latitude: float, longitude: float) -> bytes:
    """A point as little-endian well-known binary, longitude first."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def _schema(arrow: Any, options: Options, *, geo: bool) -> "pyarrow.Schema":
    def fields() -> Iterator[Any]:
        for column in PROPERTIES:
            if column in INTEGERS:
                yield arrow.field(column, arrow.int32())
            elif column in LISTS:
                yield arrow.field(column, arrow.list_(arrow.string()))
            elif column in DAYS:
                yield arrow.field(column, arrow.date32())
            elif column == "updated_at":
                yield arrow.field(column, arrow.timestamp("ms", tz="UTC"))
            elif column == "redacted":
                yield arrow.field(column, arrow.bool_())
            else:
                yield arrow.field(column, arrow.string())
        yield arrow.field("latitude", arrow.float64())
        yield arrow.field("longitude", arrow.float64())
        if geo:
            yield arrow.field("geometry", arrow.binary())

    metadata = {"tlp": options.tlp.label, **({"geo": json.dumps(GEO)} if geo else {})}
    return arrow.schema(list(fields()), metadata=metadata)
