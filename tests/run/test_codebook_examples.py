"""Every type's example sentences, read whole: the type, who does it and to whom."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import dateline
from dateline.schema.claims import Claim
from dateline.schema.codebook import codebook

EXAMPLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "codebook_examples.yml").read_text("utf-8")
)
CASES = [(act, case) for act, cases in EXAMPLES.items() for case in cases]


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return dateline.read(text).claims


def of_type(act: str, text: str) -> list[Claim]:
    return [claim for claim in claims(text) if claim.type == act]


@pytest.mark.parametrize(("act", "case"), CASES)
def test_the_reader_codes_the_type(act: str, case: dict[str, Any]) -> None:
    assert of_type(act, case["text"])


@pytest.mark.parametrize("part", ["actor", "target"])
@pytest.mark.parametrize(("act", "case"), CASES)
def test_the_reader_finds_the_part(act: str, case: dict[str, Any], part: str) -> None:
    if part not in case:
        return
    text = case["text"]
    named = [p.span.of(text) for c in of_type(act, text) for p in (c.actors if part == "actor" else c.targets)]
    assert any(case[part].split()[-1] in words for words in named), named


@pytest.mark.parametrize("act", list(codebook()))
def test_the_codebooks_own_example_and_counter_example(act: str) -> None:
    entry = codebook()[act]
    assert of_type(act, entry.example)
    assert not of_type(act, entry.counter_example)
