"""Who and whom, as a brief names them: catalogue names with their article, or the report's own words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.actors.catalogue import catalogue
from dateline.actors.words import key_of
from dateline.documents.truecase import lexicon as letter_case
from dateline.products.brief.acts import Told
from dateline.products.brief.lexicon import lexicon
from dateline.schema.actors import Participant
from dateline.schema.spans import Span

_NUMBER = re.compile(r"[\d.,]+")
_WORD = re.compile(r"[\w.&]+(?:[’'-][\w.&]+)*")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase as it stands inside a sentence, and whether its verb is plural."""

    text: str
    plural: bool


@cache
def words() -> dict[str, Any]:
    """The word lists of `words.yml`."""
    return lexicon("words")


def listed(parts: Iterable[str]) -> str:
    """The parts as "a, b and c", each once."""
    held = list(dict.fromkeys(parts))
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}" if held else ""


def joined(nouns: Iterable[Noun]) -> Noun | None:
    """The phrases as one, plural where there are several; None if there are none."""
    held = list({noun.text: noun for noun in nouns}.values())
    return Noun(listed(n.text for n in held), len(held) > 1 or held[0].plural) if held else None


def named(part: Participant, told: Told) -> Noun | None:
    """The actor by its catalogue name, with the report's words where they say more; None where no one is named."""
    said = folded(told, part.span)
    if not part.name or not part.actor_id:
        return _by_words(said, part)
    if _says_no_more(said, part):
        return catalogue_noun(part.name)
    if _holds_name(said, part):
        return Noun(said, is_plural(said))
    if said.split()[-1].lower() in words()["people_of"]:
        return Noun(f"{said} of {catalogue_noun(part.name).text}", is_plural(said))
    return Noun(f"{said} ({part.name})", is_plural(said))


def actor(part: Participant, told: Told) -> Noun | None:
    """As `named`, but people of an actor ("Nigerian troops") go by the name of the actor itself."""
    if part.name and part.actor_id and not _counted(folded(told, part.span)):
        found = catalogue().resolve(folded(told, part.span))
        if found and found.actor_id == part.actor_id:
            return catalogue_noun(part.name)
    return named(part, told)


def is_someone(part: Participant, told: Told) -> bool:
    """False of words for things ("a crowded market", "negotiations"): no act is told as theirs."""
    said = folded(told, part.span)
    if part.actor_id or part.kind or not said or _is_pronoun(said):
        return True
    head = _head(said)
    return not head or head[-1][:1].isupper() or head[-1].lower() in words()["someone"]


def _by_words(said: str, part: Participant) -> Noun | None:
    if not said or _is_pronoun(said) or is_fragment(said):
        said = part.name or ""
        if not said or _is_pronoun(said) or is_fragment(said):
            return None
    return Noun(said, is_plural(said))


def folded(told: Told, span: Span) -> str:
    """The words of `span` on one line; a common noun that opens a sentence loses its capital."""
    said = _balanced(" ".join(span.of(told.text).split()).strip(' ,;:“”"'))
    said = said.replace("“", "‘").replace("”", "’")
    if not said or not _opens(told, span):
        return said
    first = said.split()[0]
    usual = letter_case().usual.get(first.lower(), "")
    plain = first.lower() in words()["determiners"] or usual == first.lower()
    return said[0].lower() + said[1:] if plain and first[1:].islower() | (len(first) == 1) else said


def _balanced(said: str) -> str:
    """The words without quotation marks where a mark lost its other half."""
    if said.count("“") == said.count("”") and said.count('"') % 2 == 0:
        return said
    return said.translate(dict.fromkeys(map(ord, '“”"')))


def _opens(told: Told, span: Span) -> bool:
    before = told.text[: span.start].rstrip(" \"“‘'(")
    return not before or before[-1] in ".!?:\n" or span.start == told.claim.sentence.start


def _is_pronoun(said: str) -> bool:
    return said.lower() in words()["pronouns"]


def is_fragment(said: str) -> bool:
    """True for words that name no one by themselves: a number, a lone adjective ("Russian", "U.S.-backed")."""
    if not any(map(str.isalpha, said)):
        return True
    tokens = said.lower().split()
    loose = (*words()["determiners"], *words()["articles"])
    if all(token in loose or token.endswith(tuple(words()["adjective_endings"])) for token in tokens):
        return True
    return len(tokens) == 1 and any(slot == "adj" for slot, _, _ in catalogue().states.slots.get(key_of(said), ()))


def _says_no_more(said: str, part: Participant) -> bool:
    """True for a pronoun, a definite description ("the group") or a name of the actor and no more."""
    if _is_pronoun(said) or not said or said.lower() == (part.name or "").lower():
        return True
    inner = _bare(said)
    if _is_alias(inner, part):
        return True
    overlap = {w.lower() for w in _WORD.findall(inner)} <= {w.lower() for w in _WORD.findall(part.name or "")}
    points_back = said.split()[0].lower() in words()["definite"] and not _counted(inner)
    return overlap or (points_back and inner == inner.lower())


def _bare(said: str) -> str:
    first, _, rest = said.partition(" ")
    return rest if rest and first.lower() in (*words()["definite"], *words()["articles"]) else said


def _is_alias(said: str, part: Participant) -> bool:
    return said.lower() in _names_of(part.actor_id or "")


@cache
def _names_of(actor_id: str) -> frozenset[str]:
    known = catalogue().get(actor_id)
    return frozenset({known.name.lower(), *(alias.name.lower() for alias in known.aliases)} if known else ())


def _holds_name(said: str, part: Participant) -> bool:
    """True where the words name the actor themselves ("seven Boko Haram fighters")."""
    for match in catalogue().scan(said):
        if any(actor_id == part.actor_id for actor_id, _ in match.candidates):
            return True
    return (part.name or "").lower() in said.lower()


def _counted(said: str) -> bool:
    first = said.split()[0].lower() if said else ""
    return bool(_NUMBER.fullmatch(first)) or first in words()["numerals"] or first in ("at", "up", "one", "more")


def is_plural(said: str) -> bool:
    """Whether the phrase's head, its last word before "of", "in" or the like, is plural."""
    if " and " in said.split(" of ")[0]:
        return True
    first = said.split()[0].lower()
    head = _head(said)
    if not head or first in (*words()["articles"], "one"):
        return False
    if first in words()["numerals"] or (_NUMBER.fullmatch(first) and first != "1"):
        return True
    last = head[-1]
    if last in words()["plural_nouns"] or last.lower() in words()["plural_nouns"]:
        return True
    return last.endswith("s") and not any(last.endswith(ending) for ending in words()["singular_endings"])


def _head(said: str) -> list[str]:
    """The words up to the phrase's head, which is the last of them."""
    return re.split(r" (?:of|in|from|at|on|near|with|for|who|that|against|to|by)\b|[,(]", said)[0].split()


def catalogue_noun(name: str) -> Noun:
    """A catalogue name inside a sentence: "the armed forces of Nigeria", "Islamic State", "the Houthis"."""
    plural = is_plural(name)
    for head in words()["common_heads"]:
        if name.startswith(f"{head} of "):
            country = name.removeprefix(f"{head} of ")
            article = "the " if country in words()["article_countries"] else ""
            return Noun(f"the {head[0].lower()}{head[1:]} of {article}{country}", plural)
    first, last = name.split()[0], name.split()[-1]
    starts = any(name == head or name.startswith(f"{head} ") for head in words()["article_heads"])
    articled = (starts and len(name.split()) > 1) or last in words()["article_tails"]
    return Noun(f"the {name}" if articled and first != "The" else name, plural)


def capital(text: str) -> str:
    """The text with its first letter in upper case, behind an opening quotation mark too."""
    for i, letter in enumerate(text):
        if letter.isalpha():
            return text[:i] + letter.upper() + text[i + 1 :]
        if letter not in "“‘(":
            return text
    return text


def all_named(parts: Sequence[tuple[Participant, Told]], *, acting: bool) -> Noun | None:
    """All participants as one phrase; None where none is named."""
    name = actor if acting else named
    return joined(noun for part, told in parts if (noun := name(part, told)))


def named_plainly(part: Participant, told: Iterable[Told]) -> bool:
    """True where some claim names the actor by its name, a description or a pronoun alone."""
    return any(
        other.actor_id == part.actor_id and _says_no_more(folded(t, other.span), other)
        for t in told
        for other in (*t.claim.actors, *t.claim.targets)
        if part.actor_id and other.name
    )
