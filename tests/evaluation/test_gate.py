"""Pinned floors."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import OptionError
from dateline.evaluation.command import Skip
from dateline.evaluation.gate import breaches, fast_results, load_floors, pin
from dateline.evaluation.result import Result

SCORES = {"role_fillers": 0.3, "templates": 0.2, "all_slots": 0.25, "confidence": 0.1, "false_alarm_docs": 0.4}
MUC4 = Result("muc4", "dev", None, "muc4/docs.dev.jsonl.gz", 40, SCORES, {}, 1.0, "ab" * 32)


def with_score(**changed: float) -> Result:
    return replace(MUC4, scores={**SCORES, **changed})


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.toml"
    pin([MUC4], path, allow_regression=False)
    return path


def test_pinned_scores_pass(floors: Path) -> None:
    held = load_floors(floors)["muc4"]
    assert held == {"corpus_sha256": "ab" * 32, "n": 40, **SCORES}
    assert breaches([MUC4, with_score(role_fillers=0.35, false_alarm_docs=0.3)], load_floors(floors)) == []


def test_a_fall_is_named(floors: Path) -> None:
    (breach,) = breaches([with_score(templates=0.17)], load_floors(floors))
    assert breach.message == "templates is 0.1700, its floor 0.2000"


def test_an_item_that_another_processor_loses_is_no_fall(floors: Path) -> None:
    assert breaches([with_score(templates=0.185)], load_floors(floors)) == []


def test_more_false_alarms_are_a_fall(floors: Path) -> None:
    (breach,) = breaches([with_score(false_alarm_docs=0.43)], load_floors(floors))
    assert breach.message.startswith("false_alarm_docs is 0.43")


def test_another_corpus_is_no_comparison(floors: Path) -> None:
    (breach,) = breaches([replace(MUC4, corpus_sha256="cd" * 32)], load_floors(floors))
    assert "not the one its floors were pinned on" in breach.message


def test_a_floor_falls_only_when_allowed(floors: Path) -> None:
    lower = with_score(templates=0.1)
    with pytest.raises(OptionError, match=r"name --allow-regression if that is meant: muc4: templates is 0\.1000"):
        pin([lower], floors, allow_regression=False)
    assert load_floors(floors)["muc4"]["templates"] == 0.2
    pin([lower], floors, allow_regression=True)
    assert load_floors(floors)["muc4"]["templates"] == 0.1


def test_floors_of_what_was_not_run_stay(floors: Path) -> None:
    scores = dict.fromkeys(("date", "province", "type", "target", "killed", "captured"), 0.5)
    pin([replace(MUC4, benchmark="isaf", scores=scores)], floors, allow_regression=False)
    assert load_floors(floors).keys() == {"isaf", "muc4"}


def test_a_fitted_split_gets_no_floor(floors: Path) -> None:
    scores = dict.fromkeys(("root_macro", "quad_macro", "accuracy"), 1.0)
    pin([replace(MUC4, benchmark="plover", split="train", scores=scores)], floors, allow_regression=False)
    assert load_floors(floors).keys() == {"muc4"}


def test_without_the_data_folder_all_are_skipped(tmp_path: Path) -> None:
    outcomes = list(fast_results(tmp_path / "nowhere"))
    assert outcomes
    assert all(isinstance(outcome, Skip) for outcome in outcomes)
