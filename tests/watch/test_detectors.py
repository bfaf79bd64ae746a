"""Panels, the gate, detectors, onsets and AMOC on small cases worked by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dateline.evaluation.resurgence.curve import Period, curve
from dateline.evaluation.resurgence.onsets import onsets
from dateline.watch.detectors.base import Detector
from dateline.watch.detectors.catalogue import PUBLISHED
from dateline.watch.detectors.ears import EarsC2
from dateline.watch.detectors.resurgence import SILENT, Blend, Resurgence, joined
from dateline.watch.detectors.scan import TemporalScan, rise
from dateline.watch.detectors.spacetime import SpaceTimeScan
from dateline.watch.gate import alarms, gate
from dateline.watch.nowcast import completeness
from dateline.watch.occurrences import Occurrence, Unit
from dateline.watch.panel import Panel
from dateline.watch.repeats import first_mentions, without_repeats

WEEKS = 400


def made(counts: np.ndarray, *, delay: int | None = None) -> Panel:
    """A panel with one event a count, each reported `delay` weeks later."""
    unit, week = (np.repeat(axis, counts[counts > 0].astype(int)) for axis in np.nonzero(counts))
    units = tuple(Unit(f"group {row}", "Nowhere") for row in range(len(counts)))
    held = None if delay is None else np.full(len(unit), delay)
    complete = np.ones(27) if delay is None else (np.arange(27) >= delay) * 1.0
    return Panel(units, 0, counts.shape[1], unit, week, held, complete, points=np.zeros((len(unit), 2)))


@pytest.fixture
def returning() -> np.ndarray:
    """A year at two events a week, two quiet years, then three a week from week 250 on."""
    counts = np.zeros((2, WEEKS))
    counts[0, 40:92] = 2
    counts[0, 250:290] = 3
    counts[1, 100:109] = 1
    return counts


def test_a_week_holds_only_reports_that_had_come_in() -> None:
    counts = np.zeros((1, 10))
    counts[0, 4] = 3
    late = made(counts, delay=2)
    assert late.known(1)[0, 5] == 0
    assert late.known(2)[0, 6] == 3
    assert late.window(0, 4)[0].tolist() == [0, 0, 0, 0, 0, 0, 3, 3, 0, 0]
    assert made(counts).window(0, 4)[0].tolist() == [0, 0, 0, 0, 3, 3, 3, 3, 0, 0]


def test_windows_equal_sums_of_weeks() -> None:
    counts = np.random.default_rng(1).poisson(1.0, (3, 80)).astype(float)
    for panel in (made(counts), made(counts, delay=3)):
        total = sum(panel.known(age) for age in range(5, 40))
        assert np.array_equal(panel.window(5, 40), total)


def test_completeness_counts_weekdays_alike() -> None:
    share = completeness(np.array([7]))
    assert share[0] == 0
    assert share[1] == 1
    assert completeness(np.array([0]))[0] == 1
    assert completeness(np.array([3]))[0] == pytest.approx(4 / 7)


def test_the_gate_opens_in_the_lull_and_closes_half_a_year_after_it(returning: np.ndarray) -> None:
    seen = gate(returning)
    assert seen.peak[0, 249] == 52
    assert not seen.lull[0, 100]
    assert seen.open[0, 250]
    assert not seen.open[0, 289]
    assert not seen.open[1].any()


def test_an_alarm_needs_eight_quiet_weeks_before_the_next() -> None:
    above = np.zeros((1, 30), dtype=bool)
    above[0, [3, 4, 11, 20]] = True
    assert np.flatnonzero(alarms(above)[0]).tolist() == [3, 20]


def test_the_onset_is_the_first_week_of_the_return(returning: np.ndarray) -> None:
    found = onsets(returning, gate(returning))
    assert found == [(0, 250)]


def test_no_onset_without_a_past_peak(returning: np.ndarray) -> None:
    counts = returning.copy()
    counts[0, :200] = 0
    assert onsets(counts, gate(counts)) == []


def test_a_perfect_score_has_no_delay_and_a_silent_one_all(returning: np.ndarray) -> None:
    seen = gate(returning)
    period = Period(100, 360, seen.open, onsets(returning, seen))
    perfect = np.zeros_like(returning)
    perfect[0, 250] = 1.0
    assert curve(perfect, period).amoc() == pytest.approx(0.0, abs=1e-9)
    wrong = np.zeros_like(returning)
    wrong[0, 150] = 1.0
    assert curve(wrong, period).delays[:, -2].mean() == 26


def test_ears_is_zero_where_nothing_changes_and_rises_with_the_return(returning: np.ndarray) -> None:
    scores = EarsC2().scores(made(returning))
    assert scores[0, 240] == 0
    assert scores[0, 253] == pytest.approx(12.0)


def test_the_rise_is_kulldorffs_ratio() -> None:
    by_hand = 6 * np.log(6 / 2) + 2 * np.log(2 / 6)
    assert rise(np.array(6.0), np.array(2.0), 1 / 3) == pytest.approx(by_hand, abs=1e-12)
    assert rise(np.array(1.0), np.array(9.0), 1.0) == 0


@pytest.mark.parametrize("delay", [None, 1])
@pytest.mark.parametrize("detector", [*PUBLISHED, Resurgence()], ids=lambda detector: detector.name)
def test_every_detector_is_causal_and_rises_at_the_return(
    detector: Detector, delay: int | None, returning: np.ndarray
) -> None:
    scores = detector.scores(made(returning, delay=delay))
    changed = returning.copy()
    changed[:, 300:] = 5
    assert np.allclose(detector.scores(made(changed, delay=delay))[:, :300], scores[:, :300])
    quiet = scores[0, 200:245]
    assert scores[0, 250:262].max() > quiet.max()


def test_the_space_time_scan_hears_a_rise_in_one_place_that_the_country_drowns() -> None:
    generator = np.random.default_rng(1)
    week = np.concatenate([generator.integers(0, 100, 200), np.full(6, 99)])
    points = np.concatenate([generator.uniform(0, 9, (200, 2)), np.full((6, 2), 20.0)])
    panel = Panel((Unit("group", "Nowhere"),), 0, 100, np.zeros(206, dtype=int), week, points=points)
    nowhere = replace(panel, points=np.full((206, 2), np.nan))
    assert SpaceTimeScan().scores(panel)[0, 99] > 10 > TemporalScan().scores(panel)[0, 99]
    assert not SpaceTimeScan().scores(nowhere).any()


def test_the_curve_counts_what_the_alarms_count() -> None:
    generator = np.random.default_rng(3)
    scores = generator.integers(0, 40, (3, 300)) / 4.0
    period = Period(60, 260, generator.random((3, 300)) < 0.9, [(0, 100), (2, 180)])
    found = curve(scores, period)
    for column, threshold in enumerate(found.thresholds):
        started = alarms(np.where(period.open, scores, -np.inf) >= threshold)
        false = (started & ~period.near)[:, 60:260].sum(axis=1)
        hits = [np.flatnonzero(started[unit, week - 4 : week + 26]) for unit, week in period.judged]
        delays = [max(0, int(hit[0]) - 4) if len(hit) else 26 for hit in hits]
        assert found.false[:, column].tolist() == false.tolist()
        assert found.delays[:, column].tolist() == delays


def test_a_week_read_twice_as_much_is_worth_two() -> None:
    volume = np.random.default_rng(4).uniform(0.5, 2.0, 60)
    panel = replace(made(np.ones((1, 60)), delay=1), volume=volume)
    by_hand = sum(volume[50 - age] * min(age, 1) for age in range(2, 7))
    assert panel.exposure(2, 7)[50] == pytest.approx(by_hand)
    assert panel.exposure(0, 3)[50] == pytest.approx(volume[49] + volume[48])
    assert panel.reading(0, 3)[50] == pytest.approx(volume[48:51].sum())


def test_only_a_new_high_scores() -> None:
    shown = joined(np.array([[0.0, 2.0, 1.0, 3.0]]), np.zeros((1, 4)), Blend(trend=0.0, high=2))
    assert shown[0].tolist() == [0.0, 2.0, SILENT, 3.0]


def test_a_repeat_within_two_days_is_no_first_mention() -> None:
    row, alike = np.zeros(4, dtype=int), np.array([5, 5, 5, 6])
    assert first_mentions(row, alike, np.array([10, 12, 20, 12])).tolist() == [True, False, True, True]


def test_only_what_keeps_parties_place_and_the_whole_toll_repeats() -> None:
    told = Occurrence(
        "a", ("Dune Front",), "Nowhere", date(2020, 5, 1), None, 1.0, 2.0, 3, parties=("Dune Front", "Army"), high=4
    )
    again = replace(told, id="b", occurred=date(2020, 5, 3))
    others = [
        replace(told, id="c", high=5),
        replace(told, id="d", parties=("Dune Front", "Civilians")),
        replace(told, id="e", occurred=date(2020, 5, 9)),
    ]
    assert [o.id for o in without_repeats([told, again, *others])] == ["a", "c", "d", "e"]
