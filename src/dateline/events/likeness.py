"""How alike two claims are as accounts of one happening, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.schema.actors import Participant
from dateline.schema.claims import Claim, Status
from dateline.schema.codebook import act_type
from dateline.schema.geography import kilometres
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.quantities import Toll
from dateline.schema.times import When

_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.DENIED})
_PARTS = tuple(f.name for f in fields(Toll))
MUTUAL = "armed_clash"  # in which each side strikes the other
_BROAD = frozenset({PlacePrecision.COUNTRY, PlacePrecision.CONTINENT, PlacePrecision.ADMIN1, PlacePrecision.REGION})


@cache
def settings() -> dict[str, Any]:
    source = files("dateline.events").joinpath("likeness.yml").read_bytes()
    data: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
    return data


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for or against: its name in `likeness.yml`, its points, and words for it."""

    name: str
    points: float
    words: str


def signs(one: Claim, other: Claim, text: str) -> tuple[Sign, ...]:
    """The reasons for and against `other`, later in the report `text`, telling what `one` tells."""
    return tuple(
        Sign(name, settings()["weights"][name] * times, words) for name, times, words in _signs(one, other, text)
    )


def kin(one: str, other: str) -> bool:
    """True where the two types may be told of one happening."""
    return one == other or any(one in family and other in family for family in settings()["kin"].values())


def _signs(one: Claim, other: Claim, text: str) -> Iterator[tuple[str, float, str]]:
    if one.type == other.type:
        # Two statements are two, unless their words agree.
        yield "same_type", 0.2 if act_type(one.type).statement else 1, f"both are “{act_type(one.type).name}”"
    else:
        yield "kin_type", 1, f"“{act_type(one.type).name}” and “{act_type(other.type).name}” may be one act"
    if _word(one, text) == _word(other, text):
        yield "same_word", 1, f"both say “{_word(one, text)}”"
    if _over_the_report(one, text) and not _over_the_report(other, text):
        yield "headline", 1, "the headline says it too"
    else:
        yield from _participants(one.actors, other.actors, "actor", text)
    yield from _participants(one.targets, other.targets, "target", text)
    violent = all(act_type(claim.type).family == "violence" for claim in (one, other))
    if violent and MUTUAL not in {one.type, other.type} and _turned(one, other, text):
        yield "turned", 1, "who acts in one is struck in the other"
    yield from _places(one.place, other.place)
    yield from _times(one.when, other.when)
    again = _counted_again(one, other)
    yield from _reference(one, other, text, again=again)
    if same := next((part for part in _PARTS if _same_number(one, other, part)), None):
        yield "same_toll", 1, f"the same number {same}"
    if again:
        yield "counted_again", 1, "the same words count those struck"
    if _many(one, text) != _many(other, text):
        yield "number_conflict", 1, "one act, and several"
    if one.newness is not other.newness:
        yield "newness_conflict", 1, "one is news, the other background"
    if (one.status in _REAL) != (other.status in _REAL):
        yield "status_conflict", 1, f"one {one.status}, the other {other.status}"


def _same_number(one: Claim, other: Claim, part: str) -> bool:
    first, second = getattr(one.toll, part), getattr(other.toll, part)
    if first is None or second is None or first.span.overlaps(second.span):
        return False
    return (first.low, first.best, first.high) == (second.low, second.best, second.high)


def _counted_again(one: Claim, other: Claim) -> bool:
    """True where every count of the later act is, word for word, the earlier one's of the same sentence."""
    if one.sentence != other.sentence:
        return False
    counts = [(getattr(one.toll, part), getattr(other.toll, part)) for part in _PARTS]
    held = [(first, second) for first, second in counts if second is not None]
    return bool(held) and all(first is not None and first.span == second.span for first, second in held)


def _word(claim: Claim, text: str) -> str:
    return claim.trigger.of(text).lower().rstrip("sed")


def _many(claim: Claim, text: str) -> bool:
    """True for a plural act noun ("attacks on"): it tells of no single happening, as the verb of "attacks a" does."""
    word = claim.trigger.of(text).lower()
    if not word.endswith("s") or word.endswith("ss"):
        return False
    after = text[claim.trigger.end : claim.trigger.end + 40].split()
    return not after or not (after[0].lower().rstrip(".,;:") in settings()["objects"] or after[0][:1].isdigit())


def names(parts: Iterable[Participant]) -> set[str]:
    """The actors' ids, or the names where the catalogue has none."""
    return {p.actor_id or p.name or "" for p in parts} - {""}


def _participants(
    one: tuple[Participant, ...], other: tuple[Participant, ...], part: str, text: str
) -> Iterator[tuple[str, float, str]]:
    first, second = names(one), names(other)
    if first & second or any(a.span.overlaps(b.span) for a in one for b in other):
        yield f"same_{part}", 1, f"the same {part}"
    elif first and second:
        yield f"{part}_conflict", 1, f"different {part}s are named"
        return
    kinds, others = _kinds(one, text), _kinds(other, text)
    if kinds & others and not (first and second):
        yield f"same_{part}", 0.5, f"{part}s of one kind"
    elif kinds and others and part == "target" and not first & second:
        yield "target_conflict", 1, "targets of different kinds"


def _kinds(parts: Iterable[Participant], text: str) -> set[str]:
    """Their kinds, but for those whose words are used of people of every kind ("the suspect")."""
    return {p.kind for p in parts if p.kind and not _anybody(p, text)}


def _anybody(participant: Participant, text: str) -> bool:
    phrase = participant.span.of(text).lower().split()
    return bool(phrase) and phrase[-1] in settings()["anybody"]


def _turned(one: Claim, other: Claim, text: str) -> bool:
    """True where the attackers of one are the victims of the other: "four militants attacked"; "the militants died"."""
    return any(
        _heads(actors, text) & _heads(targets, text) - _heads(others, text)
        for actors, targets, others in (
            (one.actors, other.targets, one.targets),
            (other.actors, one.targets, other.targets),
        )
    )


def _heads(parts: Iterable[Participant], text: str) -> set[str]:
    """The last words of phrases of several ("the militants")."""
    last = {p.span.of(text).lower().rsplit(maxsplit=1)[-1] for p in parts}
    return {word for word in last if word.endswith(("s", "men"))}


def _over_the_report(claim: Claim, text: str) -> bool:
    """True for a claim of the headline: the first line, without a full stop."""
    line, ended, _ = text.partition("\n")
    return bool(ended) and claim.sentence.end <= len(line) and not line.rstrip().endswith((".", "!", "?"))


def _places(one: Location | None, other: Location | None) -> Iterator[tuple[str, float, str]]:
    if one is None or other is None or one.place is None or other.place is None:
        return
    if one.place == other.place:
        # A country alone says little: much happens in one country.
        yield "same_place", 0.3 if one.precision in _BROAD else 1, f"both in {one.place.name}"
    elif far(one, other):
        yield "place_conflict", 1, f"{one.place.name} is not {other.place.name}"
    else:
        yield "place_within", 1, f"{one.place.name} and {other.place.name} may be one place"


def far(one: Location, other: Location) -> bool:
    """True where the two places cannot be one, however loosely each is told."""
    a, b = one.place, other.place
    if a is None or b is None:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    if PlacePrecision.COUNTRY in {one.precision, other.precision}:
        return False
    if a.point is None or b.point is None:
        return False
    return kilometres(a.point, b.point) > one.radius_km + other.radius_km + 5


def _times(one: When | None, other: When | None) -> Iterator[tuple[str, float, str]]:
    if one is None or other is None or one.start is None or other.start is None or one.end is None or other.end is None:
        return
    if one.start <= other.end and other.start <= one.end:
        yield "same_time", 1, "the dates overlap"
    else:
        yield "time_conflict", 1, "the dates differ"


def _words(phrase: str) -> list[str]:
    """The words of a phrase; "more" in "more than ten" sets nothing apart."""
    return phrase.lower().replace("more than", "").split()


def _side_by_side(one: Claim, other: Claim, text: str) -> bool:
    """ "arrested a leader and detained three suspects": two acts, each with its own target."""
    if one.sentence != other.sentence or not one.targets or not other.targets:
        return False
    if " and " not in text[one.trigger.end : other.trigger.start]:
        return False
    return not any(a.span.overlaps(b.span) for a in one.targets for b in other.targets)


def _known(claim: Claim, text: str) -> str | None:
    """The target that is told as one already spoken of ("the leader", "both men", "him"); None where there is none."""
    phrases = (t.span.of(text) for t in claim.targets)
    return next((p for p in phrases if p and p.split()[0].lower() in settings()["known"]), None)


def _more_taken(one: Claim, other: Claim) -> bool:
    """ "arrested a leader. They detained two suspects": the later act takes more than the earlier one."""
    first, second = one.toll.captured, other.toll.captured
    return bool(first and second and first.high is not None and second.low is not None and second.low > first.high)


def _one_kind_of_target(one: Claim, other: Claim, text: str) -> bool:
    """False where the earlier act has targets of its own, of no kind that the later one's are: trucks, and fighters."""
    if not one.targets:
        return True
    kinds = {p.kind for p in one.targets}
    return not kinds.isdisjoint(p.kind for p in other.targets) or (
        bool(kinds - {None}) and any(_anybody(p, text) for p in other.targets)
    )


def _of_a_name(claim: Claim) -> bool:
    """True where the words before the act are a name's: "the Taliban killed"."""
    before = [p for p in (*claim.actors, *claim.targets) if 0 <= claim.trigger.start - p.span.end <= 1]
    return any(p.actor_id or p.name for p in before)


def _reference(one: Claim, other: Claim, text: str, *, again: bool) -> Iterator[tuple[str, float, str]]:
    """What the words before the later trigger say: "the attack", "another attack".

    Nothing sets acts apart that the same words count `again`.
    """
    before = text[max(0, other.trigger.start - 40) : other.trigger.start].lower().replace("\n", " ").split()
    last = before[-3:]
    if not again and any(w in settings()["apart"] for w in last):
        yield "another", 1, f"“{' '.join(last)}” sets it apart"
    elif any(w in {"the", "this", "that"} for w in last[-2:]) and not _of_a_name(other):
        yield "definite", 1, "told as already known"
    elif last and last[-1] in {"a", "an"}:
        yield "indefinite_again", 1, "told as new"
    known = _known(other, text)
    if known is not None and _one_kind_of_target(one, other, text):
        yield "known_target", 1, f"“{known}” are known already"
    elif _more_taken(one, other):
        yield "another", 1, "more are captured than before"
    elif not again and any(w in settings()["apart"] for t in other.targets for w in _words(t.span.of(text))):
        yield "another", 1, "its targets are told as further ones"
    if not again and _side_by_side(one, other, text):
        yield "another", 1, "one sentence tells both, of different targets"
    gap = other.trigger.start - one.trigger.end
    if gap > 600:
        yield "far", min(gap / 600, 10), f"{gap} characters apart"
