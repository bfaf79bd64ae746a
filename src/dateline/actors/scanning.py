"""Where a text uses names of the catalogue: longest matches, without overlaps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.actors.states import States
from dateline.actors.words import Word, is_abbreviation, key_of, surfaces_of, words
from dateline.schema.actors import Actor, Alias

Candidates = tuple[tuple[str, Alias], ...]

_BREAK = re.compile(r"[.;:!?…\"“”]|\n\s*\n|.{4}", re.DOTALL)
_CODE_BEFORE = frozenset("<@$#_")
_ENDING_WORDS = range(2, 5)  # "government of" … "ministry of foreign affairs of" without its slot


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the catalogue in a text, and the (actor id, alias) pairs that it may stand for."""

    start: int
    end: int
    text: str
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country's name, adjective or capital in a text; `slot` is "country", "adj" or "capital"."""

    start: int
    end: int
    slot: str
    iso: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text being scanned. In `capitals`, case tells nothing."""

    text: str
    found: list[Word]
    capitals: bool

    def key(self, at: int, length: int) -> str:
        """The keys of `length` words from `at`, joined; empty before the first word."""
        return " ".join(word.key for word in self.found[max(at, 0) : at + length])

    def surfaces(self, at: int, length: int) -> list[str]:
        return [word.surface for word in self.found[at : at + length]]

    def match(self, at: int, length: int, candidates: Candidates) -> NameMatch:
        start, end = self.found[at].start, self.found[at + length - 1].end
        if self.text.count("(", start, end) > self.text.count(")", start, end):
            end += self.text[end : end + 1] == ")"
        return NameMatch(start, end, self.text[start:end], candidates)


class NameIndex:
    """Aliases by their words' keys. Built once from the actors; immutable after."""

    def __init__(self, actors: Iterable[Actor], states: States, *, shouted: frozenset[str]) -> None:
        """`shouted` are abbreviations that are also words ("IS", "FACT"): text all in capitals does not name them."""
        self._states = states
        self._shouted = shouted
        self._entries: dict[str, list[tuple[str, Alias]]] = {}
        self._longest: dict[str, int] = {}
        for actor in actors:
            for alias in (Alias(actor.name, "en"), *actor.aliases):
                key = key_of(alias.name)
                self._add(key, actor.id, alias)
                if " 's" in key:
                    self._add(key.replace(" 's", "s"), actor.id, alias)
        self._slot_words = max(key.count(" ") for key in states.slots) + 1
        self._slot_first = frozenset(key.partition(" ")[0] for key in states.slots)
        self._ending_first = frozenset(key.partition(" ")[0] for key in states.endings)
        self._role_words = max(key.count(" ") for _, key in states.openings) + 1

    def _add(self, key: str, actor_id: str, alias: Alias) -> None:
        self._entries.setdefault(key, []).append((actor_id, alias))
        first, length = key.partition(" ")[0], key.count(" ") + 1
        if length > self._longest.get(first, 0):
            self._longest[first] = length

    def scan(self, text: str) -> Iterator[NameMatch]:
        """The names in `text`, the longest at each place, in order."""
        scanned = self._read(text)
        at = 0
        while at < len(scanned.found):
            length, candidates = self._longest_at(scanned, at)
            if candidates:
                yield scanned.match(at, length, candidates)
            at += length

    def countries(self, text: str) -> Iterator[CountryMatch]:
        """The countries' names, adjectives and capitals in `text`."""
        scanned = self._read(text)
        at = 0
        while at < len(scanned.found):
            fillers = self._fillers(scanned, at) if scanned.found[at].key in self._slot_first else []
            for length, slot, iso in fillers:
                yield CountryMatch(scanned.found[at].start, scanned.found[at + length - 1].end, slot, iso)
            at += fillers[0][0] if fillers else 1

    def _read(self, text: str) -> _Text:
        return _Text(text, words(text), _in_capitals(text))

    def _longest_at(self, scanned: _Text, at: int) -> tuple[int, Candidates]:
        """How many words the longest name at word `at` has, and what it may stand for; (1, ()) if none is there."""
        named, candidates = self._named_at(scanned, at)
        first = scanned.found[at].key
        if first in self._slot_first or first in self._ending_first:
            length, state = self._state_at(scanned, at)
            if length > named:
                return length, state
            if candidates and length == named and all(alias.disputed for _, alias in candidates):
                return length, (*candidates, *state)
        return max(named, 1), candidates

    def _named_at(self, scanned: _Text, at: int) -> tuple[int, Candidates]:
        longest = self._longest.get(scanned.found[at].key, 0)
        for length in range(min(longest, len(scanned.found) - at), 0, -1):
            entries = self._entries.get(scanned.key(at, length))
            if entries:
                fitting = [e for e in entries if self._fits(e[1].name, scanned, at, length)]
                if fitting:
                    return length, tuple(dict.fromkeys(fitting))
        return 0, ()

    def _fits(self, name: str, scanned: _Text, at: int, length: int) -> bool:
        if _broken(name, scanned, at, length) or _in_a_code(scanned, at, length):
            return False
        if name.startswith("the ") and scanned.key(at - 1, 1) != "the":  # "the coalition" is not "a coalition"
            return False
        written = scanned.surfaces(at, length)
        return case_fits(surfaces_of(name), written, capitals=scanned.capitals, shouted=self._shouted)

    def _fillers(self, scanned: _Text, at: int) -> list[tuple[int, str, str]]:
        """Words, slot and ISO code of what the longest country name, adjective or capital at `at` may be."""
        for length in range(min(self._slot_words, len(scanned.found) - at), 0, -1):
            held = self._states.slots.get(scanned.key(at, length), ())
            fits = [(length, slot, iso) for slot, iso, name in held if self._fits(name, scanned, at, length)]
            if fits:
                return fits
        return []

    def _state_at(self, scanned: _Text, at: int) -> tuple[int, Candidates]:
        """A state's body named by pattern: "Libyan army", "Libya's police", "government of Libya"."""
        for length, slot, iso in self._fillers(scanned, at):
            more, role = self._role_after(slot, scanned, at + length)
            if role:
                return self._state_match(scanned, at, length + more, self._states.states[iso].actor_id(role))
        if scanned.found[at].key in self._ending_first:
            for before in _ENDING_WORDS:
                opening = scanned.key(at, before)
                country = at + before + (scanned.key(at + before, 1) == "the")
                for length, slot, iso in self._fillers(scanned, country):
                    role = self._states.endings.get(f"{opening} {slot}")
                    if role and not _broken("", scanned, at, country + length - at):
                        actor_id = self._states.states[iso].actor_id(role)
                        return self._state_match(scanned, at, country + length - at, actor_id)
        return 0, ()

    def _role_after(self, slot: str, scanned: _Text, at: int) -> tuple[int, str | None]:
        for length in range(min(self._role_words, len(scanned.found) - at), 0, -1):
            role = self._states.openings.get((slot, scanned.key(at, length)))
            if role and not _broken("", scanned, at - 1, length + 1):
                return length, role
        return 0, None

    @staticmethod
    def _state_match(scanned: _Text, at: int, length: int, actor_id: str) -> tuple[int, Candidates]:
        return length, ((actor_id, Alias(scanned.match(at, length, ()).text, "en")),)


def case_fits(name: Sequence[str], written: Sequence[str], *, capitals: bool, shouted: frozenset[str]) -> bool:
    """Whether the words are written in a case in which they can be the name.

    An abbreviation is written exactly so; of other names the first capitalised word keeps its capital. In a text
    all in capitals, a lone abbreviation must not be a common word, nor have small letters.
    """
    if len(name) != len(written):  # "Peoples" for "People's"
        return written[0][:1].isupper()
    if capitals:
        return len(name) > 1 or not (is_abbreviation(name[0]) and (name[0] in shouted or not name[0].isupper()))
    proper = False
    for ours, theirs in zip(name, written, strict=True):
        if is_abbreviation(ours):
            proper = True
            if ours != theirs and not (len(name) > 1 and len(ours) > 3 and theirs[:1].isupper()):
                return False
        elif not proper and ours[:1].isupper():
            proper = True
            if not theirs[:1].isupper():
                return False
    return True


def _broken(name: str, scanned: _Text, at: int, length: int) -> bool:
    """Whether something other than a name's own punctuation stands between the words."""
    for before, after in pairwise(scanned.found[at : at + length]):
        gap = scanned.text[before.end : after.start]
        if gap not in (" ", "-", "", "\n") and (_BREAK.search(gap) or ("," in gap and "," not in name)):
            return True
    return False


def _in_a_code(scanned: _Text, at: int, length: int) -> bool:
    """Whether the words are part of a ticker, a sum or an address: "<CTS>", "AU$240", "@IDF"."""
    start, end = scanned.found[at].start, scanned.found[at + length - 1].end
    return scanned.text[max(start - 1, 0) : start] in _CODE_BEFORE or scanned.text[end : end + 1] == "$"


def _in_capitals(text: str) -> bool:
    """Whether nine letters in ten are capitals: the text's case tells nothing."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
