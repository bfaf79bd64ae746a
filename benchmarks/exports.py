"""Memory and time of every export of a large record: `python benchmarks/exports.py [EVENTS]`.

Each format runs in a process of its own over generated events: two reports, three claims and a denial each, made one
by one. Held is the largest resident size of that process (ru_maxrss), events and interpreter included. The seconds of
the processor, unlike those of the clock, do not hang on what else the machine does; making the events is in both.
"""

import multiprocessing
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from dateline.products.exports import FORMATS, export
from tests.products.recorded import many


def measure(form: str, count: int) -> tuple[float, float, float, float]:
    """Seconds of the clock and of the processor, largest resident MiB, and MiB written, of one export."""
    with TemporaryDirectory() as folder:
        start, used = time.perf_counter(), time.process_time()
        export(many(count), form, Path(folder, "out"), protection=None)
        seconds, processor = time.perf_counter() - start, time.process_time() - used
        written = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, written / 2**20


def main() -> None:
    """Print one row a format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"{count:,} events\n{'format':<12}{'seconds':>9}{'processor':>11}{'MiB held':>10}{'MiB written':>13}")
    spawn = multiprocessing.get_context("spawn")
    for form in sys.argv[2:] or FORMATS:
        with spawn.Pool(1) as pool:
            seconds, processor, held, written = pool.apply(measure, (form, count))
        print(f"{form:<12}{seconds:>9.0f}{processor:>11.0f}{held:>10.0f}{written:>13.0f}", flush=True)


if __name__ == "__main__":
    main()
