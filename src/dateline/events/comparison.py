"""How two reports' accounts compare: one row of numbers for the judge, and the same in words for a reader."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dateline.events.accounts import Account, Report, share_town
from dateline.events.likeness import far, kin, names, settings
from dateline.events.profile import cosine
from dateline.events.words import rarity
from dateline.schema.claims import Claim, Newness, Status

UNKNOWN = -1.0
FEATURES = (
    "text", "lead", "names", "rarest_name", "rare_words", "people", "ages", "published_days", "towns",
    "sentences", "place", "days", "told_days", "same_type", "killed", "wounded", "actors", "targets",
    "main", "word", "real", "news",
)  # fmt: skip
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_ONE_TOWN_KM = 25.0
_RARE = 7.0


def comparable(one: Account, other: Account) -> bool:
    """True where the two may be one event at all: of different reports, of kindred types, sharing a block key."""
    if one.report.document.id == other.report.document.id or one.keys.isdisjoint(other.keys):
        return False
    return any(kin(a, b) for a in {c.type for c in one.claims} for b in {c.type for c in other.claims})


def compared(one: Account, other: Account) -> list[float]:
    """The row of `FEATURES`; the same whichever of the two comes first."""
    return [*_stories(one.report, other.report), *_accounts(one, other)]


@lru_cache(maxsize=1 << 12)
def _stories(one: Report, other: Report) -> tuple[float, ...]:
    a, b = one.profile, other.profile
    shared = a.names.keys() & b.names.keys()
    return (
        cosine(a.words, b.words),
        cosine(a.lead, b.lead),
        cosine(a.names, b.names),
        max((rarity(name) for name in shared), default=0.0),
        float(sum(rarity(word) >= _RARE for word in a.words.keys() & b.words.keys())),
        _overlap(a.people, b.people),
        _overlap(a.ages, b.ages),
        UNKNOWN if a.day is None or b.day is None else float(min(abs(a.day - b.day), 1000)),
        _yes(share_town(one, other, within_km=_ONE_TOWN_KM)),
    )


def _accounts(one: Account, other: Account) -> Iterator[float]:
    yield cosine(one.words, other.words)
    yield _places(one, other)
    yield _gap(one.days, other.days)
    yield _gap(_told(one), _told(other))
    yield _types({c.type for c in one.claims}, {c.type for c in other.claims})
    for part in ("killed", "wounded"):
        yield _tolls(_number(one.claims, part), _number(other.claims, part))
    yield _named((names(c.actors) for c in one.claims), (names(c.actors) for c in other.claims))
    yield _named((names(c.targets) for c in one.claims), (names(c.targets) for c in other.claims))
    yield float(one.main) + float(other.main)
    yield float(bool(_words(one) & _words(other)))
    yield float(_real(one) == _real(other))
    yield float(_news(one) == _news(other))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return float(len(one & other)) if one and other else UNKNOWN


def _yes(held: bool | None) -> float:
    return UNKNOWN if held is None else float(held)


def _places(one: Account, other: Account) -> float:
    """2 the same place, 1 within one another, 0 apart."""
    a, b = one.place, other.place
    if a is None or b is None or a.place is None or b.place is None:
        return UNKNOWN
    if a.place == b.place:
        return 2.0
    return 0.0 if far(a, b) else 1.0


def _gap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    if one is None or other is None:
        return UNKNOWN
    return float(min(max(0, one[0] - other[1], other[0] - one[1]), 1000))


def _types(one: set[str], other: set[str]) -> float:
    """2 for one type in both, 1 where either is told loosely enough to be the other, 0 for two exact types."""
    broad = set(settings()["broad"])
    return 2.0 if one & other else float(bool(one & broad or other & broad))


def _told(account: Account) -> tuple[int, int] | None:
    """The days it happened on as told; where no day is stated, that of publication."""
    day = account.report.profile.day
    return account.days or (None if day is None else (day, day))


def _number(claims: Sequence[Claim], part: str) -> int | None:
    counts = [getattr(c.toll, part) for c in claims]
    return max((n for c in counts if c for n in (c.best, c.low) if n is not None), default=None)


def _tolls(one: int | None, other: int | None) -> float:
    """How far two numbers differ, as a share of the greater."""
    if one is None or other is None:
        return UNKNOWN
    return abs(one - other) / max(one, other, 1)


def _named(one: Iterable[set[str]], other: Iterable[set[str]]) -> float:
    first, second = set[str]().union(*one), set[str]().union(*other)
    return float(bool(first & second)) if first and second else UNKNOWN


def _words(account: Account) -> set[str]:
    text = account.report.document.text
    return {c.trigger.of(text).lower().rstrip("sed") for c in account.claims}


def _real(account: Account) -> bool:
    return any(c.status in _REAL for c in account.claims)


def _news(account: Account) -> bool:
    return any(c.newness is Newness.NEWS for c in account.claims)


def likenesses(one: Account, other: Account) -> str:
    """What speaks for one event, in words, the strongest first."""
    row = dict(zip(FEATURES, compared(one, other), strict=True))
    a, b = one.report.profile, other.report.profile
    told = []
    if people := sorted(a.people & b.people):
        told.append("both name " + ", ".join(_title(name) for name in people[:3]))
    if shared := sorted(a.names.keys() & b.names.keys(), key=lambda name: (-rarity(name), name)):
        told.append("rare names in both: " + ", ".join(map(_title, shared[:4])))
    if row["place"] == 2 and one.place and one.place.place:
        told.append(f"both in {one.place.place.name}")
    if row["days"] == 0:
        told.append("the days overlap")
    elif 0 <= row["published_days"] <= 3:
        told.append(f"published {int(row['published_days'])} days apart")
    told += [f"the same number {part}" for part in ("killed", "wounded") if row[part] == 0]
    told.append(f"texts {row['text']:.2f} alike")
    return "; ".join(told)


def _title(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split(" "))
