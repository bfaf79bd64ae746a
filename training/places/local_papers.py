"""Invented local reports: names drawn from one division of the gazetteer, with the outlet's home.

No corpus that may be used has enough local papers, whose Paris is in Texas. These texts hold nothing but
names in a fixed frame; what they teach is that a home and a shared division outweigh fame.
"""

import numpy as np

from dateline.places.evidence import Home
from dateline.places.gazetteer import Gazetteer
from dateline.places.kinds import kind_names

_COUNTRIES = {
    "US": 14, "GB": 4, "CA": 2, "AU": 2, "IE": 1, "IN": 2, "NG": 2, "ZA": 1, "PH": 1, "PK": 1, "LY": 1, "SY": 1,
    "IQ": 1, "YE": 1,
    "UA": 1, "AF": 1, "SD": 1, "ML": 1, "CO": 1, "MX": 1,
}  # fmt: skip


def reports(known: Gazetteer, number: int) -> list[tuple[str, Home | None, list[dict]]]:
    """`number` triples of text, home and toponyms, always the same ones."""
    random = np.random.default_rng(7)
    kinds = np.asarray(known.kind)
    town = np.flatnonzero(np.isin(kinds, [kind_names().index("town")]) & (np.asarray(known.admin1) >= 0))
    nations = np.flatnonzero(kinds == kind_names().index("country"))
    found: list[tuple[str, Home | None, list[dict]]] = []
    countries, weights = list(_COUNTRIES), np.array(list(_COUNTRIES.values()), float)
    while len(found) < number:
        iso = str(random.choice(countries, p=weights / weights.sum()))
        inside = town[np.asarray(known.country[town]) == known.countries.index(iso)]
        division = int(known.admin1[random.choice(inside)])
        local = inside[np.asarray(known.admin1[inside]) == division]
        odds = (np.asarray(known.population[local], float) + 200) ** 0.4
        picked = random.choice(
            local, size=min(len(local), int(random.integers(1, 6))), replace=False, p=odds / odds.sum()
        )
        draw = random.random()
        home = Home(iso, division) if draw < 0.6 else None
        rows = [int(r) for r in picked]
        if home is None or random.random() < 0.3:
            rows.append(division)
        if random.random() < 0.2:
            rows.append(int(random.choice(nations)))
        random.shuffle(rows)
        found.append((*_text(known, rows, random), home))
    return [(text, home, marked) for text, marked, home in found]


def _text(known: Gazetteer, rows: list[int], random: np.random.Generator) -> tuple[str, list[dict]]:
    text, marked = "", []
    for row in rows:
        for _ in range(int(random.integers(1, 3))):
            text += "They met in "
            name = known.name(row)
            marked.append({
                "start": len(text), "end": len(text) + len(name), "phrase": name,
                "geonameid": int(known.geonames_id[row]),
                "lat": float(known.latitude[row]), "lon": float(known.longitude[row]),
            })  # fmt: skip
            text += f"{name} and talked for two hours about the roads, the schools and the water. "
    return text, marked
