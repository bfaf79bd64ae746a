"""Monthly events of a country in a record, beside UCDP GED's: `python benchmarks/stream.py RECORD IQ --ged GED.csv.gz`.

A record's events count where they are violence told as having happened, in the month they began, if they are dated
that closely; GED's in the month of their date (columns `year`, `month`, `country`). Prints Markdown: a row a year,
twelve months, and the correlation of the two series of months.
"""

import argparse
import csv
import gzip
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from dateline.record import Query, open_record
from dateline.schema.claims import Status
from dateline.schema.codebook import act_type

Month = tuple[int, int]
_NAMES = {"IQ": "Iraq", "LY": "Libya", "SY": "Syria"}
_MONTH_DAYS = 31  # what is dated no closer than a month is in no month
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})


def recorded(path: str, country: str, actor: str | None) -> Counter[Month]:
    """Events of violence a month."""
    found: Counter[Month] = Counter()
    with open_record(path, read_only=True) as record:
        for each in record.events(Query(country=country, actor=actor, candidates=True)):
            when = each.event.when
            real = any(claim.status in _REAL for claim in each.claims)
            if not real or act_type(each.event.type).family != "violence" or when is None:
                continue
            if when.start is not None and when.end is not None and (when.end - when.start).days <= _MONTH_DAYS:
                found[when.start.year, when.start.month] += 1
    return found


def coded(path: Path, country: str) -> Counter[Month]:
    """GED's events a month."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        held = (row for row in csv.DictReader(file) if row["country"] == _NAMES[country])
        return Counter((int(row["year"]), int(row["month"])) for row in held)


def table(ours: Counter[Month], theirs: Counter[Month] | None, years: Iterable[int]) -> str:
    """One row a year; "ours / theirs" a month."""
    lines = ["| | " + " | ".join("JFMAMJJASOND") + " | year |", "|---" * 14 + "|"]
    for year in years:
        cells = [
            f"{ours[year, month]}" + (f" / {theirs[year, month]}" if theirs is not None else "")
            for month in range(1, 13)
        ]
        total = str(sum(ours[year, m] for m in range(1, 13)))
        if theirs is not None:
            total += f" / {sum(theirs[year, m] for m in range(1, 13))}"
        lines.append(f"| {year} | " + " | ".join(cells) + f" | {total} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record")
    parser.add_argument("country", choices=sorted(_NAMES))
    parser.add_argument("--actor")
    parser.add_argument("--ged", type=Path)
    parser.add_argument("--years", default="2005-2012")
    given = parser.parse_args()
    first, _, last = given.years.partition("-")
    years = range(int(first), int(last) + 1)
    ours = recorded(given.record, given.country, given.actor)
    theirs = coded(given.ged, given.country) if given.ged else None
    print(table(ours, theirs, years))
    if theirs is not None:
        months = [(year, month) for year in years for month in range(1, 13)]
        pair = np.array([[ours[m] for m in months], [theirs[m] for m in months]])
        print(f"\nCorrelation of the {len(months)} months: {np.corrcoef(pair)[0, 1]:.2f}.")


if __name__ == "__main__":
    main()
