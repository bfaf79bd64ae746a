"""Which words name places: features of each token, and a linear-chain tagger over them."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from dateline.places.chain import Chain, chain
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.kinds import kind_names
from dateline.places.names import normalise

_CLASSES = ("country", "continent", "region", "admin1", "city", "admin2", "town", "small")
_LONGEST_NAME = 5
_WEAK_NAMES = 2  # names this short ("Of", "MA") are places only where the gazetteer says so of the name itself


@dataclass(frozen=True, slots=True)
class Cues:
    """Lower-case words of one language that tell what a name beside them is."""

    organisations: frozenset[str]
    titles: frozenset[str]
    streets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens `[start, end)` that name a place; `kind` is "literal" or "nested", `score` their probability."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    classes: tuple[str, ...]


def name_classes(known: Gazetteer, key: str) -> tuple[str, ...]:
    """The classes of places with the normalised name `key`, the most telling first; empty: none."""
    rows = known.rows(key)
    if not rows:
        return ()
    classes = set()
    for row, quality in rows:
        kind = kind_names()[known.kind[row]]
        people = int(known.population[row])
        if kind == "town":
            size = "city" if people >= 100_000 else "town" if people >= 10_000 else "small"
            classes.add(size if quality == 0 else f"{size}*")
        else:
            classes.add(kind if quality == 0 or kind == "country" else f"{kind}*")
    return tuple(sorted(classes, key=_rank))


def _rank(name: str) -> tuple[int, str]:
    bare = name.rstrip("*")
    return (_CLASSES.index(bare) if bare in _CLASSES else len(_CLASSES), name)


class _Words:
    """What the features read of one parse, each computed once."""

    def __init__(self, syntax: Doc, known: Gazetteer) -> None:
        self.tokens: list[Token] = list(syntax)
        self.lower = [t.lower_ for t in self.tokens]
        self.shape = [_short_shape(t.text) for t in self.tokens]
        self.tag = [t.tag_ for t in self.tokens]
        self.entity = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in self.tokens]
        self.keys = [normalise(t.text) for t in self.tokens]
        self.match = self._matches(known)
        self.votes = self._votes()
        self.surnames = {t.lower_ for e in syntax.ents if e.label_ == "PERSON" and len(e) > 1 for t in e if len(t) > 1}

    def _matches(self, known: Gazetteer) -> list[_Match | None]:
        """The longest gazetteer name over each token that begins with a capital."""
        found: list[_Match | None] = [None] * len(self.tokens)
        i = 0
        while i < len(self.tokens):
            match = self._longest(known, i) if self.tokens[i].text[:1].isupper() or self.lower[i] == "al" else None
            if match is None:
                i += 1
                continue
            found[match.start : match.end] = [match] * (match.end - match.start)
            i = match.end
        return found

    def _longest(self, known: Gazetteer, start: int) -> _Match | None:
        for end in range(min(start + _LONGEST_NAME, len(self.tokens)), start, -1):
            if not (self.tokens[end - 1].text[:1].isupper() or self.tokens[end - 1].is_digit):
                continue
            key = " ".join(k for k in self.keys[start:end] if k)
            if len(key) < _WEAK_NAMES:
                continue
            classes = _cached_classes(known, key)
            if classes:
                return _Match(start, end, classes)
        return None

    def _votes(self) -> dict[str, str]:
        """By lower-case word, what the parser most often takes it for elsewhere in the document."""
        counts: dict[str, dict[str, int]] = {}
        for word, token in zip(self.lower, self.tokens, strict=True):
            if token.text[:1].isupper():
                held = counts.setdefault(word, {})
                held[token.ent_type_ or "-"] = held.get(token.ent_type_ or "-", 0) + 1
        return {w: max(sorted(c), key=lambda k: c[k]) + ("+" if sum(c.values()) > 1 else "") for w, c in counts.items()}


@cache
def _cached_classes(known: Gazetteer, key: str) -> tuple[str, ...]:
    return name_classes(known, key)


def _short_shape(text: str) -> str:
    """ "Xx" for "London", "X.X." for "U.S.": runs of one class stand once."""
    shape = ""
    for c in text:
        s = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if not shape or shape[-1] != s:
            shape += s
    return shape[:6]


@dataclass(frozen=True, slots=True)
class Island:
    """Tokens `[start, end)` among which a name may stand, and the features of each."""

    start: int
    end: int
    features: list[list[str]]


def islands(syntax: Doc, cues: Cues) -> list[Island]:
    """The runs of capitalised words, each with the single words between them; names stand nowhere else."""
    words = _Words(syntax, gazetteer())
    runs: list[list[int]] = []
    for i, token in enumerate(words.tokens):
        if not token.text[:1].isupper():
            continue
        if runs and i - runs[-1][1] <= 1:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [Island(a, b, [_of(words, i, cues) for i in range(a, b)]) for a, b in runs]


def _of(words: _Words, i: int, cues: Cues) -> list[str]:
    token, lower = words.tokens[i], words.lower[i]
    held = [
        "bias", f"w={lower}", f"p3={lower[:3]}", f"s3={lower[-3:]}", f"s4={lower[-4:]}", f"sh={words.shape[i]}",
        f"t={words.tag[i]}", f"d={token.dep_}", f"e={words.entity[i]}", f"h={token.head.lower_}",
    ]  # fmt: skip
    if token.is_sent_start:
        held.append("first")
    for offset in (-2, -1, 1, 2):
        j = i + offset
        if not 0 <= j < len(words.tokens):
            held.append(f"{offset}:edge")
            continue
        held.append(f"{offset}:w={words.lower[j]}")
        held.append(f"{offset}:t={words.tag[j]}")
        held.append(f"{offset}:e={words.entity[j]}")
        held.append(f"{offset}:sh={words.shape[j]}")
    _add_gazetteer(held, words, i, cues)
    if lower in words.surnames:
        held.append("surname")
        held.append(f"surname|e={words.entity[i]}")
    if words.lower[i - 1].rstrip(".") in cues.titles if i else False:
        held.append("titled")
    if lower.rstrip(".") in cues.streets:
        held.append("street")
    elif lower in cues.organisations:
        held.append("organisation")
    vote = words.votes.get(lower)
    if vote:
        held.append(f"v={vote}")
    if i and i + 1 < len(words.tokens):
        held.append(f"w-1|w+1={words.lower[i - 1]}|{words.lower[i + 1]}")
        held.append(f"t-1|t|t+1={words.tag[i - 1]}|{words.tag[i]}|{words.tag[i + 1]}")
    return held


def _add_gazetteer(held: list[str], words: _Words, i: int, cues: Cues) -> None:
    match = words.match[i]
    if match is None:
        held.append("g=O")
    else:
        place = "B" if match.start == i else "I"
        held.append(f"g={place}-{match.classes[0]}")
        held.append(f"g|e={place}-{match.classes[0]}|{words.entity[i]}")
        held.append(f"g|sh={match.classes[0]}|{words.shape[i]}")
        held.append(f"gn={place}{min(3, match.end - match.start)}")
        held.extend(f"g+{place}-{c}" for c in match.classes[1:4])
        _add_around(held, words, match, place, cues)
    for offset in (-1, 1, 2):
        j = i + offset
        if 0 <= j < len(words.tokens):
            other = words.match[j]
            held.append(f"{offset}:g={other.classes[0] if other and other is not match else '-'}")


def _add_around(held: list[str], words: _Words, match: _Match, place: str, cues: Cues) -> None:
    """What stands before and after the whole name."""
    before = words.lower[match.start - 1] if match.start else "^"
    after = words.lower[match.end] if match.end < len(words.tokens) else "$"
    if after in cues.organisations and words.shape[match.end][:1] == "X":
        held.append(f"{place}>organisation")
    if after.rstrip(".") in cues.streets:
        held.append(f"{place}>street")
    held.append(f"gb={before}")
    held.append(f"ga={after}")
    if match.end < len(words.tokens):
        held.append(f"gas={words.shape[match.end]}|{words.tag[match.end]}")
    second = words.match[match.end + 1] if match.end + 1 < len(words.tokens) else None
    if after == "," and second is not None:
        held.append(f"{place},{second.classes[0]}")


def recognise(syntax: Doc, cues: Cues, *, model: Chain | None = None) -> list[Named]:
    """The names of places in `syntax`, in order, by `model` (default: the shipped one)."""
    model = model or chain("recognition")
    found = []
    for island in islands(syntax, cues):
        found.extend(_chunks(island.start, model.tag(island.features)))
    return found


def _chunks(first: int, labels: list[tuple[str, float]]) -> list[Named]:
    found: list[Named] = []
    for offset, (label, odds) in enumerate(labels):
        at, kind = first + offset, label[2:]
        last = found[-1] if found else None
        if label == "O":
            continue
        if label[0] == "I" and last is not None and last.end == at and last.kind == kind:
            found[-1] = Named(last.start, at + 1, kind, min(last.score, odds))
        else:
            found.append(Named(at, at + 1, kind, odds))
    return found
