"""Shootings: clusters and facts."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from dateline.evaluation.benchmarks.gva import Facts, article_facts, consensus, in_split, observations, principal, score
from dateline.schema.geography import kilometres
from dateline.schema.places import Location, Place, PlacePrecision, Relation
from dateline.schema.quantities import Toll
from dateline.schema.readings import Reading
from dateline.schema.times import Basis, Precision, When
from tests.evaluation.conftest import Report


def test_distance_from_paris_to_london() -> None:
    assert kilometres((48.8566, 2.3522), (51.5074, -0.1278)) == pytest.approx(343.6, abs=0.5)


def test_an_article_is_about_its_first_shooting_with_a_toll(report: Callable[[str], Report]) -> None:
    text = report("A robbery was reported. On Friday a man was shot dead in Columbus, Ohio. Police arrested two.")
    text.claim("hijacking_robbery", "robbery")
    day = When(date(2014, 2, 7), date(2014, 2, 7), Precision.DAY, Basis.PUBLISHED, text.span("Friday"))
    ohio = Place(4509177, "Columbus", "town", "US", "Ohio", 39.96, -83.0, PlacePrecision.TOWN, 20.0)
    place = Location(text.span("Columbus, Ohio"), ohio, Relation.IN, PlacePrecision.TOWN, 20.0)
    shot = text.claim("attack", "shot", toll=Toll(killed=text.count("a man", 1)), when=day, place=place)
    text.claim("arrest", "arrested")
    assert principal(text.claims) == shot
    assert article_facts(text.reading()) == Facts(date(2014, 2, 7), 1, 0, (39.96, -83.0))
    assert article_facts(Reading((), (), (), ())) == Facts(None, 0, 0, None)


def test_the_splits_share_no_incident() -> None:
    incidents = [str(n) for n in range(500)]
    dev = [i for i in incidents if in_split(i, "dev")]
    assert 100 < len(dev) < 200
    assert [i for i in incidents if not in_split(i, "train")] == dev
    assert all(in_split(i, "test") for i in incidents)


def test_most_articles_decide_for_their_incident() -> None:
    one, two = Facts(date(2014, 1, 2), 1, 0, None), Facts(date(2014, 1, 1), 1, 2, (1.0, 2.0))
    assert consensus([one, two, two]) == Facts(date(2014, 1, 1), 1, 2, (1.0, 2.0))


def test_scores_by_hand() -> None:
    articles = [
        {"article_id": a, "incident_id": i, "title": a, "content": "", "dct": "2014-01-01"}
        for a, i in ("aX", "bX", "cY")
    ]
    frame = {"date": "January 1, 2014", "num_killed": 1, "num_injured": 0}
    incidents = {"X": {"frame": frame, "lat_long": [40.0, -83.0]}, "Y": {"frame": None, "lat_long": None}}
    right, off = Facts(date(2014, 1, 1), 1, 0, (40.1, -83.0)), Facts(date(2014, 1, 2), 0, 0, None)
    got = {"a": "e1", "b": "e2", "c": "e2"}
    totals: Counter[str] = Counter()
    for seen in observations(articles, incidents, got, {"a": right, "b": off, "c": off}):
        totals.update(seen.counts)
    scores = score(totals)
    # B³ precision (1 + ½ + ½)/3, recall (½ + ½ + 1)/3; no pair is right. Facts only of X's two articles.
    assert scores["b3"] == pytest.approx(2 / 3)
    assert scores["pairwise"] == 0
    assert (scores["date_day"], scores["date_1day"], scores["killed"], scores["injured"]) == (0.5, 1, 0.5, 1)
    assert (scores["place_50km"], scores["place_10km"]) == (0.5, 0)
    assert scores["incident_date_day"] == 1
