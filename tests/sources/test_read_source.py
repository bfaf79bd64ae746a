import io
import sys
from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.settings import Settings
from dateline.sources import read_source


def test_a_file_comes_with_its_bytes_uri_and_media_type(tmp_path: Path) -> None:
    path = tmp_path / "a report.html"
    path.write_bytes(b"<p>Gunmen attacked.</p>")
    item = read_source(path)
    assert item.content == b"<p>Gunmen attacked.</p>"
    assert item.uri == path.as_uri()
    assert item.media_type == "text/html"
    assert item.retrieved is not None


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Gunmen attacked Gao.")))
    assert read_source("-").content == b"Gunmen attacked Gao."


def test_a_missing_file_a_folder_and_too_large_a_file_are_each_one_sentence(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match=r"^There is no file .*nowhere\.txt: check the path\.$"):
        read_source(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match="is a folder: name the files in it"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        read_source(large, settings=Settings(max_bytes=10))


def test_a_name_that_is_no_path_is_refused() -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        read_source("a\0b")
