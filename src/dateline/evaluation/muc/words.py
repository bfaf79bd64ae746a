"""Words of the reading, as MUC-4's slots want them."""

from collections.abc import Iterable

from dateline.evaluation.mapping import starts_with, table
from dateline.evaluation.muc.roles import plain
from dateline.schema.actors import Participant


def first_kind(words: str, part: str) -> str | None:
    """The first kind under `part` of the mapping one of whose stems begins a word, or stands in the words."""
    lowered = words.lower()
    for kind, stems in table("muc4")[part].items():
        single = [stem for stem in stems if " " not in stem]
        if starts_with(lowered, single) or any(stem in lowered for stem in stems if " " in stem):
            return str(kind)
    return None


def distinct(words: Iterable[str]) -> list[str]:
    """The strings in order, without those whose words another one holds."""
    listed = list({plain(each): each for each in words if plain(each)}.values())
    kept: list[str] = []
    for each in sorted(listed, key=lambda w: -len(plain(w))):
        if not any(set(plain(each).split()) <= set(plain(held).split()) for held in kept):
            kept.append(each)
    return [each for each in listed if each in kept]


def is_pronoun(actor: Participant, text: str) -> bool:
    return plain(actor.span.of(text)) in table("muc4")["pronouns"]


def unquantified(words: str) -> str:
    """`words` without the articles and numbers before them: the key's strings leave these to the number slots."""
    held = words.split()
    while len(held) > 1 and (held[0].lower() in table("muc4")["quantifiers"] or held[0].replace(",", "").isdigit()):
        del held[0]
    return " ".join(held)
