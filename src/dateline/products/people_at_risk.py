"""Who in a report is at risk, and the role that they are shown by.

Victims, witnesses, residents who speak, defectors and minors are protected; persons of the actor catalogue,
who are public by what they do, are not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import yaml

from dateline.actors import catalogue
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Voice
from dateline.schema.claims import Claim
from dateline.schema.spans import Span

PERSON = "person"
PRIVATE = (PERSON, "civilians", None)  # kinds of participants whose persons are private ones; None: not told
VOICES = {Voice.DEFECTOR: "defector", Voice.WITNESS: "witness", Voice.RESIDENT: "resident"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of `redaction.yml`."""

    roles: dict[str, str]
    victims: frozenset[str]
    defectors: frozenset[str]
    public: frozenset[str]
    age: str
    contexts: dict[str, tuple[str, ...]]
    between: str
    titles: tuple[str, ...]
    particles: frozenset[str]
    name: str
    headline: float
    not_names: frozenset[str]
    bodies: frozenset[str]


@cache
def rules(language: str = "en") -> Rules:
    """The rules of `language`."""
    text = (files("dateline.products") / language / "redaction.yml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    return Rules(
        roles=data["roles"],
        victims=frozenset(data["victims"]),
        defectors=frozenset(data["defectors"]),
        public=frozenset(data["public"]),
        age=data["age"],
        contexts={role: tuple(patterns) for role, patterns in data["contexts"].items()},
        between=data["between"],
        titles=tuple(data["titles"]),
        particles=frozenset(data["particles"]),
        name=data["name"],
        headline=data["headline"],
        not_names=frozenset(data["not_names"]),
        bodies=frozenset(data["bodies"]),
    )


def protected_names(text: str, claims: Iterable[Claim], layers: Annotations | None) -> dict[str, str]:
    """Each protected name with the words that stand in for it; a minor stays one whatever else they are.

    A name is protected for its part in a claim, or for the words around it; those who were killed or taken
    as leaders, or brought to court, are so for their part alone. Without `layers`, as a record keeps none, any
    run of capitalised words counts as a name where the words around it say that its bearer is at risk.
    """
    held = list(claims)
    persons = [m.span for m in layers.entities if m.kind == PERSON and m.actor_id is None] if layers else []
    public = {name for claim in held for name in _public_names(claim, text, persons)}
    found: dict[str, str] = {}
    for name, role in (pair for claim in held for pair in _named_in(claim, text, persons)):
        found.setdefault(name, role)
    for name, given in _in_context(text, persons) if layers else _in_words(text):
        if given == "minor":
            found[name] = given
        elif name not in public:
            found.setdefault(name, given)
    for first, second in _listed(persons, text):
        if first in found and second not in public:
            found.setdefault(second, found[first])
    return {" ".join(name.split()): rules().roles[role] for name, role in found.items()}


def _listed(persons: list[Span], text: str) -> Iterator[tuple[str, str]]:
    """Names that follow each other in a list, forwards and then backwards."""
    ordered = sorted(persons)
    pairs = [
        (a.of(text), b.of(text))
        for a, b in pairwise(ordered)
        if a.end <= b.start and re.fullmatch(rules().between, text[a.end : b.start])
    ]
    yield from pairs
    yield from ((second, first) for first, second in reversed(pairs))


def _public_names(claim: Claim, text: str, persons: list[Span]) -> set[str]:
    if claim.type not in rules().public:
        return set()
    named = {name for part in claim.targets for name in _names(part.span, part.name, text, persons)}
    return named | {part.span.of(text) for part in claim.targets}


def _named_in(claim: Claim, text: str, persons: list[Span]) -> Iterator[tuple[str, str]]:
    attribution: Attribution | None = claim.attribution
    while attribution:
        if role := VOICES.get(attribution.voice):
            for speaker in attribution.speakers:
                yield from ((name, role) for name in _names(speaker.span, speaker.name, text, persons))
        attribution = attribution.via
    if claim.type in rules().defectors:
        yield from ((name, "defector") for part in claim.actors for name in _person_names(part, text, persons))
    if claim.type in rules().victims:
        yield from ((name, "victim") for part in claim.targets for name in _person_names(part, text, persons))


def _person_names(part: Participant, text: str, persons: list[Span]) -> set[str]:
    if part.actor_id is not None or part.kind not in PRIVATE:
        return set()
    return _names(part.span, part.name if part.kind == PERSON else None, text, persons)


def _names(span: Span, name: str | None, text: str, persons: list[Span]) -> set[str]:
    """The name a span resolves to, and the persons named in its words."""
    inside = {person.of(text) for person in persons if span.overlaps(person)}
    return inside | ({name} if name and name[:1].isupper() else set())


def _in_context(text: str, persons: list[Span]) -> Iterator[tuple[str, str]]:
    """Each recognised person to whom the words around the name give a role."""
    for name in dict.fromkeys(span.of(text) for span in persons):
        if role := _role_in_context(name, text):
            yield name, role


@lru_cache(maxsize=4096)  # the events of one report come together
def _in_words(text: str) -> tuple[tuple[str, str], ...]:
    """Each name, with its role, that the words of the contexts stand beside, outside of headlines."""
    text = "\n".join("" if _is_headline(line) else line for line in text.split("\n"))
    found: dict[str, str] = {}
    for role, pattern in _context_patterns():
        for match in pattern.finditer(text):
            if name := _person_name(match["name"]):
                found.setdefault(name, role)
    for together in _list_pattern().finditer(text):
        names = [name for words in re.findall(rules().name, together[0]) if (name := _person_name(words))]
        if shared := next((found[name] for name in names if name in found), None):
            found |= {name: found.get(name, shared) for name in names}
    return tuple(found.items())


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if word[0].isalpha()]
    return not line.rstrip("\"”’' ").endswith((".", "!", "?")) and sum(
        word[0].isupper() for word in words
    ) > rules().headline * len(words)


@cache
def _list_pattern() -> re.Pattern[str]:
    return re.compile(f"{rules().name}(?:{rules().between}{rules().name})+")


@cache
def _context_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = f"(?P<name>{rules().name})"
    return tuple(
        (role, re.compile(f"(?i){pattern.format(name=name, age=rules().age)}"))
        for role, patterns in rules().contexts.items()
        for pattern in patterns
    )


def _person_name(words: str) -> str | None:
    """The run of capitalised words without those that belong to no name; None where it names a body or an actor."""
    parts = words.split()
    while parts and parts[0].lower() in rules().not_names:
        parts = parts[1:]
    while parts and parts[-1].lower() in rules().not_names:
        parts = parts[:-1]
    name = " ".join(parts)
    if len(parts) < 2 or parts[-1].lower() in rules().bodies or catalogue().scan(name) or catalogue().countries(name):
        return None
    return name


def _role_in_context(name: str, text: str) -> str | None:
    """The first role that words around a mention of `name` give it."""
    for role, patterns in rules().contexts.items():
        filled = (pattern.format(name=re.escape(name), age=rules().age) for pattern in patterns)
        if any(re.search(rf"(?i){pattern}", text) for pattern in filled):
            return role
    return None
