"""Time the watch: `python benchmarks/watch.py`.

Scores 321 units of 32 years by week, timely and with late reports, and scans 100,000 events with 999 replicates on two
threads. Events are drawn at random: the units' sizes as long-tailed as UCDP GED's, the places in 400 clusters. The bars
are seconds on two idle cores; processor time says what a busy machine hides.
"""

import time
from collections.abc import Callable

import numpy as np

from dateline.watch.detectors.resurgence import Resurgence
from dateline.watch.nowcast import completeness, shipped_lags
from dateline.watch.occurrences import Unit
from dateline.watch.panel import Panel
from dateline.watch.spacetime import REPLICATES, Zones, neighbours, permutation_scan

UNITS, WEEKS = 321, 32 * 52
EVENTS, PLACES, DAYS = 100_000, 2_000, 3 * 365


def drawn_panel(*, late: bool) -> Panel:
    """321 units with 40 to 20,000 events, each busy in some half-years and quiet in others."""
    generator = np.random.default_rng(1)
    sizes = np.minimum(40 * generator.pareto(0.9, UNITS) + 40, 20_000).astype(int)
    unit = np.repeat(np.arange(UNITS), sizes)
    level = generator.gamma(0.3, 1.0, (UNITS, WEEKS // 26))
    occurred = np.concatenate(
        [
            generator.choice(len(shares), size, p=shares / shares.sum()) * 26 + generator.integers(0, 26, size)
            for size, shares in zip(sizes, level, strict=True)
        ]
    )
    units = tuple(Unit(f"group {row}", "Nowhere") for row in range(UNITS))
    if not late:
        return Panel(units, 0, WEEKS, unit, occurred)
    lags = np.array(shipped_lags())
    delay = (generator.choice(lags, len(unit)) + generator.integers(0, 7, len(unit))) // 7
    return Panel(units, 0, WEEKS, unit, occurred, delay, completeness(lags))


def scan() -> str:
    """The permutation scan of the events, half a per cent of them gathered in one place of late."""
    generator = np.random.default_rng(2)
    centres = generator.uniform((-10, 0), (35, 45), (400, 2))
    points = centres[generator.integers(0, 400, PLACES)] + generator.normal(0, 0.5, (PLACES, 2))
    zones = Zones(*neighbours(points[:, 0], points[:, 1], most=30, within_km=150), (7, 14, 28, 56))
    location = generator.integers(0, PLACES, EVENTS)
    age = generator.integers(0, DAYS, EVENTS)
    gathered = generator.random(EVENTS) < 0.0005
    location[gathered], age[gathered] = 7, generator.integers(0, 28, int(gathered.sum()))
    found = permutation_scan(location, age, zones)
    return f"{len(found)} clusters, the first with p {found[0].p:.3f}" if found else "no cluster"


def timed(what: str, work: Callable[[], str], bar: float) -> None:
    start, worked = time.perf_counter(), time.process_time()
    found = work()
    seconds, busy = time.perf_counter() - start, time.process_time() - worked
    print(f"{what}: {seconds:.1f} s (bar {bar:.0f} s), {busy:.1f} s of processor time; {found}", flush=True)


def scored(panel: Panel) -> str:
    scores = Resurgence().scores(panel)
    return f"{len(panel.occurred):,} events, {int((scores > 0).sum()):,} weeks with a score above 0"


def main() -> None:
    """Print one line a figure."""
    for name, late in (("timely", False), ("late", True)):
        panel = drawn_panel(late=late)
        timed(f"{UNITS} units x {WEEKS} weeks scored, {name}", lambda held=panel: scored(held), 10)
    timed(f"permutation scan of {EVENTS:,} events, {REPLICATES} replicates", scan, 15)


if __name__ == "__main__":
    main()
