"""ISAF's six fields."""

from collections.abc import Callable
from datetime import date

from dateline.evaluation.benchmarks.isaf import Release, gold_release, observation, read_release, score
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Count, Toll
from dateline.schema.times import Basis, Precision, When
from tests.evaluation.conftest import Report

TEXT = (
    "On Monday a patrol arrested a Taliban commander in Khowst province. The patrol also detained several men. "
    "Two insurgents were killed."
)
KHOST = Place(1444362, "Khowst", "region", "AF", "Khōst Province", 33.3, 69.8, PlacePrecision.ADMIN1, 60.0)


def test_a_release_of_three_acts(report: Callable[[str], Report]) -> None:
    text = report(TEXT)
    when = When(date(2011, 5, 2), date(2011, 5, 2), Precision.DAY, Basis.PUBLISHED, text.span("Monday"))
    place = Location(text.span("Khowst province"), KHOST, Relation.IN, PlacePrecision.ADMIN1, 60.0)
    leader = text.who("a Taliban commander", "rebel group", "Taliban", "taliban")
    text.claim("leader_captured", "arrested", targets=(leader,), when=when, place=place)
    several = Count(3, None, None, text.span("several men"))
    text.claim("arrest", "detained", toll=Toll(captured=several))
    text.claim("attack", "killed", toll=Toll(killed=text.count("Two insurgents", 2)))
    # "Several" is three to the annotators, and the leader, whom no number counts, one.
    expected = Release("2011-05-02", "khost", "captureandkill", frozenset({"taliban"}), 2, 4)
    assert read_release(text.reading()) == expected


def test_a_reading_without_acts_leaves_all_open(report: Callable[[str], Report]) -> None:
    assert read_release(report(TEXT).reading()) == Release(None, None, None, frozenset(), 0, 0)


def test_fields_are_compared_one_by_one() -> None:
    gold = gold_release(
        {"start_date": "2011-05-02", "province": ["khost"], "event_type": ["detention"], "min_killed": 0,
         "target_group": ["hig;taliban"], "min_captured": 3}
    )  # fmt: skip
    got = Release("2011-05-02", None, "detention", frozenset({"taliban"}), 0, 4)
    seen = observation("r1", "text", gold, got)
    assert score(seen.counts) == {"date": 1, "province": 0, "type": 1, "target": 0, "killed": 1, "captured": 0}
    assert [item.cause for item in seen.errors] == ["province", "target", "captured"]
