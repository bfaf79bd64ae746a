import shutil
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from dateline import models
from dateline.errors import DataError
from dateline.models.loading import load_from


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("dateline.models") / "data") as data:
        for file in data.glob("attribution*"):
            shutil.copy(file, tmp_path)
    return tmp_path


def test_the_shipped_model_runs() -> None:
    model = models.load("attribution")
    ids = np.array([[101, 2002, 2056, 102]])
    scores, vectors = model.run(ids=ids, mask=np.ones_like(ids))
    assert scores.shape == (1, 4, 15)
    assert vectors.shape == (1, 4, 4 * model.manifest["link_size"])


def test_a_model_is_loaded_once() -> None:
    assert models.load("attribution") is models.load("attribution")


def test_the_shipped_graph_is_small() -> None:
    assert len((files("dateline.models") / "data" / "attribution.onnx").read_bytes()) <= 30_000_000


def test_a_missing_model_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.json is missing"):
        load_from(tmp_path, "nowhere")


@pytest.mark.parametrize("name", ["attribution.onnx", "attribution.tokenizer.json"])
def test_a_damaged_file_is_a_data_error(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(DataError, match="is damaged"):
        load_from(folder, "attribution")


def test_a_broken_manifest_is_a_data_error(folder: Path) -> None:
    (folder / "attribution.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="manifest"):
        load_from(folder, "attribution")
