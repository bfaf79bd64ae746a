import io
import sys
from pathlib import Path

import pytest

from dateline.schema.documents import Draft, LeftOut
from dateline.schema.readings import Skipped
from dateline.settings import Settings
from dateline.sources import Reader, read_items

TEXT = "Gunmen attacked Gao."


def one(source: str | Path, **options: object) -> object:
    """The one item in `source`."""
    (found,) = read_items([source], reader=Reader(**options))  # type: ignore[arg-type]
    return found


def test_a_file_comes_with_its_bytes_and_uri(tmp_path: Path) -> None:
    path = tmp_path / "a report.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "x").mkdir()
    found = one(tmp_path / "x" / ".." / "a report.txt")
    assert isinstance(found, Draft)
    assert (found.text, found.raw.content, found.raw.uri) == (TEXT, TEXT.encode(), path.as_uri())
    assert found.raw.retrieved is not None


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    found = one("-")
    assert isinstance(found, Draft)
    assert (found.text, found.raw.uri) == (TEXT, None)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere.txt", "There is no file {}/nowhere.txt: check the path."),
        ("large.txt", "{}/large.txt is larger than 30 bytes: split it into reports."),
        ("*.eml", "There is no file that matches {}/*.eml: check the pattern."),
        ("folder", "{}/folder holds no file of a format that is read."),
        ("empty.txt", "{}/empty.txt is empty: there is nothing to read."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 31)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    found = one(tmp_path / name, settings=Settings(max_bytes=30))
    assert isinstance(found, Skipped)
    assert found.reason == sentence.format(tmp_path)


def test_a_name_that_is_no_path_is_refused() -> None:
    found = one("a\0b")
    assert isinstance(found, Skipped)
    assert "cannot be opened" in found.reason


def test_a_source_that_cannot_be_read_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_items([tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert [type(item) for item in found] == [Skipped, Draft]


def test_folders_and_patterns_become_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    for name in ("b.txt", "a.txt", ".hidden.txt", "deeper/c.txt", "map.png"):
        (folder / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    found = list(read_items([folder]))
    assert [Path(i.raw.uri or "").name for i in found if isinstance(i, Draft)] == ["a.txt", "b.txt", "c.txt"]
    assert [i.reason for i in found if isinstance(i, LeftOut)] == [".png file"]
    assert len(list(read_items([str(folder / "**" / "*.txt")]))) == 3


def test_of_a_telegram_export_only_the_messages_are_opened(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "memo.txt").write_text("A file that someone posted.", encoding="utf-8")
    (tmp_path / "result.json").write_text('{"name": "A", "messages": []}', encoding="utf-8")
    assert list(read_items([tmp_path])) == []
