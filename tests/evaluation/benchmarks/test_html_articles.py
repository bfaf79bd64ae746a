import gzip
import json
from pathlib import Path

import pytest

from dateline.evaluation.benchmarks.html_articles import BENCHMARK, observation, score, shingles
from dateline.evaluation.data import Split
from dateline.evaluation.result import totals
from tests.sources.samples import PAGE, SENTENCES


def test_shingles_are_counted_and_a_short_text_is_one() -> None:
    assert shingles("a b a b", 2) == {("a", "b"): 2, ("b", "a"): 1}
    assert shingles("Gao fell.", 4) == {("Gao", "fell"): 1}
    assert not shingles("", 4)


def test_every_page_weighs_the_same() -> None:
    right = observation("a", "one two three four " * 50, "one two three four " * 50)
    empty = observation("b", "five six", "")
    scores = score(totals([right, empty]))
    assert scores["token_f1"] == pytest.approx(2 / 3)  # precision 1, recall 1/2
    assert [error.cause for error in empty.errors] == ["too little was read"]


def test_a_page_is_read_without_its_headline(tmp_path: Path) -> None:
    folder = tmp_path / "html_articles"
    folder.mkdir()
    (folder / "1.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    truth = {"1": {"articleBody": "\n\n".join(SENTENCES), "url": "http://news.example/gao"}}
    (folder / "ground_truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (found,) = BENCHMARK.observe(Split("all", None, tmp_path, BENCHMARK.sources[0].files))
    assert score(found.counts) == {"token_f1": 1, "shingle_f1": 1}
