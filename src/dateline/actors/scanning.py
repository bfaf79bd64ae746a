"""Where a text uses names of the catalogue: longest matches, without overlaps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.actors.states import States
from dateline.actors.words import Word, is_abbreviation, key_of, words
from dateline.schema.actors import Actor, Alias

_BREAK = re.compile(r"[.;:!?…\"“”]|\n\s*\n|.{4}", re.DOTALL)
_OPEN_BRACKET, _CLOSE_BRACKET = "(", ")"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the catalogue in a text, and the (actor id, alias) pairs that it may stand for."""

    start: int
    end: int
    text: str
    candidates: tuple[tuple[str, Alias], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    actor_id: str
    alias: Alias
    surfaces: tuple[str, ...]


class NameIndex:
    """Aliases by their words' keys. Built once from the actors; immutable after."""

    def __init__(self, actors: Iterable[Actor], states: States, *, shouted: frozenset[str]) -> None:
        """`shouted` are abbreviations that are also words ("IS", "FACT"): text all in capitals does not name them."""
        self._states = states
        self._shouted = shouted
        self._entries: dict[str, list[_Entry]] = {}
        self._longest: dict[str, int] = {}
        for actor in actors:
            self._add(actor.id, Alias(actor.name, "en"))
            for alias in actor.aliases:
                self._add(actor.id, alias)
        self._slot_words = max(key.count(" ") for key in states.slots) + 1
        self._slot_first = frozenset(key.partition(" ")[0] for key in states.slots)
        self._ending_first = frozenset(key.partition(" ")[0] for key in states.endings)
        self._role_words = max(key.count(" ") for _, key in states.openings) + 1

    def _add(self, actor_id: str, alias: Alias) -> None:
        parts = words(alias.name)
        if len(parts) > 1 and parts[0].key == "the":
            del parts[0]
        entry = _Entry(actor_id, alias, tuple(part.surface for part in parts))
        keys = [part.key for part in parts]
        for variant in {" ".join(keys), " ".join(keys).replace(" 's", "s")}:
            self._entries.setdefault(variant, []).append(entry)
        self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))
        if keys[1:2] == ["'s"]:
            self._longest[f"{keys[0]}s"] = max(self._longest.get(f"{keys[0]}s", 0), len(keys))

    def scan(self, text: str) -> Iterator[NameMatch]:
        """The names in `text`, longest first at each place, in order."""
        found = words(text)
        capitals = _in_capitals(text)
        at = 0
        while at < len(found):
            length, candidates = self._longest_at(found, at, text, capitals)
            if candidates:
                start, end = found[at].start, found[at + length - 1].end
                if text.count(_OPEN_BRACKET, start, end) > text.count(_CLOSE_BRACKET, start, end):
                    end += text[end : end + 1] == _CLOSE_BRACKET
                yield NameMatch(start, end, text[start:end], candidates)
            at += length

    def _longest_at(
        self, found: Sequence[Word], at: int, text: str, capitals: bool
    ) -> tuple[int, tuple[tuple[str, Alias], ...]]:
        first = found[at].key
        longest = self._longest.get(first, 0)
        for length in range(min(longest, len(found) - at), 0, -1):
            entries = self._entries.get(" ".join(word.key for word in found[at : at + length]))
            if not entries:
                continue
            fitting = [e for e in entries if self._fits(e, found[at : at + length], text, capitals)]
            if fitting:
                state_length, state = self._state_at(found, at, text, capitals)
                if state_length > length:
                    return state_length, state
                return length, tuple(dict.fromkeys((e.actor_id, e.alias) for e in fitting))
        return self._state_at(found, at, text, capitals)

    def _fits(self, entry: _Entry, span: Sequence[Word], text: str, capitals: bool) -> bool:
        if len(span) > 1 and _broken(entry.alias.name, span, text):
            return False
        return case_fits(entry.surfaces, [word.surface for word in span], capitals, self._shouted)

    def _state_at(
        self, found: Sequence[Word], at: int, text: str, capitals: bool
    ) -> tuple[int, tuple[tuple[str, Alias], ...]]:
        first = found[at].key
        if first in self._slot_first:
            for length in range(self._slot_words, 0, -1):
                span = found[at : at + length]
                for slot, iso, filler in self._states.slots.get(" ".join(word.key for word in span), ()):
                    if not case_fits(_surfaces(filler), [w.surface for w in span], capitals, self._shouted):
                        continue
                    more, role = self._role_after(slot, found, at + len(span), text)
                    if role:
                        return self._state_match(iso, role, found[at : at + len(span) + more], text)
        if first in self._ending_first:
            return self._state_ending(found, at, text, capitals)
        return 1, ()

    def _role_after(self, slot: str, found: Sequence[Word], at: int, text: str) -> tuple[int, str | None]:
        for length in range(min(self._role_words, len(found) - at), 0, -1):
            role = self._states.openings.get((slot, " ".join(word.key for word in found[at : at + length])))
            if role and not _broken("", found[at - 1 : at + length], text):
                return length, role
        return 0, None

    def _state_ending(
        self, found: Sequence[Word], at: int, text: str, capitals: bool
    ) -> tuple[int, tuple[tuple[str, Alias], ...]]:
        keys = [word.key for word in found[at : at + 4 + self._slot_words]]
        for before in range(2, 5):
            rest = before + (keys[before : before + 1] == ["the"])
            for length in range(self._slot_words, 0, -1):
                span = found[at + rest : at + rest + length]
                for slot, iso, filler in self._states.slots.get(" ".join(word.key for word in span), ()):
                    role = self._states.endings.get(f"{' '.join(keys[:before])} {slot}")
                    whole = found[at : at + rest + len(span)]
                    if role and case_fits(_surfaces(filler), [w.surface for w in span], capitals, self._shouted):
                        return self._state_match(iso, role, whole, text)
        return 1, ()

    def _state_match(
        self, iso: str, role: str, span: Sequence[Word], text: str
    ) -> tuple[int, tuple[tuple[str, Alias], ...]]:
        alias = Alias(text[span[0].start : span[-1].end], "en")
        return len(span), ((self._states.states[iso].actor_id(role), alias),)

    def countries(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, slot and ISO code of each country name, adjective and capital in `text`."""
        found, capitals = words(text), _in_capitals(text)
        for at, word in enumerate(found):
            if word.key not in self._slot_first:
                continue
            for length in range(self._slot_words, 0, -1):
                span = found[at : at + length]
                held = self._states.slots.get(" ".join(w.key for w in span), ())
                fits = [
                    h for h in held if case_fits(_surfaces(h[2]), [w.surface for w in span], capitals, self._shouted)
                ]
                if fits:
                    yield from ((span[0].start, span[-1].end, slot, iso) for slot, iso, _ in fits)
                    break

    def names(self, key: str) -> tuple[tuple[str, Alias], ...]:
        """The (actor id, alias) pairs under `key`, whatever their case."""
        return tuple((entry.actor_id, entry.alias) for entry in self._entries.get(key, ()))


def case_fits(alias: Sequence[str], written: Sequence[str], capitals: bool, shouted: frozenset[str]) -> bool:
    """Whether the words are written in a case in which they can be the alias.

    An abbreviation is written exactly so; of other names the first capitalised word keeps its capital. In a text
    all in capitals, an abbreviation must not be a common word.
    """
    if len(alias) != len(written):  # "Peoples" for "People's"
        return written[0][:1].isupper()
    if capitals:
        return not (len(alias) == 1 and (alias[0] in shouted or (is_abbreviation(alias[0]) and not alias[0].isupper())))
    proper = False
    for ours, theirs in zip(alias, written, strict=True):
        if is_abbreviation(ours):
            proper = True
            if ours != theirs and not (len(alias) > 1 and len(ours) > 3 and theirs[:1].isupper()):
                return False
        elif not proper and ours[:1].isupper():
            proper = True
            if not theirs[:1].isupper():
                return False
    return True


def _surfaces(filler: str) -> tuple[str, ...]:
    return tuple(word.surface for word in words(filler))


def _broken(name: str, span: Sequence[Word], text: str) -> bool:
    """Whether something other than a name's own punctuation stands between the words."""
    for before, after in zip(span, span[1:], strict=False):
        gap = text[before.end : after.start]
        if gap in (" ", "-", "", "\n"):
            continue
        if _BREAK.search(gap) or ("," in gap and "," not in name):
            return True
    return False


def _in_capitals(text: str) -> bool:
    """Whether nine letters in ten are capitals: the text's case tells nothing."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def whole_key(name: str) -> str:
    """The key under which a name is looked up on its own."""
    return key_of(name)
