"""Where an outlet is at home, learned from the places its own reports name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.places.evidence import Home
from dateline.places.gazetteer import gazetteer
from dateline.schema.places import Place, Toponym

# An outlet whose reports name one division in this share of cases is a local one.
_SHARE = 0.4
_FEWEST = 3


def learned_home(reports: Iterable[Sequence[Toponym]]) -> Home | None:
    """The home of the outlet that wrote `reports` (the toponyms of each); None where they do not tell.

    A local paper names its own first-order division in most reports: a division named in 40% of at least
    three reports is home. No gold, no list of outlets: only what was read before.
    """
    votes: Counter[tuple[str, str]] = Counter()
    count = 0
    for toponyms in reports:
        count += 1
        votes.update({d for t in toponyms if t.place is not None and (d := _division(t.place)) is not None})
    if count < _FEWEST or not votes:
        return None
    (country, name), most = min(votes.items(), key=lambda item: (-item[1], item[0]))
    if most < _SHARE * count:
        return None
    return Home(country, gazetteer().division(country, name))


def _division(place: Place) -> tuple[str, str] | None:
    if place.country is None:
        return None
    name = place.name if place.kind == "admin1" else place.admin1
    return (place.country, name) if name is not None else None
