"""SATP: source, target, place, date and GTD action type of South Asian terrorism reports (ConfliBERT's set).

Only reports that the annotators found relevant are scored. Strings match where, lower-cased and without articles,
one is contained in the other word by word; each side's strings are taken once a report.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.happenings import happened
from dateline.evaluation.mapping import starts_with, table
from dateline.evaluation.measures import counts, f_measure, macro_f1, ratio
from dateline.evaluation.texts import Text, readings
from dateline.schema.codebook import act_type
from dateline.schema.readings import Reading

FIELDS = ("source", "target", "place", "date")
_ARTICLES = frozenset({"the", "a", "an"})


def observe(split: Split) -> Iterator[Observation]:
    """One observation a relevant report."""
    rows = split.chosen([row for row in split.rows() if row["is_relevant"].lower() == "true"], "id")
    texts = [Text(row["id"], row["news"], published=None) for row in rows]
    for row, reading in zip(rows, readings(texts), strict=True):
        yield observation(row, answer(reading))


def answer(reading: Reading) -> dict[str, set[str]]:
    """The strings and action types of the violent acts that the reading says happened.

    An act told only in general words ("the attack", "three died") has a type of its own where no act of the report has.
    """
    text = reading.documents[0].text if reading.documents else ""
    found: dict[str, set[str]] = {name: set() for name in (*FIELDS, "action_type")}
    told, general = table("satp"), set[str]()
    for claim in happened(reading.claims):
        kind = told["action_types"].get(act_type(claim.type).gtd)
        if kind is None:
            continue
        if kind == told["catch_all"] and starts_with(claim.trigger.of(text), told["general"]):
            general.add(kind)
        else:
            found["action_type"].add(kind)
        found["source"].update(plain(actor.span.of(text)) for actor in claim.actors)
        found["target"].update(plain(target.span.of(text)) for target in claim.targets)
        if claim.place:
            found["place"].add(plain(claim.place.span.of(text)))
        if claim.when and claim.when.span:
            found["date"].add(plain(claim.when.span.of(text)))
    found["action_type"] = found["action_type"] or general
    return found


def plain(words: str) -> str:
    """Lower case, no articles, single blanks."""
    return " ".join(word for word in words.lower().replace(",", " ").split() if word not in _ARTICLES)


def matches(left: str, right: str) -> bool:
    """True if the words of one stand in a row in the other."""
    return bool(left and right) and (f" {left} " in f" {right} " or f" {right} " in f" {left} ")


def matched(gold: Iterable[str], got: Iterable[str]) -> tuple[int, int]:
    """How many gold strings some answer matches, and how many answers some gold string matches."""
    gold, got = list(gold), list(got)
    found = sum(any(matches(expected, answered) for answered in got) for expected in gold)
    right = sum(any(matches(expected, answered) for expected in gold) for answered in got)
    return found, right


def observation(row: Mapping[str, Any], got: Mapping[str, set[str]]) -> Observation:
    """The counts of one report."""
    gold = {
        "source": {plain(name) for name in row["source"]},
        "target": {plain(name) for name in row["target"]},
        "place": {plain(name) for name in row["location"]},
        "date": {plain(name) for name in row["date"]},
    }
    summed: dict[str, float] = {}
    for name in FIELDS:
        found, right = matched(gold[name], got[name])
        summed |= {f"{name}.found": found, f"{name}.right": right}
        summed |= {f"{name}.gold": len(gold[name]), f"{name}.got": len(got[name])}
    kinds = set(table("satp")["action_types"].values())
    expected = kinds & set(row["action_type"])
    for kind in kinds:
        hit, here, there = kind in expected & got["action_type"], kind in got["action_type"], kind in expected
        summed |= counts(f"type.{kind}", hit=hit, got=here, gold=there)
    pairs = [(name, gold[name], got[name]) for name in FIELDS] + [("action_type", expected, got["action_type"])]
    return Observation(row["id"], summed, tuple(_errors(row, pairs)))


def _errors(row: Mapping[str, Any], pairs: Iterable[tuple[str, set[str], set[str]]]) -> Iterator[ErrorItem]:
    for name, expected, answered in pairs:
        found, right = matched(expected, answered)
        if found < len(expected) or right < len(answered):
            cause = f"{name} missed" if found < len(expected) else f"{name} false"
            shown = (", ".join(sorted(expected)), ", ".join(sorted(answered)))
            yield ErrorItem(row["id"], row["news"][:600], *shown, cause)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F1 of the strings a field, and macro F1 over the action types."""
    kinds = sorted(set(table("satp")["action_types"].values()))
    return {
        **{name: string_f1(totals, name) for name in FIELDS},
        "action_type": macro_f1(totals, [f"type.{kind}" for kind in kinds]),
    }


def string_f1(totals: Mapping[str, float], name: str) -> float:
    """F1 of recall over gold strings and precision over answers."""
    recall = ratio(totals[f"{name}.found"], totals[f"{name}.gold"])
    precision = ratio(totals[f"{name}.right"], totals[f"{name}.got"])
    return f_measure(precision, recall)


BENCHMARK = Benchmark(
    name="satp",
    sources=(Source(None, ("satp/reports.jsonl.gz",), default="all"),),
    scores=(*FIELDS, "action_type"),
    observe=observe,
    score=score,
    fast=60,
)
