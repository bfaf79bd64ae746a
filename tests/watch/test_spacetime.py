"""The scan statistics against a slow reference written from the definitions."""

import math

import numpy as np
import pytest

from dateline.watch.spacetime import (
    EARTH_KM,
    Zones,
    _least_count,
    neighbours,
    permutation_scan,
    poisson_ratio,
    poisson_scan,
)


def ratio_by_hand(c: float, e: float, total: float) -> float:
    """SaTScan's definition, one zone at a time."""
    if c <= e:
        return 0.0
    inside = c * math.log(c / e)
    return inside if c == total else inside + (total - c) * math.log((total - c) / (total - e))


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = (tuple(map(math.radians, p)) for p in (one, other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


@pytest.fixture(params=range(20))
def case(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    generator = np.random.default_rng(request.param)
    size = int(generator.integers(2, 7))
    return generator.uniform(10, 14, size), generator.uniform(20, 24, size), generator


def best_by_hand(lat, lon, inside, expected, windows, within, total):
    best = 0.0
    points = list(zip(lat, lon, strict=True))
    for centre in points:
        order = sorted(range(len(points)), key=lambda j: km(centre, points[j]))
        for count in range(1, len(points) + 1):
            held = [j for j in order[:count] if km(centre, points[j]) <= within]
            for w in range(len(windows)):
                best = max(best, ratio_by_hand(inside(held, w), expected(held, w), total))
    return best


def test_poisson_scan_equals_the_reference(case) -> None:
    lat, lon, generator = case
    days, windows = 12, (2, 5, 9)
    counts = generator.poisson(1.5, (len(lat), days)).astype(float)
    expected = generator.uniform(0.5, 2.0, (len(lat), days))
    zones = Zones(*neighbours(lat, lon, most=len(lat), within_km=300), windows)
    found = poisson_scan(counts, expected, zones)
    scaled = expected * counts.sum() / expected.sum()
    best = best_by_hand(
        lat, lon,
        lambda held, w: counts[held, -windows[w]:].sum(), lambda held, w: scaled[held, -windows[w]:].sum(),
        windows, 300, counts.sum(),
    )  # fmt: skip
    assert (found.ratio if found else 0.0) == pytest.approx(best, abs=1e-9)


def test_permutation_scan_equals_the_reference(case) -> None:
    lat, lon, generator = case
    windows = (3, 6)
    location = generator.integers(0, len(lat), 60)
    age = generator.integers(0, 30, 60)
    zones = Zones(*neighbours(lat, lon, most=len(lat), within_km=300), windows)
    found = permutation_scan(location, age, zones, replicates=19)

    def inside(held, w):
        return sum(1 for at, a in zip(location, age, strict=True) if at in held and a < windows[w])

    def expected(held, w):
        return sum(at in held for at in location) * sum(a < windows[w] for a in age) / len(age)

    best = best_by_hand(lat, lon, inside, expected, windows, 300, len(age))
    if found:
        assert found[0].ratio == pytest.approx(best, abs=1e-9)
    else:
        assert best < 3


def test_a_planted_cluster_is_found_where_and_when_it_is() -> None:
    generator = np.random.default_rng(3)
    lat, lon = generator.uniform(10, 12, 5), generator.uniform(20, 22, 5)
    location = np.append(generator.integers(0, 5, 80), [2] * 9)
    age = np.append(generator.integers(0, 60, 80), generator.integers(0, 4, 9))
    zones = Zones(*neighbours(lat, lon, most=5, within_km=400), (5, 10))
    found = permutation_scan(location, age, zones, replicates=199)
    assert found[0].p <= 0.02
    assert 2 in found[0].locations
    assert found[0].days == 5


def test_the_least_count_is_the_first_that_reaches_the_ratio() -> None:
    usual = np.array([0.3, 2.0, 7.5])
    needed = _least_count(usual, 100, 4.0)
    assert (poisson_ratio(needed, usual, 100) >= 4.0).all()
    assert (poisson_ratio(needed - 1, usual, 100) < 4.0).all()


def test_events_without_any_pattern_are_rarely_significant() -> None:
    found = []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        near = neighbours(generator.uniform(0, 5, 20), generator.uniform(0, 5, 20), most=8, within_km=200)
        location, age = generator.integers(0, 20, 500), generator.integers(0, 200, 500)
        found.append(permutation_scan(location, age, Zones(*near, (7, 14)), replicates=99))
    assert sum(bool(clusters) and clusters[0].p <= 0.05 for clusters in found) <= 4
