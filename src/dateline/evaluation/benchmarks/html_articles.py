"""Article pages: the text read from a real page against its true body, in tokens and in shingles of four.

The protocol of the article extraction benchmark that the pages come from: tokens are runs of letters and digits;
true and false positives and false negatives are multiset counts, normalised a page so that long ones weigh no more;
precision and recall are those of the sums. The headline, which the reader sets above the body, is left out.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from dateline.documents import document
from dateline.errors import DatelineError
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import f_measure, ratio
from dateline.schema.documents import Draft
from dateline.sources.formats import items
from dateline.sources.held import Held, Options

SIZES = {"token": 1, "shingle": 4}
POOR = 0.9  # token F1 below which a page is shown among the errors
_TOKEN = re.compile(r"\w+")
_FOLDER = "html_articles"


def observe(split: Split) -> Iterator[Observation]:
    """One observation a page: the shares of each count."""
    truth = json.loads((split.folder / split.files[0]).read_text(encoding="utf-8"))
    rows = [{"id": id_, **page} for id_, page in truth.items()]
    for row in split.chosen(rows, "id"):
        content = gzip.decompress((split.folder / _FOLDER / f"{row['id']}.html.gz").read_bytes())
        yield observation(row["url"], row["articleBody"], body(content, row["url"]))


def body(content: bytes, url: str) -> str:
    """The text read from the page, without its headline; empty where it cannot be read."""
    try:
        (found,) = items(Held(url, "text/html", None, content), Options())
        text = document(found).text if isinstance(found, Draft) else ""
    except DatelineError:
        return ""
    return text.removeprefix(found.title or "").lstrip() if isinstance(found, Draft) else text


def observation(url: str, true: str, read: str) -> Observation:
    """The counts of one page, and the page itself where it was read poorly."""
    counts: dict[str, float] = {}
    for name, size in SIZES.items():
        wanted, got = shingles(true, size), shingles(read, size)
        parts = {"tp": (wanted & got).total(), "fp": (got - wanted).total(), "fn": (wanted - got).total()}
        counts |= {f"{name}.{key}": ratio(part, sum(parts.values())) for key, part in parts.items()}
    if f1(counts, "token") >= POOR:
        return Observation(url, counts)
    cause = "too little was read" if counts["token.fn"] > counts["token.fp"] else "too much was read"
    return Observation(url, counts, (ErrorItem(url, "", true[:300], read[:300], cause),))


def shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """How often each run of `size` tokens stands in the text; a shorter text is one run."""
    tokens = _TOKEN.findall(text)
    starts = range(max(1, len(tokens) - size + 1)) if tokens else ()
    return Counter(tuple(tokens[start : start + size]) for start in starts)


def f1(totals: Mapping[str, float], name: str) -> float:
    tp = totals[f"{name}.tp"]
    return f_measure(ratio(tp, tp + totals[f"{name}.fp"]), ratio(tp, tp + totals[f"{name}.fn"]))


def score(totals: Mapping[str, float]) -> dict[str, float]:
    return {f"{name}_f1": f1(totals, name) for name in SIZES}


BENCHMARK = Benchmark(
    name="html_articles",
    sources=(Source(None, (f"{_FOLDER}/ground_truth.json",), default="all"),),
    scores=("token_f1", "shingle_f1"),
    observe=observe,
    score=score,
    fast=30,
)
