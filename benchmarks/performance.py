"""Time the reader: start-up, a cold reading, and throughput over the example reports.

usage: python benchmarks/performance.py [REPEATS]

Prints minimum and median of each figure; compare figures of one run only, since machines differ.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/*.txt"))


def timed(work: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each run of `work`."""
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def command(*words: str) -> Callable[[], object]:
    line = [str(Path(sys.executable).with_name("dateline")), *words]
    return lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stages(text: str, repeats: int) -> dict[str, list[float]]:
    """Seconds of the parse, of the layers over it, and of the claims, on one report."""
    from dateline.annotations.syntax import parse
    from dateline.claims.assemble import claims
    from dateline.documents import document_from_text
    from dateline.run.pipeline import annotate

    document = document_from_text(text)
    syntax, layers = annotate(document)
    return {
        "parse": timed(lambda: parse(document.text), repeats),
        "parse and all layers": timed(lambda: annotate(document), repeats),
        "claims from layers": timed(lambda: claims(document, syntax, layers), repeats),
    }


def main(repeats: int) -> None:
    import dateline

    texts = [path.read_text("utf-8") for path in EXAMPLES]
    words = sum(len(text.split()) for text in texts)
    figures = {
        "dateline --help (new process)": timed(command("--help"), repeats),
        "dateline read, one report (new process)": timed(command("read", str(EXAMPLES[-1]), "-q"), repeats),
        **stages(texts[-1], repeats),
        f"read {len(texts)} reports, {words} words": timed(lambda: [dateline.read(t) for t in texts], repeats),
    }
    for name, seconds in figures.items():
        print(f"{name:44} min {min(seconds):7.3f} s   median {median(seconds):7.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
