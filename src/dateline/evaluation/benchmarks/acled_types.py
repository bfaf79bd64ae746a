"""CASE 2021 task 2: which ACLED sub-event a news snippet reports (Haneczok et al. 2021).

Each snippet is read whole; its answer is the ACLED sub-event that the codebook gives the principal claim. Only
snippets of ACLED's 25 sub-events are scored: the other five labels of the task lie outside ACLED.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.happenings import REAL
from dateline.evaluation.mapping import table
from dateline.evaluation.measures import counts, weighted_f1
from dateline.evaluation.texts import Text, readings
from dateline.schema.claims import Claim, Newness
from dateline.schema.codebook import mappings
from dateline.schema.readings import Reading


def observe(split: Split) -> Iterator[Observation]:
    """One observation a snippet."""
    rows = split.chosen([row for row in split.rows() if not row["unseen"]], "id")
    for row, reading in zip(rows, readings([Text(row["id"], row["text"]) for row in rows]), strict=True):
        yield observation(row, principal(reading))


def principal(reading: Reading) -> str | None:
    """The ACLED sub-event of the claim that weighs most for the snippet; None if no claim has one."""
    coded = [(weight(claim, sub), sub) for claim in reading.claims if (sub := sub_event(claim))]
    return max(coded)[1] if coded else None


def weight(claim: Claim, sub: str) -> float:
    """How likely the claim is what the snippet is about (`mappings/acled_types.yml`)."""
    weights = table("acled_types")
    real = 1.0 if claim.status in REAL else weights["not_real"]
    new = 1.0 if claim.newness is Newness.NEWS else weights["background"]
    early = weights["decay"] ** (claim.trigger.start / weights["per_characters"])
    return float(claim.score * weights["sub_events"].get(sub, 1.0) * real * new * early)


def sub_event(claim: Claim) -> str | None:
    """The claim's ACLED sub-event, given the kinds of its actors and targets."""
    actors = [participant.kind for participant in claim.actors if participant.kind]
    targets = [participant.kind for participant in claim.targets if participant.kind]
    return mappings(claim.type, actors, targets).acled_sub_event


def observation(row: Mapping[str, Any], got: str | None) -> Observation:
    """The counts of one snippet, a class each."""
    gold = str(row["acled_sub_event_type"])
    summed: dict[str, float] = {}
    for name in {gold, got} - {None}:
        summed |= counts(str(name), hit=float(gold == got), got=float(name == got), gold=float(name == gold))
    wrong = ErrorItem(row["id"], row["text"], gold, got or "", f"{gold} read as {got or 'nothing'}")
    return Observation(row["id"], summed, () if got == gold else (wrong,))


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 a class, weighted by its frequency in gold."""
    classes = {key.rsplit(".", 1)[0] for key in totals}
    return {"weighted_f1_25": weighted_f1(totals, sorted(classes))}


BENCHMARK = Benchmark(
    name="acled_types",
    sources=(Source(None, ("acled_types/case2021.jsonl.gz",), default="all"),),
    scores=("weighted_f1_25",),
    observe=observe,
    score=score,
    fast=150,
)
