"""Physical and human targets of an incident."""

from collections.abc import Iterable, Sequence

from dateline.evaluation.muc.roles import plain
from dateline.evaluation.muc.slots import Answer
from dateline.evaluation.muc.words import first_kind, is_pronoun, unquantified
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.claims import Claim, Status
from dateline.schema.quantities import Count


def targets(claims: Sequence[Claim], text: str, layer: Annotations) -> dict[str, tuple[Answer, ...]]:
    """The fills of the eight PHYS TGT and HUM TGT slots that a reading can give."""
    slots: dict[str, list[Answer]] = {}
    seen: set[str] = set()
    for claim in claims:
        for target in claim.targets:
            words = unquantified(target.span.of(text))
            if plain(words) in seen or is_pronoun(target, text):
                continue
            seen.add(plain(words))
            thing = first_kind(words, "physical") if target.kind != "person" else None
            fills = _physical(thing, words, claim) if thing else _human(target, words, claim, text, layer)
            for slot, answer in fills:
                slots.setdefault(slot, []).append(answer)
    return {slot: tuple(answers) for slot, answers in slots.items()}


def _physical(kind: str, words: str, claim: Claim) -> list[tuple[str, Answer]]:
    plural = words.split()[-1].lower().endswith("s")
    fills = [
        ("PHYS TGT: ID", Answer(words)),
        ("PHYS TGT: TYPE", Answer(kind, words)),
        ("PHYS TGT: NUMBER", Answer("PLURAL" if plural else "1", words)),
    ]
    if claim.type in ("ied", "property_destruction", "suicide_bombing"):
        fills.append(("PHYS TGT: EFFECT OF INCIDENT", Answer("SOME DAMAGE", words)))
    return fills


def _human(target: Participant, words: str, claim: Claim, text: str, layer: Annotations) -> list[tuple[str, Answer]]:
    persons = [e.span for e in layer.entities if e.kind == "person"]
    names = [span.of(text) for span in persons if target.span.contains(span)]
    name = fullest(names[0], [span.of(text) for span in persons]) if names else None
    filler = name or words
    described = words if name is None else words.replace(names[0], "").strip(" ,")
    fills = [("HUM TGT: NAME", Answer(name))] if name else []
    if described:
        fills.append(("HUM TGT: DESCRIPTION", Answer(described, name)))
    fills.append(("HUM TGT: TYPE", Answer(first_kind(words, "human") or "CIVILIAN", filler)))
    fills.append(("HUM TGT: NUMBER", Answer(_number(target, words, name, layer), filler)))
    if effect := _effect(claim):
        fills.append(("HUM TGT: EFFECT OF INCIDENT", Answer(effect, filler)))
    return fills


def fullest(name: str, persons: Iterable[str]) -> str:
    """The longest name in the report that has all words of `name`, as the key writes it."""
    parts = set(plain(name).split())
    return max((other for other in persons if parts <= set(plain(other).split())), key=len, default=name)


def _number(target: Participant, words: str, name: str | None, layer: Annotations) -> str:
    """The number that the report counts these very people at; else one, or the key's word for more than one."""
    if name:
        return "1"
    counts = (_best(q.count) for q in layer.quantities if q.span.overlaps(target.span) and not q.part)
    stated = next((number for number in counts if number), None)
    return str(stated) if stated else "PLURAL" if words.lower().endswith(("s", "people", "men", "women")) else "1"


def _best(count: Count | None) -> int | None:
    return (count.best if count.best is not None else count.low) if count else None


def _effect(claim: Claim) -> str | None:
    if claim.toll.killed and _best(claim.toll.killed):
        return "DEATH"
    if claim.toll.wounded and _best(claim.toll.wounded):
        return "INJURY"
    if claim.type in ("assassination", "execution", "leader_killed"):
        return "DEATH" if claim.status in (Status.OCCURRED, Status.ONGOING) else None
    return None
