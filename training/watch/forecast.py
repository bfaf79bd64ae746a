"""Fit the forecasts on 1989–2006 and write them into the package.

usage: python training/watch/forecast.py DATA_DIR

Nothing after 2006 is read. Each horizon is a negative binomial regression, ridge-penalised; the interval's level is the
one that held nine outcomes in ten. The rival is an exponential mean with one common size, both with the least
likelihood loss on the same months.
"""

import json
import sys
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from dateline.watch.forecast import ACTIVE, HORIZONS, Fit, crps, distribution, exponential, interval, predictors
from dateline.watch.months import month_of, monthly
from dateline.watch.occurrences import units
from dateline.watch.tables import read_occurrences

LAST = date(2006, 12, 31)
WARM_UP = 12
RIDGE = 3.0
LEVELS = np.arange(0.6, 0.96, 0.01)
OUT = Path(__file__).parents[2] / "src" / "dateline" / "watch" / "data" / "forecast.json"


def active(counts: np.ndarray) -> np.ndarray:
    """Units and months with an event in the last five years."""
    running = np.cumsum(counts, axis=1)
    older = np.zeros_like(running)
    older[:, ACTIVE:] = running[:, :-ACTIVE]
    return running - older > 0


def likelihood(seen: np.ndarray, mean: np.ndarray, size: np.ndarray) -> np.ndarray:
    return (
        gammaln(seen + size) - gammaln(size) - gammaln(seen + 1)
        + size * np.log(size / (size + mean)) + seen * np.log(mean / (size + mean))
    )  # fmt: skip


def fitted(rows: np.ndarray, sizes: np.ndarray, seen: np.ndarray) -> Fit:
    width = rows.shape[1] - 1  # the last coefficient is 1

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        fit = Fit((*beta[:width], 1.0), tuple(beta[width:]), 0.9)
        mean, size = distribution(fit, rows, sizes)
        held = beta.copy()
        held[[0, width]] = 0.0
        by_mean = (seen - mean) * size / (size + mean)
        by_size = size * (digamma(seen + size) - digamma(size) + np.log(size / (size + mean)) + 1)
        by_size -= size * (seen + size) / (size + mean)
        slope = -np.concatenate([rows[:, :-1].T @ by_mean, sizes.T @ by_size]) + 2 * RIDGE * held
        return float(-likelihood(seen, mean, size).sum() + RIDGE * held @ held), slope

    found = minimize(loss, np.zeros(width + sizes.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    fit = Fit((*found[:width].tolist(), 1.0), tuple(found[width:].tolist()), 0.9)
    mean, size = distribution(fit, rows, sizes)
    print("  CRPS", round(float(crps(mean, size, seen).mean()), 4))
    return Fit(fit.mean, fit.size, level(mean, size, seen))


def level(mean: np.ndarray, size: np.ndarray, seen: np.ndarray) -> float:
    """The mass whose shortest intervals hold nearest to nine outcomes in ten."""
    shares = []
    for mass in LEVELS:
        low, high = interval(mean, size, float(mass))
        shares.append(float(((low <= seen) & (seen <= high)).mean()))
    best = int(np.argmin(np.abs(np.array(shares) - 0.9)))
    print("  level", round(float(LEVELS[best]), 2), "covers", round(shares[best], 4))
    return round(float(LEVELS[best]), 2)


def main(data: Path) -> None:
    events = [o for o in read_occurrences([data / "ged" / "ged_1989_2012.csv.gz"])[0] if o.occurred <= LAST]
    start, end = month_of(min(o.occurred for o in events)), month_of(LAST)
    counts = monthly(events, units(events, least=40), start=start, end=end)
    held = active(counts)
    out: dict[str, dict[int, object]] = {"fits": {}, "ewma": {}}
    for horizon in HORIZONS:
        rows, sizes = predictors(counts, horizon=horizon)
        mask = held[:, WARM_UP:-horizon]
        seen = counts[:, WARM_UP + horizon :][mask]
        print("horizon", horizon, "n", len(seen))
        fit = fitted(rows[:, WARM_UP:-horizon][mask], sizes[:, WARM_UP:-horizon][mask], seen)
        out["fits"][horizon] = {"mean": fit.mean, "size": fit.size, "level": fit.level}
        out["ewma"][horizon] = rival(counts, mask, seen, horizon)
    OUT.write_text(json.dumps(out, indent=1), encoding="utf-8")


def rival(counts: np.ndarray, mask: np.ndarray, seen: np.ndarray, horizon: int) -> tuple[float, float]:
    """The share, each with its most likely size, that has the least CRPS."""
    best = (np.inf, 0.0, 0.0)
    for share in np.arange(0.1, 0.95, 0.1):
        mean = exponential(counts, float(share))[:, WARM_UP:-horizon][mask] + 0.02
        sizes = np.exp(np.arange(-2.5, 1.6, 0.1))
        size = float(sizes[np.argmax([likelihood(seen, mean, np.full(len(mean), s)).sum() for s in sizes])])
        best = min(best, (float(crps(mean, np.full(len(mean), size), seen).mean()), float(share), size))
    print("  EWMA CRPS", round(best[0], 4), "share", round(best[1], 2), "size", round(best[2], 3))
    return round(best[1], 2), round(best[2], 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
