"""What holds for every format: the same bytes twice, complete files or none, few events in memory."""

import csv
import gc
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import OptionError
from dateline.products.csv import FORMULA, FORMULA_STARTS
from dateline.products.exports import FORMATS, Options, Tlp, export
from dateline.products.protection import Protection
from dateline.schema.records import RecordedEvent
from tests.products.recorded import clash, everything, many

ROOT = Path(__file__).parents[3]
ALL = """
import sys
from pathlib import Path
from dateline.products.exports import FORMATS, Dialect, Options, export
from dateline.products.protection import Protection
from tests.products.recorded import everything

for form in FORMATS:
    for dialect in Dialect if form == "stix" else [Dialect.OASIS]:
        protection, options = Protection.over(everything()), Options(dialect=dialect)
        export(everything(), form, Path(sys.argv[1], f"{form}-{dialect}"), protection=protection, options=options)
"""


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(everything(), form, tmp_path / name / "out", protection=Protection.over(everything()))
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert not [name for name in files(tmp_path / "one") if name.endswith(".part")]


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"}
        subprocess.run([sys.executable, "-c", ALL, tmp_path / seed], check=True, env=environment, cwd=ROOT)
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(files(tmp_path / "1")) > len(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_that_fails_leaves_no_file(form: str, tmp_path: Path) -> None:
    def broken() -> Iterator[RecordedEvent]:
        yield clash()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export(broken(), form, tmp_path / "out", protection=None)
    assert files(tmp_path) == {}


@pytest.mark.parametrize("form", FORMATS)
def test_events_are_not_held_in_memory(form: str, tmp_path: Path) -> None:
    held = []

    def watched() -> Iterator[RecordedEvent]:
        yield from many(50)
        gc.collect()
        held.append(sum(isinstance(each, RecordedEvent) for each in gc.get_objects()))

    gc.collect()
    before = sum(isinstance(each, RecordedEvent) for each in gc.get_objects())
    export(watched(), form, tmp_path / "out", protection=None)
    assert held[0] - before < 10


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "package"])
def test_the_sidecar_has_label_counts_and_checksums(form: str, tmp_path: Path) -> None:
    tally = export([clash()], form, tmp_path / "out", protection=None, options=Options(tlp=Tlp.AMBER))
    about = json.loads((tmp_path / "out.about.json").read_text())
    assert (about["tlp"], about["redacted"], about["events"]) == ("TLP:AMBER", False, 1)
    assert tally.events == 1
    for file in about["files"]:
        content = (tmp_path / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


def test_an_unknown_format_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no format 'xml'"):
        export([], "xml", tmp_path / "out", protection=None)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="choose another --output"):
        export([clash()], "geojson", tmp_path / "missing" / "out", protection=None)


@pytest.mark.parametrize("form", FORMATS)
def test_a_record_without_events_gives_empty_files(form: str, tmp_path: Path) -> None:
    assert export([], form, tmp_path / "out", protection=None).events == 0
    assert files(tmp_path)


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("form", ["acled", "ged", "package"])
def test_no_cell_of_any_table_is_a_formula(form: str, start: str, tmp_path: Path) -> None:
    export([_hostile(start)], form, tmp_path / "out", protection=None)
    cells = [cell for path in tmp_path.rglob("*.csv") for cell in _cells(path)]
    assert [cell for cell in cells if FORMULA.match(cell) and not _is_number(cell)] == []
    assert [cell for cell in cells if cell.startswith(f"'{start}x")]


def _hostile(start: str) -> RecordedEvent:
    """A clash whose every name begins with `start`, as do its reports."""
    held, bad = clash(), f"{start}x"
    assert held.event.place is not None
    assert held.event.place.place is not None
    place = replace(held.event.place, place=replace(held.event.place.place, name=bad, admin1=bad))
    parties = tuple(replace(party, name=bad) for party in (*held.event.actors, *held.event.targets))
    documents = tuple(
        replace(each, text=start + each.text[1:], outlet=bad, title=bad, byline=bad, uri=bad) for each in held.documents
    )
    claims = tuple(
        replace(each, place=each.place and place, actors=parties[:1], targets=parties[1:]) for each in held.claims
    )
    event = replace(held.event, place=place, actors=parties[:1], targets=parties[1:])
    return replace(held, event=event, claims=claims, documents=documents)


def _cells(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            yield from row


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
