"""What the contract's writer wrote, its reader reads back whole."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.errors import ContractError
from dateline.schema.attribution import Attribution, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim
from dateline.schema.contract_reader import claim_from_json, reading_from_json
from dateline.schema.contract_writer import claim_to_contract, reading_to_json
from dateline.schema.events import Disagreement, Origin, Stated
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Money, Toll
from dateline.schema.readings import Reading
from dateline.schema.spans import Span
from dateline.schema.times import Basis, Precision, When
from tests.sample import CLAIMS, EVENTS, READING, TEXT

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))

spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
words = st.text(max_size=12)
scores = st.floats(0, 1)
counts = st.builds(Count, *[st.none() | st.integers(0, 10**6)] * 3, spans)
days = st.none() | st.dates(date(1900, 1, 1))
whens = st.builds(When, days, days, st.sampled_from(Precision), st.sampled_from(Basis), st.none() | spans)
places = st.builds(
    Place,
    st.none() | st.integers(1, 10**8),
    words,
    words,
    st.none() | st.sampled_from(["LY", "SY", "NA"]),
    st.none() | words,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.sampled_from(PlacePrecision),
    st.floats(0, 5000),
)
locations = st.builds(
    Location, spans, st.none() | places, st.sampled_from(Relation), st.sampled_from(PlacePrecision), st.floats(0, 5000)
)
attributions = st.recursive(
    st.builds(
        Attribution,
        st.sampled_from(Voice),
        st.lists(st.builds(Speaker, spans, st.none() | words, st.none() | words), max_size=2).map(tuple),
        st.none() | spans,
        st.none() | spans,
        st.sampled_from(Channel),
        st.sampled_from(Stance),
        st.booleans(),
        scores,
        words,
    ),
    lambda inner: st.tuples(inner, inner).map(lambda pair: replace(pair[0], via=pair[1])),
    max_leaves=3,
)
claims = st.builds(
    replace,
    st.sampled_from(CLAIMS),
    attribution=attributions,
    place=st.none() | locations,
    origin=st.none() | locations,
    when=st.none() | whens,
    toll=st.builds(Toll, killed=st.none() | counts, missing=st.none() | counts),
    size=st.none() | counts,
    weapon=st.none() | spans,
    money=st.none() | st.builds(Money, counts, st.none() | words),
    score=scores,
)


@cache
def example(path: Path) -> Reading:
    return dateline.read(path.read_text("utf-8"))


@given(claims)
def test_any_claim_comes_back_as_it_was(claim: Claim) -> None:
    assert claim_from_json(json.loads(claim_to_contract(claim, TEXT).model_dump_json())) == claim


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_reading_comes_back_as_it_was(path: Path) -> None:
    reading = example(path)
    data = json.loads(json.dumps(reading_to_json(reading)))
    back = reading_from_json(data)
    assert back.claims == reading.claims
    assert [replace(d, retrieved=None, raw_sha256=None) for d in reading.documents] == list(back.documents)
    assert reading_to_json(back) == data


def test_an_event_finds_its_words_again() -> None:
    event = replace(
        EVENTS[0],
        origins=(Origin("police", ("c5",), ("the same speaker",)),),
        disagreements=(Disagreement("toll.killed", (Stated("9", ("c5",)), Stated("12", ("c5",)))),),
    )
    reading = replace(READING, events=(event,), annotations=())
    assert reading_from_json(reading_to_json(reading)) == reading


def test_what_does_not_follow_the_contract_is_refused() -> None:
    data = reading_to_json(READING)
    with pytest.raises(ContractError, match=r"claims\.0\.status"):
        reading_from_json({**data, "claims": [{**data["claims"][0], "status": "maybe"}]})
    with pytest.raises(ContractError, match="the claim c9 is named but not there"):
        reading_from_json({**data, "events": [{**data["events"][0], "claims": ["c9"]}]})
