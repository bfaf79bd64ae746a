"""Optional packs: Who's On First extracts and GeoNames dumps, kept outside the repository."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import DataError
from dateline.places.entries import Entry
from dateline.places.kinds import kinds
from dateline.places.names import readable

_WOF_KINDS = {
    "locality": "town", "localadmin": "admin2", "county": "admin2", "neighbourhood": "neighbourhood",
    "macrohood": "neighbourhood", "borough": "neighbourhood", "campus": "facility", "region": "admin1",
}  # fmt: skip
_FEATURE_CODES = {
    "WAD": "wadi", "WADS": "wadi", "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "HLLS": "mountain",
    "PK": "mountain",
    "DSRT": "desert", "ERG": "desert", "VAL": "valley", "RD": "road", "RDJCT": "road", "STM": "river", "LK": "lake",
    "FRST": "forest",
    "ISL": "island", "OAS": "oasis", "SEA": "sea", "STRT": "strait", "AIRB": "base", "MILB": "base",
    "AIRP": "airport",
    "AIRF": "airport", "PRT": "port", "OILF": "oil_field", "GASF": "oil_field", "OILR": "refinery", "DAM": "dam",
    "BDG": "bridge",
    "CMP": "camp", "CMPRF": "camp", "PRN": "prison", "PASS": "pass", "RGN": "region", "RGNH": "historic",
    "AREA": "region",
    "ADM1": "admin1", "ADM2": "admin2", "PRK": "park", "MSQE": "mosque", "HSP": "hospital", "SQR": "square",
}  # fmt: skip


def merged(base: list[Entry], more: Iterable[Entry]) -> list[Entry]:
    """`base` with the entries of `more` it lacks; where both hold a GeoNames id, the names are joined."""
    known = {e.geonames_id: e for e in base if e.geonames_id}
    result = list(base)
    for entry in more:
        same = known.get(entry.geonames_id)
        if same is None:
            result.append(entry)
            if entry.geonames_id:
                known[entry.geonames_id] = entry
        else:
            same.names = tuple(dict.fromkeys((*same.names, entry.name, *entry.names)))
    return result


def who_is_on_first(folder: Path) -> Iterator[Entry]:
    """The places of every `CC.jsonl.gz` in `folder` that lie in the country of their file."""
    paths = sorted(folder.glob("*.jsonl.gz"))
    if not paths:
        raise DataError(f"{folder} holds no Who's On First extracts: expected files such as ly.jsonl.gz.")
    for path in paths:
        country = path.name[:2].upper()
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                kind = _WOF_KINDS.get(row["pt"])
                if kind is not None and row.get("lat") is not None:
                    yield _from_wof(row, kind, country)


def _from_wof(row: dict[str, object], kind: str, country: str) -> Entry:
    names = row.get("names")
    return Entry(
        geonames_id=_number(row.get("gn")),
        name=str(row["name"]),
        kind=kind,
        country=country,
        parent=country,
        latitude=float(str(row["lat"])),
        longitude=float(str(row["lon"])),
        population=_number(row.get("pop")),
        radius_km=kinds()[kind].radius_km,
        names=tuple(n for n in names if readable(n)) if isinstance(names, list) else (),
    )


def _number(value: object) -> int:
    return int(str(value)) if value and str(value).isdigit() else 0


def geonames_dump(path: Path) -> Iterator[Entry]:
    """The populated places, divisions and conflict-relevant features of a GeoNames dump."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} is not a GeoNames dump: give allCountries.zip or a country's zip file.") from error
    with archive:
        inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        for name in inside:
            with archive.open(name) as raw:
                for line in io.TextIOWrapper(raw, encoding="utf-8"):
                    entry = _from_dump(line.rstrip("\n").split("\t"))
                    if entry is not None:
                        yield entry


def _from_dump(row: list[str]) -> Entry | None:
    if len(row) < 15:
        return None
    kind = "town" if row[6] == "P" else _FEATURE_CODES.get(row[7])
    if kind is None:
        return None
    division = ".".join(part for part in (row[8], row[10], row[11]) if part)
    return Entry(
        geonames_id=int(row[0]),
        name=row[1],
        kind=kind,
        country=row[8],
        parent=division if kind != "admin1" else row[8],
        latitude=float(row[4]),
        longitude=float(row[5]),
        population=int(row[14] or 0),
        radius_km=kinds()[kind].radius_km,
        names=tuple(n for n in (row[2], *row[3].split(",")) if n and readable(n)),
    )
