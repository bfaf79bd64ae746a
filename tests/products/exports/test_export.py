"""What holds for every format: the same bytes twice, complete files or none, few events in memory."""

import gc
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import OptionError
from dateline.products.exports import FORMATS, Options, Tlp, export
from dateline.products.protection import Protection
from dateline.schema.records import RecordedEvent
from tests.products.recorded import clash, everything, many


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(everything(), form, tmp_path / name / "out", protection=Protection.over(everything()))
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert not [name for name in files(tmp_path / "one") if name.endswith(".part")]


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
