"""One pass of the recipe on a text of our own, with an encoder of two tiny layers."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="training needs torch, which the package does not depend on")
transformers = pytest.importorskip("transformers", reason="training needs transformers")

from training.attribution import train  # noqa: E402
from training.attribution.config import read_config  # noqa: E402

TEXT = "Officials said the road was closed.\n\n“It is quiet,” a resident said."


def row(number: int) -> dict[str, Any]:
    def part(words: str) -> list[dict[str, Any]]:
        start = TEXT.index(words)
        return [{"spans": [[start, start + len(words)]], "text": words}]

    first = {"source": part("Officials"), "cue": part("said"), "content": part("the road was closed")}
    return {"doc_id": f"own-{number}", "text": TEXT, "attributions": [first]}


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    from dateline import models

    folder = tmp_path / "encoder"
    size = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    tokenizer = models.load("attribution").tokenizer
    transformers.BertModel(transformers.BertConfig(vocab_size=tokenizer.get_vocab_size(), **size)).save_pretrained(
        folder
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def test_a_run_learns_stops_and_resumes(tmp_path: Path, encoder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with gzip.open(tmp_path / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row(number)) + "\n" for number in range(6))
    config = read_config(Path(train.__file__).with_name("config.yml"))
    config |= {"epochs": 2, "held_out": 3, "freeze_from": 1, "freeze_layers": 1, "batch_pieces": 64}
    work = tmp_path / "work"
    for _ in range(2):
        train.launch(config, tmp_path, encoder, work)
        out, _ = capfd.readouterr()
        assert '"cue"' in out
    assert torch.load(work / "state.pt", weights_only=True)["step"] > 1
    assert set(torch.load(work / "mean.pt", weights_only=True)) >= {"tags.weight", "links.weight", "transitions"}
