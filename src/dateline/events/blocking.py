"""Which claims are worth comparing: a claim's block keys.

Two claims of different documents can be one event only if they share a key. A key joins the family of the type with a
name that sets the report apart (a place, a person, a rare word) and a window of days around publication or around the
stated day. The rarest names and full names also make a key without a window, so that a trial's report a year later
still finds the killing, and an undated report its dated twin.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from dateline.events.likeness import settings
from dateline.events.profile import LEAD, Profile, profile
from dateline.events.words import folded, rarity, tokens
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.times import Precision

_DATED = frozenset({Precision.DAY, Precision.WEEK})
_profile = lru_cache(maxsize=4096)(profile)


def block_keys(claim: Claim, document: Document) -> frozenset[str]:
    """The keys of one claim, from the claim and its own document alone.

    At most about thirty short strings. They change only with the package's tables (`likeness.yml`, `rarity.npz`).
    """
    return frozenset(keys(claim, document, _profile(document)))


def keys(claim: Claim, document: Document, held: Profile) -> Iterator[str]:
    """The keys of `claim`, given its document's profile."""
    blocking = settings()["blocking"]
    family = family_of(claim.type)
    terms = _terms(claim, document, held, blocking["terms"])
    anchors = _anchors(claim, held.day, blocking["window_days"])
    for term in terms:
        for anchor in anchors:
            yield f"{family}/{term}/{anchor}"
    rarest = [t for t in terms if rarity_of(t) >= blocking["timeless_rarity"]][: blocking["timeless"]]
    timeless = [*rarest, *sorted(_told(held.people, document, claim))[: blocking["people"]]]
    for term in timeless if anchors else {*terms, *timeless}:
        yield f"{family}/{term}"


def rarity_of(term: str) -> float:
    return 0.0 if term.startswith("@") else rarity(term)


@cache
def family_of(type_id: str) -> str:
    """The types that may directly or through others be told of one happening, named by the first of them."""
    kin = [set(types) for types in settings()["kin"].values()]
    family = {type_id}
    while more := [types for types in kin if types & family and not types <= family]:
        family.update(*more)
    return min(family)


def _terms(claim: Claim, document: Document, held: Profile, most: int) -> list[str]:
    """The place, and the rarest words of the claim's sentence and the report's opening.

    A country alone is none: of the pairs that share nothing else hardly any is one event, and there are ever more.
    """
    near = document.text[:LEAD] + " " + claim.sentence.of(document.text)
    told = {folded(word) for word, _ in tokens(near)}
    ranked = sorted((-_worth(word, held), word) for word in told if word in held.words or word in held.names)
    return [*_place(claim.place), *(word for _, word in ranked[:most])]


def _worth(word: str, held: Profile) -> float:
    return rarity(word) * (settings()["blocking"]["name_bonus"] if word in held.names else 1.0)


def _place(place: Location | None) -> Iterable[str]:
    if place is None or place.place is None:
        return
    if place.precision not in {PlacePrecision.COUNTRY, PlacePrecision.CONTINENT, PlacePrecision.WATER}:
        yield f"@{place.place.geonames_id or place.place.name}"


def _anchors(claim: Claim, published: int | None, width: int) -> list[int]:
    """The windows of publication, and of the stated day where that lies elsewhere.

    Windows of twice `width` days overlap by half: any two days at most `width` apart share one.
    """
    days = [] if published is None else [published]
    when = claim.when
    if when is not None and when.start is not None and when.precision in _DATED:
        days.append(when.start.toordinal())
    return sorted({day // width + step for day in days for step in (0, 1)})


def _told(people: frozenset[str], document: Document, claim: Claim) -> list[str]:
    """The full names that stand in the claim's sentence or the opening; else the alphabetically first of all."""
    near = {folded(word) for word, _ in tokens(document.text[:LEAD] + " " + claim.sentence.of(document.text))}
    return [pair for pair in people if set(pair.split(" ")) <= near] or sorted(people)
