"""The one act that a short text is about, without entities or a catalogue: for flashes, headlines and sorting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from dateline.actors import agent_nouns
from dateline.annotations.triggers import act_of_effect, head, is_effect, triggers
from dateline.claims.roles import roles
from dateline.schema.codebook import refine_type
from dateline.schema.documents import Document
from dateline.schema.spans import Trigger


@dataclass(frozen=True, slots=True)
class MainAct:
    """The act a text is about: its refined codebook type and the kinds of its actors and targets, where words tell."""

    type: str
    trigger: Trigger
    actor_kinds: tuple[str, ...]
    target_kinds: tuple[str, ...]


def main_type(document: Document, syntax: Doc) -> str | None:
    """The codebook type of the act that `document` is about; None where it states none."""
    act = main_act(document, syntax)
    return act.type if act else None


def main_act(document: Document, syntax: Doc) -> MainAct | None:
    """The act that `document` is about; None where it states none.

    Types are weighed by how exact they are (`main_act.yml`), triggers by their score and by how early they stand.
    """
    acts = acts_of(triggers(document, syntax, floor=0.0), syntax)
    best = max(acts, key=_weight, default=None)
    return replace(best, type=_beside(best.type, acts, syntax)) if best else None


def acts_of(stated: Sequence[Trigger], syntax: Doc) -> list[MainAct]:
    """Each trigger that is an act of its own, with its type refined by the words of its actors and targets."""
    found = []
    for trigger in stated:
        if not is_effect(trigger):
            effects = [t for t in stated if is_effect(t) and act_of_effect(t, stated, syntax) == trigger]
            found.append(_act([trigger, *effects], syntax))
    return found


def _act(same: Sequence[Trigger], syntax: Doc) -> MainAct:
    parts = [roles(head(trigger, syntax), trigger.type) for trigger in same]
    actors = _kinds(token for part in parts for token in part.actors)
    targets = _kinds(token for part in parts for token in part.targets)
    weapons = [token.text for part in parts for token in part.instruments]
    return MainAct(refine_type(same[0].type, actors, targets, weapons), same[0], actors, targets)


def _beside(type_id: str, acts: Sequence[MainAct], syntax: Doc) -> str:
    """What an act of this type is, given the other acts and words of the text."""
    types = {act.type for act in acts}
    words = {token.lower_ for token in syntax}
    for rule in _weights()["beside"]:
        met = types & set(rule.get("beside", ())) or words & set(rule.get("words", ()))
        if type_id in rule["of"] and met and not words & set(rule.get("unless", ())):
            return str(rule["to"])
    return type_id


def _kinds(tokens: Iterable[Token]) -> tuple[str, ...]:
    kinds = (agent_nouns().kind_of(_phrase(token)) for token in tokens)
    return tuple(str(kind) for kind in kinds if kind)


def _phrase(noun: Token) -> str:
    """The noun's lemma after the modifiers that stand right before it: "security force"."""
    before = [child.lower_ for child in noun.lefts if child.dep_ in ("compound", "amod")]
    return " ".join([*before, noun.lemma_.lower()])


def _weight(act: MainAct) -> float:
    weights = _weights()
    early = weights["decay"] ** (act.trigger.span.start / weights["per_characters"])
    return float(act.trigger.score * weights["types"].get(act.type, 1.0) * early)


@cache
def _weights() -> dict[str, Any]:
    source = files("dateline.claims") / "main_act.yml"
    held: dict[str, Any] = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    return held
