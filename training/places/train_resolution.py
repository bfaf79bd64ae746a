"""Trains the ranker of places (two passes) and writes models/resolution_first.npz and models/resolution.npz.

    python training/places/train_resolution.py --data DIR --cache DIR --output FOLDER [--leave-out lgl]

With --leave-out it prints the left-out corpus's acc@161 on gold spans, and how well the scores are calibrated there.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from corpora import load
from export_trees import export
from local_papers import reports

from dateline.places.evidence import FEATURES, Home, Name, evidence, great_circle, names_of
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.kinds import kind_names

CORPORA = ("lgl", "geovirus", "geocorpora", "local_papers")
ROUNDS = 150
LOCAL_PAPERS = 600
SETTINGS = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.06, "min_data_in_leaf": 30, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": 1,
}  # fmt: skip
# What speaks for a candidate may never speak against it: this is what carries over to other corpora.
RISING = (
    "country_mass", "country_named", "division_named", "division_mass", "division_choices", "beside_parent",
    "beside_same_division", "beside_same_country", "home_country", "home_division", "people", "likeness",
)  # fmt: skip
FALLING = ("nearest", "near_mean", "match")
_NEAR_KM = 161
_SOLD = ("TV", "ME", "CO", "IO")


@dataclass(frozen=True, slots=True)
class Text:
    """One document with gold: each name's GeoNames id (0: not given), latitude and longitude, or None."""

    text: str
    home: Home | None
    names: list[Name]
    which: list[int]
    gold: list[tuple[int, float, float] | None]
    marked: list[dict]


def texts(name: str, data: Path, cache: Path) -> list[Text]:
    known, result = gazetteer(), []
    for text, home, marked in _marked(known, name, data, cache):
        names, which = names_of(known, text, [(t["start"], t["end"]) for t in marked])
        gold: list[tuple[int, float, float] | None] = [None] * len(names)
        for toponym, number in zip(marked, which, strict=True):
            if "lat" in toponym and gold[number] is None:
                gold[number] = (int(toponym.get("geonameid") or 0), float(toponym["lat"]), float(toponym["lon"]))
        result.append(Text(text, home, names, which, gold, marked))
    return result


def _marked(known: Gazetteer, name: str, data: Path, cache: Path) -> list[tuple[str, Home | None, list[dict]]]:
    if name == "local_papers":
        return reports(known, LOCAL_PAPERS)
    rows = [r.gold for r in load(name, data, cache) if r.gold["toponyms"]]
    return [(r["text"], _home(known, r), r["toponyms"]) for r in rows]


def _home(known: Gazetteer, row: dict) -> Home | None:
    """A tweet's stated user location, a page's country domain."""
    for part in reversed([p.strip() for p in (row.get("user_location") or "").split(",")]):
        rows = [c.row for c in known.candidates(part) if c.match <= 1] if part else []
        if rows:
            best = max(rows, key=lambda r: int(known.population[r]))
            own = best if kind_names()[known.kind[best]] == "admin1" else int(known.admin1[best])
            return Home(known.countries[known.country[best]], own)
    domain = (row.get("domain") or "").rpartition(".")[2].upper()
    domain = {"UK": "GB"}.get(domain, domain)
    return Home(domain) if len(domain) == 2 and domain in known.countries and domain not in _SOLD else None


def targets(known: Gazetteer, name: Name, gold: tuple[int, float, float]) -> np.ndarray:
    """1 for the gold entry; where the gazetteer holds no such id, for the nearest candidates within 161 km."""
    same = (known.geonames_id[name.rows] == gold[0]) & (gold[0] > 0)
    if same.any():
        return same.astype(float)
    km = np.nan_to_num(away(known, name.rows, gold[1], gold[2]), nan=2e4)
    return ((km < 161) & (km <= km.min() + 5)).astype(float)


def away(known: Gazetteer, rows: np.ndarray, latitude: float, longitude: float) -> np.ndarray:
    return great_circle(known.latitude[rows], known.longitude[rows], np.array(latitude), np.array(longitude))


def tables(held: list[Text], first: lightgbm.Booster | None = None) -> list[list[np.ndarray]]:
    known, result = gazetteer(), []
    for text in held:
        table = evidence(known, text.text, text.names, home=text.home)
        if first is not None:
            odds = [first.predict(t) if len(t) else np.zeros(0) for t in table]
            mass = [p / max(p.sum(), 1e-9) for p in odds]
            table = evidence(known, text.text, text.names, home=text.home, mass=mass)
        result.append(table)
    return result


def fit(held: list[Text], evidences: list[list[np.ndarray]]) -> lightgbm.Booster:
    known, rows, hits = gazetteer(), [], []
    for text, table in zip(held, evidences, strict=True):
        for name, gold, part in zip(text.names, text.gold, table, strict=True):
            if gold is not None and len(part):
                rows.append(part)
                hits.append(targets(known, name, gold))
    slopes = [1 if f in RISING else -1 if f in FALLING else 0 for f in FEATURES]
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(hits), feature_name=list(FEATURES))
    return lightgbm.train(SETTINGS | {"monotone_constraints": slopes}, data, ROUNDS)


def judged(held: list[Text], evidences: list[list[np.ndarray]], model: lightgbm.Booster) -> np.ndarray:
    """For each gold span with coordinates: the best candidate's probability, and 1 if it lies within 161 km of gold.

    A span without candidates has probability 0 and is wrong.
    """
    known, result = gazetteer(), []
    for text, table in zip(held, evidences, strict=True):
        odds = [model.predict(t) if len(t) else np.zeros(1) for t in table]
        for toponym, number in zip(text.marked, text.which, strict=True):
            if "lat" not in toponym:
                continue
            rows, best = text.names[number].rows, int(odds[number].argmax())
            near = len(rows) and away(known, rows[best], float(toponym["lat"]), float(toponym["lon"])) <= _NEAR_KM
            result.append((float(odds[number][best]), float(near)))
    return np.array(result)


def reliability(seen: np.ndarray) -> tuple[float, list[tuple[float, float, int]]]:
    """The expected calibration error, and for each tenth of the scale its mean score, share right and count."""
    tenth = np.minimum((seen[:, 0] * 10).astype(int), 9)
    parts = [seen[tenth == n] for n in range(10) if (tenth == n).any()]
    rows = [(float(p[:, 0].mean()), float(p[:, 1].mean()), len(p)) for p in parts]
    return sum(n * abs(score - right) for score, right, n in rows) / len(seen), rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--leave-out", choices=CORPORA)
    chosen = parser.parse_args()
    held = [t for n in CORPORA if n != chosen.leave_out for t in texts(n, chosen.data, chosen.cache)]
    first = fit(held, tables(held))
    second = fit(held, tables(held, first))
    export(first, FEATURES, chosen.output / "resolution_first.npz")
    export(second, FEATURES, chosen.output / "resolution.npz")
    if chosen.leave_out:
        left = texts(chosen.leave_out, chosen.data, chosen.cache)
        seen = judged(left, tables(left, first), second)
        error, rows = reliability(seen)
        print(f"{chosen.leave_out} left out: acc@161 {seen[:, 1].mean():.3f}, calibration error {error:.3f}")
        for score, right, count in rows:
            print(f"score {score:.2f}: {right:.2f} right of {count}")


if __name__ == "__main__":
    main()
