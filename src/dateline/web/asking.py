"""What a page's address asks of the record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends
from fastapi import Query as Parameter

from dateline.actors.catalogue import catalogue
from dateline.errors import OptionError
from dateline.products.wording import country_names
from dateline.record import Query
from dateline.record.search_syntax import day
from dateline.schema.codebook import codebook

FIELDS = (
    "outlet",
    "speaker",
    "voice",
    "actor",
    "type",
    "country",
    "place",
    "since",
    "until",
    "reviewed",
    "independence",
    "state",
)
LABELS = {
    "type": "Type",
    "country": "Country",
    "actor": "Actor",
    "place": "Place",
    "outlet": "Outlet",
    "voice": "Voice",
    "speaker": "Speaker",
    "since": "since",
    "until": "until",
    "reviewed": "Review",
    "independence": "Independence",
    "state": "Review",
}
STATES = {"candidate": "not yet reviewed", "accepted": "accepted", "edited": "edited"}
INDEPENDENT = {"1": "one source", "2+": "two or more sources", "3+": "three or more sources"}
Text = Annotated[str, Parameter(max_length=300)]


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing asked for, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The words searched for and the fields they are narrowed by, as the address gives them, and the order."""

    q: str
    values: dict[str, str]
    after: str | None
    latest: bool = True

    def query(self, *, limit: int | None = None) -> Query:
        """The record's query; candidates are in it unless only reviewed events are asked for."""
        held = {name: value for name, value in self.values.items() if name not in ("since", "until", "reviewed")}
        since, until = (self._day(name) for name in ("since", "until"))
        candidates = self.values.get("reviewed") != "yes"
        asked = Query(since=since, until=until, candidates=candidates, limit=limit, after=self.after)
        return replace(asked, latest=self.latest, **held)  # type: ignore[arg-type]

    def address(self, path: str, **changes: str | None) -> str:
        """The address of `path` with these values; None takes one away, and paging starts anew."""
        order = {} if self.latest else {"order": "oldest"}
        values: dict[str, str | None] = {"q": self.q, **self.values, **order, **changes}
        kept = {name: value for name, value in values.items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path

    def chips(self, path: str) -> Iterator[Chip]:
        """Every field asked for, in words, with the address that drops it."""
        for name, value in self.values.items():
            yield Chip(f"{LABELS[name]}: {shown(name, value)}", self.address(path, **{name: None}))

    def _day(self, name: str) -> date | None:
        return day(self.values[name], last=name == "until") if name in self.values else None


def shown(name: str, value: str) -> str:
    """A field's value as readers know it: "Air or drone strike" for `air_strike`, "Libya" for `LY`."""
    match name:
        case "type":
            return codebook()[value].name if value in codebook() else value
        case "country":
            return country_names().get(value.upper(), value)
        case "reviewed":
            return "reviewed only"
        case "state":
            return STATES.get(value, value)
        case "independence":
            return INDEPENDENT.get(value, value)
        case "actor":
            known = catalogue().get(value)
            return known.name if known else value
        case _:
            return value


def asked(
    q: Text = "",
    type: Text = "",
    country: Annotated[str, Parameter(max_length=2)] = "",
    actor: Text = "",
    place: Text = "",
    outlet: Text = "",
    voice: Text = "",
    speaker: Text = "",
    independence: Annotated[str, Parameter(max_length=2)] = "",
    state: Annotated[str, Parameter(max_length=9)] = "",
    since: Annotated[str, Parameter(max_length=10)] = "",
    until: Annotated[str, Parameter(max_length=10)] = "",
    reviewed: Annotated[str, Parameter(max_length=3)] = "",
    after: Annotated[str | None, Parameter(max_length=80)] = None,
    order: Annotated[str, Parameter(max_length=6)] = "",
) -> Asked:
    """What the address asks; blank fields ask nothing."""
    given: dict[str, Any] = {
        "outlet": outlet,
        "speaker": speaker,
        "voice": voice,
        "actor": actor,
        "type": type,
        "country": country,
        "place": place,
        "since": since,
        "until": until,
        "reviewed": reviewed,
        "independence": independence,
        "state": state,
    }
    if type and type not in codebook():
        raise OptionError(f"The codebook has no type {type!r}: see the list of types.")
    return Asked(
        q.strip(),
        {name: value.strip() for name, value in given.items() if value.strip()},
        after or None,
        order != "oldest",
    )


Asking = Annotated[Asked, Depends(asked)]
