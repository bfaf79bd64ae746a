"""Space-time scan statistics that end now: Kulldorff's Poisson model (2001) and the permutation model (2005).

Cylinders are circles around each location, grown over its nearest neighbours, times the last `w` days for each of the
window lengths. The permutation model needs no population: it asks whether events fall together in place and time
more than the product of both margins says. It cannot see a surge that is everywhere at once.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.watch.panel import Array

EARTH_KM = 6371.0
REPLICATES = 999
THREADS = 2


@dataclass(frozen=True, slots=True)
class Cylinder:
    """A circle of locations over the last `days`; `p` is None where it was not simulated."""

    locations: tuple[int, ...]
    radius_km: float
    days: int
    observed: int
    expected: float
    ratio: float
    p: float | None = None


def poisson_ratio(observed: Array, expected: Array, total: float) -> Array:
    """The log likelihood ratio of a zone with more events than expected; 0 elsewhere.

    c ln(c/E) + (C − c) ln((C − c)/(C − E)) for c > E, with C = `total` events and as many expected over all zones.
    """
    observed, expected = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    inside = observed * np.log(np.maximum(observed, 1e-300) / np.maximum(expected, 1e-300))
    rest = total - observed
    outside = np.where(rest > 0, rest * np.log(np.maximum(rest, 1e-300) / np.maximum(total - expected, 1e-300)), 0.0)
    ratio: Array = np.where(observed > expected, inside + outside, 0.0)
    return ratio


def neighbours(latitude: Array, longitude: Array, *, most: int, within_km: float) -> tuple[NDArray[np.intp], Array]:
    """The nearest locations of each, itself first, and their distances in km [locations, most].

    Those beyond `within_km` repeat the last one within, so that circles stop growing.
    """
    phi, lam = np.radians(latitude), np.radians(longitude)
    point = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
    most = min(most, len(point))
    index = np.empty((len(point), most), dtype=np.intp)
    far = np.empty((len(point), most))
    for row, one in enumerate(point):
        distance = EARTH_KM * np.arccos(np.clip(point @ one, -1.0, 1.0))
        distance[row] = 0.0
        order = np.argsort(distance, kind="stable")[:most]
        index[row], far[row] = order, distance[order]
    return index, np.where(far <= within_km, far, np.inf)


@dataclass(frozen=True, eq=False)
class Zones:
    """The cylinders to look at: nearest neighbours with their distances, and window lengths in days, ascending."""

    index: NDArray[np.intp]
    distance: Array
    windows: tuple[int, ...]

    def sums(self, recent: Array) -> Array:
        """Sums over every cylinder [locations, neighbours, windows] of `recent` [locations, windows]."""
        held = np.where(np.isfinite(self.distance)[:, :, None], recent[self.index], 0)
        summed: Array = np.cumsum(held, axis=1)
        return summed

    def cylinder(self, flat: int, observed: Array, expected: Array, ratio: Array, p: float | None) -> Cylinder:
        centre, count, window = np.unravel_index(flat, ratio.shape)
        inside = np.isfinite(self.distance[centre, : count + 1])
        return Cylinder(
            locations=tuple(int(i) for i in self.index[centre, : count + 1][inside]),
            radius_km=float(self.distance[centre, : count + 1][inside].max()),
            days=self.windows[window],
            observed=int(observed.flat[flat]),
            expected=float(expected.flat[flat]),
            ratio=float(ratio.flat[flat]),
            p=p,
        )


def poisson_scan(counts: Array, expected: Array, zones: Zones) -> Cylinder | None:
    """The cylinder with the largest ratio of `counts` to `expected` [locations, days], both up to now.

    `expected` is scaled to as many events as there are; None where no cylinder has more than expected.
    """
    total = float(counts.sum())
    seen = zones.sums(_recent(counts, zones.windows))
    usual = zones.sums(_recent(expected * (total / expected.sum()), zones.windows))
    ratio = poisson_ratio(seen, usual, total)
    best = int(np.argmax(ratio))
    return zones.cylinder(best, seen, usual, ratio, None) if ratio.flat[best] > 0 else None


def permutation_scan(
    location: NDArray[np.intp],
    age: NDArray[np.intp],
    zones: Zones,
    *,
    replicates: int = REPLICATES,
    seed: int = 1,
    wanted: Callable[[Cylinder], bool] = lambda _cylinder: True,
) -> list[Cylinder]:
    """The clusters of events, the largest ratio first, none sharing a location with a larger one.

    `age` is whole days before now. p is (1 + replicates with a ratio as large) ÷ (1 + replicates), ages permuted over
    events; those above 0.5 are left out. Only `wanted` clusters are simulated and given.
    """
    size = len(zones.index)
    recent = _window_counts(location, age, zones.windows, size)
    seen = zones.sums(recent)
    everywhere = np.bincount(location, minlength=size).astype(float)
    usual = zones.sums(everywhere[:, None] * recent.sum(axis=0)[None, :] / max(len(location), 1))
    ratio = poisson_ratio(seen, usual, len(location))
    tops = [flat for flat in _apart(zones, ratio) if wanted(zones.cylinder(flat, seen, usual, ratio, None))]
    if not tops:
        return []
    least = min(float(ratio.flat[flat]) for flat in tops)
    highest = _simulated(location, age, zones, usual, least, replicates=replicates, seed=seed)
    found = []
    for flat in tops:
        p = float((1 + (highest >= ratio.flat[flat] - 1e-9).sum()) / (1 + replicates))
        if p <= 0.5:
            found.append(zones.cylinder(flat, seen, usual, ratio, p))
    return found


def _simulated(
    location: NDArray[np.intp],
    age: NDArray[np.intp],
    zones: Zones,
    usual: Array,
    least: float,
    *,
    replicates: int,
    seed: int,
) -> Array:
    """The largest ratio of each replicate, 0 where it is below `least`: only counts that can reach it are looked at."""
    total = len(location)
    needed = _least_count(usual, total, least)
    young = np.sort(age[age < zones.windows[-1]])
    size = len(zones.index)

    def highest(stream: np.random.Generator) -> float:
        drawn = location[stream.choice(total, len(young), replace=False, shuffle=True)]
        seen = zones.sums(_window_counts(drawn, young, zones.windows, size))
        hot = seen >= needed
        return float(poisson_ratio(seen[hot], usual[hot], total).max()) if hot.any() else 0.0

    streams = np.random.default_rng(seed).spawn(replicates)
    with ThreadPoolExecutor(THREADS) as pool:
        return np.array(list(pool.map(highest, streams)))


def _least_count(usual: Array, total: int, least: float) -> Array:
    """The smallest whole count of each cylinder whose ratio is at least `least`."""
    low, high = np.floor(usual), np.full(usual.shape, float(total))
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = poisson_ratio(middle, usual, total) >= least
        high, low = np.where(enough, middle, high), np.where(enough, low, middle)
    return high


def _apart(zones: Zones, ratio: Array, *, most: int = 10) -> list[int]:
    """The cylinders with the largest ratios, no two with a location in common."""
    flat = ratio.ravel()
    chosen: list[int] = []
    taken = np.zeros(len(zones.index), dtype=bool)
    each = ratio.reshape(len(zones.index), -1)  # the best cylinder of every centre
    best = each.argmax(axis=1) + np.arange(len(each)) * each.shape[1]
    for candidate in best[np.argsort(-flat[best], kind="stable")]:
        centre, count, _ = np.unravel_index(candidate, ratio.shape)
        held = zones.index[centre, : count + 1][np.isfinite(zones.distance[centre, : count + 1])]
        if flat[candidate] <= 0 or len(chosen) == most:
            break
        if not taken[held].any():
            taken[held] = True
            chosen.append(int(candidate))
    return chosen


def _recent(table: Array, windows: Sequence[int]) -> Array:
    """Sums over the last days [locations, windows] of a table [locations, days]."""
    return np.stack([table[:, max(0, table.shape[1] - days) :].sum(axis=1) for days in windows], axis=1)


def _window_counts(location: NDArray[np.intp], age: NDArray[np.intp], windows: Sequence[int], size: int) -> Array:
    """Events younger than each window [locations, windows]."""
    band = np.searchsorted(np.array(windows), age, side="right")
    inside = band < len(windows)
    flat = np.bincount(location[inside] * len(windows) + band[inside], minlength=size * len(windows))
    counts: Array = np.cumsum(flat.reshape(size, len(windows)), axis=1).astype(float)
    return counts
