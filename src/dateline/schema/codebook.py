"""The codebook: every kind of act, what it means, and the codes it maps to.

One YAML file a family in `codebook/`, the actor groups and shared rules in `mappings.yml`, and what a broad type
becomes once actors, targets and weapon are known in `refinements.yml`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.errors import DataError

FAMILIES = ("violence", "control", "organisation", "movement", "resources", "statements", "unrest")


@dataclass(frozen=True, slots=True)
class Mappings:
    """The codes of other codebooks for one claim; None where theirs has no such kind of act.

    `ucdp` is the type of violence: 1 state-based, 2 non-state, 3 one-sided. `gtd` is an attack type.
    """

    plover_event: str | None
    plover_mode: str | None
    acled_event: str | None
    acled_sub_event: str | None
    ucdp: int | None
    gtd: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One conditional code: `value` holds where the actors and targets are of the groups named."""

    actor: str | None
    target: str | None
    value: str | int | None


@dataclass(frozen=True, slots=True)
class ActType:
    """One kind of act. `actor` and `target` say in words who plays these parts.

    `movement` is true where an origin and a destination apply; `statement` where the act is words alone,
    so that it counts as no happening on the ground.
    """

    id: str
    family: str
    name: str
    definition: str
    actor: str
    target: str
    example: str
    counter_example: str
    movement: bool
    statement: bool
    plover: tuple[Case, ...]
    acled: tuple[Case, ...]
    ucdp: tuple[Case, ...]
    gtd: str | None


@dataclass(frozen=True, slots=True)
class Refinement:
    """`to` replaces any of `types` where every condition given holds."""

    types: frozenset[str]
    to: str
    actor: str | None
    target: str | None
    not_target: str | None
    weapon: str | None


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of one file of the codebook folder."""
    source = files("dateline.schema") / "codebook" / name
    return yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)


@cache
def groups() -> dict[str, frozenset[str]]:
    """Group name -> the actor kinds in it."""
    return {name: frozenset(kinds) for name, kinds in read_yaml("mappings.yml")["groups"].items()}


@cache
def codebook() -> dict[str, ActType]:
    """Type id -> its entry, in codebook order; DataError where an entry is incomplete."""
    rules = read_yaml("mappings.yml")["rules"]
    types: dict[str, ActType] = {}
    for family in FAMILIES:
        for type_id, entry in read_yaml(f"{family}.yml")["types"].items():
            try:
                types[type_id] = _act_type(type_id, family, entry, rules)
            except KeyError as missing:
                raise DataError(f"codebook type {type_id} in {family}.yml lacks {missing}; add it") from missing
    return types


def act_type(type_id: str) -> ActType:
    """The entry of `type_id`; DataError where the codebook has no such type."""
    try:
        return codebook()[type_id]
    except KeyError:
        raise DataError(f"the codebook has no type {type_id!r}; see docs/codebook.md for those it has") from None


def mappings(type_id: str, actor_kinds: Iterable[str] = (), target_kinds: Iterable[str] = ()) -> Mappings:
    """The codes of one claim, given the kinds of its actors and targets where these are known."""
    return _mappings(type_id, frozenset(actor_kinds), frozenset(target_kinds))


@lru_cache(maxsize=4096)
def _mappings(type_id: str, actors: frozenset[str], targets: frozenset[str]) -> Mappings:
    entry = act_type(type_id)
    plover = _first(entry.plover, actors, targets)
    acled = _first(entry.acled, actors, targets)
    ucdp = _first(entry.ucdp, actors, targets)
    event, _, mode = str(plover).partition("/") if plover else ("", "", "")
    acled_event, acled_sub_event = _acled(str(acled)) if acled else (None, None)
    return Mappings(
        plover_event=event or None,
        plover_mode=mode or None,
        acled_event=acled_event,
        acled_sub_event=acled_sub_event,
        ucdp=int(ucdp) if ucdp is not None else None,
        gtd=entry.gtd,
    )


def refine_type(
    type_id: str,
    actor_kinds: Iterable[str] = (),
    target_kinds: Iterable[str] = (),
    weapon_words: Iterable[str] = (),
) -> str:
    """The most exact type that the claim's actors, targets and weapon allow; `type_id` where no rule applies."""
    actors, targets = frozenset(actor_kinds), frozenset(target_kinds)
    words = tuple(part for word in weapon_words for part in word.lower().split())
    for rule in _refinements():
        if type_id in rule.types and _applies(rule, actors, targets, words):
            return rule.to
    return type_id


def codebook_page() -> str:
    """The codebook as Markdown: what docs/codebook.md holds."""
    head = (
        "# Codebook\n\n"
        "Every kind of act that Dateline codes, and the codes it maps to. Generated by `codebook_page` from "
        "`src/dateline/schema/codebook/`.\n\n"
        "A mapping with several codes depends on the kinds of the actors and targets; the first case that holds "
        "gives the code. `statement` marks acts that are words alone, `movement` those with an origin and a "
        "destination.\n"
    )
    return head + "".join(_section(family) for family in FAMILIES)


def _section(family: str) -> str:
    entries = "".join(_entry(entry) for entry in codebook().values() if entry.family == family)
    return f"\n## {family.capitalize()}\n{entries}"


def _entry(entry: ActType) -> str:
    marks = [mark for mark, held in (("statement", entry.statement), ("movement", entry.movement)) if held]
    lines = [
        f"\n### {entry.name} (`{entry.id}`{', ' if marks else ''}{', '.join(marks)})\n",
        f"{entry.definition}\n",
        f"- Actor: {entry.actor}. Target: {entry.target}.",
        f"- Example: *{entry.example}*",
        f"- Not this: *{entry.counter_example}*",
        f"- PLOVER: {_shown(entry.plover)}. ACLED: {_shown(entry.acled)}. UCDP: {_shown(entry.ucdp)}. "
        f"GTD: {entry.gtd or 'none'}.\n",
    ]
    return "\n".join(lines)


def _shown(cases: tuple[Case, ...]) -> str:
    return "; ".join(_case(case) for case in cases)


def _case(case: Case) -> str:
    sides = [f"{part} {group}" for part, group in (("actor", case.actor), ("target", case.target)) if group]
    value = "none" if case.value is None else str(case.value)
    return f"{value} ({', '.join(sides)})" if sides else value


@cache
def _refinements() -> tuple[Refinement, ...]:
    return tuple(
        Refinement(
            types=frozenset(rule["type"]),
            to=rule["to"],
            actor=rule.get("actor"),
            target=rule.get("target"),
            not_target=rule.get("not_target"),
            weapon=rule.get("weapon"),
        )
        for rule in read_yaml("refinements.yml")["rules"]
    )


@cache
def _weapon_stems() -> dict[str, tuple[str, ...]]:
    return {name: tuple(stems) for name, stems in read_yaml("refinements.yml")["weapons"].items()}


def _applies(rule: Refinement, actors: frozenset[str], targets: frozenset[str], words: tuple[str, ...]) -> bool:
    if not (_holds(rule.actor, actors) and _holds(rule.target, targets)):
        return False
    if rule.not_target and groups()[rule.not_target] & targets:
        return False
    return rule.weapon is None or any(word.startswith(_weapon_stems()[rule.weapon]) for word in words)


def _holds(group: str | None, kinds: frozenset[str]) -> bool:
    return group is None or bool(groups()[group] & kinds)


def _first(cases: tuple[Case, ...], actors: frozenset[str], targets: frozenset[str]) -> str | int | None:
    return next((case.value for case in cases if _holds(case.actor, actors) and _holds(case.target, targets)), None)


def _acled(code: str) -> tuple[str, str]:
    # "Explosions/Remote violence/Shelling/artillery/missile attack": slashes occur inside the names themselves.
    for event in ("Explosions/Remote violence", code.partition("/")[0]):
        if code.startswith(event + "/"):
            return event, code[len(event) + 1 :]
    raise DataError(f"ACLED code {code!r} in the codebook is not EVENT/SUB-EVENT")


def _act_type(type_id: str, family: str, entry: dict[str, Any], rules: dict[str, Any]) -> ActType:
    return ActType(
        id=type_id,
        family=family,
        name=entry["name"],
        definition=entry["definition"],
        actor=entry["actor"],
        target=entry["target"],
        example=entry["example"],
        counter_example=entry["counter_example"],
        movement=entry.get("movement", False),
        statement=entry.get("statement", False),
        plover=_cases(entry["plover"], rules),
        acled=_cases(entry["acled"], rules),
        ucdp=_cases(entry["ucdp"], rules),
        gtd=entry["gtd"],
    )


def _cases(value: Any, rules: dict[str, Any]) -> tuple[Case, ...]:
    if isinstance(value, str) and value in rules:
        value = rules[value]
    if not isinstance(value, list):
        return (Case(actor=None, target=None, value=value),)
    return tuple(Case(actor=case.get("actor"), target=case.get("target"), value=case["is"]) for case in value)
