"""Accounts: what one report tells of one happening, ready to be compared with other reports' accounts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import DataError
from dateline.events.blocking import keys
from dateline.events.constraints import Constraints
from dateline.events.join import together
from dateline.events.profile import Profile, profile, weights
from dateline.events.words import folded, tokens
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.geography import kilometres
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.times import Precision

Rank = tuple[str, str, int, int, str]
_PINNED = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.ADMIN2})


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A document with its profile, and the towns that any of its claims names."""

    document: Document
    profile: Profile
    towns: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """`claims` of one report that tell one happening, by place in the text; `reasons` say why they were joined.

    `main` is true for the one that the report is mostly about: most claims, the earlier of equals. `words` weigh
    the words of the claims' sentences. `days` are the days it may have happened on, None where unknown.
    """

    claims: tuple[Claim, ...]
    report: Report
    reasons: tuple[str, ...]
    keys: frozenset[str]
    main: bool
    words: dict[str, float]
    place: Location | None
    days: tuple[int, int] | None

    @property
    def rank(self) -> Rank:
        """A total order of accounts: the earliest published first, then by document and place in it."""
        return rank(self.claims[0], self.report.document)


def rank(claim: Claim, document: Document) -> Rank:
    """A total order of claims, in which the first of an event names it; an undated report comes last."""
    day = document.published.start.isoformat() if document.published else "9999"
    return (day, document.id, claim.trigger.start, claim.trigger.end, claim.id)


def accounts(claims: Iterable[Claim], documents: Mapping[str, Document], constraints: Constraints) -> Iterator[Account]:
    """The accounts of each document in turn; every claim is in exactly one.

    Raises DataError for a claim whose document is not given.
    """
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.document].append(claim)
    for name in sorted(held):
        if name not in documents:
            raise DataError(f"claim {held[name][0].id} is of document {name}, which was not given")
        yield from report_accounts(held[name], documents[name], constraints)


def report_accounts(claims: Sequence[Claim], document: Document, constraints: Constraints) -> Iterator[Account]:
    """The accounts of one report, in text order."""
    report = Report(document, profile(document), tuple(_towns(claims)))
    groups = list(together(claims, document.text, constraints))
    main = max(range(len(groups)), key=lambda n: (len(groups[n][0]), -n), default=-1)
    for n, (members, reasons) in enumerate(groups):
        yield Account(
            claims=tuple(members),
            report=report,
            reasons=tuple(reasons),
            keys=frozenset(key for c in members for key in keys(c, document, report.profile)),
            main=n == main,
            words=weights(folded(word) for word, _ in tokens(_sentences(members, document.text))),
            place=next((c.place for c in members if c.place and c.place.precision in _PINNED), _any_place(members)),
            days=_days(members),
        )


def _any_place(members: Sequence[Claim]) -> Location | None:
    return next((c.place for c in members if c.place and c.place.place), None)


def _sentences(members: Sequence[Claim], text: str) -> str:
    return " ".join(span.of(text) for span in sorted({c.sentence for c in members}))


def _towns(claims: Sequence[Claim]) -> Iterator[tuple[float, float]]:
    """The points of the towns named, each once."""
    seen = set()
    for location in (c.place for c in claims):
        if location is None or location.place is None or location.precision not in _PINNED:
            continue
        point = location.place.point
        if point is not None and point not in seen:
            seen.add(point)
            yield point


def _days(members: Sequence[Claim]) -> tuple[int, int] | None:
    """The most exact stated days; None where no claim says more than the year."""
    fine = (Precision.DAY, Precision.WEEK, Precision.MONTH)
    stated = [c.when for c in members if c.when and c.when.start and c.when.end and c.when.precision in fine]
    best = min(stated, key=lambda w: fine.index(w.precision), default=None)
    if best is None or best.start is None or best.end is None:
        return None
    return best.start.toordinal(), best.end.toordinal()


def share_town(one: Report, other: Report, *, within_km: float) -> bool | None:
    """True where both name one town; None where either names none."""
    if not one.towns or not other.towns:
        return None
    return any(kilometres(a, b) <= within_km for a in one.towns for b in other.towns)
