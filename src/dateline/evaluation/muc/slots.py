"""All slots, as MUC-4 scored them: correct 1, partial ½, over possible (recall) and actual (precision) fills.

The official scorer asked its user about strings that differ; here every judgement is mechanical, and where the
guidelines (version 7) leave a choice, the stricter one is taken. Rows are "ALL TEMPLATES": a missed template's fills
are missing, a spurious one's spurious; optional templates and fills cost nothing where they are left out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluation.assignment import best_pairs
from dateline.evaluation.mapping import table
from dateline.evaluation.muc.keys import DATE, LOCATION, TYPE, Fill, Template
from dateline.evaluation.muc.roles import plain

CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
STRINGS = frozenset({"INCIDENT: INSTRUMENT ID", "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PHYS TGT: ID",
                     "HUM TGT: NAME", "HUM TGT: DESCRIPTION"})  # fmt: skip
NUMBERS = frozenset({"PHYS TGT: NUMBER", "PHYS TGT: TOTAL NUMBER", "HUM TGT: NUMBER", "HUM TGT: TOTAL NUMBER"})
# One of these must match, at least in part, beside the type, before two templates are compared.
CONTENT = ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PHYS TGT: ID", "PHYS TGT: TYPE", "HUM TGT: NAME",
           "HUM TGT: DESCRIPTION", "HUM TGT: TYPE")  # fmt: skip
_DETERMINERS = frozenset(
    {"this", "that", "these", "those", "some", "several", "other", "another", "his", "their", "its"}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One fill of ours; `reference` is the filler that a cross-referenced slot speaks of."""

    value: str
    reference: str | None = None


Answers = Mapping[str, Sequence[Answer]]


def slot_counts(key: Sequence[Template], answers: Sequence[Answers], *, prefix: str) -> dict[str, float]:
    """Credit, possible and actual fills of one document, in all and for each slot.

    `dated` counts the matched templates whose key states a date, `right_dates` those of them that we date right.
    """
    matrix = [[_worth(template, ours) for ours in answers] for template in key]
    pairs = [(i, j) for i, j in best_pairs(matrix) if matrix[i][j] > 0]
    compared = [_compared(key[i], answers[j], prefix) for i, j in pairs]
    unmatched = set(range(len(key))) - {i for i, _ in pairs}
    compared += [_compared(key[i], {}, prefix) for i in unmatched if not key[i].optional]
    spurious = set(range(len(answers))) - {j for _, j in pairs}
    compared += [_compared(Template({}), answers[j], prefix) for j in spurious]
    summed: dict[str, float] = defaultdict(float)
    for counted in compared:
        for name, value in counted.items():
            summed[name] += value
    for i, j in pairs:
        if _states_a_date(key[i]):
            summed[f"{prefix}.dated"] += 1
            summed[f"{prefix}.right_dates"] += _credit(DATE, key[i], answers[j]) == 1
    return summed


def _states_a_date(template: Template) -> bool:
    """False where the key only has the task's default, "no later than the report"."""
    fills = template.slots.get(DATE, ())
    return bool(fills) and not any(_ends(value)[0] is None for fill in fills for value in fill.values)


def _worth(template: Template, answers: Answers) -> float:
    """The credit of comparing two templates; 0 where the conditions for mapping them are not met."""
    if not _credit(TYPE, template, answers) or not any(_credit(slot, template, answers) for slot in CONTENT):
        return 0.0
    return sum(_credit(slot, template, answers) for slot in template.slots)


def _credit(slot: str, template: Template, answers: Answers) -> float:
    return _slot(slot, template.slots.get(slot, ()), answers.get(slot, ()))[0]


def _compared(template: Template, answers: Answers, prefix: str) -> dict[str, float]:
    summed: dict[str, float] = defaultdict(float)
    for slot in {*template.slots, *answers} - template.starred:
        counted = _slot(slot, template.slots.get(slot, ()), answers.get(slot, ()))
        for name, value in zip(("credit", "possible", "actual"), counted, strict=True):
            summed[f"{prefix}.{name}"] += value
            summed[f"{prefix}.{slot}.{name}"] += value
    return summed


def _slot(slot: str, fills: Sequence[Fill], answers: Sequence[Answer]) -> tuple[float, int, int]:
    """Credit, possible and actual of one slot: fills and answers paired for the most credit.

    An optional fill that no answer earns credit for is not possible.
    """
    matrix = [[similarity(slot, fill, answer) for answer in answers] for fill in fills]
    credit = {i: matrix[i][j] for i, j in best_pairs(matrix)}
    possible = sum(not fill.optional or credit.get(i, 0) > 0 for i, fill in enumerate(fills))
    return sum(credit.values()), possible, len(answers)


def similarity(slot: str, fill: Fill, answer: Answer) -> float:
    """1 for a right fill, ½ for a partly right one, 0 else, by the guidelines of the slot."""
    best = max((_value(slot, value, answer.value) for value in fill.values), default=0.0)
    if best and fill.references and slot != "HUM TGT: NAME":
        right = answer.reference is not None and any(_string(ref, answer.reference) for ref in fill.references)
        return best if right else min(best, 0.5)
    return best


def _value(slot: str, key: str, ours: str) -> float:
    if slot in STRINGS:
        return _string(key, ours)
    if slot in NUMBERS:
        return _number(key, ours)
    if slot == LOCATION:
        return _location(key, ours)
    if slot == DATE:
        return _date(key, ours)
    if key == ours:
        return 1.0
    return 0.5 if ours in table("muc4")["partial"].get(slot, {}).get(key, ()) else 0.0


def _string(key: str, ours: str) -> float:
    """1 for the same words without determiners and numbers, ½ for the same head or a part of the name."""
    left, right = essential(key), essential(ours)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    return 0.5 if left[-1] == right[-1] or set(left) <= set(right) or set(right) <= set(left) else 0.0


def essential(words: str) -> list[str]:
    """The words without articles, determiners and numbers."""
    return [word for word in plain(words).split() if word not in _DETERMINERS and not word.isdigit()]


def _number(key: str, ours: str) -> float:
    """1 for the same, ½ where the key's range or estimate has our number as an anchor."""
    if key.replace(" ", "") == ours:
        return 1.0
    return 0.5 if ours in re.findall(r"\d+", key) else 0.0


def _location(key: str, ours: str) -> float:
    """1 for the country and the key's most exact place, ½ for one of the two; a place between two is ½."""
    (country, *places), (our_country, *our_places) = _levels(key), _levels(ours)
    if country != our_country:
        return 0.5 if places and our_places and places[-1] == our_places[-1] else 0.0
    if not places:
        return 0.5 if our_places else 1.0
    return 1.0 if our_places and places[-1] == our_places[-1] else 0.5


def _levels(location: str) -> list[str]:
    """Country, then ever smaller places, without their kinds."""
    return [re.sub(r"\s*\(.*?\)", "", part).strip() for part in location.split(":")]


def _date(key: str, ours: str) -> float:
    """1 for the same, ½ for a day in or at the end of the key's range, or a default with the key's upper end."""
    left, right = _ends(key), _ends(ours)
    if left == right:
        return 1.0
    if not left[1] or not right[1]:
        return 0.0
    if right[0] is None:  # ours is a default: "- 26 AUG 89"
        return 0.5 if left[1] == right[1] else 0.0
    return 0.5 if right[0] == right[1] and left[0] != left[1] and right[1] in left else 0.0


def _ends(words: str) -> tuple[str | None, str | None]:
    """The first and last day of a date or range as written; the first is None in a default (“- 26 AUG 89”)."""
    parts = [" ".join(part.split()) for part in words.replace("?", "").split("-")]
    if len(parts) == 1:
        return parts[0], parts[0]
    return parts[0] or None, parts[1] or None
