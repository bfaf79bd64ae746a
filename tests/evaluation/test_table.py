"""The table and its page."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.evaluation.benchmark import benchmark, names
from dateline.evaluation.command import Skip
from dateline.evaluation.kept import Kept, version
from dateline.evaluation.result import Result
from dateline.evaluation.table import figure, markdown, peers, rows

ISAF: dict[str, Any] = {"date": 0.75, "province": 0.9, "type": 1.0, "target": 0.5, "killed": 0.04, "captured": 0.0}


DAY = date(2026, 11, 23)


def result(scores: dict[str, float]) -> Kept:
    spread = {key: (value, value) for key, value in scores.items()}
    found = Result("isaf", "all", None, "isaf/releases.jsonl.gz", 213, scores, spread, 61.7, "ab" * 32)
    return Kept(found, DAY, version())


@pytest.mark.parametrize(
    ("value", "shown"), [(0.5454, ".545"), (1.0, "1.000"), (-0.021, "-.021"), (29.61, "29.6"), (0.0, ".000")]
)
def test_figures(value: float, shown: str) -> None:
    assert figure(value) == shown


def test_a_row_a_headline_score_with_its_peers() -> None:
    first, second, *_ = rows(result(ISAF))
    assert first == ("isaf", "all", "213", "date", ".750", ".750 – .750", "regexes .718 (all)")
    assert second[:4] == ("", "", "", "province")


def test_the_page_names_commands_and_what_was_skipped() -> None:
    page = markdown([result(ISAF), Skip("muc4", "no data")], day=DAY)
    assert "on 2026-11-23" in page
    assert (
        "| `dateline evaluate isaf --split all` | 2026-11-23 | isaf/releases.jsonl.gz | `abababababab` | 62 |" in page
    )
    assert page.rstrip().endswith("## Not measured\n\n- muc4: no data")


def test_a_fitted_figure_is_marked() -> None:
    scores = {"root_macro": 0.9, "quad_macro": 0.9, "accuracy": 0.9}
    found = Result("plover", "train", "plv", "plover/plv_train.jsonl.gz", 1050, scores, {}, 1.0, "00")
    fitted = Kept(found, DAY, version())
    assert rows(fitted)[0][4] == ".900 †"
    assert "† plover: The pair model was trained on this split" in markdown([fitted], day=DAY)


def test_a_figure_of_an_earlier_version_is_marked() -> None:
    earlier = replace(result(ISAF), version="another")
    assert rows(earlier)[0][4] == ".750 ‡"
    assert "‡ measured with an earlier version of the package" in markdown([earlier], day=DAY)
    assert "‡" not in markdown([result(ISAF)], day=DAY)


def test_every_peer_stands_beside_a_score_that_exists() -> None:
    for name, scores in peers().items():
        if name in names():
            assert scores.keys() <= set(benchmark(name).scores), name
        assert all({"name", "value", "split"} <= peer.keys() for listed in scores.values() for peer in listed)
