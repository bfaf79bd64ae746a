"""GeoJSON and its line-by-line form: RFC 7946, flat properties, dots only where a dot is known."""

import json
from pathlib import Path
from typing import Any

import geopandas
import pytest

from dateline.products.exports import export
from dateline.products.exports.geojson import PROPERTIES
from dateline.products.protection import Protection
from tests.products.recorded import canary, clash, everything, protest


def features(folder: Path, *events: Any, protection: Protection | None = None) -> list[dict[str, Any]]:
    export(events, "geojson", folder / "out.geojson", protection=protection)
    held = json.loads((folder / "out.geojson").read_text())
    assert (held["type"], set(held)) == ("FeatureCollection", {"type", "features"})
    return list(held["features"])


def test_a_town_is_a_dot_with_longitude_first(tmp_path: Path) -> None:
    (found,) = features(tmp_path, clash())
    assert found["geometry"] == {"type": "Point", "coordinates": [12.7805, 26.5921]}
    held = found["properties"]
    assert (held["fatalities_low"], held["fatalities_high"], held["sources_n"]) == (9, 12, 2)
    assert held["denied_by"] == ["Islamic State (armed group, by statement, denies)"]
    assert (held["review_state"], held["confidence"], held["tlp"]) == ("approved", 70, "TLP:GREEN")


def test_a_country_is_no_dot(tmp_path: Path) -> None:
    (found,) = features(tmp_path, protest())
    assert found["geometry"] is None
    assert (found["properties"]["uncertainty_m"], found["properties"]["fatalities_best"]) == (900_000, None)


def test_a_coarse_place_is_marked(tmp_path: Path) -> None:
    (found,) = features(tmp_path, canary(), protection=Protection.over([canary()]))
    assert found["geometry"]["coordinates"] == [14.25, 27.25]
    assert (found["properties"]["geocode_method"], found["properties"]["uncertainty_m"]) == ("cell", 40_000)
    assert found["properties"]["redacted"] is True


def test_properties_are_always_the_same_and_flat(tmp_path: Path) -> None:
    for found in features(tmp_path, *everything()):
        assert tuple(found["properties"]) == PROPERTIES
        assert not [value for value in found["properties"].values() if isinstance(value, dict)]


@pytest.mark.parametrize("form", ["geojson", "geojsonl"])
def test_geopandas_reads_it(form: str, tmp_path: Path) -> None:
    export(everything(), form, tmp_path / "out", protection=None)
    frame = geopandas.read_file(tmp_path / f"out.{form}")
    assert len(frame) == 5
    assert sorted(frame.loc[frame.geometry.notna(), "location"]) == ["Ghat", "Sabha", "Ubari"]
