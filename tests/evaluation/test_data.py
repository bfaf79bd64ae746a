"""Which files make a split."""

import gzip
import json
from pathlib import Path

import pytest

from dateline.errors import DataError, OptionError
from dateline.evaluation.data import Source, Split, data_folder, find_split

TWO = (Source("dev", ("set/dev.jsonl.gz",)), Source("test", ("set/test.jsonl.gz",)))
ONE = (Source(None, ("set/all.jsonl.gz",), default="all"),)


def write(folder: Path, name: str, *rows: object) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


def test_a_folder_with_one_split_only_is_enough(tmp_path: Path) -> None:
    write(tmp_path, "set/test.jsonl.gz", {"id": 1})
    found = find_split(TWO, tmp_path, benchmark="set", split="test")
    assert (found.name, found.rows()) == ("test", [{"id": 1}])
    assert find_split(TWO, tmp_path, benchmark="set").name == "test"


def test_a_set_in_one_piece_stands_for_any_split(tmp_path: Path) -> None:
    write(tmp_path, "set/all.jsonl.gz")
    assert find_split(ONE, tmp_path, benchmark="set", split="test").name == "test"
    assert find_split(ONE, tmp_path, benchmark="set").name == "all"


def test_corpora_are_chosen_by_name(tmp_path: Path) -> None:
    sources = (Source("test", ("set/a.jsonl.gz",), corpus="a"), Source("test", ("set/b.jsonl.gz",), corpus="b"))
    write(tmp_path, "set/b.jsonl.gz", {"id": "b"})
    assert find_split(sources, tmp_path, benchmark="set", split="test").corpus == "b"
    with pytest.raises(OptionError, match=r"no corpus “c”: a, b"):
        find_split(sources, tmp_path, benchmark="set", corpus="c")


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"set/dev.jsonl.gz is not in"):
        find_split(TWO, tmp_path, benchmark="set", split="dev")
    with pytest.raises(OptionError, match="no split “gold”: choose one of dev, test"):
        find_split(TWO, tmp_path, benchmark="set", split="gold")
    with pytest.raises(DataError, match="no data folder"):
        data_folder(tmp_path / "nowhere")


def test_a_broken_line_is_located(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"id": 1}\n{"id"\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 2: not JSON"):
        Split("dev", None, tmp_path, ("set.jsonl",)).rows()


def test_the_hash_is_that_of_the_unpacked_content(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl.gz", {"id": 1})
    (tmp_path / "b.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    packed = Split("dev", None, tmp_path, ("a.jsonl.gz",)).sha256
    assert packed == Split("dev", None, tmp_path, ("b.jsonl",)).sha256


def test_a_fast_subset_keeps_groups_together_and_does_not_depend_on_order() -> None:
    rows = [{"id": str(i // 2), "n": i} for i in range(40)]
    split = Split("dev", None, Path(), (), limit=5)
    chosen = split.chosen(rows, "id")
    assert len(chosen) == 10
    assert sorted(r["n"] for r in split.chosen(rows[::-1], "id")) == sorted(r["n"] for r in chosen)
