"""Parquet and GeoParquet, as pyarrow and geopandas read them."""

import json
from datetime import date
from pathlib import Path

import geopandas
import pytest

from dateline.products.exports import export
from dateline.products.exports.geojson import PROPERTIES
from tests.products.recorded import everything

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")


def test_columns_have_types(tmp_path: Path) -> None:
    export(everything(), "parquet", tmp_path / "out", protection=None)
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.column_names == [*PROPERTIES, "latitude", "longitude"]
    rows = table.to_pylist()
    assert (rows[0]["date_start"], rows[0]["fatalities_high"]) == (date(2017, 5, 3), 12)
    assert rows[0]["outlets"] == ["The Desert Courier", "Sahara Wire"]
    assert (rows[0]["latitude"], rows[2]["latitude"]) == (26.5921, None)
    assert table.schema.metadata[b"tlp"] == b"TLP:GREEN"


def test_geopandas_reads_the_points(tmp_path: Path) -> None:
    export(everything(), "geoparquet", tmp_path / "out", protection=None)
    frame = geopandas.read_parquet(tmp_path / "out.parquet")
    assert str(frame.crs) in ("OGC:CRS84", "EPSG:4326")
    assert (frame.geometry[0].x, frame.geometry[0].y) == (12.7805, 26.5921)
    assert frame.geometry[2] is None
    metadata = json.loads(parquet.read_schema(tmp_path / "out.parquet").metadata[b"geo"])
    assert (metadata["version"], metadata["primary_column"]) == ("1.1.0", "geometry")
