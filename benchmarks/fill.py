"""Fill a record from readings that were pickled: `python benchmarks/fill.py READINGS.pkl… --record RECORD`.

Each file holds a pickled list of `Reading`s of one document. What the record holds already is left as it is; at the end
all claims of the files are linked, as one ingestion would link them.
"""

import argparse
import pickle
import time
from collections import Counter
from pathlib import Path

from dateline.events.blocking import block_keys
from dateline.events.link import link
from dateline.record import Record, open_record
from dateline.schema.readings import Reading


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--record", required=True)
    options = parser.parse_args()
    with open_record(options.record, create=True) as record:
        began = time.perf_counter()
        outcomes, keys = Counter[str](), set[str]()
        for path in sorted(options.files):
            for reading in pickle.loads(path.read_bytes()):
                keys |= add(record, reading, outcomes)
        added = time.perf_counter()
        claims = record.claims_with_keys(keys)
        documents = {held.id: held for held in record.documents({claim.document for claim in claims})}
        written = record.write_events(link(claims, documents, constraints=record.constraints()))
        print(f"{dict(outcomes)} in {added - began:.0f} s; {written} in {time.perf_counter() - added:.0f} s")


def add(record: Record, reading: Reading, outcomes: Counter[str]) -> frozenset[str]:
    """The keys to link by: those of the reading's claims, where its document is new."""
    if len(reading.documents) != 1:
        outcomes["skipped"] += 1
        return frozenset()
    keys = {claim.id: block_keys(claim, reading.documents[0]) for claim in reading.claims}
    added = record.add(reading, block_keys=keys)
    outcomes[added.state.value] += 1
    return added.keys


if __name__ == "__main__":
    main()
