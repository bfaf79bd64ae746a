"""MUC-4: terrorist incidents in upper-case agency reports of 1988–90 (Sundheim 1992).

Each report is read once, whole and in upper case as published; its three scores are those of `evaluation.muc`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.measures import f1_of, f_measure, ratio
from dateline.evaluation.muc.keys import Template, templates
from dateline.evaluation.muc.responses import Response, responses
from dateline.evaluation.muc.roles import ROLES, incident, merged, role_counts, template_counts
from dateline.evaluation.muc.slots import CONFIDENCE, NUMBERS, slot_counts
from dateline.evaluation.texts import Text, readings


def observe(split: Split) -> Iterator[Observation]:
    """One observation a report."""
    rows = split.chosen(split.rows(0), "docid")
    keys: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in split.rows(1):
        keys[row["docid"]].append(row)
    for row, reading in zip(rows, readings([Text(row["docid"], row["raw"]) for row in rows]), strict=True):
        yield observation(row["docid"], row["raw"], templates(keys[row["docid"]]), responses(reading))


def observation(document: str, text: str, key: Sequence[Template], ours: Sequence[Response]) -> Observation:
    """The counts of one report."""
    gold, got = [incident(template) for template in key], [response.incident for response in ours]
    summed = {
        **role_counts(merged(gold), merged(got), prefix="roles"),
        **template_counts(gold, got, prefix="templates"),
        **slot_counts(key, [response.slots for response in ours], prefix="slots"),
        "empty": float(not key),
        "alarms": float(not key and bool(ours)),
    }
    return Observation(document, summed, tuple(_errors(document, text, key, ours)))


def _errors(document: str, text: str, key: Sequence[Template], ours: Sequence[Response]) -> Iterator[ErrorItem]:
    expected = [" / ".join(template.types) for template in key if not template.optional]
    answered = [response.incident.types[0].upper() for response in ours]
    if not key and ours:
        yield ErrorItem(document, text[:900], "", ", ".join(answered), "false alarm on a report without incidents")
    elif len(expected) > len(answered):
        yield ErrorItem(document, text[:900], ", ".join(expected), ", ".join(answered), "incidents missed")
    elif len(key) < len(answered):
        yield ErrorItem(document, text[:900], ", ".join(expected), ", ".join(answered), "incidents split or false")
    gold, got = merged(map(incident, key)), merged(response.incident for response in ours)
    for role in ROLES:
        missed = [g for g in gold[role] if not any(o <= g for o in got[role])]
        false = [o for o in got[role] if not any(o <= g for g in gold[role])]
        if missed or false:
            shown = ["; ".join(" / ".join(sorted(filler)) for filler in fillers) for fillers in (missed, false)]
            yield ErrorItem(document, text[:300], shown[0], shown[1], f"role {role}")


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """The contract's five, then the parts of the slot score, and F1 a role.

    `incident_date` is the share of matched templates with a date in the key that we date right, `numbers` the F1 of
    the four number slots over all templates.
    """
    recall = ratio(totals["slots.credit"], totals["slots.possible"])
    precision = ratio(totals["slots.credit"], totals["slots.actual"])
    sure = [ratio(totals.get(f"slots.{CONFIDENCE}.credit", 0), totals.get(f"slots.{CONFIDENCE}.{whole}", 0))
            for whole in ("actual", "possible")]  # fmt: skip
    return {
        "role_fillers": f1_of(totals, "roles"),
        "templates": f_measure(
            ratio(totals["templates.ph"], totals["templates.pn"]), ratio(totals["templates.rh"], totals["templates.rn"])
        ),
        "all_slots": f_measure(precision, recall),
        "confidence": f_measure(*sure),
        "false_alarm_docs": ratio(totals["alarms"], totals["empty"]),
        "all_slots_precision": precision,
        "all_slots_recall": recall,
        "incident_date": ratio(totals.get("slots.right_dates", 0), totals.get("slots.dated", 0)),
        "numbers": _f1_of_slots(totals, NUMBERS),
        **{f"role_{role}": f1_of(totals, f"roles.{role}") for role in ROLES},
    }


def _f1_of_slots(totals: Mapping[str, float], slots: Iterable[str]) -> float:
    """F1 of several slots together, over all templates."""
    credit, possible, actual = (
        sum(totals.get(f"slots.{slot}.{whole}", 0) for slot in slots) for whole in ("credit", "possible", "actual")
    )
    return f_measure(ratio(credit, actual), ratio(credit, possible))


BENCHMARK = Benchmark(
    name="muc4",
    sources=tuple(
        Source(name, (f"muc4/docs.{name}.jsonl.gz", f"muc4/templates.{name}.jsonl.gz"))
        for name in ("dev", "train", "test")
    ),
    scores=("role_fillers", "templates", "all_slots", "confidence", "false_alarm_docs"),
    observe=observe,
    score=score,
    falling=("false_alarm_docs",),
    fast=30,
)
