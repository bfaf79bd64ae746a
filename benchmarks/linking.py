"""Times the linking of recorded readings at growing sizes.

    python -m benchmarks.linking FILE.pkl… [--sizes 5000 10000 20000 40000]

Each file holds a pickled list of `Reading`, of one document each. Of each size, equal shares come from each source (the
name before the first dot or hyphen) while it lasts, in the order of the files, which is that of time: more reports span
more time, as a stream does. `--crowded` draws them at random from the whole instead: more reports fall into the same
days. Times are of the processor, on one core; memory is the peak of the process, readings included. `growth` is the
factor from the size before beside that of n log n.
"""

import argparse
import pickle
import random
import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

from dateline.events.link import link
from dateline.schema.claims import Claim
from dateline.schema.documents import Document

Held = tuple[Document, tuple[Claim, ...]]


def readings(files: list[Path]) -> dict[str, list[Held]]:
    """Source -> its reports with their claims, each text once."""
    found: dict[str, dict[str, Held]] = defaultdict(dict)
    for path in sorted(files):
        source = re.split(r"[.-]", path.name)[0]
        for reading in pickle.loads(path.read_bytes()):
            for document in reading.documents:
                found[source].setdefault(document.id, (document, reading.claims))
    return {source: list(reports.values()) for source, reports in found.items()}


def chosen(held: dict[str, list[Held]], size: int, *, crowded: bool) -> Iterator[Held]:
    """`size` reports, in equal shares of the sources while they last."""
    orders = [random.Random(0).sample(reports, len(reports)) if crowded else reports for reports in held.values()]
    left = size
    for n, reports in enumerate(sorted(orders, key=len)):
        share = min(len(reports), left // (len(orders) - n))
        left -= share
        yield from reports[:share]


def growth(before: tuple[int, float] | None, size: int, seconds: float) -> str:
    if before is None:
        return ""
    smaller, faster = before
    return f"growth {seconds / faster:.2f} (n log n {size * log(size) / (smaller * log(smaller)):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5000, 10000, 20000, 40000])
    parser.add_argument("--crowded", action="store_true")
    options = parser.parse_args()
    held = readings(options.files)
    print("sources:", ", ".join(f"{name} {len(reports)}" for name, reports in held.items()))
    before: tuple[int, float] | None = None
    for size in options.sizes:
        reports = list(chosen(held, size, crowded=options.crowded))
        documents = {document.id: document for document, _ in reports}
        claims = {claim.id: claim for _, told in reports for claim in told}
        begun = time.process_time()
        events = link(claims.values(), documents)
        seconds = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(reports):6} reports {len(claims):7} claims {len(events):7} events {seconds:7.1f} s of one core "
            f"{1000 * seconds / max(1, len(reports)):6.2f} ms a report {peak:6.0f} MiB {growth(before, size, seconds)}",
            flush=True,
        )
        before = size, seconds


if __name__ == "__main__":
    main()
