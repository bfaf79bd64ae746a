"""The situation area by area: news first, then what is told as background."""

from collections import Counter
from collections.abc import Sequence

from dateline.products.brief.acts import Act
from dateline.products.brief.highlights import sentences
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Passage
from dateline.products.brief.selection import in_order
from dateline.products.brief.telling import is_said, tellings
from dateline.products.wording import country_names
from dateline.schema.claims import Status

_ELSEWHERE = "elsewhere"  # stands where a division would
DIVIDED = 6  # placed acts from which a country is told division by division


def situation(acts: Sequence[Act], ledger: Ledger, *, first: frozenset[str], caveats: bool) -> tuple[Passage, ...]:
    """A passage an area; countries in `first` go first, then those with most acts."""
    told = [act for act in acts if not (act.type.statement or is_said(act) or act.status is Status.DENIED)]
    pinned = Counter(act.country for act in told if act.pinned)
    groups: dict[tuple[str | None, str | None], list[Act]] = {}
    for act in told:
        if act.country is None and _is_known(act):
            groups.setdefault((None, _ELSEWHERE), []).append(act)
            continue
        divided = pinned[act.country] >= DIVIDED
        groups.setdefault((act.country, _division(act) if divided else None), []).append(act)
    size = Counter(act.country for act in told)

    def rank(key: tuple[str | None, str | None]) -> tuple[object, ...]:
        country, division = key
        return (country is None, country not in first, -size[country], country or "", -len(groups[key]), division or "")

    return tuple(p for key in sorted(groups, key=rank) for p in _passages(key, groups[key], ledger, caveats=caveats))


def _passages(key: tuple[str | None, str | None], acts: list[Act], ledger: Ledger, *, caveats: bool) -> list[Passage]:
    words = lexicon("brief")["areas"]
    heading = _heading(*key)
    news = tellings(in_order(act for act in acts if not act.background), caveats=caveats)
    past = tellings(in_order(act for act in acts if act.background), caveats=caveats)
    found = [Passage(sentences(news, ledger), heading)] if news else []
    if past:
        found.append(Passage(sentences(past, ledger), f"{heading}: {words['background'].lower()}"))
    return found


def _is_known(act: Act) -> bool:
    """True where some place of the act is one of the gazetteer."""
    ends = [end[0] for end in act.ends if end]
    return any(location and location.place for location in (act.place, *ends))


def _division(act: Act) -> str:
    place = act.place.place if act.place else None
    if place is None or not act.pinned:
        return ""
    return place.admin1 or (place.name if place.kind == "admin1" else "")


def _heading(country: str | None, division: str | None) -> str:
    words = lexicon("brief")["areas"]
    if country is None:
        return str(words["elsewhere" if division == _ELSEWHERE else "nowhere"])
    name = country_names().get(country, country)
    if division is None:
        return name
    pattern: str = words["division"] if division else words["wide"]
    return pattern.format(division=division, country=name)
