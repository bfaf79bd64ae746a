"""What kind of actor a common noun speaks of: "gunmen", "police", "villagers"."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.schema.actors import ActorKind


@dataclass(frozen=True, slots=True)
class AgentNouns:
    """The lexicon of agent nouns: lower-case lemmas and phrases ("security force") by the kind they speak of."""

    kinds: dict[str, ActorKind]

    def kind_of(self, lemma: str) -> ActorKind | None:
        """The kind of actor that the noun, or the longest ending of the phrase, speaks of; None if of none."""
        rest = lemma.lower().replace("-", " ").split()
        while rest:
            for form in (" ".join(rest), " ".join((*rest[:-1], singular(rest[-1])))):
                if form in self.kinds:
                    return self.kinds[form]
            del rest[0]
        return None


def singular(noun: str) -> str:
    """The regular singular of an English noun ("bodies" -> "body", "gunmen" -> "gunman")."""
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@cache
def agent_nouns() -> AgentNouns:
    """The English lexicon."""
    held = yaml.load((files("dateline.actors") / "agents_en.yml").read_bytes(), yaml.CSafeLoader)
    return AgentNouns({noun: ActorKind(kind) for kind, listed in held.items() for noun in listed.split(", ")})
